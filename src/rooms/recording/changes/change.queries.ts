import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

type Row = { dueOn: Day; changes: number; evidence: readonly EntryId[] }

const waiting = statement<Row>(
  'changes-to-weigh',
  null,
  `select f.due_on as "dueOn", (f.facts ->> 'changes')::integer as changes, f.evidence from gt.finding f
   where f.partnership_id = $1 and f.subject_id = $2 and f.rule = 'changing-circumstances' and f.until_at > $3 and f.from_at <= $3
   order by f.due_at limit 5`,
)

/** Changes around a child that wait to be weighed, as far as whoever asks is told of them. */
export const readWaiting = (tx: Tx, person: SubjectId, now: Moment): Promise<readonly Row[]> =>
  tx.run(waiting, [tx.actor.partnership, person, now])
