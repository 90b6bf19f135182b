import { z } from 'zod'
import { statement } from '../db/statement.ts'
import { defineJob, type Job } from '../jobs/index.ts'
import { places, somethingWaits } from './letter.ts'
import type { Post } from './post.ts'

const payload = z.strictObject({ link: z.enum(places) })

/** What to ask for (`enqueue`) so that the asking account is told by mail that something waits on a page. */
export const mailWanted = { name: 'mail', payload } as const

const ownAddress = statement<{ email: string }>(
  'own-address',
  null,
  'select email from gt.account where partnership_id = $1 and account_id = $2',
)

/**
 * The job that sends it, to the address the account has then. `post` null: there is no way out for mail, which the log is told; `site`: the address of
 * this installation.
 */
export const sendMail = (post: Post | null, site: string): Job<typeof payload> =>
  defineJob({
    ...mailWanted,
    run: async ({ link }, context) => {
      const [own] = await context.withActor('telling that something waits', tx =>
        tx.run(ownAddress, [tx.actor.partnership, tx.actor.account]),
      )
      if (!own) return
      if (post === null) context.log.warn('mail is not set up: nobody was told', { job: context.job, account: context.asker.account })
      else await post.send(somethingWaits({ to: own.email, site, link }))
    },
  })
