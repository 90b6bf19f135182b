import { day, days, ownChoice, reading, visitsBriefing, weeks } from '../../../guidance/index.ts'
import { seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, every } from '../../../thread/say.ts'
import { planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { seenAtHome, statutoryVisits } from './counts.ts'
import { aheadOf, asOftenAsPlanned, howOftenKinds } from './how-often.ts'
import { sinceWhen } from './since.ts'
import { visit } from './visit.ts'

/**
 * Between conferences no more than four weeks pass without this child being seen at home (practice: cp-visit, dl-cp-visit-home; our own reading 1): what
 * a child eats and where a child sleeps cannot be known at school. What others see, the police too, restarts nothing.
 * Where the conference or the agreed plan says sooner, that counts (practice: cp-plan).
 */
export const notSeenAtHome = rule({
  id: 'not-seen-at-home',
  says: ({ facts }) => `This child, who is on a child protection plan, has not been seen at home ${sinceWhen(facts)}.`,
  because: [
    visitsBriefing.box(3),
    visitsBriefing.box(2),
    reading(1),
    reading(2),
    reading(5),
    reading(6),
    ownChoice('a plan’s own shorter time between visits counts for the home too'),
  ],
  kinds: [...howOftenKinds, planEnd, visit, birth, pregnancy, identity, death],
  inForce: { from: day('2024-07-01') },
  settings: {
    atMost: setting(weeks(4), 'our own choice', 'our reading of the visits briefing: the record it asks for cannot be made at school'),
    shown: setting(days(7), 'our own choice', 'due is shown from the twenty-first day, a week before the last'),
  },
  findings: (child, { atMost, shown }, _home, holidays) => {
    const notBefore = seeableFrom(child)
    const often = asOftenAsPlanned(child, atMost, holidays)
    return plansWith(child, statutoryVisits(child).filter(seenAtHome)).map(({ plan, during }) =>
      every(often, {
        name: 'home',
        from: plan.began,
        notBefore,
        metBy: during,
        stop: plan.ended,
        shows: { DUE: aheadOf(shown), CRITICAL: dayAfter },
        tell: [
          { to: 'lead', from: aheadOf(shown) },
          { to: 'manager', from: dayAfter },
          { to: 'chair', from: dayAfter },
        ],
      }),
    )
  },
})
