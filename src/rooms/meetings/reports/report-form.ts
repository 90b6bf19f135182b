import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, said, words } from '../../../thread/fields.ts'

/** What somebody brings to a meeting, in the order of Signs of Safety (practice: icpc-report). `child`: whom it is about; nothing where about all. */
export const reportForm = declareForm(
  z.object({
    child: z.string().max(60).optional(),
    workingWell: words(20_000).optional(),
    worried: words(20_000).optional(),
    needsToHappen: words(20_000).optional(),
    livedExperience: words(20_000).optional(),
    household: words(10_000).optional(),
    culture: words(10_000).optional(),
    chronology: words(20_000).optional(),
    health: words(20_000).optional(),
    police: words(20_000).optional(),
    others: words(20_000).optional(),
    scale: z.coerce
      .number({ error: 'Enter a whole number from 0 to 10' })
      .int('Enter a whole number from 0 to 10')
      .min(0, 'Enter a whole number from 0 to 10')
      .max(10, 'Enter a whole number from 0 to 10')
      .optional(),
    familyReadOn: dayField.optional(),
  }),
  {
    child: 'Whom is it about?',
    workingWell: 'What is working well?',
    worried: 'What are you worried about?',
    needsToHappen: 'What needs to happen?',
    livedExperience: 'What is a day like for the child?',
    household: 'Who lives there, and who else is in touch? Every adult, men as well',
    culture: 'Language, faith, culture, identity and disability: what do they mean for the child’s days?',
    chronology: 'What happened when',
    health: 'Health',
    police: 'What the police alone know',
    others: 'About somebody else',
    scale: 'On a scale from 0 (harm is certain) to 10 (safe enough to close), where is this child today?',
    familyReadOn: 'When did the family read it?',
  },
)

const longTexts = [
  'workingWell',
  'worried',
  'needsToHappen',
  'livedExperience',
  'household',
  'culture',
  'chronology',
  'health',
  'police',
  'others',
] as const

/** Letting a report of children's social care go without what it says of culture. */
export const overCultureForm = declareForm(z.object({ cultureWhy: said(4000, 'Write why the report may go without it').prefault('') }), {
  cultureWhy: 'Why may the report go without what it says of culture?',
})

/** A report is kept while it is typed. */
export const keptReport = keptForm(reportForm, { longTexts })
