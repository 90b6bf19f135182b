import type { Moment } from '../guidance/index.ts'
import type { EntryId, SubjectId } from './ids.ts'
import { recordsMerged } from './own-kinds/records-merged.ts'
import { Thread } from './thread.ts'

/** That a record was read as part of another: since when that was known, and until when; null while it stands. */
export type Merge = { readonly entry: EntryId; readonly into: SubjectId; readonly known: Moment; readonly undone: Moment | null }

/** Every time that the record `of` was merged into another, in the order it became known, as told on a thread that holds its entries. */
export const mergesOf = (thread: Thread, of: SubjectId = thread.subject): Merge[] => {
  const versions = thread.told.filter(one => one.kind === recordsMerged.name && one.subject === of && one.audience !== 'agency')
  return versions
    .filter(one => one.corrects === null)
    .map(first => {
      const last = versions
        .filter(one => one.corrects === first.id)
        .sort((a, b) => (a.known < b.known ? -1 : 1))
        .at(-1)
      const { into } = (last && !last.withdraws ? last : first).facts as { into: SubjectId }
      return { entry: first.id, into, known: first.known, undone: last?.withdraws ? last.known : null }
    })
    .sort((a, b) => (a.known === b.known ? (a.entry < b.entry ? -1 : 1) : a.known < b.known ? -1 : 1))
}

/**
 * Reads records that were merged as one. Takes threads by their subject and gives, for each subject, the thread it is read by: its own, or for every record of
 * a merged person the one thread of all of them, whose subject is the record that is kept. A merge into a record that is not among the threads is
 * left out; of records merged in a ring the one with the least id is kept. Where nothing is merged the same threads come back. `joins`: of a merge that stands in
 * these threads, is it to be followed?
 */
export const joinRecords = (
  threads: ReadonlyMap<SubjectId, Thread>,
  joins: (part: SubjectId, into: SubjectId) => boolean = () => true,
): ReadonlyMap<SubjectId, Thread> => {
  const into = new Map<SubjectId, SubjectId>()
  for (const [id, thread] of threads) {
    const merge = thread.of(recordsMerged).length > 0 ? mergesOf(thread).findLast(one => one.undone === null) : undefined
    if (merge && merge.into !== id && threads.get(merge.into)?.form === thread.form && joins(id, merge.into)) into.set(id, merge.into)
  }
  if (into.size === 0) return threads
  const joined = new Map<SubjectId, Thread>()
  for (const [keeper, records] of Map.groupBy(threads.keys(), id => keeperOf(id, into))) {
    const own = threads.get(keeper)
    if (!own) continue
    const whole =
      records.length === 1
        ? own
        : new Thread(keeper, own.form, [...own.told, ...records.flatMap(id => (id === keeper ? [] : (threads.get(id)?.told ?? [])))])
    for (const id of records) joined.set(id, whole)
  }
  return joined
}

/** The record that is kept, at the end of the way; in a ring the least of it. */
const keeperOf = (id: SubjectId, into: ReadonlyMap<SubjectId, SubjectId>): SubjectId => {
  const way: SubjectId[] = []
  let at = id
  for (;;) {
    const next = into.get(at)
    if (next === undefined) return at
    const before = way.indexOf(at)
    if (before >= 0) return way.slice(before).sort()[0] ?? at
    way.push(at)
    at = next
  }
}
