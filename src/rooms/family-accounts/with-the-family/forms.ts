import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { isId } from '../../../thread/ids.ts'
import { sharedWords } from '../telling/shared-with-family.ts'
import { withdrawnWords } from './invite.ts'

const keys = <W extends object>(of: W) => Object.keys(of) as [keyof W & string, ...(keyof W & string)[]]
const many = z.preprocess(value => (typeof value === 'string' ? [value] : value), z.array(z.string().max(60)).max(20))
/** A box that has to be ticked. */
const ticked = (ask: string) => z.literal('yes', ask)

/** Giving somebody of the family an account, face to face. */
export const inviteForm = declareForm(
  z.object({
    who: z.string('Choose who is to have an account').refine(isId, 'Choose who is to have an account'),
    knownHow: said(1000, 'Write how you know that it is them').prefault(''),
    mail: z.union([z.email('Enter an e-mail address, like name@example.org, or leave it out')]).optional(),
    met: ticked('Say that they are with you now. An account is made face to face'),
  }),
  {
    who: 'Who is to have an account?',
    knownHow: 'How do you know that it is them?',
    mail: 'An e-mail address that is safe (optional)',
    met: 'Are they with you now?',
  },
)

/** A new code. */
export const codeForm = declareForm(z.object({ met: ticked('Say that they are with you now. A code is given face to face') }), {
  met: 'Are they with you now?',
})

/** Withdrawing an account. */
export const withdrawForm = declareForm(
  z.object({
    as: z.enum(keys(withdrawnWords), { error: 'Choose why it is withdrawn' }),
    why: said(2000, 'Write what you know: whoever works with the child reads it').prefault(''),
  }),
  { as: 'Why is it withdrawn?', why: 'What do you know?' },
)

/** Taking one thing back. */
export const backForm = declareForm(z.object({ why: said(2000, 'Write why it is taken back').prefault('') }), {
  why: 'Why is it taken back?',
})

/** What is shared: words of an entry (`fields`), or words written for whoever reads them. `step`: to be looked at first, or shared. */
export const shareForm = declareForm(
  z
    .object({
      step: z.enum(['look', 'share']).catch('look'),
      entry: z.string().refine(isId).optional(),
      answers: z.string().refine(isId).optional(),
      fields: many.optional(),
      sort: z.enum(keys(sharedWords)).exclude(['entry']).optional(),
      title: line(200)
        .refine(text => text.trim() !== '', 'Write a short title')
        .prefault(''),
      words: words(20_000).optional(),
      onDay: dayField.optional(),
      atTime: line(40).optional(),
      place: line(200).optional(),
      read: z.literal('yes').optional(),
    })
    .superRefine((form, refuse) => {
      const ask = (field: string, message: string) => refuse.addIssue({ code: 'custom', path: [field], message })
      if (form.entry && (form.fields ?? []).length === 0) ask('fields', 'Choose what of it is shared')
      if (!form.entry && !form.sort) ask('sort', 'Choose what it is')
      if (!form.entry && !form.words?.trim()) ask('words', 'Write what they are to read')
      if (form.sort === 'date' && !form.onDay) ask('onDay', 'Enter the day')
      if (form.step === 'share' && form.read !== 'yes') ask('read', 'Say that you have read it as they will')
    }),
  {
    step: 'Step',
    entry: 'Entry',
    answers: 'Answers',
    fields: 'What of it is shared?',
    sort: 'What is it?',
    title: 'A short title',
    words: 'What are they to read?',
    onDay: 'On which day? (for a date)',
    atTime: 'At what time? (optional)',
    place: 'Where? (optional)',
    read: 'Have you read it as they will?',
  },
)
export type ShareForm = z.output<typeof shareForm.schema>
