import { day, recurringThemes, supportAndSafeguarding } from '../../../guidance/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyWords } from '../referral/sources.ts'
import { agencyCheckAnswered, agencyCheckAsked } from './agency-check.ts'
import { agencyCheckPleaded, pleaWords } from './check-pleaded.ts'

/**
 * An agency will not say what it holds about a child because of data protection, human rights, its own rules or missing consent: that is challenged. Its
 * safeguarding lead is told that these never stand before a child's safety, and the check stays open until it is answered (practice: no-barrier).
 */
export const dataProtectionPleaded = rule({
  id: 'data-protection-pleaded',
  says: ({ facts }) =>
    `Asked about a child, ${String(facts.agency)} pleaded ${pleaWords[String(facts.plea) as keyof typeof pleaWords] ?? 'a reason'}: that is no reason to keep back what may keep a child safe, and an answer is still needed.`,
  because: [recurringThemes.box(1), supportAndSafeguarding.section('Information Sharing')],
  of: ['matter'],
  kinds: [referralTold, agencyCheckAsked, agencyCheckPleaded, agencyCheckAnswered, referralDecision],
  inForce: { from: day('2018-07-01') },
  findings: matter => {
    const [first] = matter.of(referralTold)
    return matter.of(agencyCheckAsked).flatMap(asked => {
      const [pleaded] = matter.answering(agencyCheckPleaded, asked)
      if (!pleaded) return []
      const answered = asked.answers ? matter.find(asked.answers) : undefined
      const concern = answered?.kind === referralTold.name ? answered : first
      const decided = concern && matter.answering(referralDecision, concern)[0]
      const until = earlier(ends(matter.answering(agencyCheckAnswered, asked)[0], 'met'), ends(decided, 'lapsed'))
      if (until && until.at <= pleaded.at) return []
      return [
        so('INFO', {
          name: 'plea',
          opened: pleaded,
          until,
          tell: ['agency-safeguarding-lead', 'screener'],
          queue: 'bridge',
          evidence: [asked],
          facts: {
            plea: pleaded.facts.plea,
            agency: asked.facts.agencyName ?? agencyWords[asked.facts.agency],
            ...(asked.facts.askedAgency ? { askedAgency: asked.facts.askedAgency } : {}),
          },
        }),
      ]
    })
  },
})
