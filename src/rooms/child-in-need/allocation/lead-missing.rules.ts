import { day, ownChoice, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import { death, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, within } from '../../../thread/say.ts'
import { caseClosed } from '../closure/case-closed.ts'
import { withoutLead } from './without-lead.ts'

/**
 * A child whom a team works with has one lead worker, whose task is a relationship of trust with the family; one who has had none for five working days is
 * overdue, and the team manager is told (practice: key-practitioner; the number is our own choice, nobody has published one).
 */
export const leadMissing = rule({
  id: 'lead-missing',
  says: () => 'This child has no lead worker.',
  because: [
    supportAndSafeguarding.section('Our approach to safety and support'),
    ownChoice('nobody says how long a child may be without a lead worker: five working days'),
  ],
  kinds: [involvement, involvementEnd, caseClosed, death],
  inForce: { from: day('2018-01-01') },
  settings: {
    limit: setting(workingDays(5), 'our own choice', 'a new lead worker is named within five working days'),
  },
  findings: (child, { limit }) =>
    withoutLead(child).map(({ opened, named, stopped }) =>
      within(limit, {
        name: 'lead',
        of: opened,
        metBy: named,
        stop: stopped,
        shows: { OVERDUE: dayAfter },
        tell: [{ to: 'manager', from: dayAfter }],
      }),
    ),
})
