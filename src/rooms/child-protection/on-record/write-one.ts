import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'

/** One entry about one child as somebody writes it down; it happened now where nothing else is said. */
export type OneEntry = {
  readonly kind: AnyKind
  readonly parts: NewEntry['parts']
  readonly answers?: EntryId | undefined
  /** Is what it answers answered once by this kind? Then whoever comes second, though they looked before it, finds nothing to answer any more. */
  readonly once?: boolean
  readonly happened?: NewEntry['happened'] | undefined
}

/** What every entry about one child of an act shares. */
export type OfThisChild = Pick<NewEntry, 'subject' | 'act' | 'happened' | 'audience'>

/**
 * Writes the same of some children, one entry on each child's own thread, all in one act and once for each command, for all professionals who work with the child as far as they
 * may read its parts. `also`: what goes with it on a child's thread, by what stands there.
 */
export const writeForEach = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    children: readonly SubjectId[]
    entry: OneEntry
    /** What each child's entry answers on that child's own thread, where it answers something. */
    answers?: ReadonlyMap<SubjectId, EntryId>
    also?: {
      readonly kinds: readonly AnyKind[]
      readonly entries: (shared: OfThisChild, thread: Thread) => readonly NewEntry[]
    }
  },
): Promise<Outcome<null>> => {
  const { children, entry, also, answers } = command
  const { kind, parts, happened } = entry
  return carryOut(tx, book, {
    id: command.id,
    asked: { children, kind: kind.name, parts, answers: [...(answers ?? [])], happened },
    writes: children,
    kinds: [kind, ...(also?.kinds ?? [])],
    decide: ({ thread }) => {
      const act = newId<ActId>()
      return {
        answer: null,
        entries: children.flatMap((subject): NewEntry[] => {
          const now = { at: tx.actor.at, precision: 'moment' } as const
          const shared = { subject, act, audience: 'professionals' } as const
          const answered = answers?.get(subject)
          return [
            { ...shared, happened: happened ?? now, kind, ...(answered ? { answers: answered } : {}), parts },
            ...(also?.entries({ ...shared, happened: now }, thread(subject)) ?? []),
          ]
        }),
      }
    },
  })
}

const answeredBefore = statement<{ entry: EntryId }>(
  'answered-before',
  row => ({ entries: [row.entry] }),
  `select e.entry_id as entry from gt.entry e where e.partnership_id = $1 and e.answers = $2 and e.kind = $3 and e.corrects is null
     and not exists (select from gt.entry w where w.partnership_id = $1 and w.corrects = e.entry_id and w.withdraws) limit 1`,
)

/** Refuses (not found) what somebody has answered meanwhile; asked when the record is held, so that of two at one moment one comes second. */
export const answeredOnce = async (tx: Tx, kind: AnyKind, answers: EntryId): Promise<void> => {
  if ((await tx.run(answeredBefore, [tx.actor.partnership, answers, kind.name])).length > 0) throw new NotFound()
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
    decide: async () => {
      if (entry.once && answers) await answeredOnce(tx, kind, answers)
      return {
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
      }
    },
  })
}
