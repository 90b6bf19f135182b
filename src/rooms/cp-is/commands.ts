/** The door by which notices come in, and the work of the room for the worker. */
export { cpIsDoor } from './door.ts'
export { cpIsJobs } from './jobs.ts'
export { type NoticesWaiting, noticesWaiting } from './waiting-notices.ts'
