/** The door of the room: people and families. */
export { sayOf, sayReasons } from './people/what-is-due.ts'
