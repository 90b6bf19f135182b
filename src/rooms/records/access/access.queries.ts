import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { askerWords } from './access-request.ts'

/** A request for a record that waits for its answer. */
export type Request = {
  readonly person: SubjectId
  readonly name: string | null
  readonly id: EntryId
  readonly asked: Day
  readonly by: keyof typeof askerWords
  readonly due: Day
  readonly extended: boolean
}

const waiting = statement<Request>(
  'requests-waiting',
  row => ({ subjects: [row.person], entries: [row.id] }),
  `select subject_id as person, name, request_id as id, asked_on as asked, asked_by as by, due_on as due, extended from gt.requests_waiting($1, $2, 50)`,
)

/** The requests that wait for an answer, the first due first: of one person, or of everybody; for whoever keeps the records. */
export const requestsWaiting = (tx: Tx, person: SubjectId | null): Promise<readonly Request[]> =>
  tx.run(waiting, [tx.actor.partnership, person])
