import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { isId } from '../../../thread/ids.ts'

const role = z.string('Choose what they work as').regex(/^[a-z-]{1,60}$/, 'Choose what they work as')
const id = z.string().refine(isId, 'Choose one from the list')
const teams = z
  .union([id.transform(one => [one]), z.array(id).max(50)])
  .optional()
  .transform(some => some ?? [])

/** Somebody who is to have an account. */
export const inviteForm = declareForm(
  z.object({
    agency: z.string('Choose the agency').refine(isId, 'Choose the agency'),
    name: z.string('Enter their name').min(1, 'Enter their name').max(200, 'Use 200 characters or fewer'),
    email: z
      .string('Enter their e-mail address at work')
      .max(200, 'Enter their e-mail address: at most 200 characters')
      .pipe(z.email('Enter an e-mail address, like name@example.org')),
    role,
    teams,
  }),
  { agency: 'Agency', name: 'Full name', email: 'E-mail address at work', role: 'What they work as', teams: 'Teams' },
)

/** What somebody works as from now on, and where. */
export const changeForm = declareForm(z.object({ role, teams }), { role: 'What they work as', teams: 'Teams' })

/** A second person says that they know who it is. */
export const knownForm = declareForm(
  z.object({ known: z.literal('yes', 'Say that you know who this is and that they work there. If you do not, ask the agency first') }),
  { known: 'Do you know who this is?' },
)

/** A second person says that they have met whoever asks. */
export const recoveryForm = declareForm(
  z.object({
    recovery: z.string('Open the account again and look what is asked').refine(isId),
    met: z.literal('yes', 'Say that you have met them face to face. If you have not, do that first'),
  }),
  { recovery: 'What is asked', met: 'Have you met them?' },
)
