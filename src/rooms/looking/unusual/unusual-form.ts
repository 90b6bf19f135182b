import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { said } from '../../../thread/fields.ts'
import { settledWords } from './unusual.queries.ts'

/** What became of an unusual look. */
export const unusualForm = declareForm(
  z.object({
    outcome: z.enum(Object.keys(settledWords) as [keyof typeof settledWords, ...(keyof typeof settledWords)[]], {
      error: 'Choose what became of it',
    }),
    words: said(2000, 'Write what you asked and what you were told').prefault(''),
  }),
  { outcome: 'What became of it?', words: 'What did you ask, and what were you told?' },
)
