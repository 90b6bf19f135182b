import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { type Around, registerKinds, tellWhoIsAround } from '../../commands.ts'
import { safetyScaled } from '../safety/safety.ts'
import { coreGroup } from './core-group.ts'
import type { CoreGroupTold } from './core-group-form.ts'

/** Writes down that the core group met about one child, what each said on the scale, and who is around the child, in one act (practice: core-group; safety-scale; adult-contact-register). */
export const holdCoreGroup = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; form: CoreGroupTold; scales: boolean; around: Around | null },
): Promise<Outcome<null>> => {
  const { person, form, around } = command
  const scales = command.scales ? form.scales : []
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, form },
    writes: [person],
    kinds: [coreGroup, safetyScaled, ...registerKinds],
    decide: () => {
      const act = newId<ActId>()
      const happened = { on: form.on, precision: 'day' as const }
      const shared = { subject: person, act, happened, audience: 'professionals' as const }
      return {
        answer: null,
        entries: [
          { ...shared, kind: coreGroup, parts: { record: { facts: form.facts, narrative: form.narrative } } },
          ...scales.map(one => ({
            ...shared,
            kind: safetyScaled,
            ...(one.of ? { answers: one.of } : {}),
            parts: { record: { facts: one.facts, narrative: one.narrative } },
          })),
          ...(around ? tellWhoIsAround([person], form.around, around, { at: 'core-group', act, happened, toldBy: 'agency' }) : []),
        ],
      }
    },
  })
}
