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
  'support-stage-changed': {
    title: 'The stage of support has changed',
    asks: 'Everybody who works with a child knows at which stage of support the child is. Who can confirm a stage hears of one that is proposed.',
    levels: { INFO: 'from the moment it is written down' },
    told: {
      lead: 'at once',
      manager: 'at once',
      chair: 'at once, of a change',
      'core-group': 'at once, of a change',
      screener: 'at once, of a stage that is proposed',
      'bridge-manager': 'at once, of a stage that is proposed',
    },
    ends: 'A change is said for the time below; a proposal until The Bridge or the owning team has confirmed a stage.',
    numbers: { stands: 'How long a change of stage is shown as worth knowing' },
  },
  'changing-circumstances': {
    title: 'Something has changed around the child',
    asks: 'When something changes around a child (a move, who lives there, a partner or carer, a pregnancy, and what is told as a change), the social worker says within this time what it means for the child, and whether the stage of support still fits.',
    levels: { DUE: 'from the moment it becomes known', OVERDUE: 'once the last day has passed' },
    told: { lead: 'at once', manager: 'once the last day has passed' },
    ends: 'What the changes mean is written down; nobody works with the child any more; or the child has died.',
    numbers: { limit: 'Longest time from a change to what it means' },
  },
}
