import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { goesNoFurther } from './outcomes.ts'
import { referralDecision } from './referral-decision.ts'

type Decision = Entry<FactsOf<typeof referralDecision>>

/** The first decision that answers this concern or referral. */
export const decisionOn = (thread: Thread, concern: Entry): Decision | undefined => thread.answering(referralDecision, concern)[0]

/** Does it take the matter no further, without a review of everything that was raised before? */
export const passesOver = (decision: Pick<Decision, 'facts'>): boolean =>
  goesNoFurther(decision.facts.outcome) && !decision.facts.cumulativeReview
