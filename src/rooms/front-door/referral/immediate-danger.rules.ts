import { day, supportAndSafeguarding } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { decisionOn } from '../decision/decided.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { clocked } from './concerns-told.ts'
import { referral } from './referral.ts'
import { referralTold } from './referral-told.ts'

/** A form says that a child is in danger now: whoever is on duty is told at once, until it is decided (practice: immediate-danger). */
export const immediateDanger = rule({
  id: 'immediate-danger',
  says: () => 'A child may be in danger now: whoever raised this concern says so. Nothing is decided yet.',
  because: [supportAndSafeguarding.section('Who is this document for?')],
  of: ['matter', 'person'],
  kinds: [referralTold, referral, referralDecision, death],
  inForce: { from: day('2018-07-01') },
  findings: thread => {
    const death = endOfLife(thread)
    return clocked(thread)
      .filter(concern => concern.facts.inDangerNow)
      .map(concern =>
        so('CRITICAL', {
          name: 'danger',
          opened: concern,
          until: earlier(ends(decisionOn(thread, concern), 'met'), death),
          tell: ['duty', 'bridge-manager'],
          queue: 'bridge',
        }),
      )
  },
})
