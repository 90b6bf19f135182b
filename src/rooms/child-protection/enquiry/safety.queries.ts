import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

/** An enquiry, police protection or an order that is open for a child now. */
export type OpenNow = {
  readonly subject: SubjectId
  readonly entry: EntryId
  readonly kind: string
  readonly state: string
  readonly from: Moment
  /** When it ends by itself; null where it does not. */
  readonly until: Moment | null
}

/** What protects a child and runs out by itself. */
export const protectionKinds = ['police-protection', 'emergency-protection-order', 'child-assessment-order'] as const

const open = statement<OpenNow>(
  'open-for-safety',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `select x.subject_id as subject, x.entry_id as entry, x.kind, x.state, x.from_at as from, nullif(x.until_at, 'infinity') as until
   from gt.episode x where x.partnership_id = $1 and x.subject_id = $2 and x.kind = any ($3) and x.from_at <= $4 and x.until_at > $4
   order by x.from_at, x.key`,
)

/** What is open for a child now: the enquiry, and what protects the child. */
export const readOpenNow = (tx: Tx, person: SubjectId): Promise<readonly OpenNow[]> =>
  tx.run(open, [tx.actor.partnership, person, ['section-47-enquiry', ...protectionKinds], tx.actor.at])

/** The enquiry that is open for a child now; `entry` is the strategy decision at which it was begun. */
export const openEnquiry = async (tx: Tx, person: SubjectId): Promise<OpenNow | undefined> =>
  (await readOpenNow(tx, person)).find(one => one.kind === 'section-47-enquiry')
