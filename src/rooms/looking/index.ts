/** The door of the room: looking. */
export { looking } from './chapter.ts'
