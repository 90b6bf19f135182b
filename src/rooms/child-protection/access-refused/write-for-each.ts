import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { NotReached } from './open-now.ts'

/**
 * Writes the same of several children of a home, in one act: on each child's own record, answering the time nobody was let in to see that child. `also`: what the same act writes beside it, on a
 * matter that it begins.
 */
export const writeForEach = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    kind: AnyKind
    children: readonly NotReached[]
    parts: NewEntry['parts']
    happened?: NewEntry['happened'] | undefined
    also?:
      | { matter: SubjectId; kinds: readonly AnyKind[]; entries: (shared: Pick<NewEntry, 'act' | 'happened' | 'audience'>) => NewEntry[] }
      | undefined
  },
): Promise<Outcome<null>> => {
  const { id, kind, children, parts, happened, also } = command
  return carryOut(tx, book, {
    id,
    asked: { kind: kind.name, children: children.map(one => one.child.subject), parts, happened },
    writes: [...children.map(one => one.child.subject), ...(also ? [also.matter] : [])],
    ...(also ? { begins: [{ subject: also.matter, form: 'matter' as const }] } : {}),
    kinds: [kind, ...(also?.kinds ?? [])],
    decide: () => {
      const shared = {
        act: newId<ActId>(),
        happened: happened ?? ({ at: tx.actor.at, precision: 'moment' } as const),
        audience: 'professionals',
      } as const
      return {
        answer: null,
        entries: [
          ...children.map(({ child, refusal }): NewEntry => ({ ...shared, subject: child.subject, kind, answers: refusal, parts })),
          ...(also ? also.entries({ ...shared, happened: { at: tx.actor.at, precision: 'moment' } }) : []),
        ],
      }
    },
  })
}
