import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import type { Pair } from './duplicates.queries.ts'
import { type comparedWords, recordsCompared } from './records-compared.ts'

/**
 * Says of two records whether they are one person's, and why: an entry on the record the asker works with. The one told last, on either record, stands.
 * The same command is done once; whoever may not tell it on this record is refused by the matrix.
 */
export const compareRecords = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; other: SubjectId; are: keyof typeof comparedWords; reason: string },
): Promise<Outcome<null>> => {
  const { id, person, other, are, reason } = command
  return carryOut<null>(tx, book, {
    id,
    asked: { person, other, are, reason },
    writes: [person],
    kinds: [recordsCompared],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: recordsCompared,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { other, are }, narrative: { reason } } },
        },
      ],
    }),
  })
}

/** Takes back what was said of two records; it stays readable that it was said. Nothing happens where nothing stands. */
export const takeBackComparison = (tx: Tx, book: Book, command: { id: CommandId; pair: Pair }): Promise<Outcome<null>> => {
  const { comparedEntry, comparedOn } = command.pair
  return carryOut<null>(tx, book, {
    id: command.id,
    asked: { comparedEntry },
    writes: comparedOn ? [comparedOn] : [],
    kinds: [recordsCompared],
    decide: () => ({
      answer: null,
      entries:
        comparedEntry && comparedOn
          ? [
              {
                subject: comparedOn,
                act: newId<ActId>(),
                kind: recordsCompared,
                happened: { at: tx.actor.at, precision: 'moment' },
                audience: 'professionals',
                corrects: comparedEntry,
                withdraws: true,
                parts: {},
              },
            ]
          : [],
    }),
  })
}
