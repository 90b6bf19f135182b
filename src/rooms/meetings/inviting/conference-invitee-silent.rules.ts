import { day, dayOf, dueAfter, ownChoice, printDay, startOfDay, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { agencyWords } from '../../front-door/index.ts'
import { type MeetingType, meeting, meetingCancelled, meetingMoved } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingAnswered, meetingExcluded, meetingInvited } from './invitation.ts'

const conferences: readonly MeetingType[] = ['initial-conference', 'review-conference', 'transfer-in-conference']

/**
 * A conference is near, and an agency that was invited has not said whether it comes: its safeguarding lead and the chair are told, until it has answered. A conference that is
 * moved asks from its new day (practice: icpc-invite).
 */
export const conferenceInviteeSilent = rule({
  id: 'conference-invitee-silent',
  says: ({ facts }) =>
    `${String(facts.agency).replace(/^./, first => first.toUpperCase())} has not said whether anybody comes to the conference on ${String(facts.on)}.`,
  because: [
    supportAndSafeguarding.section('Child Protection Conference and Planning'),
    ownChoice('whoever has not answered a week of work before a conference is asked again while there is time to find somebody'),
  ],
  of: ['matter'],
  kinds: [meeting, meetingMoved, meetingCancelled, meetingInvited, meetingAnswered, meetingExcluded, meetingHeld],
  inForce: { from: day('2018-07-01') },
  settings: {
    before: setting(workingDays(5), 'our own choice', 'five working days leave time to ask again and to send somebody else'),
  },
  findings: (matter, { before }, _home, holidays) => {
    const [called] = matter.of(meeting)
    if (!called || !conferences.includes(called.facts.type)) return []
    const over = earlier(ends(matter.of(meetingHeld).at(-1), 'lapsed'), ends(matter.of(meetingCancelled).at(-1), 'cancelled'))
    const moved = matter.of(meetingMoved).at(-1)
    const on = dayOf(moved?.facts.at ?? called.facts.at)
    const limit = before(dayOf((moved ?? called).at))
    const near = startOfDay(dueAfter({ ...limit, count: -limit.count }, on, holidays).dueOn)
    return matter
      .where(meetingInvited, one => one.facts.as === 'professional')
      .flatMap(one => {
        const from = near > one.at ? near : one.at
        const answered = ends(matter.answering(meetingAnswered, one)[0], 'met')
        const keptOut = ends(matter.answering(meetingExcluded, one)[0], 'cancelled')
        const until = earlier(earlier(over, answered), keptOut)
        if (until && until.at <= from) return []
        return [
          so('DUE', {
            name: 'silent',
            opened: one,
            from,
            until,
            tell: ['agency-safeguarding-lead', 'meeting-chair'],
            facts: {
              agency: one.facts.agencyKind ? agencyWords[one.facts.agencyKind] : 'somebody who was invited',
              on: printDay(on),
              ...(one.facts.agency ? { askedAgency: one.facts.agency } : {}),
            },
          }),
        ]
      })
  },
})
