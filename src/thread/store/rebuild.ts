import { type Database, requestId, type Tx } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import type { PartnershipId, SubjectId } from '../ids.ts'
import { remake } from './reckon.ts'
import { countSubjects, subjectsAfter } from './subjects.ts'

/** How far a rebuild has come: threads done of all, and derived rows that were not as they should be and were rewritten. */
export type Progress = { readonly done: number; readonly of: number; readonly rows: number; readonly pass: number }

/** Threads made again in one transaction: their heads are held for as long as it takes, so that it must stay a blink. */
const inOneGo = 100

/**
 * Makes again everything that is derived of a partnership, some threads at a time, while work goes on. Where nothing has changed it rewrites nothing: the
 * same rows stay to the byte. Who belongs to a household, and which records are one person's, is itself derived, so where that was put right everything is gone through once more.
 * `database`: as the role gt_import; `progress` is told after each transaction.
 */
export const rebuild = async (
  database: Database,
  partnership: PartnershipId,
  book: Book,
  progress: (at: Progress) => void,
): Promise<Progress> => {
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.withActor(
      { by: 'command-line', partnership },
      { purpose: 'rebuild', route: 'golden-thread rebuild', request: requestId() },
      work,
    )
  const of = await transaction(countSubjects)
  let rows = 0
  for (let pass = 1; ; pass += 1) {
    const done = new Set<SubjectId>()
    let belongs = false
    let last: SubjectId | null = null
    for (;;) {
      const next: SubjectId[] = await transaction(tx => subjectsAfter(tx, last, inOneGo))
      last = next.at(-1) ?? null
      if (last === null) break
      const waiting = next.filter(id => !done.has(id))
      if (waiting.length > 0) {
        const made = await transaction(tx => remake(tx, book, waiting))
        for (const id of made.done) done.add(id)
        rows += made.rows
        belongs ||= made.belongs
      }
      progress({ done: done.size, of, rows, pass })
    }
    if (!belongs || pass === most) return { done: done.size, of, rows, pass }
  }
}

/** Passes: one where nothing changed, two where households did, and one more in which they hold still. */
const most = 4
