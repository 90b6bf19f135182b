/** The commands that programs beside the web call: the same that pages call. They are apart from the rooms' own doors, because rules lean on those and stay pure. */

export { type Beside, type Holder, type Raised, raiseChallenge } from './challenge/commands.ts'
export { type Advised, type Concern, giveAdvice, intakeJobs, raiseConcern } from './front-door/commands.ts'
export { lookingJobs } from './looking/commands.ts'
export {
  accountByMail,
  agenciesToAsk,
  type ChildOfMeeting,
  callMeeting,
  changeMeeting,
  type Invitee,
  type KeptOut,
  type LeftOut,
  type MatterOnRecord,
  type MeetingCall,
  type MeetingMade,
  type MeetingOnRecord,
  type MeetingsWaiting,
  meetingsJobs,
  meetingsWaiting,
  readMatter,
  readMeeting,
  whoMayNotCome,
} from './meetings/commands.ts'
export { recordsJobs } from './records/commands.ts'
export { sharingJobs } from './sharing/commands.ts'
