import { day, ownChoice, recurringThemes } from '../../../guidance/index.ts'
import { rule } from '../../../thread/rule.ts'
import { ends, so } from '../../../thread/say.ts'
import { actionAnswered, actionDone, meetingAction } from '../actions/action.ts'
import { askedByMeeting, lacks } from '../actions/asked.ts'
import { meetingMinutes } from './minutes.ts'

/**
 * Every action of a meeting says how it will be known that it was done, who does it, that they can, by when, and on which risk it acts; until then the minutes are not
 * final (practice: strategy-actions-smart). One finding for each action. It ends when the owner says that it can be done and nothing else is missing, or when it is done or needed no more.
 */
export const strategyActionNotSmart = rule({
  id: 'strategy-action-not-smart',
  says: ({ facts }) => `An action of this meeting still needs ${(facts.lacks as readonly string[]).join('; ')}.`,
  because: [recurringThemes.box(5), ownChoice('what each action has to say is asked before the minutes of any meeting are final')],
  of: ['matter'],
  // It reads nothing of the minutes; a kind that a rule names is one whose thread is held when it is appended, so that the gate is asked.
  kinds: [meetingAction, actionAnswered, actionDone, meetingMinutes],
  inForce: { from: day('2023-09-01') },
  gate: {
    kinds: [meetingMinutes],
    stops: minutes => minutes.facts.final,
    asks: 'Before the minutes are final, every action says how you will know that it was done, who does it and that they can, by when, and on which risk it acts.',
  },
  findings: matter =>
    askedByMeeting(matter).map(({ opened, answers, done }) => {
      const last = answers.at(-1)
      const missing = lacks(opened.facts, last?.facts.accepted)
      const whole = missing.length === 0 ? last : undefined
      return so('GATE', {
        name: 'action',
        opened,
        until: whole ? ends(whole, 'met') : ends(done),
        tell: ['minutes', 'meeting-chair'],
        facts: { lacks: missing.length > 0 ? missing : ['a yes from its owner that it can be done'] },
        evidence: last ? [last] : [],
      })
    }),
})
