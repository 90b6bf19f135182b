import { z } from 'zod'
import { isId } from '../../thread/ids.ts'
import { statement } from '../db/statement.ts'
import { defineJob, type Job } from '../jobs/index.ts'
import { somethingToRead } from './letter.ts'
import type { Post } from './post.ts'

const payload = z.strictObject({ item: z.string().refine(isId) })

/** What to ask for (`enqueue`) so that whoever something was shared with is told by mail that there is something to read; whoever wants no mail has none. */
export const somethingToReadWanted = { name: 'mail-something-to-read', payload } as const

const mailOf = statement<{ email: string | null }>('family-mail', null, 'select gt.family_mail($1, $2) as email')

/** The job that sends it, in the name of whoever shared it: what was taken back meanwhile, and an account that was withdrawn, have no mail any more. */
export const sendSomethingToRead = (post: Post | null, site: string): Job<typeof payload> =>
  defineJob({
    ...somethingToReadWanted,
    run: async ({ item }, context) => {
      const [row] = await context.withActor('telling that there is something to read', tx => tx.run(mailOf, [tx.actor.partnership, item]))
      if (!row?.email) return
      if (post === null) context.log.warn('mail is not set up: nobody was told', { job: context.job, account: context.asker.account })
      else await post.send(somethingToRead({ to: row.email, site }))
    },
  })
