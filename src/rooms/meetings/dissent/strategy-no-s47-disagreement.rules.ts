import { addDays, day, days, ownChoice, recurringThemes, visitsBriefing } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { lapsesOn, so } from '../../../thread/say.ts'
import { meeting } from '../calling/meeting.ts'
import { meetingDissent } from './dissent.ts'

/**
 * An agency does not agree that there is no enquiry: its safeguarding lead is told, and of the challenge that was opened (practice: strategy-meeting). The challenge has
 * clocks of its own; this word of it stands for some weeks.
 */
export const strategyNoEnquiryDisagreement = rule({
  id: 'strategy-no-s47-disagreement',
  says: () =>
    'Your agency does not agree that there is no enquiry after this strategy meeting. A challenge is open: see that it is answered.',
  because: [visitsBriefing.box(6), recurringThemes.box(6), ownChoice('word of it stands for four weeks')],
  of: ['matter'],
  kinds: [meeting, meetingDissent],
  inForce: { from: day('2023-09-01') },
  settings: { stands: setting(days(28), 'our own choice', 'word of it stands for four weeks; the challenge has clocks of its own') },
  findings: (matter, { stands }) =>
    matter.of(meeting)[0]?.facts.type === 'strategy'
      ? matter
          .where(meetingDissent, dissent => dissent.facts.from === 'no-enquiry')
          .map(dissent =>
            so('INFO', {
              name: 'dissent',
              opened: dissent,
              until: lapsesOn(addDays(dissent.on, stands(dissent.on).count)),
              tell: ['agency-safeguarding-lead'],
              facts: dissent.facts.agency ? { askedAgency: dissent.facts.agency } : {},
            }),
          )
      : [],
})
