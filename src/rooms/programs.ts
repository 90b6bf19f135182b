/** The doors of rooms for other programs, which have no session and no page. */
export { cpIsDoor } from './child-protection/cp-is/door.ts'
