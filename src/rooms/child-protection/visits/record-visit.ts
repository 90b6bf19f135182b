import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { type Around, registerKinds, tellWeighs, tellWhoIsAround } from '../../commands.ts'
import { parentalFactor, safetyAdvised } from '../../family/index.ts'
import { homeConditions, visit, visitAttempted } from './visit.ts'
import type { ChildTold, VisitTold } from './visit-form.ts'

const kinds = { visit, 'visit-attempted': visitAttempted } as const

const partsOf = (one: ChildTold): NewEntry['parts'] => {
  const others = Object.values(one.others).some(Boolean)
  return {
    record: { facts: one.facts, narrative: one.narrative },
    ...(others ? { 'third-party': { narrative: one.others } } : {}),
  }
}

/**
 * Writes a visit down: one act, and of each child what belongs to that child (our own reading 47): the visit, or the attempt where the child was not seen; the home, said
 * once and kept for each; who was there, linked, and confirmed on the register of each child's adults; what was ticked of a parent, for the children of whom it may be written (`mayWeigh`).
 * Gives the act and each child's entry.
 */
export const recordVisit = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; told: VisitTold; around: Around; mayWeigh: (child: SubjectId) => boolean },
): Promise<Outcome<{ act: ActId; entries: readonly { child: SubjectId; entry: EntryId }[] }>> => {
  const { told } = command
  const present = command.around.adults.flatMap(one =>
    one.person && told.around.there.includes(one.key) ? [{ subject: one.person, as: 'present' as const }] : [],
  )
  const act = newId<ActId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { told },
    writes: told.children.map(one => one.child),
    kinds: [visit, visitAttempted, homeConditions, safetyAdvised, parentalFactor, ...registerKinds],
    decide: ({ thread }) => {
      const shared = { act, happened: told.happened, audience: 'professionals' as const }
      const own = told.children.map(one => ({
        ...shared,
        id: newId<EntryId>(),
        subject: one.child,
        kind: kinds[one.kind],
        parts: partsOf(one),
        links: present,
        ...(one.answers ? { answers: one.answers } : {}),
      }))
      const beside = told.children.flatMap((one): NewEntry[] => {
        const about = { ...shared, subject: one.child }
        const { asked, worried, worry } = one.safety
        return [
          ...(told.home
            ? [
                {
                  ...about,
                  kind: homeConditions,
                  parts: {
                    record: {
                      facts: { seenBy: one.facts.by, fit: told.home.fit, parts: told.home.parts },
                      narrative: { conditions: told.home.conditions },
                    },
                  },
                },
              ]
            : []),
          ...(asked.length > 0
            ? [{ ...about, kind: safetyAdvised, parts: { record: { facts: { asked, worried, by: 'me' }, narrative: { worry } } } }]
            : []),
        ]
      })
      const around = tellWhoIsAround(
        told.children.map(one => one.child),
        told.around,
        command.around,
        { at: 'visit', act, happened: told.happened, toldBy: 'seen' },
      )
      const weighs = tellWeighs(
        told.children
          .filter(one => one.kind === 'visit' && command.mayWeigh(one.child))
          .map(one => ({ subject: one.child, thread: thread(one.child).withoutRestricted() })),
        told.weighs,
        { act, happened: told.happened, on: told.happened },
      )
      return {
        entries: [...own, ...beside, ...around, ...weighs],
        answer: { act, entries: own.map(one => ({ child: one.subject, entry: one.id })) },
      }
    },
  })
}
