/** The door of the room: child protection. */

export {
  accessDecided,
  accessDiscussion,
  discussedWithWords,
  housingLiaison,
  landlordWords,
  legalConsidered,
  optionWords,
} from './access-refused/access-refused.ts'
export { refusalKinds, refusals } from './access-refused/refusals.ts'
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
export {
  type Change,
  changeWords,
  cpIsAttendance,
  cpIsAttendanceRead,
  cpIsAttendancesWeighed,
  cpIsSent,
  sentHowWords,
  settingWords,
} from './cp-is/cp-is.ts'
export { type Enquiry, enquiries, enquiryKinds } from './enquiry/enquiries.ts'
export { enquiry, enquiryOutcome, enquiryOutcomeWords, enquirySigned } from './enquiry/enquiry.ts'
export { harmSuspected, harmWords } from './harm/harm-suspected.ts'
export { coreGroupInWords, planInWords } from './in-words.ts'
export { legalAdvice } from './legal-advice/legal-advice.ts'
export { cpPlan, cpPlanAgreed, planFieldWords } from './plan/cp-plan.ts'
export { type Plan, plans, plansWith } from './plan/plans.ts'
export { childAssessmentOrder, emergencyProtectionOrder, policeProtection, protectionEnded } from './protection/orders.ts'
export { reflectiveSession, reflectiveSessionSet, reviewThemeWords, triggerWords } from './reflective-session/reflective-session.ts'
export { planEndChecked, stepDownWords } from './reviews/plan-end-checked.ts'
export { dangerStatement, safetyGoal, safetyScaled, scaledAtWords, scalerWords } from './safety/safety.ts'
export { siblingConsidered } from './sibling-consideration/sibling-considered.ts'
export { whileTogether } from './sibling-consideration/while-together.ts'
export { strategyDecision, strategyWords } from './strategy/strategy-decision.ts'
export { temporaryResidence, transferInNotice, transferOutNotice } from './transfer/transfer.ts'
export { visitRules } from './visits/clocks.ts'
export { seenAlone, seenAtHome, statutoryVisits } from './visits/counts.ts'
export { howOftenKinds, lastDayPlanned } from './visits/how-often.ts'
export {
  accessWords,
  attemptWords,
  basisWords,
  homeConditions,
  homeGradeWords,
  homePartWords,
  notAloneWords,
  placeWords,
  seenWords,
  visit,
  visitAttempted,
  visitorWords,
  visitPlanned,
  visitQuestionAnswered,
  visitRead,
} from './visits/visit.ts'
