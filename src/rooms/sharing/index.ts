/** The door of the room: sharing. */
export { sharing } from './chapter.ts'
export { sharingSettings } from './disclosure/numbers.ts'
