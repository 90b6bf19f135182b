import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { readStanding } from '../../family/index.ts'
import { type ChildAtHome, childrenAtHome, mostChildren } from '../strategy/strategy.queries.ts'

/** A child of the home to whom nobody has got in yet; `refusal` is the last time. */
export type NotReached = { readonly child: ChildAtHome; readonly refusal: EntryId }

/** The children of the home whom whoever asks may know, the child of the page first, and to which of them nobody has got in yet. */
export const readNotReached = async (
  tx: Tx,
  person: SubjectId,
): Promise<{ readonly home: readonly ChildAtHome[]; readonly waiting: readonly NotReached[] }> => {
  const home = (await childrenAtHome(tx, person)).slice(0, mostChildren)
  const waiting: NotReached[] = []
  for (const child of home) {
    const [last] = (await readStanding(tx, child.subject, ['access-refused']))
      .filter(row => row.name === 'refused')
      .sort((a, b) => (a.from < b.from ? 1 : -1))
    const refusal = last?.key.split('/')[1]
    if (refusal) waiting.push({ child, refusal: refusal as EntryId })
  }
  return { home, waiting }
}

/** Those of them of whom whoever asks may write such an entry; nothing to be found where there is none, or where the child of the page is not among them. */
export const openToWrite = async (tx: Tx, person: SubjectId, kind: AnyKind): Promise<readonly NotReached[]> => {
  const { waiting } = await readNotReached(tx, person)
  const theirs = waiting.filter(one => one.child.may(kind))
  if (theirs[0]?.child.subject !== person) throw new NotFound()
  return theirs
}
