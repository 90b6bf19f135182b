import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { cpPlan, cpPlanAgreed } from './cp-plan.ts'
import type { PlanForm } from './plan-form.ts'

/** Writes another version of a child's plan; those before it stay (practice: cp-plan). Gives the version. */
export const writePlan = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; form: PlanForm },
): Promise<Outcome<{ version: EntryId }>> => {
  const { person, form } = command
  const version = newId<EntryId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, form },
    writes: [person],
    kinds: [cpPlan],
    decide: () => ({
      answer: { version },
      entries: [
        {
          id: version,
          subject: person,
          act: newId<ActId>(),
          kind: cpPlan,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: form.facts, narrative: form.narrative } },
        },
      ],
    }),
  })
}

/** Says that everybody works by this version from now on; what is still asked for first stops it (practice: safety-goal; childs-voice). */
export const agreePlan = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    person: SubjectId
    version: EntryId
    form: { readonly with?: string | undefined; readonly familysView?: string | undefined }
  },
): Promise<Outcome<null>> => {
  const { person, version, form } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, version, form },
    writes: [person],
    kinds: [cpPlanAgreed],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: cpPlanAgreed,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { version }, narrative: form } },
        },
      ],
    }),
  })
}
