/** The door of the room: looking. */
export { looking } from './chapter.ts'
export { lookingSettings } from './numbers.ts'
