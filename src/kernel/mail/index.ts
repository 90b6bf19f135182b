/** Mail says only that something waits: never who, never what. */

export { catcherRoutes } from './catcher.routes.tsx'
export { type Catcher, type Caught, mayCatch, startCatcher } from './catcher.ts'
export { beginByLink, isLetter, type Letter, type Place, places, somethingToRead, somethingWaits } from './letter.ts'
export { linkMailWanted, sendLink } from './link.ts'
export { isLoopback, openPost, type Post } from './post.ts'
export { mailWanted, sendMail } from './send.ts'
export { sendSomethingToRead, somethingToReadWanted } from './something-to-read.ts'
