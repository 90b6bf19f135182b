import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { Gate } from '../../../thread/rule.ts'
import { ends } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { decisionOn, passesOver } from './decided.ts'
import { referralDecision } from './referral-decision.ts'

/** Before a concern with a past like this one goes no further, somebody looks at the whole of it in writing. It stops decisions alone, never a concern. */
export const askForCumulativeReview: Gate<typeof referralDecision> = {
  kinds: [referralDecision],
  stops: passesOver,
  asks: 'Before deciding that nothing more is done, write a review of everything that was raised about this child and household before.',
}

/** The gate has done its work with the first decision: met by one that is allowed through; past by one that went over it or came before it. */
export const untilDecided = (child: Thread, concern: Entry): End | undefined => {
  const decision = decisionOn(child, concern)
  return ends(decision, decision && passesOver(decision) ? 'lapsed' : 'met')
}
