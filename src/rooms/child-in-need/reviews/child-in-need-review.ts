import { z } from 'zod'
import { choice, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const reviewOutcomeWords = {
  continue: 'the plan goes on',
  'step-down': 'step down to early help',
  'step-up': 'step up to a strategy discussion',
  close: 'close',
  'not-known': 'not known',
} as const

/** The child in need plan was reviewed (practice: cin-review). The review asks whether things are good enough, or merely better than before. */
export const childInNeedReview = kind({
  name: 'child-in-need-review',
  words: 'child in need review',
  of: ['person'],
  title: facts => `Reviewed as a child in need${facts.outcome === 'not-known' ? '' : `: ${reviewOutcomeWords[facts.outcome]}`}`,
  record: {
    facts: z.strictObject({
      outcome: choice(reviewOutcomeWords, 'Choose what the review decided').default('not-known'),
      goodEnough: yesOrNo('Say whether things are good enough, not only better').optional(),
      childHeard: yesOrNo('Say whether the child was heard').optional(),
    }),
    narrative: z.strictObject({
      goodEnoughWhy: words(10_000).optional(),
      childsWords: words(10_000).optional(),
      familysView: words(10_000).optional(),
      progress: words(20_000).optional(),
    }),
  },
  retention: 'child-in-need',
})
