import { day, months, neglectResponse, ownChoice, plural } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import { decisionOn } from '../decision/decided.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { pastOf, sayInTwelveMonths } from './earlier-concerns.ts'
import { referral } from './referral.ts'

/**
 * A concern comes in about a child or household that was told of before in the last twelve months: whoever screens it sees how often, since when, from
 * how many sources and about what (practice: repeat-referral). Concerns told to another authority are counted apart.
 */
export const repeatReferral = rule({
  id: 'repeat-referral',
  says: ({ facts }) =>
    `This child has been referred ${sayInTwelveMonths(facts)}, ` +
    `${plural(Number(facts.lifetime), 'time')} in all here${Number(facts.elsewhere) > 0 ? ` and ${plural(Number(facts.elsewhere), 'time')} to another authority` : ''}.`,
  because: [
    neglectResponse.case17,
    neglectResponse.salfordAnalysis,
    ownChoice('nobody says how many concerns make a repeated one: two in twelve months'),
  ],
  kinds: [referral, referralDecision, caseClosed, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2016-01-01') },
  settings: {
    shownAt: setting(2, 'our own choice', 'two concerns in the window, this one included'),
    window: setting(months(12), 'our own choice', 'a rolling twelve months, the same day last year left out'),
  },
  findings: (child, { shownAt, window }, home) => {
    const death = endOfLife(child)
    return pastOf(child, home, window, on => shownAt(on) - 1)
      .filter(past => past.household12 >= shownAt(past.concern.on))
      .map(past =>
        so('INFO', {
          name: 'repeat',
          opened: past.concern,
          until: earlier(ends(decisionOn(child, past.concern)), death),
          tell: ['screener'],
          queue: 'bridge',
          evidence: past.before,
          facts: {
            in12: past.in12,
            household12: past.household12,
            sinceClosure: past.sinceClosure,
            lifetime: past.lifetime,
            elsewhere: past.elsewhere,
            sources: past.sources,
            concernsOverlap: past.overlap,
          },
        }),
      )
  },
})
