import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, AgencyId, SubjectId } from '../../../thread/ids.ts'

const mail = statement<{ told: number }>('mail-those-invited', null, 'select gt.mail_those_invited($1, $2, $3) as told')

/**
 * Tells those who came into a meeting by an invitation that something waits: a mail that names nobody and not what it is about. Gives how many were told; nobody who is
 * not of the meeting, and nobody at all where whoever asks is not.
 */
export const mailThoseInvited = async (tx: Tx, matter: SubjectId, asked: readonly (AccountId | AgencyId)[]): Promise<number> =>
  asked.length === 0 ? 0 : ((await tx.run(mail, [tx.actor.partnership, matter, asked]))[0]?.told ?? 0)
