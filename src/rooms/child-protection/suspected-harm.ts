import { englandAndWales } from '../../guidance/index.ts'
import type { Chapter } from '../../thread/book.ts'
import { enquiryEpisodes } from './enquiry/enquiries.ts'
import { enquiry, enquiryOutcome, enquirySigned } from './enquiry/enquiry.ts'
import { enquiryDue } from './enquiry/enquiry-due.rules.ts'
import { enquiryUnsigned } from './enquiry/enquiry-unsigned.rules.ts'
import { harmSuspected } from './harm/harm-suspected.ts'
import { immobileBabyInjury } from './harm/immobile-baby-injury.rules.ts'
import { legalAdvice } from './legal-advice/legal-advice.ts'
import { childAssessmentOrderExpiry } from './protection/child-assessment-order-expiry.rules.ts'
import { epoExpiry } from './protection/epo-expiry.rules.ts'
import { protectionEpisodes } from './protection/in-force.ts'
import { childAssessmentOrder, emergencyProtectionOrder, policeProtection, protectionEnded } from './protection/orders.ts'
import { policeProtectionExpiry } from './protection/police-protection-expiry.rules.ts'
import { siblingConsideration } from './sibling-consideration/sibling-consideration.rules.ts'
import { siblingConsidered } from './sibling-consideration/sibling-considered.ts'
import { strategyDecision } from './strategy/strategy-decision.ts'
import { strategyDue } from './strategy/strategy-due.rules.ts'

/** What happens from the suspicion of significant harm to the outcome of an enquiry: its part of the chapter. */
export const suspectedHarm: Pick<Chapter, 'kinds' | 'rules' | 'episodes'> = {
  kinds: [
    harmSuspected,
    strategyDecision,
    enquiry,
    enquiryOutcome,
    enquirySigned,
    legalAdvice,
    policeProtection,
    emergencyProtectionOrder,
    childAssessmentOrder,
    protectionEnded,
    siblingConsidered,
  ],
  rules: [
    strategyDue,
    immobileBabyInjury,
    enquiryDue,
    enquiryUnsigned,
    policeProtectionExpiry,
    epoExpiry,
    childAssessmentOrderExpiry,
    siblingConsideration,
  ],
  episodes: [enquiryEpisodes, protectionEpisodes(englandAndWales)],
}
