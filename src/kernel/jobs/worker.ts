import { type JobHelpers, parseCronItems, run, type TaskList } from 'graphile-worker'
import { z } from 'zod'
import { momentOf, Temporal } from '../../guidance/index.ts'
import { type AccountId, isId, type PartnershipId } from '../../thread/ids.ts'
import type { Asker, Database } from '../db/with-actor.ts'
import { faultFields, type Log } from '../log.ts'
import type { AnyJob, Standing } from './job.ts'
import { joinWorkers } from './left-behind.ts'
import { silent } from './prepare.ts'

/** How a queue of jobs is worked through. */
export type WorkerSettings = {
  /** The database as the role of jobs (gt_worker): for the queue, and for what the jobs do. */
  readonly url: string
  readonly database: Database
  readonly jobs: readonly AnyJob[]
  readonly log: Log
  /** How many jobs at once; 4 where not given. */
  readonly concurrency?: number
}

/** A worker at work. `stop` begins nothing new, lets what runs finish (up to five seconds, then it is begun again elsewhere), and closes its connections. */
export type JobWorker = { readonly stop: () => Promise<void> }

/**
 * Starts working through the queue. A job that fails is tried again, each time later, up to 25 times over about three days; its fault is told to the
 * log with ids only. Refuses two jobs of one name.
 */
export const startWorker = async ({ url, database, jobs, log, concurrency = 4 }: WorkerSettings): Promise<JobWorker> => {
  const tasks: TaskList = {}
  for (const job of jobs) {
    if (tasks[job.name]) throw new Error(`two jobs are called ${job.name}`)
    tasks[job.name] = (payload, helpers) => attempt(job, payload, helpers, database, log)
  }
  const chores = jobs.filter(job => job.sort === 'chore')
  const workers = await joinWorkers(url)
  const runner = await run({
    connectionString: url,
    taskList: tasks,
    parsedCronItems: parseCronItems(
      chores.flatMap(({ name, every, alone }) =>
        every === null
          ? []
          : [{ task: name, match: every, identifier: name, options: { jobKey: name, ...(alone && { queueName: name }) } }],
      ),
    ),
    concurrency,
    noHandleSignals: true,
    logger: silent,
  }).catch(async (error: unknown) => {
    await workers.leave()
    throw error
  })
  runner.promise.catch((error: unknown) => log.fatal('the worker of jobs has stopped by itself', faultFields(error)))
  return {
    stop: async () => {
      await runner.stop()
      await workers.leave()
    },
  }
}

const id = z.string().refine(isId)
const asked = z.strictObject({ for: z.strictObject({ partnership: id, account: id }), with: z.unknown() })

const attempt = async (job: AnyJob, raw: unknown, helpers: JobHelpers, database: Database, log: Log): Promise<void> => {
  const { id: number, attempts, max_attempts: most } = helpers.job
  const standing: Standing = {
    database,
    log,
    at: momentOf(Temporal.Now.instant()),
    job: number,
    stopping: helpers.abortSignal ?? new AbortController().signal,
  }
  try {
    if (job.sort === 'chore') await job.run(job.payload.parse(withoutCron(raw)), standing)
    else {
      const envelope = asked.parse(raw)
      const asker: Asker = {
        by: 'account',
        partnership: envelope.for.partnership as PartnershipId,
        account: envelope.for.account as AccountId,
      }
      await job.run(job.payload.parse(envelope.with), {
        ...standing,
        asker,
        withActor: (purpose, work) => database.withActor(asker, { purpose, route: `job ${job.name}`, request: number }, work),
      })
    }
  } catch (error) {
    const given = attempts >= most
    log[given ? 'error' : 'warn'](given ? 'a job was given up' : 'a job failed and will be tried again', {
      job: number,
      name: job.name,
      attempt: attempts,
      ...faultFields(error),
    })
    // The queue keeps the words of a fault beside the job, outside every policy: it is given the class of the fault and nothing it quotes.
    throw new Fault(job.name, error)
  }
}

/** What the queue adds to a chore that began by itself. */
const withoutCron = (raw: unknown): unknown => {
  if (typeof raw !== 'object' || raw === null || !('_cron' in raw)) return raw
  const { _cron, ...rest } = raw
  return rest
}

class Fault extends Error {
  constructor(job: string, cause: unknown) {
    super(`${job} failed (${cause instanceof Error ? cause.name : typeof cause})`)
    this.stack = this.message
  }
}
