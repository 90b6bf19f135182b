import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'

/** When one child was last seen; null where there is no record. */
export type LastSeenRow = {
  readonly subject: SubjectId
  readonly on_plan: boolean
  readonly since: Day
  readonly any_on: Day | null
  readonly worker_on: Day | null
  readonly alone_on: Day | null
  readonly home_on: Day | null
  readonly bedroom_on: Day | null
}

const ofChild = statement<LastSeenRow>(
  'last-seen-of-child',
  row => ({ subjects: [row.subject], entries: [] }),
  `select l.subject_id as subject, l.on_plan, l.since, l.any_on, l.worker_on, l.alone_on, l.home_on, l.bedroom_on
   from gt.last_seen l where l.partnership_id = $1 and l.subject_id = $2 and l.open_until > $3`,
)

/** When a child was last seen; nothing where nobody works with the child, or where it is not the asker's to know. */
export const readLastSeen = async (tx: Tx, person: SubjectId): Promise<LastSeenRow | undefined> =>
  (await tx.run(ofChild, [tx.actor.partnership, person, tx.actor.at]))[0]
