import type { RuleWords } from './rule-words.ts'

/** The rules of looking in plain words, by their ids. */
export const lookingWords: Readonly<Record<string, RuleWords>> = {
  'break-glass': {
    title: 'A record was opened in an emergency',
    asks: 'Somebody who does not work with a child may open the child’s record in an emergency, for some hours. Those who work with the child are told at once, and somebody outside the opener’s team reviews why within this time.',
    levels: { INFO: 'from the moment it was opened', OVERDUE: 'once the last day for the review has passed' },
    told: { lead: 'at once', manager: 'at once, and again once the review is late' },
    ends: 'The review is written down; that the record was opened is said for the time below.',
    numbers: {
      review: 'Longest time from an opening to its review',
      open: 'How long a record stays open',
      most: 'How many records one person may open within a day and a night before a second person is asked for',
      stands: 'How long an opening is shown as worth knowing',
    },
  },
}
