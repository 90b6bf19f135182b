/** The door of the room of meetings: what other rooms may use of it. */
export { action, actionAnswered, actionDone, actionDoneWords, meetingAction } from './actions/action.ts'
export { withFamily } from './calling/expected.ts'
export {
  inList,
  type MeetingType,
  meeting,
  meetingAbout,
  meetingCancelled,
  meetingMoved,
  meetingsStanding,
  meetingWords,
  wayWords,
  whomOf,
  whomOnList,
} from './calling/meeting.ts'
export { meetings } from './chapter.ts'
export { dissentFrom, meetingDissent } from './dissent/dissent.ts'
export { meetingHeld } from './held/held.ts'
export { inviteeWords, meetingAnswered, meetingExcluded, meetingInvited, meetingLeftOut, replyWords } from './inviting/invitation.ts'
export { meetingMinutes } from './minutes/minutes.ts'
export { meetingReport } from './reports/report.ts'
export { meetingShared, sharedOfMeeting } from './sharing/shared.ts'
