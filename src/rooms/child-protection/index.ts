/** The door of the room: child protection. */

export { motherUnfit, postBirthMeeting, postBirthWords } from './before-birth/post-birth.ts'
export { childProtection } from './chapter.ts'
export { categoryWords, conference, conferenceWords, planEnd, planEndWords, viewWords } from './conference/conference.ts'
export {
  conferenceInvitations,
  conferenceOpened,
  conferencePostponed,
  conferenceRequested,
  earlyReviewDecided,
} from './conference/request.ts'
export { coreGroup, progressWords } from './core-group/core-group.ts'
export { cpPlan, cpPlanAgreed, planFieldWords } from './plan/cp-plan.ts'
export { type Plan, plans } from './plan/plans.ts'
export { reflectiveSession, reflectiveSessionSet, reviewThemeWords, triggerWords } from './reflective-session/reflective-session.ts'
export { planEndChecked, stepDownWords } from './reviews/plan-end-checked.ts'
export { dangerStatement, safetyGoal, safetyScaled, scaledAtWords, scalerWords } from './safety/safety.ts'
export { temporaryResidence, transferInNotice, transferOutNotice } from './transfer/transfer.ts'
export { accessWords, basisWords, homeConditions, placeWords, seenWords, visit, visitAttempted, visitorWords } from './visits/visit.ts'
