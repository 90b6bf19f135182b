import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Audience } from '../../../thread/entry.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { addendum } from '../../recording/index.ts'
import { patternStatement } from './pattern-statement.ts'
import { significance } from './significance.ts'

type Beside = { id: CommandId; person: SubjectId; entry: EntryId; audience: Audience; now: Moment }

/**
 * Adds words to an entry, which stays as it was told. `audience`: that of the entry, so that what one agency keeps to itself stays there. Gives the id of
 * what was added.
 */
export const addToEntry = (tx: Tx, book: Book, command: Beside & { added: string }): Promise<Outcome<{ entry: EntryId }>> =>
  beside(tx, book, command, addendum, { narrative: { added: command.added } })

/** Marks an entry as significant, or takes the mark away, with the reason. Gives the id of the mark. */
export const markEntry = (
  tx: Tx,
  book: Book,
  command: Beside & { significant: boolean; reason: string },
): Promise<Outcome<{ entry: EntryId }>> =>
  beside(tx, book, command, significance, { facts: { significant: command.significant }, narrative: { reason: command.reason } })

const beside = (
  tx: Tx,
  book: Book,
  { id, person, entry, audience, now }: Beside,
  kind: typeof addendum | typeof significance,
  record: { facts?: Record<string, unknown>; narrative: Record<string, string> },
): Promise<Outcome<{ entry: EntryId }>> =>
  carryOut(tx, book, {
    id,
    asked: { person, entry, kind: kind.name, record },
    writes: [person],
    kinds: [kind],
    decide: () => {
      const own = newId<EntryId>()
      return {
        answer: { entry: own },
        entries: [
          {
            id: own,
            subject: person,
            act: newId<ActId>(),
            kind,
            happened: { at: now, precision: 'moment' },
            audience,
            answers: entry,
            parts: { record },
          },
        ],
      }
    },
  })

/** States a pattern across a record, with the entries it rests on. `audience`: no wider than the narrowest of these. */
export const statePattern = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    person: SubjectId
    now: Moment
    audience: Audience
    evidence: readonly EntryId[]
    pattern: string
    means: string
    next: string
  },
): Promise<Outcome<null>> => {
  const { person, audience, evidence, pattern, means, next } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, evidence, pattern, means, next },
    writes: [person],
    kinds: [patternStatement],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: patternStatement,
          happened: { at: command.now, precision: 'moment' },
          audience,
          parts: { record: { facts: { evidence }, narrative: { pattern, means, next } } },
        },
      ],
    }),
  })
}
