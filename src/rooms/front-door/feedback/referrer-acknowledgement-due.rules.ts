import { day, printDate, uncheckedPractice, workingDays, workingTogether2023 } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, ends, lastFifth, within } from '../../../thread/say.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { referralAcknowledged, referralFeedback } from './referrer-feedback.ts'
import { answerable, feedbackOn } from './told-referrer.ts'

/** Whoever raised a concern hears within one working day that it has arrived (practice: dl-referrer-ack); hearing the outcome does as well. */
export const referrerAcknowledgementDue = rule({
  id: 'referrer-acknowledgement-due',
  says: ({ dueOn }) => `Whoever raised this concern is to hear by ${dueOn ? printDate(dueOn) : 'a day not known'} that it has arrived.`,
  because: [
    workingTogether2023.at('decision on a referral'),
    uncheckedPractice('receipt of a referral is confirmed within one working day; the wording of the national guidance was not compared'),
  ],
  of: ['matter'],
  kinds: [referralTold, referralAcknowledged, referralFeedback, referralDecision],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(1), 'unchecked practice', 'one working day, as practitioners know it') },
  findings: (matter, { limit }) =>
    answerable(matter).map(concern => {
      const feedback = feedbackOn(matter, concern)
      return within(limit, {
        name: 'acknowledgement',
        of: concern,
        metBy: matter.answering(referralAcknowledged, concern)[0] ?? feedback,
        stop: ends(feedback, 'met'),
        shows: { DUE: lastFifth, OVERDUE: dayAfter },
        tell: ['screener', { to: 'bridge-manager', from: dayAfter }],
        queue: 'bridge',
      })
    }),
})
