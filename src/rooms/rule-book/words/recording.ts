import type { RuleWords } from './rule-words.ts'

/** The rules of recording in plain words, by their ids. */
export const recordingWords: Readonly<Record<string, RuleWords>> = {
  'late-entry': {
    title: 'Written down late',
    asks: 'What was done is written down within this time, so that others can rely on it. What comes later shows both days.',
    levels: { INFO: 'from the moment it is written down' },
    told: { manager: 'at once, where children’s social care wrote it' },
    ends: 'After the time below.',
    numbers: {
      within: 'Longest time between what happened and the entry about it',
      stands: 'How long a late entry is shown as worth knowing',
    },
  },
}
