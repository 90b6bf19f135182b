import { z } from 'zod'
import { declareForm } from './declared.ts'

/** Showing a hidden screen again: the password alone, since the session that stands was begun with both factors. */
export const unhideForm = declareForm(
  z.object({
    password: z.string('Enter your password').min(1, 'Enter your password').max(200, 'Enter your password: at most 200 characters'),
  }),
  { password: 'Password' },
)
