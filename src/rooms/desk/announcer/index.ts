/** The announcer: tells each recipient of a finding once, when its moment comes, and sees to it that what is critical is taken notice of. */
export { type Answered, acknowledge, putAside } from './acknowledge.ts'
export { announceDue } from './announce.ts'
export { announcementsFor, type Waiting } from './announcements.ts'
export { announcerJobs } from './chores.ts'
export { announcerSettings } from './hours.ts'
