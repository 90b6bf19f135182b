/** What the room of challenge can be told to do by other rooms; apart from its door, because rules lean on that and stay pure. */
export { type Beside, type Raised, raiseChallenge } from './raising/raise.ts'
export type { Holder } from './raising/sides.queries.ts'
