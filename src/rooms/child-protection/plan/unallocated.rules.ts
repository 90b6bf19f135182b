import { day, ownChoice, workingDays } from '../../../guidance/index.ts'
import { death, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, within } from '../../../thread/say.ts'
import { caseClosed, withoutLead } from '../../child-in-need/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plans } from './plans.ts'

/**
 * A child on a plan has a social worker: one who has had none for a working day is critical, and the service manager is told. It is the sharper side of
 * `lead-missing`, and like it says nothing of a child of whom no team is on record (practice: the alert unallocated; the number is our own choice, nobody has
 * published one).
 */
export const unallocated = rule({
  id: 'unallocated',
  says: () => 'This child is on a plan and has no social worker.',
  because: [ownChoice('nobody says how long a child on a plan may be without a social worker: one working day')],
  kinds: [conference, planEnd, involvement, involvementEnd, caseClosed, death],
  inForce: { from: day('2018-01-01') },
  settings: {
    limit: setting(workingDays(1), 'our own choice', 'a new social worker is named within one working day'),
  },
  findings: (child, { limit }) => {
    const without = withoutLead(child)
    if (without.length === 0) return []
    return plans(child).flatMap(plan =>
      without.flatMap(({ opened, named, stopped }) => {
        const over = named?.at ?? stopped?.at
        if ((plan.ended && plan.ended.at <= opened.at) || (over !== undefined && over <= plan.began.at)) return []
        return [
          within(limit, {
            name: 'social-worker',
            of: opened.at > plan.began.at ? opened : plan.began,
            metBy: named,
            stop: earlier(stopped, plan.ended),
            shows: { CRITICAL: dayAfter },
            tell: [
              { to: 'manager', from: dayAfter },
              { to: 'service-manager', from: dayAfter },
            ],
          }),
        ]
      }),
    )
  },
})
