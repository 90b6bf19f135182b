import { day, reading, recurringThemes, supportAndSafeguarding } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { madeHere } from './concerns-told.ts'
import { familyTold } from './family-told.ts'
import { referral } from './referral.ts'
import { referralTold } from './referral-told.ts'

/**
 * The family does not know of a concern: everybody who works on it sees that, so that nobody gives it away by accident, until the family is told
 * (practice: family-aware-of-referral). It never stands in the way of raising a concern.
 */
export const familyUnaware = rule({
  id: 'family-unaware',
  says: () => 'The family has not been told of this concern. Take care not to give it away.',
  because: [supportAndSafeguarding.section('The Bridge Partnership'), recurringThemes.box(1), reading(19)],
  of: ['matter', 'person'],
  kinds: [referralTold, referral, referralDecision, familyTold, death],
  inForce: { from: day('2018-07-01') },
  findings: thread => {
    const death = endOfLife(thread)
    const concerns = thread.form === 'matter' ? thread.of(referralTold) : thread.where(referral, madeHere)
    return concerns
      .filter(concern => concern.facts.familyTold === 'no')
      .map(concern =>
        so('INFO', {
          name: 'unaware',
          opened: concern,
          until: earlier(
            earlier(ends(toldByDecision(thread, concern), 'met'), ends(thread.answering(familyTold, concern)[0], 'met')),
            death,
          ),
          tell: thread.form === 'matter' ? ['screener'] : ['screener', 'lead'],
          ...(thread.form === 'matter' ? { queue: 'bridge' as const } : {}),
        }),
      )
  },
})

const toldByDecision = (thread: Thread, concern: Entry): Entry | undefined =>
  thread.answering(referralDecision, concern).find(decision => decision.facts.familyTold)
