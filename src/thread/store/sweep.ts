import { statement } from '../../kernel/db/statement.ts'
import type { Asker, Database, Purpose } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import type { SubjectId } from '../ids.ts'
import { liveLens, rulesVersion } from './lens.ts'
import { hold, readHeld, reckon } from './reckon.ts'

const ofOtherRules = statement<{ subject_id: SubjectId }>(
  'threads-of-other-rules',
  null,
  'select subject_id from gt.threads_of_other_rules($1, $2, $3)',
)

/** What a sweep did: how many threads were made again, and how many findings came to be, changed or are gone by it. */
export type Swept = { readonly threads: number; readonly findings: number }

/** Few enough that nobody who writes down a visit waits long for the threads a batch holds. */
const batch = 20

/**
 * Makes again what is derived from some threads of the asker's partnership whose rows were made by other rules, numbers or holidays than those in
 * force: one batch, in one transaction. Nothing is appended, and what a thread has known stays as it was. Two sweeps at once do the same work twice and
 * no harm. Gives no threads once nothing is left. `database`: as the role of jobs or of bringing history in.
 */
export const sweepSome = (database: Database, asker: Asker, book: Book, purpose: Purpose, most = batch): Promise<Swept> =>
  database.withActor(asker, purpose, async tx => {
    const lens = await liveLens(tx)
    const found = await tx.run(ofOtherRules, [tx.actor.partnership, rulesVersion(book, lens), most])
    if (found.length === 0) return { threads: 0, findings: 0 }
    const held = await hold(
      tx,
      found.map(one => one.subject_id),
      [],
      'told again',
      false,
    )
    const { findings } = await reckon(tx, book, lens, held, await readHeld(tx, book, held))
    return { threads: found.length, findings }
  })

/** Sweeps batch by batch until nothing is left, or until `stopping`; what is left then is found by the next sweep. */
export const sweep = async (
  database: Database,
  asker: Asker,
  book: Book,
  purpose: Purpose,
  stopping: AbortSignal = new AbortController().signal,
): Promise<Swept> => {
  let [threads, findings] = [0, 0]
  while (!stopping.aborted) {
    const some = await sweepSome(database, asker, book, purpose)
    if (some.threads === 0) break
    threads += some.threads
    findings += some.findings
  }
  return { threads, findings }
}
