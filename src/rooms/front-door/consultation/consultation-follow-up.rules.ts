import { day, ownChoice, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, within } from '../../../thread/say.ts'
import { bridgeConsultation, consultationFollowed, isToRefer } from './consultation.ts'

/**
 * The Bridge advised somebody to raise a concern, and after one working day none has come: whoever asked is reminded, on their own work and nobody else's
 * (practice: bridge-consultation; one working day is our own choice).
 */
export const consultationFollowUp = rule({
  id: 'consultation-follow-up',
  says: ({ facts }) =>
    `The Bridge advised you to raise a concern (consultation ${String(facts['number'])}), and none has come. Raise it now, or ring The Bridge.`,
  because: [
    supportAndSafeguarding.section('Getting More Help'),
    ownChoice('nobody says after how long to ask: one working day after the advice'),
  ],
  of: ['matter'],
  kinds: [bridgeConsultation, consultationFollowed],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'one working day from the advice to the concern') },
  findings: (matter, { limit }) =>
    matter
      .where(bridgeConsultation, consultation => isToRefer(consultation.facts.advice))
      .map(consultation =>
        within(limit, {
          name: 'follow-up',
          of: consultation,
          metBy: matter.answering(consultationFollowed, consultation)[0],
          stop: undefined,
          shows: { DUE: dayAfter },
          tell: [{ to: 'referrer', from: dayAfter }],
          facts: { number: consultation.facts.number },
        }),
      ),
})
