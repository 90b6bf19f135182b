import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, SubjectId } from '../../../thread/ids.ts'

const opened = statement<{ meeting: SubjectId; account: AccountId; at: Moment }>(
  'meeting-opened',
  row => ({ subjects: [row.meeting] }),
  'select $2::uuid as meeting, o.account_id as account, o.at from gt.meeting_opened($1, $2, $3::timestamptz) o',
)

/**
 * When those who came into a meeting first opened it from a moment on (it was called; its actions were shared): for whoever chairs it or takes its minutes, and for
 * nobody else. A look is known once the lines of it were read, which is done every few minutes.
 */
export const readOpened = async (tx: Tx, meeting: SubjectId, since: Moment): Promise<ReadonlyMap<AccountId, Moment>> =>
  new Map((await tx.run(opened, [tx.actor.partnership, meeting, since])).map(row => [row.account, row.at]))
