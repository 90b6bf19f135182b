/** The door of the room: people and families. */
export { sayBecause } from './people/what-is-due.ts'
