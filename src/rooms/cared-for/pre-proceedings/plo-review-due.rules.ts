import { day, localPractice, ownChoice, weeks } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, every, lastFifth, so } from '../../../thread/say.ts'
import { preProceedings } from './pre-proceedings.ts'
import { timesOfWork } from './times.ts'

/**
 * From the meeting before proceedings on, what was agreed is looked at at least every six weeks, until it ends (practice: dl-preproceedings-review). Work that began without a legal
 * planning meeting on record says so, until one is told of (practice: plo-pre-proceedings).
 */
export const ploReviewDue = rule({
  id: 'plo-review-due',
  says: ({ name }) =>
    name === 'planning'
      ? 'Work before court proceedings about this child began, and no legal planning meeting before it is on record.'
      : 'What was agreed with the family before court proceedings about this child is looked at again.',
  because: [
    localPractice.salfordLegalPlanning.at('before proceedings'),
    ownChoice('nobody says how often work before court proceedings is looked at: every six weeks'),
  ],
  kinds: [preProceedings, death],
  inForce: { from: day('2017-01-01') },
  settings: { atMost: setting(weeks(6), 'our own choice', 'half of the time in which it comes to a decision') },
  findings: (child, { atMost }) => {
    const died = endOfLife(child)
    return timesOfWork(child).flatMap(({ began, steps, ended }) => {
      const stop = earlier(ends(ended, 'lapsed'), died)
      const meeting = steps.find(({ facts }) => facts.step === 'meeting')
      const planned = [began, ...steps].find(({ facts }) => facts.legalPlanningOn)
      return [
        ...(meeting
          ? [
              every(atMost, {
                name: 'review',
                from: meeting,
                notBefore: undefined,
                metBy: steps.filter(({ facts, at }) => (facts.step === 'reviewed' || facts.step === 'goes-on') && at >= meeting.at),
                stop,
                shows: { DUE: lastFifth, OVERDUE: dayAfter },
                tell: ['lead', 'manager', { to: 'service-manager', from: dayAfter }, { to: 'legal', from: dayAfter }],
              }),
            ]
          : []),
        ...(planned === began
          ? []
          : [
              so('DUE', {
                name: 'planning',
                opened: began,
                until: earlier(ends(planned, 'met'), stop),
                tell: ['lead', 'manager', 'legal'],
              }),
            ]),
      ]
    })
  },
})
