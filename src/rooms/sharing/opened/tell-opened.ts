import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { NotSignedIn } from '../../../kernel/db/with-actor.ts'
import { defineJob } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type EntryId, idNamed, isId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { shareOpened } from '../disclosure/disclosure.ts'

const opened = statement<{ person: SubjectId; by: AccountId; entry: EntryId; at: Moment }>(
  'outgoing-opened',
  row => ({ subjects: [row.person], entries: [row.entry] }),
  `select o.subject_id as person, o.released_by as by, o.entry_id as entry, o.opened_at as at from gt.outgoing o
   where o.partnership_id = $1 and o.outgoing_id = $2 and o.state = 'released' and o.opened_at is not null and o.entry_id is not null`,
)

/**
 * Once somebody has opened what was shared with them, the record says so: of the moment at which they did, once, in the name of whoever let it go, since a reader who does not work
 * with the child writes nothing on the child's record. Where whoever let it go works with the child no more there is nobody to whom it is a receipt. `book`: the kinds and rules in force.
 */
export const tellOpened = (book: () => Book) =>
  defineJob({
    name: 'tell-what-was-opened',
    payload: z.strictObject({ outgoing: z.string().refine(isId) }),
    run: async ({ outgoing }, context) => {
      const purpose = 'writing down that what was shared was opened'
      const [row] = await context.withActor(purpose, tx => tx.run(opened, [tx.actor.partnership, outgoing]))
      if (!row) return
      try {
        await context.database.withActor(
          { by: 'account', partnership: context.asker.partnership, account: row.by },
          { purpose, route: 'job tell-what-was-opened', request: context.job },
          tx =>
            carryOut(tx, book(), {
              id: idNamed(outgoing, 'opened'),
              asked: { opened: outgoing },
              writes: [row.person],
              kinds: [shareOpened],
              decide: () => ({
                answer: null,
                entries: [
                  {
                    subject: row.person,
                    act: newId<ActId>(),
                    kind: shareOpened,
                    happened: { at: row.at, precision: 'moment' },
                    audience: 'professionals',
                    answers: row.entry,
                    parts: { record: {} },
                  },
                ],
              }),
            }),
        )
      } catch (error) {
        if (!(error instanceof NotSignedIn || (error as { code?: string }).code === 'GT403')) throw error
      }
    },
  })
