import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { challengeAbout } from '../raising/challenge.ts'
import { challengeResolved } from './stage.ts'

/** What is written on a challenge: an answer, a talk, the next stage, that it is urgent, how it was settled. */
export type Step = {
  readonly kind: AnyKind
  readonly facts: Record<string, unknown>
  readonly narrative: Record<string, string | undefined>
}

/**
 * Writes the next thing on a challenge (practice: challenge-stages). Settled, it is told in the same act on each record that it is about and that the asker may write on (`tells`), with what
 * it means for the child. Who may write what is in the access matrix; nobody settles what they are challenged for.
 */
export const writeOnChallenge = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; challenge: SubjectId; raised: EntryId; step: Step; tells: readonly SubjectId[] },
): Promise<Outcome<null>> => {
  const { challenge, raised, step, tells } = command
  const settles = step.kind.name === challengeResolved.name
  return carryOut(tx, book, {
    id: command.id,
    asked: { challenge, kind: step.kind.name, facts: step.facts, narrative: step.narrative },
    writes: settles ? [challenge, ...tells] : [challenge],
    kinds: settles ? [step.kind, challengeAbout] : [step.kind],
    decide: () => {
      const told = { act: newId<ActId>(), happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
      return {
        answer: null,
        entries: [
          {
            ...told,
            subject: challenge,
            kind: step.kind,
            answers: raised,
            parts: { record: { facts: step.facts, narrative: step.narrative } },
          },
          ...(settles ? tells : []).map(
            (subject): NewEntry => ({
              ...told,
              subject,
              kind: challengeAbout,
              parts: { record: { facts: { challenge, state: 'resolved' }, narrative: { effect: step.narrative['effect'] } } },
            }),
          ),
        ],
      }
    },
  })
}
