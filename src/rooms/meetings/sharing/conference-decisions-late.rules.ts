import { day, supportAndSafeguarding, uncheckedPractice, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { meeting } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingShared } from './shared.ts'
import { sentAfterConference } from './shared-since.ts'

/** What a conference decided and its outline plan are out within one working day (practice: conference-after, dl-conf-decisions-sent; unchecked). */
export const conferenceDecisionsLate = rule({
  id: 'conference-decisions-late',
  says: () => 'What this conference decided has not been sent to everybody who was invited.',
  because: [
    supportAndSafeguarding.section('Child Protection Conference and Planning'),
    uncheckedPractice('decisions and the outline plan are sent within one working day of a conference'),
  ],
  of: ['matter'],
  kinds: [meeting, meetingHeld, meetingShared],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(1), 'unchecked practice', 'one working day from the end of the conference') },
  findings: (matter, { limit }) => sentAfterConference(matter, 'decisions', limit),
})
