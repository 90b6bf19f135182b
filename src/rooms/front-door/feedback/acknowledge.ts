import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { referralTold } from '../referral/referral-told.ts'
import { referralAcknowledged } from './referrer-feedback.ts'

/** Confirms to the referrer that the concern has arrived (practice: dl-referrer-ack). Once; again changes nothing. */
export const acknowledge = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; matter: SubjectId },
): Promise<Outcome<{ acknowledged: boolean }>> =>
  carryOut<{ acknowledged: boolean }>(tx, book, {
    id: command.id,
    asked: { matter: command.matter },
    writes: [command.matter],
    kinds: [referralAcknowledged],
    decide: ({ thread }) => {
      const matter = thread(command.matter)
      const told = matter.of(referralTold)[0]
      if (!told || matter.answering(referralAcknowledged, told).length > 0) return { entries: [], answer: { acknowledged: false } }
      return {
        answer: { acknowledged: true },
        entries: [
          {
            subject: command.matter,
            act: newId<ActId>(),
            kind: referralAcknowledged,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            answers: told.root,
            parts: {
              record: { facts: { how: 'portal' } },
              feedback: { narrative: { message: 'The Bridge has your concern and is looking at it. You read here what is decided.' } },
            },
          },
        ],
      }
    },
  })
