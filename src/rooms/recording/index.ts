/** The door of the room: recording. */
export { changeWeighed, changeWords, circumstancesChanged } from './changes/circumstances.ts'
export { recording } from './chapter.ts'
export { addendum, contactWords, heardWords, isFaceToFace, note, noteSeenWords } from './note/note.ts'
export { noteInWords } from './note/note-in-words.ts'
export { sayStageState, stageProposed, stageWords, supportStage } from './stage/support-stage.ts'
