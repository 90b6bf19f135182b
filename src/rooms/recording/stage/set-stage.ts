import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import type { StageForm } from './stage-form.ts'
import { stageProposed, supportStage } from './support-stage.ts'

/**
 * Tells the stage of support a child is at, or proposes it where the asker's role may not confirm (`confirms`): which of them holds at once is worked out from
 * the thread (practice: support-stages). Gives which it was.
 */
export const setStage = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; confirms: boolean; form: StageForm },
): Promise<Outcome<{ confirmed: boolean }>> => {
  const { person, confirms, form } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, confirms, form },
    writes: [person],
    kinds: [supportStage, stageProposed],
    decide: () => ({
      answer: { confirmed: confirms },
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: confirms ? supportStage : stageProposed,
          happened: { on: form.on, precision: 'day' },
          audience: 'professionals',
          parts: {
            record: {
              facts: {
                stage: form.stage,
                ...(form.stage === 'getting-more-help' && form.led ? { led: form.led } : {}),
                discussed: form.discussed === 'yes',
              },
              narrative: {
                reason: form.reason,
                evidence: form.evidence,
                childsView: form.childsView,
                familysView: form.familysView,
                notDiscussedWhy: form.discussed === 'no' ? form.notDiscussedWhy : undefined,
              },
            },
          },
        },
      ],
    }),
  })
}
