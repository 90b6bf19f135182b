import type { RuleWords } from './rule-words.ts'

const dayAfter = 'once the last day has passed'

/** The rules of the work before court proceedings in plain words, by their ids. */
export const caredForWords: Readonly<Record<string, RuleWords>> = {
  'plo-drift': {
    title: 'Work before court proceedings without a decision',
    asks: 'Work before court proceedings comes to a decision within this time: to go to court, or why not.',
    levels: { DUE: 'for the last part of the time', OVERDUE: dayAfter },
    told: { lead: 'when it is due', manager: 'when it is due', 'service-manager': dayAfter, legal: dayAfter },
    ends: 'It is written down how the work ended, or why it goes on; or the child has died.',
    numbers: { limit: 'Time in which it comes to a decision', whole: 'Longest time from the letter to a decision' },
  },
  'plo-review-due': {
    title: 'Work before court proceedings to be looked at again',
    asks: 'What was agreed at the meeting before court proceedings is looked at again at least this often. The work rests on a legal planning meeting.',
    levels: { DUE: 'for the last part of the time; at once where no legal planning meeting is on record', OVERDUE: dayAfter },
    told: {
      lead: 'when it is due',
      manager: 'when it is due',
      'service-manager': dayAfter,
      legal: `at once where no meeting is on record, otherwise ${dayAfter}`,
    },
    ends: 'It is looked at again, and then counts anew; the work has ended; or the child has died.',
    numbers: { atMost: 'Longest time between two looks' },
  },
  'legal-stepdown-near-birth': {
    title: 'Work before court or a plan ended close to a birth',
    asks: 'When work before court proceedings or a child protection plan ends this close to a birth, for the baby or for a brother or sister, somebody looks at it again before it is relied on.',
    levels: { CRITICAL: 'at once' },
    told: { 'service-manager': 'at once', chair: 'at once', legal: 'at once', manager: 'at once', lead: 'at once' },
    ends: 'It is written down for the baby what has changed and what happens if it does not last; the work begins again; or the baby has died.',
    numbers: { near: 'How close to the birth, or to the day on which it is expected' },
  },
}
