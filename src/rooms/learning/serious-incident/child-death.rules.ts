import { day, hours, uncheckedPractice } from '../../../guidance/index.ts'
import { birth, death, identity } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, within } from '../../../thread/say.ts'
import { atOnce, deathOfChild, firstSince } from './known-harm.ts'
import { childDeathNotified, seriousIncident } from './serious-incident.ts'

/**
 * A child has died: the child death review partners are notified within 24 hours (practice: child-death). The child’s own clocks end; those of brothers and
 * sisters run on.
 */
export const childDeathDue = rule({
  id: 'child-death',
  says: () => 'This child has died. The child death review partners are to be notified.',
  because: [
    uncheckedPractice(
      'the partners who review every child’s death hear of it within 24 hours; an unexpected death is answered by all agencies together',
    ),
  ],
  kinds: [death, birth, identity, seriousIncident, childDeathNotified],
  inForce: { from: day('2018-06-29') },
  settings: { notifyWithin: setting(hours(24), 'unchecked practice', 'not yet compared with a source') },
  findings: (child, { notifyWithin }) => {
    // An incident may say that the child died before the death itself stands on the record.
    const died =
      deathOfChild(child) ?? (child.of(death).length > 0 ? undefined : child.where(seriousIncident, one => one.facts.harm === 'died')[0])
    return died
      ? [
          within(notifyWithin, {
            name: 'notify',
            of: died,
            metBy: firstSince(child.of(childDeathNotified), died.at),
            stop: undefined,
            shows: { DUE: atOnce, OVERDUE: dayAfter },
            tell: ['lead', 'manager', { to: 'service-manager', from: dayAfter }],
          }),
        ]
      : []
  },
})
