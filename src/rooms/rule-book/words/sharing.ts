import type { RuleWords } from './rule-words.ts'

/** The rules of sharing in plain words, by their ids. */
export const sharingWords: Readonly<Record<string, RuleWords>> = {
  'share-unopened': {
    title: 'What was shared is opened',
    asks: 'What is shared with somebody who signs in here is opened within this time. Otherwise whoever sent it is told, and rings: nobody should take it that somebody else knows.',
    levels: { DUE: 'once the last day has passed' },
    told: {
      lead: 'once the last day has passed, of what a social worker sent',
      manager: 'once the last day has passed, of what a manager sent',
      chair: 'once the last day has passed, of what a chair sent',
    },
    ends: 'It was opened, or taken back.',
    numbers: { limit: 'Longest time, from when it was sent' },
  },
}
