import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { dayField, line } from '../../../thread/fields.ts'

/** The question whether a child is known: a name, and what else is known of the child. */
export const knownForm = declareForm(
  z
    .object({
      given: line(100).default(''),
      family: line(100).default(''),
      born: dayField.optional(),
      address: line(200).optional(),
      postcode: line(10).optional(),
    })
    .superRefine((form, context) => {
      if (!form.given || !form.family)
        context.addIssue({
          code: 'custom',
          path: [form.given ? 'family' : 'given'],
          message: form.given ? 'Enter a family name' : 'Enter a first name',
        })
    }),
  {
    given: 'First name',
    family: 'Family name',
    born: 'Date of birth',
    address: 'Number and street',
    postcode: 'Postcode',
  },
)

/** What somebody asked, as it is kept for them. */
export type KnownAsked = z.output<typeof knownForm.schema>

/** What was kept of a question, read back by the schema that took it. */
export const askedFrom = (kept: unknown): KnownAsked => knownForm.schema.parse(kept)
