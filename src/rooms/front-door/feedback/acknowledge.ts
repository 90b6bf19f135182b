import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { referralTold } from '../referral/referral-told.ts'
import { referralAcknowledged } from './referrer-feedback.ts'

/** The entry by which a referrer hears that their concern has arrived. */
export const arrived = (matter: SubjectId, told: EntryId, act: ActId, at: Moment): NewEntry => ({
  subject: matter,
  act,
  kind: referralAcknowledged,
  happened: { at, precision: 'moment' },
  audience: 'professionals',
  answers: told,
  parts: {
    record: { facts: { how: 'portal' } },
    feedback: { narrative: { message: 'The Bridge has your concern and is looking at it. You read here what is decided.' } },
  },
})

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
        entries: [arrived(command.matter, told.root, newId<ActId>(), tx.actor.at)],
      }
    },
  })
