import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import { somethingToReadWanted } from '../../../kernel/mail/index.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type CommandId, type EntryId, idNamed, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { noLongerShared, type SharedSort, sharedWithFamily } from '../telling/shared-with-family.ts'
import type { Field } from './shareable.ts'

const share = statement<{ done: 'done' | 'changed' | 'repeats' | 'not-found' }>(
  'family-share',
  null,
  'select gt.share_with_family($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as done',
)
const takeBack = statement<{ done: boolean }>('family-take-back', null, 'select gt.take_back_item($1, $2, $3, $4) as done')

/** One thing as it is shared: in the words of an entry, or in words written for whoever reads them. */
export type ToShare = {
  readonly child: SubjectId
  readonly account: AccountId
  readonly sort: SharedSort
  readonly entry: EntryId | null
  readonly fields: readonly Field[]
  /** What the family wrote, where this is the answer to it. */
  readonly answers: EntryId | null
  readonly title: string
  readonly words: string
  readonly onDay: Day | null
  readonly atTime: string | null
  readonly place: string | null
}

/**
 * Shares one thing with one person of the family; the child's own thread says so too. 'changed': the entry reads otherwise by now; 'repeats': the words say what nobody
 * of a family is told (an address, who raised the concern, what the police, the law or somebody else's record says).
 */
export const shareWithFamily = async (
  tx: Tx,
  book: Book,
  id: CommandId,
  one: ToShare,
): Promise<'done' | 'changed' | 'repeats' | 'not-found'> => {
  const item = idNamed(`what ${tx.actor.account} shared`, id)
  const told = idNamed<EntryId>(`that ${tx.actor.account} shared`, id)
  const { child, account, sort, entry, fields, answers, title, words, onDay, atTime, place } = one
  const [row] = await tx.run(share, [
    tx.actor.partnership,
    item,
    child,
    account,
    sort,
    entry,
    JSON.stringify(fields),
    title,
    words,
    onDay,
    atTime,
    place,
    told,
  ])
  if (row?.done !== 'done') return row?.done ?? 'not-found'
  const outcome = await carryOut(tx, book, {
    id,
    asked: one,
    writes: [child],
    kinds: [sharedWithFamily],
    decide: () => ({
      answer: null,
      entries: [
        {
          id: told,
          subject: child,
          act: newId<ActId>(),
          kind: sharedWithFamily,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          ...((answers ?? entry) ? { answers: (answers ?? entry) as EntryId } : {}),
          parts: { record: { facts: { sort, account, item }, narrative: { sharedTitle: title, sharedWords: words } } },
        },
      ],
    }),
  })
  if (outcome.done === 'asked') throw new Error('a gate stood before what is shared with a family')
  if (outcome.done === 'now') await enqueue(tx, somethingToReadWanted, { item }, { key: `something to read ${item}` })
  return 'done'
}

/** Takes one thing back, with a reason: it is not read from the next request on. False where it is not shared any more. */
export const takeBackFromFamily = async (
  tx: Tx,
  book: Book,
  id: CommandId,
  one: { child: SubjectId; item: string; told: EntryId; why: string },
): Promise<boolean> => {
  const [row] = await tx.run(takeBack, [tx.actor.partnership, one.child, one.item, one.why])
  if (!row?.done) return false
  const outcome = await carryOut(tx, book, {
    id,
    asked: one,
    writes: [one.child],
    kinds: [noLongerShared],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: one.child,
          act: newId<ActId>(),
          kind: noLongerShared,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          answers: one.told,
          parts: { record: { facts: { item: one.item }, narrative: { why: one.why } } },
        },
      ],
    }),
  })
  if (outcome.done === 'asked') throw new Error('a gate stood before what is taken back')
  return true
}
