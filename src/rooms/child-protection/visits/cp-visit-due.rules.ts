import { day, days, ownChoice, reading, visitsBriefing, weeks, workingDays } from '../../../guidance/index.ts'
import { seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, every, longAfter } from '../../../thread/say.ts'
import { planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { seenAlone, statutoryVisits } from './counts.ts'
import { aheadOf, asOftenAsPlanned, howOftenKinds } from './how-often.ts'
import { sinceWhen } from './since.ts'
import { visit } from './visit.ts'

/**
 * Between conferences no more than four weeks pass without this child being seen alone (practice: cp-visit, dl-cp-visit-alone). The clock starts with
 * the plan, or at birth; it restarts from the day the child really was seen alone, and stops with the plan.
 * Where the conference or the agreed plan says sooner, that counts (practice: cp-plan).
 */
export const cpVisitDue = rule({
  id: 'cp-visit-due',
  says: ({ facts }) => `This child, who is on a child protection plan, has not been seen alone ${sinceWhen(facts)}.`,
  because: [
    visitsBriefing.box(3),
    reading(2),
    reading(3),
    reading(5),
    ownChoice('nobody says when a visit begins to be due: a week before, or half of a shorter time; a plan’s own shorter time counts'),
  ],
  kinds: [...howOftenKinds, planEnd, visit, birth, pregnancy, identity, death],
  inForce: { from: day('2024-07-01') },
  settings: {
    atMost: setting(weeks(4), 'guidance', 'the visits briefing of July 2024 asks for at least every four weeks'),
    shown: setting(days(7), 'our own choice', 'due is shown from the twenty-first day, a week before the last'),
    serviceManager: setting(
      workingDays(3),
      'our own choice',
      'the service manager is told when it has been overdue for three working days',
    ),
  },
  findings: (child, { atMost, shown, serviceManager }, _home, holidays) => {
    const notBefore = seeableFrom(child)
    const often = asOftenAsPlanned(child, atMost, holidays)
    return plansWith(child, statutoryVisits(child).filter(seenAlone)).map(({ plan, during }) =>
      every(often, {
        name: 'alone',
        from: plan.began,
        notBefore,
        metBy: during,
        stop: plan.ended,
        shows: { DUE: aheadOf(shown), OVERDUE: dayAfter },
        tell: [
          { to: 'lead', from: aheadOf(shown) },
          { to: 'manager', from: dayAfter },
          { to: 'chair', from: dayAfter },
          { to: 'service-manager', from: longAfter(serviceManager) },
        ],
      }),
    )
  },
})
