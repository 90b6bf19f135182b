import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { isSpokenCode, plainCode } from '../../../kernel/http/quiet.ts'
import { said } from '../../../thread/fields.ts'
import { isId } from '../../../thread/ids.ts'
import { viewWords } from '../telling/family-view.ts'

/** What somebody of the family may write, as they choose it. */
export const sortLabels: Readonly<Record<keyof typeof viewWords, string>> = {
  view: 'I want to say what I think',
  question: 'I have a question',
  correction: 'Something is not right',
  advocate: 'I want somebody to speak for me',
}

/** Writing back. */
export const writeForm = declareForm(
  z.object({
    sort: z.enum(Object.keys(viewWords) as [keyof typeof viewWords], { error: 'Choose what you want to do' }),
    child: z.string().refine(isId).optional(),
    words: said(10_000, 'Write what you want to say').prefault(''),
  }),
  { sort: 'What do you want to do?', child: 'About whom?', words: 'In your own words' },
)

/** The code that was read out or handed over. */
export const codeForm = declareForm(
  z.object({
    begin: z
      .string('Enter the code you were given')
      .transform(plainCode)
      .refine(isSpokenCode, 'Enter the code as you were given it: twelve letters and numbers'),
  }),
  { begin: 'The code you were given' },
)

/** Whether pages are quiet, and whether mail comes. */
export const quietForm = declareForm(z.object({ quiet: z.literal('yes').optional(), mail: z.literal('no').optional() }), {
  quiet: 'Quiet pages',
  mail: 'Mail',
})
