import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { dayField, line, said } from '../../../thread/fields.ts'
import { holdWords } from './legal-hold.ts'

/** Who is looked for among the records: a name as it is spelt. */
export const findForm = declareForm(
  z.object({
    given: line(100)
      .prefault('')
      .refine(text => text.trim() !== '', 'Enter a first name'),
    family: line(100)
      .prefault('')
      .refine(text => text.trim() !== '', 'Enter a family name'),
    born: dayField.optional(),
  }),
  { given: 'First name', family: 'Family name', born: 'Date of birth' },
)

/** Why a record is kept whatever its age. */
export const holdForm = declareForm(
  z.object({
    because: z.enum(Object.keys(holdWords) as [keyof typeof holdWords, ...(keyof typeof holdWords)[]], {
      error: 'Choose the legal reason',
    }),
    why: said(4000, 'Write who asked for it and what it is about').prefault(''),
    reference: line(200).optional(),
  }),
  { because: 'For what legal reason?', why: 'Who asked for it, and what is it about?', reference: 'Reference' },
)
export type HoldForm = z.output<typeof holdForm.schema>

/** Why a legal hold is over. */
export const endForm = declareForm(z.object({ over: said(4000, 'Write who said that it is over').prefault('') }), {
  over: 'Who said that it is over?',
})

/** Why a record is to be destroyed. */
export const askForm = declareForm(z.object({ reason: said(4000, 'Write why it may be destroyed').prefault('') }), {
  reason: 'Why may it be destroyed?',
})

/** What somebody answers who was asked to agree. */
export const answerForm = declareForm(
  z.object({
    answer: z.enum(['agree', 'turn-down'], { error: 'Choose whether it is to be destroyed' }),
    looked: said(4000, 'Write what you looked at').prefault(''),
  }),
  { answer: 'Is this record to be destroyed?', looked: 'What did you look at?' },
)
