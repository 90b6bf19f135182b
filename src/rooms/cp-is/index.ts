/** The door of the room: what the NHS is told of a child, and what it tells of it. */
export { cpIs } from './chapter.ts'
export { cpIsSettings } from './numbers.ts'
