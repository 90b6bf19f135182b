import { z } from 'zod'
import { choice, said } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What a review of an opening in an emergency came to. */
export const reviewWords = {
  justified: 'it was right to open the record',
  'add-to-team': 'whoever opened it should have been added to those who work with the child',
  'not-justified': 'there was no emergency: it is followed up',
} as const

/** Somebody outside the opener's line has reviewed why a record was opened in an emergency. It answers the opening. */
export const breakGlassReviewed = kind({
  name: 'break-glass-reviewed',
  words: 'review of an opening in an emergency',
  of: ['person'],
  title: facts => `Opening in an emergency reviewed: ${reviewWords[facts.outcome]}`,
  record: {
    facts: z.strictObject({ outcome: choice(reviewWords, 'Choose what the review came to') }),
    narrative: z.strictObject({ why: said(4000, 'Write what the review rests on') }),
  },
  retention: 'oversight',
})
