import { z } from 'zod'
import { choice, line, said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'
import { outcomeWords } from './outcomes.ts'

/**
 * What The Bridge decided on the concern or referral that this answers, and why (practice: referral-decision). `cumulativeReview` says that a review
 * of everything raised before was written; its words stand in the narrative.
 */
export const referralDecision = kind({
  name: 'referral-decision',
  words: 'decision on a referral',
  of: ['matter', 'person'],
  title: facts => `Decided: ${outcomeWords[facts.outcome]}${facts.toAuthority ? ` (${facts.toAuthority})` : ''}`,
  record: {
    facts: z
      .strictObject({
        outcome: choice(outcomeWords, 'Choose the outcome'),
        toAuthority: line(120).min(1, 'Name the authority').optional(),
        cumulativeReview: yesOrNo('Say whether the review of earlier referrals is written').default(false),
        familyTold: yesOrNo('Say whether the family was told').default(false),
        referrerTold: yesOrNo('Say whether the referrer was told').default(false),
      })
      .refine(facts => facts.outcome !== 'another-authority' || facts.toAuthority !== undefined, {
        path: ['toAuthority'],
        message: 'Name the authority it is passed to',
      }),
    narrative: z.strictObject({
      reasons: said(20_000, 'Write the reasons for the decision'),
      arguedOtherWay: words(10_000).optional(),
      cumulativeReview: words(20_000).optional(),
      strategyDiscussion: words(4000).optional(),
    }),
  },
  retention: 'contact-only',
})
