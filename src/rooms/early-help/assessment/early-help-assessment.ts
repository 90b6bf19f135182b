import { z } from 'zod'
import { choice, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What became of the help that began with an assessment: change that was not reached, or did not last, is a reason to refer (practice: most-children-eha-first). */
export const earlyHelpOutcomeWords = {
  'going-on': 'help is going on',
  reached: 'what the family wanted to change was reached',
  'not-reached': 'the change was not reached',
  'not-lasting': 'the change did not last',
  'not-wanted': 'the family did not go on with it',
  'not-known': 'what became of it is not known',
} as const
export type EarlyHelpOutcome = keyof typeof earlyHelpOutcomeWords

/**
 * An Early Help Assessment of this child and family (practice: early-help-assessment, most-children-eha-first; Support and Safeguarding in Salford, Getting
 * Help, Our approach): when it was done, by whom, with the family's agreement, and what became of it. The day it happened is the day it was done. What is
 * learned of its outcome later answers the first entry.
 */
export const earlyHelpAssessment = kind({
  name: 'early-help-assessment',
  words: 'Early Help Assessment',
  of: ['person'],
  title: facts => `Early Help Assessment${facts.doneBy ? ` by ${facts.doneBy}` : ''}: ${earlyHelpOutcomeWords[facts.outcome]}`,
  record: {
    facts: z.strictObject({
      doneBy: line(160).optional(),
      outcome: choice(earlyHelpOutcomeWords, 'Choose what became of it').default('going-on'),
      agreed: yesOrNo('Say whether the family agreed to it').optional(),
    }),
    narrative: z.strictObject({
      strengths: words(10_000).optional(),
      needs: words(10_000).optional(),
      wished: words(10_000).optional(),
      outcomeWhy: words(4000).optional(),
    }),
  },
  retention: 'early-help',
})
