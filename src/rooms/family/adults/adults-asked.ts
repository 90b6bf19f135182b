import { z } from 'zod'
import { choice, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What came of asking who else is around a child. */
export const aroundWords = {
  nobody: 'nobody new',
  somebody: 'somebody new, or somebody nobody can name',
  'not-asked': 'not asked this time',
} as const

/** At which contacts it is asked (practice: adult-contact-register). */
export const askedAtWords = {
  referral: 'when a concern was raised',
  'early-help-assessment': 'at the Early Help Assessment',
  assessment: 'at the social work assessment',
  strategy: 'at a strategy meeting',
  visit: 'at a visit',
  'core-group': 'at a core group',
  conference: 'at a conference',
  other: 'at another contact',
} as const
export type AskedAt = keyof typeof askedAtWords

/** Somebody asked who else is regularly with this child, and what came of it; whoever is new stands on the register in an entry of the same act. */
export const adultsAsked = kind({
  name: 'adults-asked',
  words: 'asked who is around the child',
  of: ['person'],
  title: facts => `Asked who else is around the child, ${askedAtWords[facts.at]}: ${aroundWords[facts.around]}`,
  record: {
    facts: z.strictObject({
      at: choice(askedAtWords, 'Say at which contact it was asked'),
      around: choice(aroundWords, 'Say what came of asking'),
    }),
    narrative: z.strictObject({ notAskedWhy: words(2000).optional() }),
  },
  retention: 'child-in-need',
})

/** The questions about an adult that stand until they are answered, or a manager says why not. */
export const adultQuestionWords = {
  who: 'Who is it?',
  spoken: 'Has anybody spoken with the father?',
  checks: 'What do the police and social care know?',
  alone: 'Are they ever alone with the child?',
} as const
export type AdultQuestion = keyof typeof adultQuestionWords

/** A manager says why a question about an adult is not followed any further; it answers the first entry that told of the adult. */
export const adultQuestionLetBe = kind({
  name: 'adult-question-let-be',
  words: 'question about an adult not followed further',
  of: ['person'],
  title: facts => `Not followed further by decision of a manager: “${adultQuestionWords[facts.question]}”`,
  record: {
    facts: z.strictObject({ question: choice(adultQuestionWords, 'Choose the question') }),
    narrative: z.strictObject({ reason: words(4000).optional() }),
  },
  retention: 'child-in-need',
})
