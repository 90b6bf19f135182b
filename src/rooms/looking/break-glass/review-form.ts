import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { said } from '../../../thread/fields.ts'
import { reviewWords } from './break-glass-reviewed.ts'

/** What a review came to, and on what it rests. */
export const reviewForm = declareForm(
  z.object({
    outcome: z.enum(Object.keys(reviewWords) as [keyof typeof reviewWords, ...(keyof typeof reviewWords)[]], {
      error: 'Choose what the review came to',
    }),
    why: said(4000, 'Write what the review rests on: whom you asked and what they said').prefault(''),
  }),
  { outcome: 'What did the review come to?', why: 'What does it rest on?' },
)
export type ReviewForm = z.output<typeof reviewForm.schema>
