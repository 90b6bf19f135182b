import type { RuleWords } from './rule-words.ts'

/** The rules of assessment in plain words, by their ids. */
export const assessmentWords: Readonly<Record<string, RuleWords>> = {
  'neglect-tool-due': {
    title: 'The neglect tool is due',
    asks: 'Where neglect is a worry about a child, the tool that looks at the care of this child by this carer is done early and done again, so that everybody sees whether care changes. No review and no closure goes while it is late.',
    levels: {
      DUE: 'for the last fifth of the time, and never for less than some working days',
      OVERDUE: 'from the day after the last day',
      GATE: 'from the day after the last day: a review or a closure asks for it',
    },
    told: {
      lead: 'at once',
      manager: 'from the day after the last day',
      'service-manager': 'some working days after the last day',
    },
    ends: 'The tool is recorded. It is asked for again until the work with the child is closed, or care is judged good enough and has lasted; and no more once the child is grown up or has died.',
    numbers: {
      atMost: 'How long the first tool may take from when neglect was named',
      again: 'How long until the tool is done again',
      lasting: 'How long care must have been good enough for the worry to end',
      serviceManager: 'After how long overdue the service manager is told',
    },
  },
  'good-enough-test': {
    title: 'Whether care is good enough has not been judged',
    asks: 'Better than before is not yet good enough. Where neglect is a worry, every review and every closure says by what standard care is good enough, on what evidence, since when, from whose viewpoint, and what it is like for the child.',
    levels: { GATE: 'while no judgment is fresh enough: a review that says nothing of it, or a closure, asks for one' },
    told: { lead: 'at once', manager: 'at once' },
    ends: 'A judgment is recorded, good or bad; the work with the child is closed; the child is grown up or has died.',
    numbers: { fresh: 'How old a judgment may be at a review or closure' },
  },
  'cumulative-neglect': {
    title: 'Small signs of neglect from several agencies',
    asks: 'Each agency sees a little, and nobody the whole. When several have seen signs of neglect of one child within months, somebody looks at them together with the neglect tool or an Early Help Assessment.',
    levels: { DUE: 'from the sign that makes them enough' },
    told: { lead: 'at once', manager: 'at once', 'agency-safeguarding-lead': 'at once' },
    ends: 'A neglect tool or an Early Help Assessment is recorded; the child is grown up or has died.',
    numbers: {
      signs: 'How many signs are enough',
      agencies: 'From how many agencies they come',
      window: 'How far back they are counted',
    },
  },
}
