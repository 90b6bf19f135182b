import { day, ownChoice, supportAndSafeguarding, uncheckedPractice, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import type { Counted } from '../../../thread/say.ts'
import { dayAfter, earlier, ends, within } from '../../../thread/say.ts'
import { needsSignature } from './enquiries.ts'
import { enquiryOutcome, enquirySigned } from './enquiry.ts'

const atOnce = (counted: Counted) => counted.from

/**
 * Harm was found and no continuing risk: somebody senior, who did not write it, signs that outcome or gives it back (practice: s47-enquiry). Until then the enquiry is open.
 */
export const enquiryUnsigned = rule({
  id: 'enquiry-unsigned',
  says: () =>
    'The enquiry about this child found harm and no continuing risk. That waits for somebody senior, who did not write it, to sign it or give it back.',
  because: [
    supportAndSafeguarding.section('Child Protection'),
    uncheckedPractice('a senior manager signs the outcome of an enquiry that found harm and does not go to a conference'),
    ownChoice('nobody says by when: two working days'),
  ],
  kinds: [enquiryOutcome, enquirySigned, death],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(2), 'our own choice', 'long enough to read the enquiry and ask') },
  findings: (child, { limit }) => {
    const outcomes = child.of(enquiryOutcome)
    return outcomes.flatMap((outcome, at) =>
      needsSignature(outcome)
        ? within(limit, {
            name: 'signature',
            of: outcome,
            metBy: child.answering(enquirySigned, outcome).find(signed => signed.author !== outcome.author || !signed.facts.agreed),
            stop: earlier(ends(outcomes[at + 1], 'superseded'), endOfLife(child)),
            shows: { DUE: atOnce, OVERDUE: dayAfter },
            tell: ['manager', 'service-manager', { to: 'lead', from: dayAfter }],
          })
        : [],
    )
  },
})
