import { z } from 'zod'
import { dayField, said } from '../../../thread/fields.ts'

/** The form by which a record is opened to an auditor or an inspector. Refuses what it cannot keep, field by field. */
export const sampleForm = {
  schema: z.object({
    email: z
      .string({ error: 'Enter the work e-mail address of whoever reads the record' })
      .trim()
      .min(1, 'Enter the work e-mail address of whoever reads the record')
      .max(320),
    until: z.preprocess(value => value ?? '', dayField),
    why: said(2000, 'Write for which audit or inspection').prefault(''),
  }),
  labels: {
    email: 'Work e-mail address of the auditor or inspector',
    until: 'Last day on which they may read it',
    why: 'For which audit or inspection',
  },
} as const
