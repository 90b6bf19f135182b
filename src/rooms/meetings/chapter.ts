import type { Chapter } from '../../thread/book.ts'
import { action, actionAnswered, actionDone, meetingAction } from './actions/action.ts'
import { actionOverdue } from './actions/action-overdue.rules.ts'
import { actionUnanswered } from './actions/action-unanswered.rules.ts'
import { chairedEpisodes } from './calling/chaired.ts'
import { meeting, meetingAbout, meetingCancelled, meetingMoved } from './calling/meeting.ts'
import { meetingDissent } from './dissent/dissent.ts'
import { strategyNoEnquiryDisagreement } from './dissent/strategy-no-s47-disagreement.rules.ts'
import { meetingHeld } from './held/held.ts'
import { strategyAttendeeMissing } from './held/strategy-attendee-missing.rules.ts'
import { conferenceInviteeSilent } from './inviting/conference-invitee-silent.rules.ts'
import { meetingAnswered, meetingExcluded, meetingInvited, meetingLeftOut } from './inviting/invitation.ts'
import { meetingMinutes } from './minutes/minutes.ts'
import { strategyActionNotSmart } from './minutes/strategy-action-not-smart.rules.ts'
import { cultureMissing } from './reports/culture-missing.rules.ts'
import { meetingReport } from './reports/report.ts'
import { conferenceDecisionsLate } from './sharing/conference-decisions-late.rules.ts'
import { conferenceMinutesLate } from './sharing/conference-minutes-late.rules.ts'
import { meetingShared } from './sharing/shared.ts'
import { strategyNotShared } from './sharing/strategy-not-shared.rules.ts'

/** What every meeting shares: called, invited, reported to, held, minuted; actions whose owner may see only the action; dissent; who was told. */
export const meetings: Chapter = {
  room: 'meetings',
  kinds: [
    meeting,
    meetingMoved,
    meetingCancelled,
    meetingAbout,
    meetingInvited,
    meetingLeftOut,
    meetingAnswered,
    meetingExcluded,
    meetingReport,
    meetingHeld,
    meetingMinutes,
    meetingAction,
    action,
    actionAnswered,
    actionDone,
    meetingDissent,
    meetingShared,
  ],
  rules: [
    strategyAttendeeMissing,
    conferenceInviteeSilent,
    cultureMissing,
    strategyActionNotSmart,
    actionUnanswered,
    actionOverdue,
    strategyNotShared,
    conferenceDecisionsLate,
    conferenceMinutesLate,
    strategyNoEnquiryDisagreement,
  ],
  episodes: [chairedEpisodes],
}
