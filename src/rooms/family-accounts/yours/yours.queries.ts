import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { ViewSort } from '../telling/family-view.ts'
import type { SharedSort } from '../telling/shared-with-family.ts'

/** The asker's own account in a family; `children`: for whom it stands. */
export type OwnFamily = {
  readonly sort: 'parent' | 'young-person'
  readonly safe: boolean
  readonly mail: string | null
  readonly children: readonly SubjectId[]
}

/** One thing that was shared with the asker. */
export type OwnItem = {
  readonly item: string
  readonly child: SubjectId
  readonly called: string | null
  readonly sort: SharedSort
  readonly title: string
  readonly words: string
  readonly onDay: Day | null
  readonly atTime: string | null
  readonly place: string | null
  readonly told: EntryId
  readonly from: string
  readonly sharedAt: Moment
  readonly readAt: Moment | null
}

/** What the asker wrote. */
export type OwnWords = {
  readonly entry: EntryId
  readonly child: SubjectId
  readonly sort: ViewSort
  readonly words: string
  readonly at: Moment
}

const account = statement<OwnFamily>(
  'own-family',
  row => ({ subjects: [...row.children] }),
  'select sort, safe, mail, children from gt.my_family()',
)
const items = statement<OwnItem>(
  'own-shared',
  row => ({ subjects: [row.child], entries: [row.told] }),
  `select s.item_id as item, s.subject_id as child, s.called, s.sort, s.title, s.words, s.on_day as "onDay", s.at_time as "atTime", s.place, s.told_entry as told,
     (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = s.shared_by) as from, s.shared_at as "sharedAt", s.read_at as "readAt"
   from gt.shared_with_me($2) s`,
)
const words = statement<OwnWords>(
  'own-family-words',
  row => ({ subjects: [row.child], entries: [row.entry] }),
  'select entry_id as entry, subject_id as child, sort, words, at from gt.my_family_words()',
)
const read = statement<never>('own-item-read', null, 'select gt.item_read($1)')
const safe = statement<{ done: boolean }>('own-safe', null, 'select gt.choose_safe($1, $2) as done')
const begin = statement<{ begun: boolean }>('family-view-begin', null, 'select gt.begin_family_view($1) as begun')
const end = statement<never>('family-view-end', null, 'select gt.end_family_view($1)')

/** The asker's own account; nothing where they have none, or it has ended. */
export const ownFamily = async (tx: Tx): Promise<OwnFamily | undefined> => (await tx.run(account, []))[0]

/** What is shared with the asker now, the newest first; or one thing of it. */
export const ownItems = (tx: Tx, only: string | null = null): Promise<readonly OwnItem[]> => tx.run(items, [tx.actor.partnership, only])

/** What the asker wrote, the newest first. */
export const ownWords = (tx: Tx): Promise<readonly OwnWords[]> => tx.run(words, [])

/** Notes that one thing was opened. */
export const itemRead = async (tx: Tx, item: string): Promise<void> => void (await tx.run(read, [item]))

/** Chooses whether pages are quiet, and that no mail comes any more. */
export const chooseSafe = async (tx: Tx, quiet: boolean, forgetMail: boolean): Promise<void> =>
  void (await tx.run(safe, [quiet, forgetMail]))

/** Opens the child's thread to the asker for what is told within `work`; false where their account does not stand for the child. */
export const asFamily = async (tx: Tx, child: SubjectId, work: () => Promise<void>): Promise<boolean> => {
  const [row] = await tx.run(begin, [child])
  if (!row?.begun) return false
  await work()
  await tx.run(end, [child])
  return true
}
