/** The door of the room: records. */
export { records } from './chapter.ts'
