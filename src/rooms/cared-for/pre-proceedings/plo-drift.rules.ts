import { day, neglectResponse, ownChoice, uncheckedPractice, weeks } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { preProceedings } from './pre-proceedings.ts'
import { timesOfWork } from './times.ts'

/**
 * Work before court proceedings comes to a decision within twelve weeks, or somebody says why it goes on (practice: plo-drift): then for no more than twelve weeks again. A decision on the
 * last day is in time. From the letter on, the whole takes no more than sixteen weeks (practice: dl-preproceedings-max).
 */
export const ploDrift = rule({
  id: 'plo-drift',
  says: ({ name }) =>
    name === 'whole'
      ? 'The letter before court proceedings about this child was sent long ago, and whether to go to court is not decided.'
      : 'Work before court proceedings about this child has come to no decision: whether to go to court, or why not.',
  because: [
    neglectResponse.case17,
    ownChoice('nobody says how long work before court proceedings may take: twelve weeks'),
    uncheckedPractice('from the letter to a decision no more than sixteen weeks'),
  ],
  kinds: [preProceedings, death],
  inForce: { from: day('2016-01-01') },
  settings: {
    limit: setting(weeks(12), 'our own choice', 'two reviews of six weeks'),
    whole: setting(weeks(16), 'unchecked practice', 'the longest time between the letter and a decision that is spoken of; to be checked'),
  },
  findings: (child, { limit, whole }) => {
    const died = endOfLife(child)
    return timesOfWork(child).flatMap(({ began, steps, ended }) => {
      const goesOn = steps.filter(({ facts }) => facts.step === 'goes-on')
      const letter = steps.find(({ facts }) => facts.step === 'letter')
      const shared = {
        shows: { DUE: lastFifth, OVERDUE: dayAfter },
        tell: [
          { to: 'lead', from: lastFifth },
          { to: 'manager', from: lastFifth },
          { to: 'service-manager', from: dayAfter },
          { to: 'legal', from: dayAfter },
        ],
      } as const
      return [
        ...[began, ...goesOn].map((of, at) => within(limit, { ...shared, name: 'decision', of, metBy: goesOn[at] ?? ended, stop: died })),
        ...(letter ? [within(whole, { ...shared, name: 'whole', of: letter, metBy: ended, stop: died })] : []),
      ]
    })
  },
})
