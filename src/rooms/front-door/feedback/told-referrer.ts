import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { referralFeedback } from './referrer-feedback.ts'

/** The first word to the referrer about the outcome: it answers the concern itself or a decision on it. */
export const feedbackOn = (matter: Thread, concern: Entry): Entry | undefined =>
  [concern, ...matter.answering(referralDecision, concern)]
    .flatMap(answered => matter.answering(referralFeedback, answered).slice(0, 1))
    .reduce<Entry | undefined>((first, entry) => (first && first.at <= entry.at ? first : entry), undefined)

/** The concerns whose teller can be answered: everyone but a member of the public who gave no name. */
export const answerable = (matter: Thread): readonly Entry<FactsOf<typeof referralTold>>[] =>
  matter.where(referralTold, concern => !concern.facts.anonymous)
