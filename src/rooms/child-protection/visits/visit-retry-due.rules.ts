import { day, ownChoice, supportAndSafeguarding, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { type Counted, dayAfter, type Said, within } from '../../../thread/say.ts'
import { isOf } from '../../../thread/thread.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { seenAtHome } from './counts.ts'
import { visit, visitAttempted, visitPlanned } from './visit.ts'

const atOnce = (counted: Counted) => counted.from

/** Did somebody come to the home in vain, and nobody refused? */
const failedAtHome = (one: Entry): one is Entry<FactsOf<typeof visitAttempted>> =>
  isOf(visitAttempted, one) &&
  one.facts.place === 'home' &&
  one.facts.by !== 'other' &&
  (one.facts.access === 'no-answer' || one.facts.access === 'child-not-there')

/**
 * After the first visit to the home of a child on a plan at which nobody answered, it is on record within two working days when it is tried again (practice:
 * visit-attempted). Saying so with the attempt itself, planning a visit, or going again is such a plan. A second attempt in a row is no matter of a plan any more, and a
 * refusal never was: those are access refused.
 */
export const visitRetryDue = rule({
  id: 'visit-retry-due',
  says: () => 'This child, who is on a child protection plan, was not seen at home when somebody came. A plan to try again is needed.',
  because: [
    supportAndSafeguarding.section('Recording what we do'),
    visitsBriefing.box(5),
    ownChoice('nobody says by when a failed visit is planned again: two working days'),
  ],
  kinds: [conference, planEnd, visit, visitAttempted, visitPlanned, death],
  inForce: { from: day('2024-07-01') },
  settings: {
    limit: setting(workingDays(2), 'our own choice', 'soon enough that a second attempt is not left to the next round of visits'),
  },
  findings: (child, { limit }) => {
    const acts = [...child.of(visit), ...child.of(visitAttempted), ...child.of(visitPlanned)].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : a.known < b.known ? -1 : a.known > b.known ? 1 : 0,
    )
    return plansWith(child, acts).flatMap(({ plan, during }) => {
      let failedBefore = false
      return during.flatMap((one, at): Said[] => {
        const first = !failedBefore
        if (failedAtHome(one)) failedBefore = true
        else if (isOf(visit, one) && seenAtHome(one)) failedBefore = false
        if (!first || !failedAtHome(one) || one.facts.nextOn !== undefined) return []
        return [
          within(limit, {
            name: 'retry',
            of: one,
            // The plan of this very visit was written before it.
            metBy: during.slice(at + 1).find(next => next.root !== one.answers),
            stop: plan.ended,
            shows: { DUE: atOnce, OVERDUE: dayAfter },
            tell: ['lead', { to: 'manager', from: dayAfter }],
          }),
        ]
      })
    })
  },
})
