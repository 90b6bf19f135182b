import { childrenAct1989, day, days, hours, ownChoice } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { countdown } from './countdown.ts'
import { emergencyOrders } from './in-force.ts'
import { emergencyProtectionOrder, policeProtection, protectionEnded } from './orders.ts'
import { sayCountdown } from './says.ts'

/**
 * An emergency protection order lasts eight days at most, and may once be extended by up to seven (practice: emergency-protection-order, dl-epo): counted from the day on
 * which police protection began where it follows that. Told 72, 48 and 24 hours before the end that is printed on it, and at its end.
 */
export const epoExpiry = rule({
  id: 'epo-expiry',
  says: sayCountdown('The emergency protection order'),
  because: [childrenAct1989.section('45'), ownChoice('nobody says when those who work with the child are told that the order runs out')],
  kinds: [emergencyProtectionOrder, policeProtection, protectionEnded, death],
  inForce: { from: day('1991-10-14') },
  settings: {
    longest: setting(days(8), 'law', 'the order lasts up to eight days, its first day counted'),
    extension: setting(days(7), 'law', 'it may once be extended by up to seven days'),
    first: setting(hours(72), 'our own choice', 'long enough to prepare an application'),
    second: setting(hours(48), 'our own choice', 'a day later'),
    last: setting(hours(24), 'our own choice', 'the last day'),
  },
  findings: (child, { longest, extension, first, second, last }, _home, holidays) =>
    countdown(
      emergencyOrders(child, holidays, longest, extension),
      [
        { name: 'first', hours: first, level: 'DUE' },
        { name: 'second', hours: second, level: 'DUE' },
        { name: 'last', hours: last, level: 'CRITICAL' },
      ],
      ['lead', 'manager', 'legal'],
    ),
})
