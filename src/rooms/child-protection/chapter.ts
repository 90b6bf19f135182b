import type { Chapter } from '../../thread/book.ts'
import { motherUnfit, postBirthMeeting } from './before-birth/post-birth.ts'
import { conference, planEnd } from './conference/conference.ts'
import {
  conferenceInvitations,
  conferenceOpened,
  conferencePostponed,
  conferenceRequested,
  earlyReviewDecided,
} from './conference/request.ts'
import { coreGroup } from './core-group/core-group.ts'
import { planEpisodes } from './plan/plans.ts'
import { reflectiveSession, reflectiveSessionSet } from './reflective-session/reflective-session.ts'
import { dangerStatement, safetyGoal, safetyScaled } from './safety/safety.ts'
import { temporaryResidence, transferInNotice, transferOutNotice } from './transfer/transfer.ts'
import { cpVisitDue } from './visits/cp-visit-due.rules.ts'
import { notSeenAtHome } from './visits/not-seen-at-home.rules.ts'
import { homeConditions, visit, visitAttempted } from './visits/visit.ts'

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
  ],
  rules: [cpVisitDue, notSeenAtHome],
  episodes: [planEpisodes],
}
