import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { emergencyWords } from '../../../thread/own-kinds/index.ts'
import type { reviewWords } from './break-glass-reviewed.ts'

/** One opening in an emergency, as the register holds it. `child` is null where the reader may not know the name. */
export type Opening = {
  readonly id: EntryId
  readonly person: SubjectId
  readonly child: string | null
  readonly opener: string
  readonly role: string
  readonly agency: string
  readonly category: keyof typeof emergencyWords
  readonly reference: string
  readonly reason: string
  readonly openedAt: Moment
  readonly until: Moment
  readonly reviewDue: Day
  readonly second: string | null
  readonly reviewedAt: Moment | null
  readonly reviewer: string | null
  readonly outcome: keyof typeof reviewWords | null
}

const columns = `o.opening_id as id, o.subject_id as person, o.role, o.category, o.reference, o.reason, o.opened_at as "openedAt", o.until_at as until,
  o.review_due as "reviewDue", o.reviewed_at as "reviewedAt", o.outcome, a.name as opener, g.name as agency,
  (select coalesce(nullif(trim(n.given || ' ' || n.family), ''), 'A person not yet named') from gt.person n
    where n.partnership_id = $1 and n.subject_id = o.subject_id limit 1) as child,
  (select s.name from gt.account s where s.partnership_id = $1 and s.account_id = o.second_account) as second,
  (select r.name from gt.account r where r.partnership_id = $1 and r.account_id = o.reviewed_by) as reviewer
  from gt.opening o
  join gt.account a on a.partnership_id = $1 and a.account_id = o.account_id
  join gt.agency g on g.partnership_id = $1 and g.agency_id = o.agency_id`

const shows = (row: Opening) => ({ subjects: [row.person], entries: [row.id] })

/** As many as somebody reads at once. */
const most = 50

const waiting = statement<Opening & { total: number }>(
  'openings-waiting',
  shows,
  `select (count(*) over ())::integer as total, ${columns} where o.partnership_id = $1 and o.reviewed_at is null order by o.review_due, o.opened_at, o.opening_id limit ${most}`,
)
const lately = statement<Opening>(
  'openings-reviewed',
  shows,
  `select ${columns} where o.partnership_id = $1 and o.opened_at > $2 and o.reviewed_at is not null order by o.opened_at desc, o.opening_id limit ${most}`,
)
const told = statement<Opening>(
  'openings-told',
  shows,
  `select ${columns} join gt.opening_told t on t.partnership_id = $1 and t.opening_id = o.opening_id
   where o.partnership_id = $1 and t.account_id = $2 order by t.told_at desc, o.opening_id limit ${most}`,
)
const one = statement<Opening>('opening', shows, `select ${columns} where o.partnership_id = $1 and o.opening_id = $2`)

const rate = statement<{ openings: number; opens: number }>(
  'openings-rate',
  null,
  `select (select count(*)::integer from gt.opening o where o.partnership_id = $1 and o.opened_at > $2) as openings,
     (select coalesce(sum(d.opened), 0)::integer from gt.opens_of_day d where d.partnership_id = $1 and d.on_day > $3) as opens`,
)

/** How many records were opened in an emergency since a moment, and how many times a record's page was opened at all since that day: for whoever answers for records. */
export const openingsRate = async (tx: Tx, since: Moment, day: Day): Promise<{ openings: number; opens: number }> =>
  (await tx.run(rate, [tx.actor.partnership, since, day]))[0] ?? { openings: 0, opens: 0 }

/** What waits to be reviewed, the most urgent first, with how many in all, and what was reviewed of what was opened since a moment: for whoever answers for the record. */
export const openingsToReview = async (
  tx: Tx,
  since: Moment,
): Promise<{ total: number; waiting: readonly Opening[]; reviewed: readonly Opening[] }> => {
  const rows = await tx.run(waiting, [tx.actor.partnership])
  return { total: rows[0]?.total ?? 0, waiting: rows, reviewed: await tx.run(lately, [tx.actor.partnership, since]) }
}

/** The openings that the asker was told of, newest first. */
export const openingsTold = (tx: Tx): Promise<readonly Opening[]> => tx.run(told, [tx.actor.partnership, tx.actor.account])

/** One opening, where the asker may read it. */
export const openingOf = async (tx: Tx, id: string): Promise<Opening | undefined> => (await tx.run(one, [tx.actor.partnership, id]))[0]
