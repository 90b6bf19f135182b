/** The door of the room: accounts of families. */
export { familyAccounts } from './chapter.ts'
export { familySettings } from './numbers.ts'
