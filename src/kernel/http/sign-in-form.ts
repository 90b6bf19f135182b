import { z } from 'zod'
import { declareForm } from './declared.ts'

/** What somebody of a family signs in with, who gives no address: two words and a number. */
const familyName = /^[a-z]{3,12}-[a-z]{3,12}-\d{3}$/i

/** Signing in: e-mail address, password and one-time code. */
export const signInForm = declareForm(
  z.object({
    email: z
      .string('Enter your e-mail address')
      .max(200, 'Enter your e-mail address: at most 200 characters')
      .pipe(z.union([z.email(), z.string().regex(familyName)], { error: 'Enter an e-mail address, like name@example.org' })),
    password: z.string('Enter your password').max(200, 'Enter your password: at most 200 characters'),
    code: z
      .string('Enter the six-digit code from your app')
      .transform(code => code.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits of the code')),
  }),
  { email: 'E-mail address', password: 'Password', code: 'One-time code' },
)
