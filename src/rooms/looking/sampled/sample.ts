import { type Day, endOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut } from '../../../thread/store/append.ts'

/**
 * Opens a record to an auditor or an inspector until the end of a day (London), after which nobody has to end it (roles: multi-agency auditor, inspector: time-limited and
 * logged). Only whoever manages the work, or the unit that answers for conferences, may (access matrix: involve sampled). The same command is done once.
 */
export const openToReader = async (
  tx: Tx,
  book: Book,
  { id, person, reader, until, why }: { id: CommandId; person: SubjectId; reader: AccountId; until: Day; why: string },
): Promise<void> => {
  const outcome = await carryOut(tx, book, {
    id,
    asked: { person, reader, until, why },
    writes: [person],
    kinds: [involvement],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: involvement,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: {
            record: { facts: { holder: reader, form: 'account', as: 'sampled', until: endOfDay(until) }, narrative: { reason: why } },
          },
        },
      ],
    }),
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about an audit')
}

/** Closes it before its day: they read nothing more on the very next request. */
export const closeToReader = async (
  tx: Tx,
  book: Book,
  { id, person, entry }: { id: CommandId; person: SubjectId; entry: EntryId },
): Promise<void> => {
  const outcome = await carryOut(tx, book, {
    id,
    asked: { person, entry },
    writes: [person],
    kinds: [involvementEnd],
    decide: ({ thread }) => {
      const opened = thread(person).where(involvement, one => one.root === entry && one.facts.as === 'sampled')[0]
      const over = !opened || thread(person).answering(involvementEnd, opened).length > 0
      return {
        answer: null,
        entries: over
          ? []
          : [
              {
                subject: person,
                act: newId<ActId>(),
                kind: involvementEnd,
                answers: entry,
                happened: { at: tx.actor.at, precision: 'moment' },
                audience: 'professionals',
                parts: { record: {} },
              },
            ],
      }
    },
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about an audit')
}
