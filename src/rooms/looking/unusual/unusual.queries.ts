import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'

/** Why somebody goes through a look. */
export const unusualWords = {
  'own-record': 'a record in the looker’s own name',
  'own-home': 'a record of somebody at home with a grown-up of the looker’s own name',
  'family-name': 'somebody with the looker’s family name',
  night: 'a record opened in the night',
  'no-work': 'a record opened without work with the person',
  mass: 'very many people within an hour',
} as const

/** What became of it. */
export const settledWords = {
  explained: 'there is a good reason',
  'followed-up': 'it is followed up with the looker’s manager',
} as const

/** One unusual look, or many looks of one hour. */
export type Unusual = {
  readonly id: string
  readonly why: keyof typeof unusualWords
  readonly at: Moment
  readonly who: string
  readonly role: string
  readonly agency: string
  readonly person: SubjectId | null
  readonly people: number | null
  readonly purpose: string | null
  readonly outcome: keyof typeof settledWords | null
  readonly words: string | null
  readonly settledBy: string | null
}

const columns = `u.unusual_id as id, u.why, u.at, u.subject_id as person, u.people, u.outcome, u.words, a.name as who, a.role, g.name as agency,
  (select s.name from gt.account s where s.partnership_id = $1 and s.account_id = u.settled_by) as "settledBy", u.purpose
  from gt.unusual_look u
  join gt.account a on a.partnership_id = $1 and a.account_id = u.account_id
  join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id`

const shows = (row: Unusual) => ({ subjects: row.person ? [row.person] : [] })
const most = 50
/** More than so many are not counted: whoever reads of them has enough to do. */
const counted = 200

const waiting = statement<Unusual & { total: number }>(
  'unusual-waiting',
  shows,
  `select (select count(*) from (select from gt.unusual_look w where w.partnership_id = $1 and w.settled_at is null limit ${counted + 1}) x)::integer as total,
     ${columns} where u.partnership_id = $1 and u.settled_at is null order by u.at desc, u.unusual_id limit ${most}`,
)
const settled = statement<Unusual>(
  'unusual-settled',
  shows,
  `select ${columns} where u.partnership_id = $1 and u.settled_at is not null order by u.settled_at desc, u.unusual_id limit 20`,
)
const one = statement<Unusual>('unusual-one', shows, `select ${columns} where u.partnership_id = $1 and u.unusual_id = $2`)
const settle = statement<{ done: boolean }>('unusual-settle', null, 'select gt.settle_unusual($1, $2, $3, $4) as done')

/** What waits to be gone through, newest first, with how many in all (`more`: more than are counted), and what was settled last. Of one's own looks nothing. */
export const unusualLooks = async (
  tx: Tx,
): Promise<{
  total: number
  more: boolean
  waiting: readonly Unusual[]
  settled: readonly Unusual[]
}> => {
  const rows = await tx.run(waiting, [tx.actor.partnership])
  const total = rows[0]?.total ?? 0
  return { total: Math.min(total, counted), more: total > counted, waiting: rows, settled: await tx.run(settled, [tx.actor.partnership]) }
}

/** One unusual look, where the asker may go through it. */
export const unusualLook = async (tx: Tx, id: string): Promise<Unusual | undefined> => (await tx.run(one, [tx.actor.partnership, id]))[0]

/** Says what became of an unusual look; false where there is none that waits, or it is one's own. */
export const settleUnusual = async (tx: Tx, id: string, outcome: keyof typeof settledWords, words: string): Promise<boolean> =>
  (await tx.run(settle, [tx.actor.partnership, id, outcome, words]))[0]?.done ?? false
