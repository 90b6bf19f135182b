/** The door of the room: records. */
export { records } from './chapter.ts'
export { legalHold } from './keeping/legal-hold.ts'
