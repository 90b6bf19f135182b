import { z } from 'zod'
import type { Database } from '../../../kernel/db/with-actor.ts'
import { defineChore } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { PartnershipId } from '../../../thread/ids.ts'
import { programVersion } from '../../../thread/store/lens.ts'
import { sweep } from '../../../thread/store/sweep.ts'

/**
 * Says that what is derived is made with this program's rules from now on. A worker says so when it begins; one of an older version that is still there then
 * leaves derived rows alone. `database`: as the role of jobs.
 */
export const derivesNow = async (database: Database, book: Book): Promise<void> => {
  await database.door('select gt.derive_with($1)', [programVersion(book)])
}

/**
 * After an update of the program: each minute looks for threads whose derived rows were made with other rules than this program's (by the version before it, or
 * by a web of that version which has not ended yet), and makes them again in small batches, beside whatever people do. One worker at a time does it; told to
 * stop it leaves off after a batch, and goes on with what is left.
 */
export const sweepAfterUpdate = (book: Book) =>
  defineChore({
    name: 'sweep-after-update',
    payload: z.strictObject({}),
    every: '* * * * *',
    alone: true,
    run: async (_payload, { database, job, log, stopping }) => {
      const purpose = { purpose: 'derived rows made again after an update', route: 'chore sweep-after-update', request: job }
      const ours = await database.door<{ id: PartnershipId }>('select partnership_id as id from gt.derived_by($1)', [programVersion(book)])
      for (const { id } of ours) {
        const { threads, findings } = await sweep(database, { by: 'upkeep', partnership: id }, book, purpose, stopping)
        if (threads > 0) log.info('derived rows made again after an update', { job, partnership: id, threads, findings })
      }
    },
  })
