import {
  day,
  localPractice,
  ownChoice,
  printDate,
  reading,
  workingDays,
  workingTogether2018,
  workingTogether2023,
} from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, longAfter, noonOfTheLastDay, within } from '../../../thread/say.ts'
import { clocked } from '../referral/concerns-told.ts'
import { referral } from '../referral/referral.ts'
import { referralTold } from '../referral/referral-told.ts'
import { decisionOn } from './decided.ts'
import { referralDecision } from './referral-decision.ts'

/**
 * The Bridge decides within one working day of receiving a concern, whatever the hour it came (practice: dl-referral-decision; a concern told late on
 * Friday is due by the end of Monday). Due from noon of that day.
 */
export const referralDecisionDue = rule({
  id: 'referral-decision-due',
  says: ({ dueOn }) => `This concern is to be decided by the end of ${dueOn ? printDate(dueOn) : 'a day not known'}.`,
  because: [
    workingTogether2018.at('decision on a referral'),
    workingTogether2023.at('decision on a referral'),
    localPractice.howSocialWorkersDecide.at('referral'),
    reading(44),
    ownChoice('due is shown from noon of the last day'),
  ],
  of: ['matter', 'person'],
  kinds: [referralTold, referral, referralDecision, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    limit: setting(workingDays(1), 'local practice', 'one working day, as Working Together is quoted by councils and charities'),
    serviceManager: setting(
      workingDays(3),
      'our own choice',
      'the service manager is told when it has been overdue for three working days',
    ),
  },
  findings: (thread, { limit, serviceManager }) => {
    const stop = endOfLife(thread)
    return clocked(thread).map(concern =>
      within(limit, {
        name: 'decision',
        of: concern,
        metBy: decisionOn(thread, concern),
        stop,
        shows: { DUE: noonOfTheLastDay, OVERDUE: dayAfter },
        tell: [
          { to: 'bridge-manager', from: noonOfTheLastDay },
          { to: 'service-manager', from: longAfter(serviceManager) },
        ],
        queue: 'bridge',
      }),
    )
  },
})
