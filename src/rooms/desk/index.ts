import type { AnyJob } from '../../kernel/jobs/index.ts'
import { announcerJobs } from './announcer/index.ts'
import { forgetDiscarded } from './drafts/forget-discarded.ts'

/** The door of the desk: where every room's findings meet. */
export {
  type Answered,
  acknowledge,
  announceDue,
  announcementsFor,
  announcerSettings,
  putAside,
  type Waiting,
} from './announcer/index.ts'

/** The desk's work, for the worker. */
export const deskJobs: readonly AnyJob[] = [...announcerJobs, forgetDiscarded]
