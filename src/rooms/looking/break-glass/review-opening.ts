import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { breakGlassReviewed } from './break-glass-reviewed.ts'
import type { Opening } from './openings.queries.ts'
import type { ReviewForm } from './review-form.ts'

/** How a review ended: done; or why not (in the opener's line, the record is closed to the reviewer, reviewed before, not to be found). */
export type Reviewed = 'done' | 'in-line' | 'closed' | 'reviewed' | 'not-found'

const begin = statement<{ begun: 'begun' | Exclude<Reviewed, 'done'> }>('review-begin', null, 'select gt.begin_review($1, $2) as begun')
const end = statement<{ ended: boolean }>('review-end', null, 'select gt.end_review($1, $2, $3) as ended')

/**
 * Reviews an opening in an emergency: an entry on the child's thread that answers it, and the outcome on the register, in one transaction. Only by somebody who
 * answers for the record and stands outside the opener's line (practice: break-glass); the database decides who that is.
 */
export const reviewOpening = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; opening: Opening; form: ReviewForm },
): Promise<Reviewed> => {
  const { opening, form } = command
  const [row] = await tx.run(begin, [tx.actor.partnership, opening.id])
  if (row?.begun !== 'begun') return row?.begun ?? 'not-found'
  const outcome = await carryOut(tx, book, {
    id: command.id,
    asked: { opening: opening.id, form },
    writes: [opening.person],
    kinds: [breakGlassReviewed],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: opening.person,
          act: newId<ActId>(),
          kind: breakGlassReviewed,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          answers: opening.id,
          parts: { record: { facts: { outcome: form.outcome }, narrative: { why: form.why } } },
        },
      ],
    }),
  })
  if (outcome.done !== 'now') throw new Error('a review is carried out once, by the command that asked for it')
  const [ended] = await tx.run(end, [tx.actor.partnership, opening.id, form.outcome])
  if (!ended?.ended) throw new Error('a review that stands on the thread was not taken into the register')
  return 'done'
}
