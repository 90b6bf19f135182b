import type { RuleWords } from './rule-words.ts'

const dayAfter = 'once the last day has passed'

/** The rules of child in need in plain words, by their ids. */
export const childInNeedWords: Readonly<Record<string, RuleWords>> = {
  'lead-missing': {
    title: 'A lead worker',
    asks: 'A child whom a team works with has one lead worker, whose task is a relationship of trust with the child and the family. A new one is named within this time.',
    levels: { OVERDUE: dayAfter },
    told: { manager: dayAfter },
    ends: 'A lead worker is named; the child’s case is closed; the team no longer works with the child; or the child has died.',
    numbers: { limit: 'How long a child may be without a lead worker' },
  },
  'offer-unanswered': {
    title: 'An answer to an offer',
    asks: 'A team that is asked to take a child on answers within this time. Until then the child stays with the team that works with it.',
    levels: { OVERDUE: dayAfter },
    told: { manager: dayAfter },
    ends: 'The other team takes the child on or does not; the offer is taken back; the child’s case is closed; or the child has died.',
    numbers: { limit: 'How long another team may take to answer' },
  },
}
