import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { adultInContact } from '../../family/index.ts'
import type { MayBeThere } from './around.queries.ts'
import { homeConditions, visit, visitAttempted } from './visit.ts'
import type { ChildTold, Newcomer, VisitTold } from './visit-form.ts'

const kinds = { visit, 'visit-attempted': visitAttempted } as const

const partsOf = (one: ChildTold): NewEntry['parts'] => {
  const others = Object.values(one.others).some(Boolean)
  return {
    record: { facts: one.facts, narrative: one.narrative },
    ...(others ? { 'third-party': { narrative: one.others } } : {}),
  }
}

/** What is written down of an adult whom nobody knows yet, on the register of one child (practice: adult-contact-register). */
const newcomer = ({ seenAs, where, said }: Newcomer): NewEntry['parts'] => ({
  record: { facts: { seenAs, as: 'not-known', identified: false, presence: where, toldBy: 'seen' } },
  'third-party': { narrative: { calledOrDescribed: said } },
})

/**
 * Writes a visit down: one act, and of each child what belongs to that child (our own reading 47): the visit, or the attempt where the child was not seen; the home, said
 * once and kept for each; who was there, linked, and confirmed on the register of each child's adults. Gives the act and each child's entry.
 */
export const recordVisit = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; told: VisitTold; there: readonly MayBeThere[] },
): Promise<Outcome<{ act: ActId; entries: readonly { child: SubjectId; entry: EntryId }[] }>> => {
  const { told } = command
  const met = command.there.filter(one => told.there.includes(one.key))
  const present = met.flatMap(one => (one.person ? [{ subject: one.person, as: 'present' as const }] : []))
  const act = newId<ActId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { told },
    writes: told.children.map(one => one.child),
    kinds: [visit, visitAttempted, homeConditions, adultInContact],
    decide: () => {
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
          ...told.newcomers.map(who => ({ ...about, kind: adultInContact, parts: newcomer(who) })),
          ...met.flatMap(({ lines }) =>
            lines
              .filter(line => line.child === one.child)
              .map(({ first, last }) => ({
                ...about,
                kind: adultInContact,
                answers: first,
                parts: {
                  record: { facts: { ...last.facts, toldBy: 'seen', ended: false } },
                  'third-party': {
                    narrative: Object.fromEntries(
                      ['calledOrDescribed', 'goodForChild', 'knownRisks', 'whatChecksSay'].map(name => [name, last.said[name]]),
                    ),
                  },
                },
              })),
          ),
        ]
      })
      return {
        entries: [...own, ...beside],
        answer: { act, entries: own.map(one => ({ child: one.subject, entry: one.id })) },
      }
    },
  })
}
