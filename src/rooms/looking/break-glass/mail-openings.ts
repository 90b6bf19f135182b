import { z } from 'zod'
import { dayOf } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { NotSignedIn } from '../../../kernel/db/with-actor.ts'
import { defineChore, enqueue, type Standing } from '../../../kernel/jobs/index.ts'
import { mailWanted } from '../../../kernel/mail/index.ts'
import type { AccountId, PartnershipId } from '../../../thread/ids.ts'

type Whom = { partnership_id: PartnershipId; account_id: AccountId }

const mailed = statement<never>(
  'openings-mailed',
  null,
  'update gt.opening_told set mailed_at = $3 where partnership_id = $1 and account_id = $2 and mailed_at is null',
)

const most = 200

/** Asks for a mail that says only that something waits, in the name of each of these people. Whoever was switched off since is passed over. */
const mailEach = async ({ database, at, job }: Standing, whom: readonly Whom[], key: string): Promise<void> => {
  for (const { partnership_id: partnership, account_id: account } of whom)
    try {
      await database.withActor(
        { by: 'account', partnership, account },
        { purpose: 'telling of an opening in an emergency', route: 'job mail-openings', request: job },
        async tx => {
          await enqueue(tx, mailWanted, { link: '/openings' }, { key })
          await tx.run(mailed, [partnership, account, at])
        },
      )
    } catch (error) {
      if (!(error instanceof NotSignedIn)) throw error
    }
}

/** Mails everybody who was told of an opening and has had no mail of it: at once, whatever they have chosen for other mail. */
export const mailOpenings = async (standing: Standing): Promise<void> =>
  mailEach(
    standing,
    await standing.database.door<Whom>('select partnership_id, account_id from gt.openings_unmailed($1)', [most]),
    'opening',
  )

/** Each minute: whom an opening was told to. */
const tellOpenings = defineChore({
  name: 'mail-openings',
  payload: z.strictObject({}),
  every: '* * * * *',
  run: async (_payload, standing) => mailOpenings(standing),
})

/** Each morning: a review that is late is told again to everybody who answers for the record. */
const tellLateReviews = defineChore({
  name: 'mail-late-reviews',
  payload: z.strictObject({}),
  every: '30 7 * * *',
  run: async (_payload, standing) =>
    mailEach(
      standing,
      await standing.database.door<Whom>('select partnership_id, account_id from gt.reviews_late($1)', [dayOf(standing.at)]),
      'late review',
    ),
})

/** The work that tells of openings, for the worker. */
export const openingJobs = [tellOpenings, tellLateReviews]
