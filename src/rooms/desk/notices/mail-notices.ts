import { statement } from '../../../kernel/db/statement.ts'
import { NotSignedIn } from '../../../kernel/db/with-actor.ts'
import type { Standing } from '../../../kernel/jobs/index.ts'
import type { AccountId, PartnershipId } from '../../../thread/ids.ts'
import { hoursOf, wantMail } from '../announcer/announce.ts'

const mailed = statement<never>(
  'notices-mailed',
  null,
  'update gt.notice set mailed_at = $3 where partnership_id = $1 and account_id = $2 and mailed_at is null',
)

const most = 200

/**
 * Asks for a mail to everybody to whom children were passed on, or from whom, and who has not been mailed of it: as they have chosen to be. It bears being
 * run twice: that a mail was asked for is kept in the transaction in which it is. Gives how many people that were.
 */
export const mailNotices = async ({ database, at, job }: Standing): Promise<number> => {
  const waiting = await database.door<{ partnership_id: PartnershipId; account_id: AccountId }>(
    'select partnership_id, account_id from gt.notices_unmailed($1)',
    [most],
  )
  for (const { partnership_id: partnership, account_id: account } of waiting) {
    const hours = await hoursOf(database, partnership, at)
    try {
      await database.withActor(
        { by: 'account', partnership, account },
        { purpose: 'telling of children passed on', route: 'job announce-round', request: job },
        async tx => {
          await wantMail(tx, at, hours)
          await tx.run(mailed, [partnership, account, at])
        },
      )
    } catch (error) {
      // Switched off since: there is nobody to tell. The notice is left, and read should they come back.
      if (!(error instanceof NotSignedIn)) throw error
    }
  }
  return waiting.length
}
