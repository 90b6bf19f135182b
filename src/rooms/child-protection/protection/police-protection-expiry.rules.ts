import { childrenAct1989, day, hours, ownChoice } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { countdown } from './countdown.ts'
import { policeProtections } from './in-force.ts'
import { policeProtection, protectionEnded } from './orders.ts'
import { sayCountdown } from './says.ts'

/**
 * Police protection lasts 72 hours at most, of elapsed time (practice: police-protection, dl-police-protection): whoever works with the child is told 24, 12 and 4 hours
 * before it ends, and at its end, until what became of it is written down.
 */
export const policeProtectionExpiry = rule({
  id: 'police-protection-expiry',
  says: sayCountdown('Police protection'),
  because: [childrenAct1989.section('46'), ownChoice('nobody says when those who work with the child are told that the time runs out')],
  kinds: [policeProtection, protectionEnded, death],
  inForce: { from: day('1991-10-14') },
  settings: {
    longest: setting(hours(72), 'law', 'the police may protect a child for 72 hours at most'),
    first: setting(hours(24), 'our own choice', 'a working day to find what comes next'),
    second: setting(hours(12), 'our own choice', 'a night before the end'),
    last: setting(hours(4), 'our own choice', 'the last time in which a court can still be asked'),
  },
  findings: (child, { longest, first, second, last }) =>
    countdown(
      policeProtections(child, longest),
      [
        { name: 'first', hours: first, level: 'CRITICAL' },
        { name: 'second', hours: second, level: 'CRITICAL' },
        { name: 'last', hours: last, level: 'CRITICAL' },
      ],
      ['lead', 'manager', 'legal'],
    ),
})
