import type { z } from 'zod'
import type { Moment } from '../../guidance/index.ts'
import type { Asker, Database, Tx } from '../db/with-actor.ts'
import type { Log } from '../log.ts'

/** What every piece of work is given: the worker's own way into the database, its log, and the moment at which it was begun. */
export type Standing = {
  readonly database: Database
  readonly log: Log
  /** When this attempt began (UTC), read from the clock once, at the worker's door. */
  readonly at: Moment
  /** The queue's number for this job: the request id of its access lines and log lines. */
  readonly job: string
  /** Set once the program is asked to stop: long work ends early, and is begun again elsewhere. */
  readonly stopping: AbortSignal
}

/** What a job is given beside its payload: it acts for the account that asked for it, with what that account may do now. */
export type JobContext = Standing & {
  readonly asker: Extract<Asker, { by: 'account' }>
  /** One transaction as that account; `purpose` is what its access line says. */
  readonly withActor: <T>(purpose: string, work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** Work that somebody asked for, carried out after their transaction is committed, at least once: it must bear being done twice. */
export type Job<Payload extends z.ZodType = z.ZodType> = {
  readonly sort: 'job'
  readonly name: string
  readonly payload: Payload
  readonly run: (payload: z.output<Payload>, context: JobContext) => Promise<void>
}

/** Work that nobody asked for: it acts for no account, so that it can call nothing but the narrow functions made for it. */
export type Chore<Payload extends z.ZodType = z.ZodType> = {
  readonly sort: 'chore'
  readonly name: string
  readonly payload: Payload
  /** When it is begun by itself, as five cron fields in UTC; null where only the database asks for it. */
  readonly every: string | null
  /** Is it done one at a time, however many workers there are? */
  readonly alone: boolean
  readonly run: (payload: z.output<Payload>, context: Standing) => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: run takes its own payload (contravariant), so only `any` holds every job in one list
export type AnyJob = Job<any> | Chore<any>

/** Declares a job. Its payload is read by the schema each time: what is in the queue may have been written by an older version. Put ids in it, never words. */
export const defineJob = <Payload extends z.ZodType>(job: Omit<Job<Payload>, 'sort'>): Job<Payload> => ({ sort: 'job', ...job })

/** Declares a chore. */
export const defineChore = <Payload extends z.ZodType>(
  chore: Omit<Chore<Payload>, 'sort' | 'every' | 'alone'> & { every?: string; alone?: true },
): Chore<Payload> => ({ ...chore, sort: 'chore', every: chore.every ?? null, alone: chore.alone ?? false })
