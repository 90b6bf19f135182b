import type { RuleWords } from './rule-words.ts'

/** The rules of the child's voice in plain words, by their ids. */
export const voiceWords: Readonly<Record<string, RuleWords>> = {
  'child-voice-missing': {
    title: 'The child has not been heard',
    asks: 'A plan, a review or a closure rests on what this child says or shows, how life is from the child’s side, and what has changed because of it; or it says why the child could not be heard.',
    levels: { GATE: 'while nothing fresh enough of the child is on record' },
    told: { lead: 'at once' },
    ends: 'What the child says or shows is written down, or why the child could not be heard; nobody leads for the child any more and there is no plan; or the child has died.',
    numbers: { fresh: 'How old what the child said may be at a plan or review' },
  },
}
