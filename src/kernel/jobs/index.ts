/** Work that follows from a command and is carried out after it, by another process: asked for in the command's own transaction. */
export { enqueue, type When } from './enqueue.ts'
export { type AnyJob, type Chore, defineChore, defineJob, type Job, type JobContext, type Standing } from './job.ts'
export { prepareJobs } from './prepare.ts'
export { type JobWorker, startWorker, type WorkerSettings } from './worker.ts'
