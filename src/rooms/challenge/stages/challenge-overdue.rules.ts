import {
  day,
  localPractice,
  ownChoice,
  partnershipNews,
  startOfDay,
  supportAndSafeguarding,
  visitsBriefing,
  workingDays,
} from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, halfway, type Said, within } from '../../../thread/say.ts'
import { challenge, challengeUrgent } from '../raising/challenge.ts'
import { type Clock, clocksOf } from './clocks.ts'
import { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage } from './stage.ts'

const waitsFor: Readonly<Record<Clock['name'] | 'raise', string>> = {
  raise: 'A professional challenge was raised',
  answer: 'A professional challenge waits for an answer',
  discuss: 'A professional challenge waits for the managers of both sides to talk it through',
  outcome: 'A professional challenge waits for its written outcome',
  meet: 'A professional challenge waits for the heads of service to meet',
  letter: 'A professional challenge waits for the letter after the meeting',
  agencies: 'A professional challenge waits for the agencies’ members of the partnership',
  final: 'A professional challenge waits for the chair of the partnership to decide',
  reply: 'The answer to a professional challenge waits for a word: say whether you accept it, or take it further.',
  urgent: 'A professional challenge about a child who may be unsafe waits for an answer',
}

/**
 * A disagreement is settled or taken further, and never left (practice: professional-challenge, challenge-stages, dl-challenge): each stage has its time, and when it has passed both
 * sides are told and the next stage is open. That it was raised in time is kept too. The numbers are our own choice, after those of neighbours.
 */
export const challengeOverdue = rule({
  id: 'challenge-overdue',
  says: ({ name, facts }) => {
    const [first = '', rest] = (waitsFor[name as Clock['name']] ?? waitsFor.urgent).split(': ')
    return `${first}${facts.stage ? `, at stage ${String(facts.stage)}` : ''}${rest ? `: ${rest}` : '.'}`
  },
  because: [
    supportAndSafeguarding.section('Still Worried?'),
    partnershipNews.item('Professional Challenge and Escalation'),
    visitsBriefing.box(6),
    localPractice.seftonEscalation.at('stages'),
    ownChoice('the partnership’s own procedure could not be read: its stages and times are to be set from it'),
  ],
  of: ['matter'],
  kinds: [challenge, challengeUrgent, challengeAnswered, challengeDiscussed, challengeStage, challengeResolved],
  inForce: { from: day('2018-07-01') },
  settings: {
    raise: setting(workingDays(2), 'our own choice', 'raised within two working days of the decision'),
    answer: setting(workingDays(3), 'our own choice', 'stage 0: answered within three working days'),
    discuss: setting(workingDays(2), 'our own choice', 'stage 1: managers talk within two working days'),
    outcome: setting(workingDays(2), 'our own choice', 'stage 1: the written outcome within two working days of that'),
    meet: setting(workingDays(5), 'our own choice', 'stage 2: heads of service meet within five working days'),
    letter: setting(workingDays(2), 'our own choice', 'stage 2: the letter within two working days of that'),
    agencies: setting(workingDays(5), 'our own choice', 'stage 3: five working days'),
    final: setting(workingDays(5), 'our own choice', 'stage 4: five working days, and final'),
    reply: setting(
      workingDays(2),
      'our own choice',
      'two working days to say whether an answer is accepted, so that nothing stays open with no date',
    ),
    urgent: setting(workingDays(1), 'our own choice', 'where the child may be unsafe, one working day for each stage'),
  },
  findings: (matter, { raise, ...limits }, _home, holidays) => {
    const [raised] = matter.of(challenge)
    if (!raised) return []
    const inTime = within(raise, {
      name: 'raise',
      of: raised,
      countedFrom: { ...raised, at: startOfDay(raised.facts.decidedOn), precision: 'day' },
      metBy: raised,
      stop: undefined,
      shows: {},
      tell: [],
    })
    return [
      inTime,
      ...clocksOf(matter, limits, holidays).map((clock): Said => {
        const { stage, name, of, from, limit, metBy, stop } = clock
        return within(limit, {
          name: name === 'urgent' ? `urgent-${stage}` : name,
          of,
          countedFrom: { ...of, at: from, precision: 'moment' },
          metBy,
          stop,
          shows: { DUE: halfway, OVERDUE: dayAfter },
          tell: [
            { to: name === 'reply' ? 'challenger' : 'challenged', from: halfway },
            { to: name === 'reply' ? 'challenged' : 'challenger', from: dayAfter },
          ],
          facts: { stage },
        })
      }),
    ]
  },
})
