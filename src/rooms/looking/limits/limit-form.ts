import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said } from '../../../thread/fields.ts'
import { isId } from '../../../thread/ids.ts'
import { sorts } from './limits.queries.ts'

/** Saying who may not see a record, or that only named people may. */
export const limitForm = declareForm(
  z
    .object({
      sort: z.enum(sorts, { error: 'Choose what you want to say' }),
      email: line(200).optional(),
      why: said(2000, 'Write why: whoever answers for records reads it').prefault(''),
    })
    .superRefine((form, context) => {
      if (form.sort !== 'closed' && !form.email)
        context.addIssue({ code: 'custom', path: ['email'], message: 'Enter the work e-mail address of the person you mean' })
    }),
  { sort: 'What do you want to say?', email: 'Their work e-mail address', why: 'Why?' },
)

/** Taking a limit back. */
export const endForm = declareForm(
  z.object({
    sort: z.enum(sorts),
    account: z.string().refine(isId).optional(),
    ended: said(2000, 'Write why it no longer holds').prefault(''),
  }),
  { sort: 'What is taken back', account: 'About whom', ended: 'Why does it no longer hold?' },
)
