/** The door of the room: child protection. */
export { childProtection } from './chapter.ts'
export { categoryWords, conference, conferenceWords, planEnd, planEndWords } from './conference/conference.ts'
export { coreGroup } from './core-group/core-group.ts'
export { type Plan, plans } from './plan/plans.ts'
export { accessWords, basisWords, homeConditions, placeWords, seenWords, visit, visitAttempted, visitorWords } from './visits/visit.ts'
