/** Mail says only that something waits: never who, never what. */

export { catcherRoutes } from './catcher.routes.tsx'
export { type Catcher, type Caught, mayCatch, startCatcher } from './catcher.ts'
export { isLetter, type Letter, type Place, places, somethingWaits } from './letter.ts'
export { isLoopback, openPost, type Post } from './post.ts'
export { mailWanted, sendMail } from './send.ts'
