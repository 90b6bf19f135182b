/** The door of the room: the child's own voice. */
export { voice } from './chapter.ts'
export { childsVoice, heardWhereWords } from './heard/childs-voice.ts'
export { voiceInWords } from './heard/voice-in-words.ts'
