import { day, localPractice, ownChoice, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, within } from '../../../thread/say.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { referralFeedback } from './referrer-feedback.ts'
import { answerable, feedbackOn } from './told-referrer.ts'

/** A practitioner who has heard no outcome for three working days is reminded to ask (practice: referrer-feedback; three days are our own choice). */
export const referrerPrompt = rule({
  id: 'referrer-prompt',
  says: () => 'You have not heard what was decided on the concern you raised. Ask The Bridge.',
  because: [localPractice.feedbackToSchools.at('feedback'), ownChoice('nobody says after how many days to ask: three working days')],
  of: ['matter'],
  kinds: [referralTold, referralFeedback, referralDecision],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(3), 'our own choice', 'three working days without an answer') },
  findings: (matter, { limit }) =>
    answerable(matter)
      .filter(concern => concern.facts.referrerIs === 'professional')
      .map(concern =>
        within(limit, {
          name: 'prompt',
          of: concern,
          metBy: feedbackOn(matter, concern),
          stop: undefined,
          shows: { INFO: dayAfter },
          tell: [{ to: 'referrer', from: dayAfter }],
        }),
      ),
})
