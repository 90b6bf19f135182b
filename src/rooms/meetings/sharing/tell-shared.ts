import { z } from 'zod'
import { statement } from '../../../kernel/db/statement.ts'
import { NotSignedIn } from '../../../kernel/db/with-actor.ts'
import { defineJob, enqueue } from '../../../kernel/jobs/index.ts'
import { mailWanted } from '../../../kernel/mail/index.ts'
import { type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { accountsSharedWith } from './opened.queries.ts'

// It shows nobody anything, and is no look at the meeting: when it was opened is read from who looked.
const stillComes = statement<{ comes: boolean }>(
  'meeting-still-comes',
  null,
  `select true as comes from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3)
     and r.relation in ('invited', 'meeting-chair', 'minutes') and r.from_at <= $4 and r.until_at > $4 limit 1`,
)

/**
 * Tells by mail that something of a meeting waits: no more than that, and only whoever still has a way into it. `only` tells one again (a reminder) who has not opened it; `round` keeps a
 * reminder apart from the first word.
 */
export const tellSharedOfMeeting = defineJob({
  name: 'tell-what-a-meeting-shared',
  payload: z.strictObject({
    meeting: z.string().refine(isId),
    entry: z.string().refine(isId),
    only: z.array(z.string().refine(isId)).max(500).optional(),
    round: z.string().refine(isId),
  }),
  run: async ({ meeting, entry, only, round }, context) => {
    const purpose = 'telling of what a meeting shared'
    const accounts = await context.withActor(purpose, tx => accountsSharedWith(tx, meeting as SubjectId, entry as EntryId))
    for (const account of accounts.filter(one => !only || only.includes(one))) {
      try {
        await context.database.withActor(
          { by: 'account', partnership: context.asker.partnership, account },
          { purpose, route: 'job tell-what-a-meeting-shared', request: context.job },
          async tx => {
            const [still] = await tx.run(stillComes, [tx.actor.partnership, meeting, tx.actor.holders, tx.actor.at])
            if (still) await enqueue(tx, mailWanted, { link: '/meetings' }, { key: `shared ${entry} ${round}` })
          },
        )
      } catch (error) {
        // Switched off since: there is nobody to tell.
        if (!(error instanceof NotSignedIn)) throw error
      }
    }
  },
})
