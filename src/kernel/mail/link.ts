import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isId } from '../../thread/ids.ts'
import { linkHash, linkHours } from '../access/accounts.ts'
import { newOtpSecret } from '../access/one-time-code.ts'
import { statement } from '../db/statement.ts'
import { defineJob, type Job } from '../jobs/index.ts'
import { beginByLink } from './letter.ts'
import type { Post } from './post.ts'

const payload = z.strictObject({ account: z.string().refine(isId) })

/** What to ask for (`enqueue`) so that an account which the asker looks after is mailed a link to begin by. */
export const linkMailWanted = { name: 'mail-link', payload } as const

const given = statement<{ email: string | null }>(
  'link-given',
  null,
  'select gt.link_given($1, $2, $3, make_interval(hours => $4)) as email',
)

/**
 * The job that makes the link and mails it. The link is made here and not when it was asked for, so that its secret stands nowhere but in the mail; a mail
 * that could not be sent is tried again with a new one. `post` null: there is no way out for mail, which the log is told.
 */
export const sendLink = (post: Post | null, site: string): Job<typeof payload> =>
  defineJob({
    ...linkMailWanted,
    run: async ({ account }, context) => {
      if (post === null) {
        context.log.warn('mail is not set up: a link could not be sent', { job: context.job, account })
        return
      }
      const link = randomUUID()
      const [row] = await context.withActor('giving a link to an account', tx =>
        tx.run(given, [account, linkHash(link), newOtpSecret(), linkHours]),
      )
      if (row?.email) await post.send(beginByLink({ to: row.email, site, link, hours: linkHours }))
    },
  })
