import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, words } from '../../../thread/fields.ts'
import { emergencyWords } from '../../../thread/own-kinds/index.ts'

/** A reason is at least this long (our own choice: long enough that it cannot be one word). */
export const shortestReason = 40

/** Opening a record in an emergency: what kind it is, why, and a reference by which others find the same incident. */
export const openForm = declareForm(
  z.object({
    category: z.enum(Object.keys(emergencyWords) as [keyof typeof emergencyWords, ...(keyof typeof emergencyWords)[]], {
      error: 'Choose what kind of emergency it is',
    }),
    reason: words(4000)
      .prefault('')
      .refine(
        text => text.trim().length >= shortestReason,
        `Write why the record has to be opened now, in at least ${shortestReason} characters`,
      ),
    reference: line(200)
      .prefault('')
      .refine(text => text.trim() !== '', 'Enter a reference: an incident or log number, or the number of the concern'),
    secondEmail: line(200).optional(),
    secondCode: line(12).optional(),
  }),
  {
    category: 'What kind of emergency is it?',
    reason: 'Why does this record have to be opened now?',
    reference: 'Reference',
    secondEmail: 'Their work e-mail address',
    secondCode: 'The code their app shows now',
  },
)

export type OpenForm = z.output<typeof openForm.schema>
