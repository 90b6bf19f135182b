import { z } from 'zod'
import { statement } from '../../../kernel/db/statement.ts'
import { NotSignedIn } from '../../../kernel/db/with-actor.ts'
import { defineJob, enqueue } from '../../../kernel/jobs/index.ts'
import { mailWanted } from '../../../kernel/mail/index.ts'
import type { AccountId, SubjectId } from '../../../thread/ids.ts'
import { isId } from '../../../thread/ids.ts'

const whom = statement<{ person: SubjectId; account: AccountId }>(
  'outgoing-for-whom',
  row => ({ subjects: [row.person] }),
  `select o.subject_id as person, o.to_account as account from gt.outgoing o where o.partnership_id = $1 and o.outgoing_id = $2 and o.state = 'released' and o.to_account is not null`,
)
const theirs = statement<{ id: string }>(
  'outgoing-theirs',
  null,
  `select o.outgoing_id as id from gt.outgoing o where o.partnership_id = $1 and o.outgoing_id = $2 and o.to_account = $3 and o.state = 'released' and o.opens_at <= $4
     and gt.still_goes($1, o.outgoing_id)`,
)

/** Once a document can no longer be taken back, its reader is told by mail that something waits: no more than that, and only where it is there for them. */
export const tellSent = defineJob({
  name: 'tell-what-was-sent',
  payload: z.strictObject({ outgoing: z.string().refine(isId) }),
  run: async ({ outgoing }, context) => {
    const [row] = await context.withActor('telling of a document that was sent', tx => tx.run(whom, [tx.actor.partnership, outgoing]))
    if (!row) return
    try {
      await context.database.withActor(
        { by: 'account', partnership: context.asker.partnership, account: row.account },
        { purpose: 'telling of a document that was sent', route: 'job tell-what-was-sent', request: context.job },
        async tx => {
          const [waits] = await tx.run(theirs, [tx.actor.partnership, outgoing, tx.actor.account, tx.actor.at])
          if (waits) await enqueue(tx, mailWanted, { link: '/sent-to-me' }, { key: `sent ${outgoing}` })
        },
      )
    } catch (error) {
      // Switched off since: there is nobody to tell.
      if (!(error instanceof NotSignedIn)) throw error
    }
  },
})
