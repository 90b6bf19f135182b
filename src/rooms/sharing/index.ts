/** The door of the room: sharing. */
export { sharing } from './chapter.ts'
export { disclosure } from './disclosure/disclosure.ts'
export { sharingSettings } from './disclosure/numbers.ts'
