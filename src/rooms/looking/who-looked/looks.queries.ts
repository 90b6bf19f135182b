import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { relationWords } from '../../../thread/own-kinds/index.ts'

/** A place in the order of looks: what comes after it is older. */
export type Place = { readonly at: string; readonly line: string; readonly subject?: string }

/** Before anything: where a reader begins. */
export const fromTheNewest: Place = {
  at: 'infinity',
  line: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  subject: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
}

/** One look at a record: who, when, what was shown in words, and as what they stood to it then. */
export type Look = {
  readonly line: string
  readonly at: Moment
  readonly who: string
  readonly role: string
  readonly agency: string
  readonly purpose: string
  readonly entries: number
  readonly relations: readonly string[]
}

const person = statement<{ person: SubjectId; name: string | null; may: boolean }>(
  'looks-of-whom',
  row => (row.may ? { subjects: [row.person] } : {}),
  `select $2::uuid as person, gt.may_see_looks($1, $2) as may,
     (select coalesce(nullif(trim(n.given || ' ' || n.family), ''), 'A person not yet named') from gt.person n
       where n.partnership_id = $1 and n.subject_id = $2 limit 1) as name`,
)

const looks = statement<Look & { person: SubjectId }>(
  'who-looked',
  row => ({ subjects: [row.person] }),
  `select $2::uuid as person, l.line_id as line, l.at, l.role, l.purpose, l.entries, l.relations,
     coalesce(a.name, 'Somebody who is no longer here') as who, coalesce(g.name, '') as agency
   from gt.who_looked($1, $2, $3::timestamptz, $4, $5) l
   left join gt.account a on a.partnership_id = $1 and a.account_id = l.account_id
   left join gt.agency g on g.partnership_id = $1 and g.agency_id = l.agency_id
   order by l.at desc, l.line_id desc`,
)

/** How many looks a page shows. */
export const looksOnAPage = 50

/** Whose record it is, as far as the asker may know, where they may see who looked at it; nothing otherwise. */
export const recordLookedAt = async (tx: Tx, record: SubjectId): Promise<{ name: string | null } | undefined> => {
  const [row] = await tx.run(person, [tx.actor.partnership, record])
  return row?.may ? { name: row.name } : undefined
}

/** Who looked at a record, newest first, from a place on: one more than a page holds, so that it is known whether there are older ones. Leaves a line. */
export const whoLooked = (tx: Tx, record: SubjectId, from: Place): Promise<readonly Look[]> =>
  tx.run(looks, [tx.actor.partnership, record, from.at, from.line, looksOnAPage + 1])

/** A look of one's own. `name` is null where the record is not open to one now. */
export type OwnLook = {
  readonly line: string
  readonly at: Moment
  readonly person: SubjectId
  readonly name: string | null
  readonly purpose: string
}

const own = statement<OwnLook>(
  'my-looks',
  row => ({ subjects: [row.person] }),
  `select l.line_id as line, l.at, l.subject_id as person, l.purpose,
     (select coalesce(nullif(trim(n.given || ' ' || n.family), ''), 'A person not yet named') from gt.person n
       where n.partnership_id = $1 and n.subject_id = l.subject_id limit 1) as name
   from gt.my_looks($2::timestamptz, $3, $4, $5) l order by l.at desc, l.line_id desc, l.subject_id desc`,
)

/** What the asker looked at, newest first, from a place on: one more than a page holds. */
export const ownLooks = (tx: Tx, from: Place): Promise<readonly OwnLook[]> =>
  tx.run(own, [tx.actor.partnership, from.at, from.line, from.subject ?? fromTheNewest.subject, looksOnAPage + 1])

const beside: Readonly<Record<string, string>> = {
  'break-glass': 'opened in an emergency',
  reviewer: 'reviewed an opening',
  lead: 'lead worker',
  'co-worker': 'second worker',
  manager: 'manages the work',
  chair: 'conference chair',
  'core-group': 'core group',
  agency: 'agency involved',
  referrer: 'raised the concern',
  queue: 'The Bridge',
  screener: 'screening at The Bridge',
  decided: 'decided at The Bridge',
  checked: 'asked for a check',
  advised: 'advised by The Bridge',
}

/** As what somebody stood to a record when they looked, in words. */
export const sayRelations = (relations: readonly string[]): string =>
  relations.length === 0
    ? 'did not work with this person then'
    : relations.map(one => beside[one] ?? (one in relationWords ? relationWords[one as keyof typeof relationWords] : one)).join(', ')
