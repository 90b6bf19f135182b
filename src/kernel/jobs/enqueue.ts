import type { z } from 'zod'
import type { Moment } from '../../guidance/index.ts'
import { statement } from '../db/statement.ts'
import type { Tx } from '../db/with-actor.ts'
import type { Job } from './job.ts'

const ask = statement<never>('job-enqueue', null, 'select gt.enqueue($1, $2, $3, $4)')

/** `key`: of several jobs that one account asks for under one key and that have not begun, only the last is done. `at`: not before this moment. */
export type When = { readonly key?: string; readonly at?: Moment }

/**
 * Asks for a job in this very transaction, for the account whose transaction it is: rolled back, it was never asked for. Refuses (throws) a payload that
 * the job itself would refuse.
 */
export const enqueue = async <Payload extends z.ZodType>(
  tx: Tx,
  job: Pick<Job<Payload>, 'name' | 'payload'>,
  payload: z.input<Payload>,
  when: When = {},
): Promise<void> => {
  job.payload.parse(payload)
  await tx.run(ask, [job.name, JSON.stringify(payload), when.key ?? null, when.at ?? null])
}
