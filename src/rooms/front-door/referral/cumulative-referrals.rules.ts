import { day, months, neglectResponse, ownChoice } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, so } from '../../../thread/say.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import { askForCumulativeReview, untilDecided } from '../decision/gate-on-passing-over.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { pastOf, sayInTwelveMonths } from './earlier-concerns.ts'
import { referral } from './referral.ts'

/**
 * The third concern in twelve months about a child or household: none may go no further until the manager has written what all of them say together
 * (practice: repeat-referral, cumulative-referrals).
 */
export const cumulativeReferrals = rule({
  id: 'cumulative-referrals',
  says: ({ facts }) =>
    `This child has been referred ${sayInTwelveMonths(facts)}. Taking it no further needs a written review of all of them.`,
  because: [
    neglectResponse.case17,
    neglectResponse.salfordAnalysis,
    ownChoice('nobody says how many concerns ask for a look at the whole: three in twelve months'),
  ],
  kinds: [referral, referralDecision, caseClosed, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2016-01-01') },
  settings: {
    gateAt: setting(3, 'our own choice', 'three concerns in the window, this one included'),
    window: setting(months(12), 'our own choice', 'a rolling twelve months, the same day last year left out'),
  },
  gate: askForCumulativeReview,
  findings: (child, { gateAt, window }, home) => {
    const death = endOfLife(child)
    return pastOf(child, home, window, on => gateAt(on) - 1)
      .filter(past => past.household12 >= gateAt(past.concern.on))
      .map(past =>
        so('GATE', {
          name: 'count',
          opened: past.concern,
          until: earlier(untilDecided(child, past.concern), death),
          tell: ['bridge-manager'],
          queue: 'bridge',
          evidence: past.before,
          facts: {
            in12: past.in12,
            household12: past.household12,
            sinceClosure: past.sinceClosure,
            lifetime: past.lifetime,
            sources: past.sources,
          },
        }),
      )
  },
})
