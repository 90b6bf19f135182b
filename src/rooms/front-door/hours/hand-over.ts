import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { referralTold } from '../referral/referral-told.ts'
import { dutyHandover } from './duty-handover.ts'

/** What the duty worker did, and what The Bridge needs to know in the morning. */
export type HandOver = { did: FactsOf<typeof dutyHandover>['did']; note: string }

/** Hands a concern that came out of hours over to The Bridge (practice: bridge-hours). As often as there is something new; the last one stands first. */
export const handOver = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; matter: SubjectId } & HandOver,
): Promise<Outcome<{ handedOver: boolean }>> => {
  const { matter, did, note } = command
  return carryOut<{ handedOver: boolean }>(tx, book, {
    id: command.id,
    asked: { matter, did, note },
    writes: [matter],
    kinds: [dutyHandover],
    decide: ({ thread }) => {
      const told = thread(matter).of(referralTold)[0]
      if (!told) return { entries: [], answer: { handedOver: false } }
      return {
        answer: { handedOver: true },
        entries: [
          {
            subject: matter,
            act: newId<ActId>(),
            kind: dutyHandover,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            answers: told.root,
            parts: { record: { facts: { did }, narrative: { note } } },
          },
        ],
      }
    },
  })
}
