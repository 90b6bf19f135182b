/** The door of the desk: where every room's findings meet. */
export {
  type Answered,
  acknowledge,
  announceDue,
  announcementsFor,
  announcerJobs,
  announcerSettings,
  putAside,
  type Waiting,
} from './announcer/index.ts'
