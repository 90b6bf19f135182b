/** The door of the room: public pages. */
export { publicPages } from './chapter.ts'
export { helpToTellOf } from './directory/directory.queries.ts'
export { signposted, takenUpWords } from './directory/signposted.ts'
