import type { RuleWords } from './rule-words.ts'

const dayAfter = 'once the last day has passed'

/** The rules about who has seen a child, in plain words, by their ids. */
export const seenWords: Readonly<Record<string, RuleWords>> = {
  'unseen-child': {
    title: 'Seen by nobody',
    asks: 'A child with whom children’s social care works is seen by somebody, of whatever agency, at least this often. What is not on record is not taken to have been.',
    levels: { OVERDUE: dayAfter },
    told: { lead: dayAfter, manager: dayAfter },
    ends: 'Somebody sees the child, which begins a new turn; the work or the plan ends; or the child has died.',
    numbers: {
      onPlan: 'Longest time unseen on a child protection plan',
      open: 'Longest time unseen for every other child with whom somebody works',
    },
  },
  'access-child-unseen': {
    title: 'Nobody was let in: to be seen somewhere',
    asks: 'Where nobody was let in, somebody of any agency sees the child somewhere within a day.',
    levels: { DUE: 'at once', CRITICAL: 'once the time has passed' },
    told: { lead: 'at once', manager: 'at once', chair: 'once the time has passed' },
    ends: 'Somebody sees the child; this child was seen at home and the home is on record; the plan ends; or the child has died.',
    numbers: { limit: 'Longest time until the child is seen somewhere' },
  },
}
