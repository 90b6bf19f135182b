/** The door of the room: accounts of families. */
export { familyAccounts } from './chapter.ts'
export { familySettings } from './numbers.ts'
export { type SharedSort, sharedWithFamily } from './telling/shared-with-family.ts'
