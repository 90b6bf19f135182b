/** The door of the room: recording. */
export { recording } from './chapter.ts'
export { addendum, contactWords, heardWords, note, noteSeenWords } from './note/note.ts'
