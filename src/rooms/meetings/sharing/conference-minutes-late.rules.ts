import { day, supportAndSafeguarding, uncheckedPractice, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { meeting } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingShared } from './shared.ts'
import { sentAfterConference } from './shared-since.ts'

/** The minutes of a conference are out within twenty working days (practice: conference-after, dl-conf-minutes; unchecked, and it varies by area). */
export const conferenceMinutesLate = rule({
  id: 'conference-minutes-late',
  says: () => 'The minutes of this conference have not been sent to everybody who was invited.',
  because: [
    supportAndSafeguarding.section('Child Protection Conference and Planning'),
    uncheckedPractice('minutes are sent within twenty working days of a conference; it varies by area'),
  ],
  of: ['matter'],
  kinds: [meeting, meetingHeld, meetingShared],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(20), 'unchecked practice', 'twenty working days from the conference; it varies by area') },
  findings: (matter, { limit }) => sentAfterConference(matter, 'minutes', limit),
})
