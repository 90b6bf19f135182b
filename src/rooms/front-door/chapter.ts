import type { Chapter } from '../../thread/book.ts'
import { bridgeConsultation, consultationAbout, consultationFollowed, consultationMatched } from './consultation/consultation.ts'
import { consultationFollowUp } from './consultation/consultation-follow-up.rules.ts'
import { referralDecision } from './decision/referral-decision.ts'
import { referralDecisionDue } from './decision/referral-decision-due.rules.ts'
import { referrerAcknowledgementDue } from './feedback/referrer-acknowledgement-due.rules.ts'
import { referralAcknowledged, referralFeedback } from './feedback/referrer-feedback.ts'
import { referrerPrompt } from './feedback/referrer-prompt.rules.ts'
import { dutyHandover } from './hours/duty-handover.ts'
import { outOfHoursConcern } from './hours/out-of-hours-concern.rules.ts'
import { bridgeHoldDue } from './queue/bridge-hold.rules.ts'
import { cumulativeReferrals } from './referral/cumulative-referrals.rules.ts'
import { familyTold } from './referral/family-told.ts'
import { familyUnaware } from './referral/family-unaware.rules.ts'
import { immediateDanger } from './referral/immediate-danger.rules.ts'
import { multiSourceCorroboration } from './referral/multi-source-corroboration.rules.ts'
import { historyAsked, historyReceived, livedElsewhere } from './referral/other-authority.ts'
import { otherAuthorityHistory } from './referral/other-authority-history.rules.ts'
import { reReferralAfterClosure } from './referral/re-referral-after-closure.rules.ts'
import { referral } from './referral/referral.ts'
import { referralTold } from './referral/referral-told.ts'
import { repeatReferral } from './referral/repeat-referral.rules.ts'
import { agencyCheckAnswered, agencyCheckAsked } from './screening/agency-check.ts'
import { agencyCheckUnanswered } from './screening/agency-check-unanswered.rules.ts'
import { agencyCheckPleaded } from './screening/check-pleaded.ts'
import { childMatched } from './screening/child-matched.ts'
import { dataProtectionPleaded } from './screening/data-protection-pleaded.rules.ts'

/** The front door: what people tell The Bridge, what it asks, decides and tells them. */
export const frontDoor: Chapter = {
  room: 'front-door',
  kinds: [
    referralTold,
    referral,
    childMatched,
    familyTold,
    livedElsewhere,
    historyAsked,
    historyReceived,
    agencyCheckAsked,
    agencyCheckAnswered,
    agencyCheckPleaded,
    referralDecision,
    referralAcknowledged,
    referralFeedback,
    bridgeConsultation,
    consultationFollowed,
    consultationMatched,
    consultationAbout,
    dutyHandover,
  ],
  rules: [
    immediateDanger,
    referralDecisionDue,
    bridgeHoldDue,
    outOfHoursConcern,
    referrerAcknowledgementDue,
    agencyCheckUnanswered,
    dataProtectionPleaded,
    familyUnaware,
    referrerPrompt,
    repeatReferral,
    cumulativeReferrals,
    reReferralAfterClosure,
    multiSourceCorroboration,
    otherAuthorityHistory,
    consultationFollowUp,
  ],
  episodes: [],
}
