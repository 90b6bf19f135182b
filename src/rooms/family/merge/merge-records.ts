import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { mergesOf } from '../../../thread/one-record.ts'
import { recordsMerged } from '../../../thread/own-kinds/index.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { Thread } from '../../../thread/thread.ts'

/**
 * What became of a wish to read two records as one. `already`: one of them is part of another record, so that this one is to be taken; `both-open`: on each
 * something is open that a child has once (a plan, a placement), by its kind; `closed-differently`: both are closed to most, and named people differ.
 */
export type Merged =
  | { is: 'merged' }
  | { is: 'already'; kept: SubjectId }
  | { is: 'both-open'; kind: string }
  | { is: 'closed-differently' }

const namedDifferently = statement<{ differ: boolean }>(
  'merge-named-differently',
  null,
  'select gt.closed_differently($1, $2, $3) as differ',
)

/**
 * Reads two records of one person as one from now on: `person` becomes part of `into`, which is kept. An entry on `person`'s thread; nothing of either moves,
 * and `takeApart` undoes it. Rules, lists and pages go by both; whoever works with either works with the person. Writes nothing where it cannot be, and says why.
 */
export const mergeRecords = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; into: SubjectId; reason: string },
): Promise<Outcome<Merged>> => {
  const { id, person, into, reason } = command
  return carryOut<Merged>(tx, book, {
    id,
    asked: { person, into, reason },
    writes: [person, into],
    kinds: [recordsMerged],
    decide: async holding => {
      const [part, kept] = [holding.thread(person), holding.thread(into)]
      const elsewhere = [part, kept].find(one => one.subject !== person && one.subject !== into)
      if (elsewhere || part === kept) return { entries: [], answer: { is: 'already', kept: (elsewhere ?? kept).subject } }
      if (part.subject !== person) return { entries: [], answer: { is: 'already', kept: part.subject } }
      const twice = openTwice(book, new Thread(into, 'person', [...kept.told, ...part.told]))
      if (twice) return { entries: [], answer: { is: 'both-open', kind: twice } }
      const [guards] = await tx.run(namedDifferently, [tx.actor.partnership, person, into])
      if (guards?.differ) return { entries: [], answer: { is: 'closed-differently' } }
      return {
        answer: { is: 'merged' },
        entries: [
          {
            subject: person,
            act: newId<ActId>(),
            kind: recordsMerged,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { into }, narrative: { reason } } },
          },
        ],
      }
    },
  })
}

/** The kind of what would be open twice at once; the database holds that no child has two. */
const openTwice = (book: Book, whole: Thread): string | undefined => {
  const open = book.episodes.flatMap(of => of(whole.withoutRestricted())).filter(one => one.until === null)
  return open.find((one, at) => open.findIndex(other => other.kind === one.kind) !== at)?.kind
}

/**
 * Takes a record that is part of another apart again, by withdrawing the entry that merged it: each is read by itself once more, and what was recorded on
 * either in the meantime stays where it was told. Nothing happens where it is no part (any more).
 */
export const takeApart = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; into: SubjectId; merge: EntryId },
): Promise<Outcome<null>> => {
  const { id, person, into, merge } = command
  return carryOut<null>(tx, book, {
    id,
    asked: { person, merge },
    writes: [person, into],
    kinds: [recordsMerged],
    decide: holding => ({
      answer: null,
      entries: mergesOf(holding.thread(person), person).some(one => one.entry === merge && one.undone === null)
        ? [
            {
              subject: person,
              act: newId<ActId>(),
              kind: recordsMerged,
              happened: { at: tx.actor.at, precision: 'moment' },
              audience: 'professionals',
              corrects: merge,
              withdraws: true,
              parts: {},
            },
          ]
        : [],
    }),
  })
}
