import { z } from 'zod'
import { declareForm } from './declared.ts'

/** The fewest characters of a password (National Cyber Security Centre, "Password policy: updating your approach", 2018: length before rules of composition). */
export const fewest = 12

/** Choosing a password and proving that the app shows the right codes. */
export const beginForm = declareForm(
  z
    .object({
      password: z
        .string('Choose a password')
        .min(
          fewest,
          `Choose a longer password: at least ${fewest} characters. Three words nobody would put together are easy to keep in mind`,
        )
        .max(200, 'Choose a shorter password: at most 200 characters'),
      again: z.string('Write the password again'),
      code: z
        .string('Enter the six-digit code from your app')
        .transform(code => code.replace(/\s/g, ''))
        .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits of the code')),
    })
    .superRefine((form, context) => {
      if (form.password !== form.again) context.addIssue({ code: 'custom', path: ['again'], message: 'The two passwords are not the same' })
    }),
  { password: 'Choose a password', again: 'The same password again', code: 'One-time code' },
)
