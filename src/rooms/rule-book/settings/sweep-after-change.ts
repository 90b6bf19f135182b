import { z } from 'zod'
import { defineJob } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import { sweep } from '../../../thread/store/sweep.ts'

/**
 * After a number is changed: makes again what rests on it, thread by thread, and tells the log how much. Asked for in the transaction of the change; whoever
 * made it reads no thread, so it is done as the partnership's upkeep. Told to stop in the middle it fails, so that the queue begins it again and it goes on with what is left.
 */
export const sweepAfterChange = (book: Book) =>
  defineJob({
    name: 'sweep',
    payload: z.strictObject({}),
    run: async (_payload, { database, asker, job, log, stopping }) => {
      const purpose = { purpose: 'findings made again after a change of numbers', route: 'job sweep', request: job }
      const { threads, findings } = await sweep(database, { by: 'upkeep', partnership: asker.partnership }, book, purpose, stopping)
      log.info('findings made again after a change of numbers', { job, threads, findings })
      if (stopping.aborted) throw new Stopped()
    },
  })

class Stopped extends Error {
  constructor() {
    super('stopped before all was made again')
  }
}
