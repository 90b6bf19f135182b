import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'

/** One code, shown again before something is changed by which somebody signs in. */
export const proveForm = declareForm(
  z.object({
    code: z
      .string('Enter the six-digit code from your app')
      .transform(code => code.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits of the code')),
    to: z.string().max(2000).optional(),
  }),
  { code: 'One-time code', to: 'Where you were going' },
)
