import { day, ownChoice, partnershipNews } from '../../../guidance/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { meetingAnswered, meetingHeld, meetingInvited } from '../../meetings/index.ts'
import { reflectiveSessionSet } from './reflective-session.ts'

/**
 * A reflective session works best where every partner is there: a professional who is invited to the conference cannot come, so their safeguarding lead is asked to
 * send somebody (practice: reflective-session, reflective-partner-missing).
 */
export const reflectivePartnerMissing = rule({
  id: 'reflective-partner-missing',
  says: () =>
    'A professional who was asked to reflect before the conference cannot come. Release them, or send somebody else who knows the child.',
  because: [
    partnershipNews.reflectiveSession,
    ownChoice('nobody says who is asked when a partner cannot come: the safeguarding lead of the agency'),
  ],
  of: ['matter'],
  kinds: [reflectiveSessionSet, meetingInvited, meetingAnswered, meetingHeld],
  inForce: { from: day('2019-01-01') },
  findings: matter => {
    const [set] = matter.of(reflectiveSessionSet)
    if (!set) return []
    const over = ends(matter.of(meetingHeld)[0], 'lapsed')
    return matter
      .where(meetingInvited, ({ facts }) => facts.account !== undefined || facts.agency !== undefined || facts.agencyKind !== undefined)
      .flatMap(invited => {
        const answers = matter.answering(meetingAnswered, invited)
        const no = answers.findIndex(({ facts }) => facts.reply === 'apologies')
        const opened = answers[no]
        if (!opened) return []
        return [
          so('DUE', {
            name: 'partner',
            opened,
            from: opened.at > set.at ? opened.at : set.at,
            until: earlier(
              ends(
                answers.slice(no + 1).find(({ facts }) => facts.reply !== 'apologies'),
                'met',
              ),
              over,
            ),
            tell: ['agency-safeguarding-lead', 'meeting-chair'],
            evidence: [invited, set],
            facts: invited.facts.agency ? { askedAgency: invited.facts.agency } : {},
          }),
        ]
      })
  },
})
