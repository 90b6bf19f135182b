import { childrenAct1989, day, days, hours, ownChoice } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { countdown } from './countdown.ts'
import { assessmentOrders } from './in-force.ts'
import { childAssessmentOrder, protectionEnded } from './orders.ts'
import { sayCountdown } from './says.ts'

/** A child assessment order lasts seven days at most from the day that it names (practice: child-assessment-order, dl-child-assessment-order). */
export const childAssessmentOrderExpiry = rule({
  id: 'child-assessment-order-expiry',
  says: sayCountdown('The child assessment order'),
  because: [childrenAct1989.section('43'), ownChoice('nobody says when those who work with the child are told that the order runs out')],
  kinds: [childAssessmentOrder, protectionEnded, death],
  inForce: { from: day('1991-10-14') },
  settings: {
    longest: setting(days(7), 'law', 'the assessment takes up to seven days from the day that the order names'),
    first: setting(hours(48), 'our own choice', 'two days to see what is still to be assessed'),
    last: setting(hours(24), 'our own choice', 'the last day'),
  },
  findings: (child, { longest, first, last }) =>
    countdown(
      assessmentOrders(child, longest),
      [
        { name: 'first', hours: first, level: 'DUE' },
        { name: 'last', hours: last, level: 'CRITICAL' },
      ],
      ['lead', 'manager', 'legal'],
    ),
})
