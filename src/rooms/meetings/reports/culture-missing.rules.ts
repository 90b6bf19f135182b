import { day, neglectResponse, ownChoice, recurringThemes } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { type Gate, rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { meeting, meetingCancelled } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingInvited } from '../inviting/invitation.ts'
import { meetingReport } from './report.ts'

/** Is it the social work report? */
const ofSocialCare = ({ facts, agencyKind }: Pick<Entry<FactsOf<typeof meetingReport>>, 'facts' | 'agencyKind'>): boolean =>
  (facts.agencyKind ?? agencyKind) === 'childrens-social-care'

const askForCulture: Gate<typeof meetingReport> = {
  kinds: [meetingReport],
  stops: report => ofSocialCare(report) && report.facts.culture !== true,
  asks: 'Write what language, faith, culture and identity mean for the child’s days, and how you checked what you assumed. If nobody has asked the family yet, write that, and when it will be asked.',
}

/**
 * The social work report for a conference that decides for the first time says what language, faith, culture and identity mean for the child's days (practice: cultural-consciousness). It is asked for
 * from the call on, until a report of children's social care says it, the conference is held, or is not held. What it says is for people to weigh; the rule knows that it was said.
 */
export const cultureMissing = rule({
  id: 'culture-missing',
  says: () =>
    'The report of children’s social care for this conference does not yet say what language, faith, culture and identity mean for the child’s days.',
  because: [
    recurringThemes.box(2),
    neglectResponse.case17Lessons,
    ownChoice(
      'nobody lists the reports that have to say what culture means: the social work report for a conference that decides for the first time',
    ),
  ],
  of: ['matter'],
  kinds: [meeting, meetingCancelled, meetingInvited, meetingReport, meetingHeld],
  inForce: { from: day('2023-09-01') },
  gate: askForCulture,
  findings: matter => {
    const [called] = matter.of(meeting)
    if (called?.facts.type !== 'initial-conference' && called?.facts.type !== 'transfer-in-conference') return []
    const said = matter.where(meetingReport, one => ofSocialCare(one) && one.facts.culture === true)[0]
    return [
      so('GATE', {
        name: 'report',
        opened: called,
        until: [ends(said, 'met'), ends(matter.of(meetingHeld)[0], 'lapsed'), ends(matter.of(meetingCancelled)[0], 'cancelled')].reduce(
          earlier,
        ),
        tell: ['meeting-chair'],
        // A report answers the invitation by which it was asked for.
        evidence: matter.where(meetingInvited, one => one.facts.as === 'professional'),
      }),
    ]
  },
})
