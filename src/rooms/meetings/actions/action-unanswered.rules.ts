import { day, ownChoice, recurringThemes, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, ends, halfway, type Said, so, within } from '../../../thread/say.ts'
import { type Asked, actionKinds, askedByMeeting, askedOfOwner } from './asked.ts'

/**
 * Whoever is asked to do something says within one working day whether they can (practice: strategy-actions-smart, realistic confirmation by the owner; the time is our own
 * choice). Where they cannot, whoever chairs finds another way. On the action's own matter the owner is told, on the meeting whoever chairs it.
 */
export const actionUnanswered = rule({
  id: 'action-unanswered',
  says: ({ name }) =>
    name === 'refused'
      ? 'An action of this meeting cannot be done by whoever was asked. Ask somebody else, or say that it is not needed.'
      : 'An action waits for a word from whoever was asked: say whether it can be done.',
  because: [recurringThemes.box(5), ownChoice('nobody says how soon an owner answers: one working day')],
  of: ['matter'],
  kinds: actionKinds,
  inForce: { from: day('2023-09-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'one working day from being asked to saying whether it can be done') },
  findings: (matter, { limit }) => {
    const waits = ({ opened, answers, done }: Asked, to: 'action-owner' | 'meeting-chair'): Said =>
      within(limit, {
        name: 'answer',
        of: opened,
        metBy: answers[0],
        stop: ends(done),
        shows: { DUE: halfway, OVERDUE: dayAfter },
        tell: [{ to, from: to === 'action-owner' ? halfway : dayAfter }],
      })
    const refusals = ({ answers, done }: Asked): Said[] =>
      answers.flatMap((answer, at) =>
        answer.facts.accepted
          ? []
          : [so('DUE', { name: 'refused', opened: answer, until: ends(answers[at + 1] ?? done), tell: ['meeting-chair'] })],
      )
    return [
      ...askedOfOwner(matter).map(asked => waits(asked, 'action-owner')),
      ...askedByMeeting(matter).flatMap(asked => [waits(asked, 'meeting-chair'), ...refusals(asked)]),
    ]
  },
})
