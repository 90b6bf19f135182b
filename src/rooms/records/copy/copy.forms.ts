import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { said, words } from '../../../thread/fields.ts'
import { reasonWords } from './withhold.ts'

const reasons = Object.keys(reasonWords) as [keyof typeof reasonWords, ...(keyof typeof reasonWords)[]]
const outcome = (ask: string) => z.enum(['given', 'kept-back'], { error: ask })
const lines = z
  .string()
  .prefault('')
  .pipe(words(4000))
  .transform(text =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean),
  )
const perhaps = (most: number) =>
  z
    .string()
    .prefault('')
    .pipe(words(most))
    .transform(text => text.trim() || null)

/** Whom a copy is for, and what a child says of it who is old enough to be asked. */
export const beginForm = declareForm(
  z.object({
    reader: said(200, 'Write the name of whoever the copy is for').prefault(''),
    childSays: perhaps(4000),
  }),
  { reader: 'Whom is the copy for?', childSays: 'What does the child say of it, or why was the child not asked?' },
)

/** What is decided of one part. */
export const partForm = declareForm(
  z.object({
    outcome: outcome('Choose whether it is given'),
    reason: z
      .union([z.literal(''), z.enum(reasons)], { error: 'Choose a reason from the list' })
      .prefault('')
      .transform(reason => reason || null),
    hide: lines,
    show: lines,
    opinion: perhaps(400),
    why: perhaps(4000),
  }),
  {
    outcome: 'Is it given?',
    reason: 'Why is it, or are words of it, kept back?',
    hide: 'Other words to keep back, one on each line',
    show: 'Words to give all the same, one on each line',
    opinion: 'Which professional was asked, and when?',
    why: 'Why is it decided so?',
  },
)

/** What is decided of somebody whom the record names. */
export const otherForm = declareForm(
  z.object({
    who: z.string({ error: 'Choose who or what' }).min(1, 'Choose who or what').max(400),
    outcome: outcome('Choose whether they are named'),
    because: said(4000, 'Write why: they agreed, or why it is reasonable without').prefault(''),
  }),
  { who: 'Who or what?', outcome: 'Are they named in the copy?', because: 'Why?' },
)

/** That what is suggested on one page of a copy is taken, as it was shown. */
export const takenForm = declareForm(
  z.object({ at: z.coerce.number().int().min(1).max(100_000), seen: z.string().regex(/^[0-9a-f]{64}$/) }),
  { at: 'Page', seen: 'As it was shown' },
)

/** What somebody else says of a copy that is ready. */
export const lookedForm = declareForm(
  z
    .object({
      outcome: z.enum(['let-go', 'give-back'], { error: 'Choose whether the copy may go' }),
      because: perhaps(4000),
      // Which paper they read: another may have been made since.
      read: z.string().max(64).prefault(''),
    })
    .refine(form => form.outcome === 'let-go' || form.because !== null, { path: ['because'], message: 'Write what has to be put right' }),
  { outcome: 'May the copy go?', because: 'What has to be put right?', read: 'The paper' },
)

/** How a copy was handed over. */
export const handedForm = declareForm(
  z.object({ how: said(2000, 'Write how it was handed over, to whom, and how you knew who they are').prefault('') }),
  { how: 'How was it handed over, to whom, and how did you know who they are?' },
)
