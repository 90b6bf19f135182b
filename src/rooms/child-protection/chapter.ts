import type { Chapter } from '../../thread/book.ts'
import { accessDiscussionMissing } from './access-refused/access-discussion-missing.rules.ts'
import { accessRefused } from './access-refused/access-refused.rules.ts'
import { accessDecided, accessDiscussion, housingLiaison, legalConsidered } from './access-refused/access-refused.ts'
import { considerLegal } from './access-refused/consider-legal.rules.ts'
import { motherUnfit, postBirthMeeting } from './before-birth/post-birth.ts'
import { postBirthOverdue } from './before-birth/post-birth-overdue.rules.ts'
import { conference, planEnd } from './conference/conference.ts'
import { conferenceReportLate } from './conference/conference-report-late.rules.ts'
import { conferenceToArrange } from './conference/conference-to-arrange.rules.ts'
import { icpcOverdue } from './conference/icpc-overdue.rules.ts'
import { icpcRequestDue } from './conference/icpc-request-due.rules.ts'
import { inquorate } from './conference/inquorate.rules.ts'
import { inquorateTwice } from './conference/inquorate-twice.rules.ts'
import { rcpcDue } from './conference/rcpc-due.rules.ts'
import { rcpcEarlyDue } from './conference/rcpc-early-due.rules.ts'
import { repeatPlan } from './conference/repeat-plan.rules.ts'
import {
  conferenceInvitations,
  conferenceOpened,
  conferencePostponed,
  conferenceRequested,
  earlyReviewDecided,
} from './conference/request.ts'
import { coreGroup } from './core-group/core-group.ts'
import { coreGroupAbsentTwice } from './core-group/core-group-absent-twice.rules.ts'
import { coreGroupOverdue } from './core-group/core-group-overdue.rules.ts'
import { cpIsAttendance, cpIsAttendanceRead, cpIsAttendancesWeighed, cpIsSent } from './cp-is/cp-is.ts'
import { cpPlan, cpPlanAgreed } from './plan/cp-plan.ts'
import { planEpisodes } from './plan/plans.ts'
import { safetyGoalMissing } from './plan/safety-goal-missing.rules.ts'
import { siblingOnPlan } from './plan/sibling-on-plan.rules.ts'
import { unallocated } from './plan/unallocated.rules.ts'
import { reflectivePartnerMissing } from './reflective-session/reflective-partner-missing.rules.ts'
import { reflectiveSession, reflectiveSessionSet } from './reflective-session/reflective-session.ts'
import { reflectiveSessionRequired } from './reflective-session/reflective-session-required.rules.ts'
import { closureGate } from './reviews/closure-gate.rules.ts'
import { planEndChecked } from './reviews/plan-end-checked.ts'
import { dangerStatement, safetyGoal, safetyScaled } from './safety/safety.ts'
import { scalingApart } from './safety/scaling-apart.rules.ts'
import { suspectedHarm } from './suspected-harm.ts'
import { temporaryResidence, transferInNotice, transferOutNotice } from './transfer/transfer.ts'
import { transferDue } from './transfer/transfer-due.rules.ts'
import { cpVisitDue } from './visits/cp-visit-due.rules.ts'
import { notSeenAtHome } from './visits/not-seen-at-home.rules.ts'
import { homeConditions, visit, visitAttempted, visitPlanned, visitQuestionAnswered, visitRead } from './visits/visit.ts'
import { visitIncomplete } from './visits/visit-incomplete.rules.ts'
import { visitRetryDue } from './visits/visit-retry-due.rules.ts'
import { visitUnread } from './visits/visit-unread.rules.ts'

/** Child protection: conferences and plans, core groups, and the two clocks of visits. */
export const childProtection: Chapter = {
  room: 'child-protection',
  kinds: [
    conference,
    planEnd,
    coreGroup,
    visit,
    visitAttempted,
    homeConditions,
    visitPlanned,
    visitRead,
    visitQuestionAnswered,
    accessDiscussion,
    accessDecided,
    legalConsidered,
    housingLiaison,
    conferenceRequested,
    earlyReviewDecided,
    conferencePostponed,
    conferenceInvitations,
    conferenceOpened,
    dangerStatement,
    safetyGoal,
    safetyScaled,
    reflectiveSessionSet,
    reflectiveSession,
    transferInNotice,
    transferOutNotice,
    temporaryResidence,
    postBirthMeeting,
    motherUnfit,
    cpPlan,
    cpPlanAgreed,
    planEndChecked,
    cpIsSent,
    cpIsAttendance,
    cpIsAttendanceRead,
    cpIsAttendancesWeighed,
    ...suspectedHarm.kinds,
  ],
  rules: [
    cpVisitDue,
    notSeenAtHome,
    accessRefused,
    accessDiscussionMissing,
    considerLegal,
    visitIncomplete,
    visitUnread,
    visitRetryDue,
    postBirthOverdue,
    conferenceReportLate,
    conferenceToArrange,
    icpcOverdue,
    icpcRequestDue,
    inquorate,
    inquorateTwice,
    rcpcDue,
    rcpcEarlyDue,
    repeatPlan,
    unallocated,
    siblingOnPlan,
    reflectiveSessionRequired,
    reflectivePartnerMissing,
    scalingApart,
    transferDue,
    coreGroupOverdue,
    coreGroupAbsentTwice,
    safetyGoalMissing,
    closureGate,
    ...suspectedHarm.rules,
  ],
  episodes: [planEpisodes, ...suspectedHarm.episodes],
}
