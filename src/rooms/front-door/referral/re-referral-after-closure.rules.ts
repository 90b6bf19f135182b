import { day, daysBetween, dueAfter, months, neglectResponse, ownChoice, plural } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, so } from '../../../thread/say.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import { askForCumulativeReview, untilDecided } from '../decision/gate-on-passing-over.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { pastOf } from './earlier-concerns.ts'
import { referral } from './referral.ts'

/**
 * A concern within twelve months of the closure of the child's case, or of one in the household, the anniversary included: it may go no further only
 * with a written look at the whole (practice: repeat-referral, re-referral-after-closure).
 */
export const reReferralAfterClosure = rule({
  id: 're-referral-after-closure',
  says: ({ facts }) =>
    `This concern came ${plural(Number(facts.days), 'day')} after ${facts.whose === 'child' ? 'this child’s case' : 'a case in this household'} was closed. ` +
    'Taking it no further needs a written review of everything before it.',
  because: [
    neglectResponse.case17,
    neglectResponse.case17Lessons,
    ownChoice('nobody says how long after a closure to look back: twelve months, the anniversary included'),
  ],
  kinds: [referral, referralDecision, caseClosed, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2016-01-01') },
  settings: { reach: setting(months(12), 'our own choice', 'twelve months from the closure, the anniversary included') },
  gate: askForCumulativeReview,
  findings: (child, { reach }, home, holidays) => {
    const death = endOfLife(child)
    return pastOf(child, home, reach, () => 0).flatMap(({ concern, closure, sinceClosure }) =>
      closure === undefined || concern.on > dueAfter(reach(closure.on), closure.on, holidays).dueOn
        ? []
        : [
            so('GATE', {
              name: 'closure',
              opened: concern,
              until: earlier(untilDecided(child, concern), death),
              tell: ['bridge-manager'],
              queue: 'bridge',
              evidence: [closure],
              facts: {
                days: daysBetween(closure.on, concern.on),
                closedOn: closure.on,
                whose: closure.subject === child.subject ? 'child' : 'household',
                sinceClosure,
              },
            }),
          ],
    )
  },
})
