import type { RuleWords } from './rule-words.ts'

/** The rules of families' accounts in plain words, by their ids. */
export const familyAccountsWords: Readonly<Record<string, RuleWords>> = {
  'family-waits-for-answer': {
    title: 'A family waits for an answer',
    asks: 'A parent, a carer or a young person who asks something with their own account, asks for something to be put right or wishes for somebody to speak for them has an answer within this time.',
    levels: { INFO: 'from the moment it was written', DUE: 'for the last fifth of the time', OVERDUE: 'once the last day has passed' },
    told: { lead: 'at once', manager: 'at once' },
    ends: 'An answer is shared with whoever wrote.',
    numbers: { limit: 'Longest time until the family has its answer' },
  },
}
