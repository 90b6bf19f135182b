import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'

/** One entry about one child as somebody writes it down; it happened now where nothing else is said. */
export type OneEntry = {
  readonly kind: AnyKind
  readonly parts: NewEntry['parts']
  readonly answers?: EntryId | undefined
  readonly happened?: NewEntry['happened'] | undefined
}

/** Writes one entry about one child, once for each command, for all professionals who work with the child as far as they may read its parts. Gives the entry. */
export const writeOne = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; entry: OneEntry },
): Promise<Outcome<{ entry: EntryId }>> => {
  const { person, entry } = command
  const { kind, parts, answers, happened } = entry
  const id = newId<EntryId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, kind: kind.name, parts, answers, happened },
    writes: [person],
    kinds: [kind],
    decide: () => ({
      answer: { entry: id },
      entries: [
        {
          id,
          subject: person,
          act: newId<ActId>(),
          kind,
          happened: happened ?? { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          ...(answers ? { answers } : {}),
          parts,
        },
      ],
    }),
  })
}
