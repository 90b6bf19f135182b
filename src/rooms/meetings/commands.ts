import type { AnyJob } from '../../kernel/jobs/index.ts'
import { tellSharedOfMeeting } from './sharing/tell-shared.ts'

/** What this room can be told to do by other rooms and by programs that are no page; apart from its door, because rules lean on that and stay pure. */
export {
  type ChildOfMeeting,
  callMeeting,
  type Invitee,
  invitationParts,
  type KeptOut,
  type LeftOut,
  letIn,
  type MeetingCall,
  type MeetingMade,
  whoMayNotCome,
} from './calling/call-meeting.ts'
export { changeMeeting, type MeetingChange } from './calling/change-meeting.ts'
export { type MeetingOnRecord, readMeeting } from './page/on-record.ts'

/** The work of meetings, for the worker. */
export const meetingsJobs: readonly AnyJob[] = [tellSharedOfMeeting]

export { accountByMail, agenciesToAsk } from './actions/accounts.queries.ts'
export { type MatterOnRecord, readMatter } from './page/matter.ts'
export { type MeetingsWaiting, meetingsWaiting } from './page/waiting.queries.ts'
export { shareOfMeeting } from './sharing/share.ts'
