import { createHash } from 'node:crypto'
import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said } from '../../../thread/fields.ts'
import { isId } from '../../../thread/ids.ts'
import type { Found } from './disclosure.queries.ts'
import { basisWords, knownWords } from './disclosure.ts'

const keys = <W extends object>(words: W) => Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]
const several = (of: z.ZodType<string>, most: number, ask: string) =>
  z
    .union([of, z.array(of).max(most)], { error: ask })
    .optional()
    .transform((one): string[] => [...new Set([one ?? []].flat())])
    .refine(all => all.length > 0, ask)

const reader = z.string().regex(/^(account|person|professional):[0-9a-f-]{36}$/)

/** What goes, and to whom. */
export const shareForm = declareForm(
  z.object({
    entry: several(z.string().refine(isId), 200, 'Choose what goes'),
    to: several(reader, 20, 'Choose who it is for'),
  }),
  { entry: 'What goes?', to: 'Who is it for?' },
)

/** Deciding not to share. */
export const notForm = declareForm(
  z.object({
    whom: reader.or(z.literal('')).optional(),
    whyNot: said(4000, 'Write why it is not shared').prefault(''),
    knownNot: z.enum(keys(knownWords), { error: 'Say what the family knows of it' }),
  }),
  {
    whom: 'With whom is nothing shared?',
    whyNot: 'What was it about, and why is it not shared?',
    knownNot: 'What does the family know of it?',
  },
)

/** Why it goes; the answers to what the checks found come beside it, each under its own name. */
export const checkForm = declareForm(
  z.object({
    purpose: said(4000, 'Write what it is for').prefault(''),
    basis: z.enum(keys(basisWords), { error: 'Choose on what sharing it rests' }),
    known: z.enum(keys(knownWords), { error: 'Say what the family knows of it' }),
  }),
  { purpose: 'What is it for?', basis: 'On what does sharing it rest?', known: 'What does the family know of it?' },
)

/** Taking back, or throwing away. */
export const recallForm = declareForm(z.object({ reason: said(2000, 'Write why you take it back').prefault('') }), { reason: 'Why?' })

/** How paper reached its reader. */
export const handForm = declareForm(
  z.object({
    by: z.enum(['hand', 'read-together', 'secure', 'post'], { error: 'Choose how it was handed over' }),
    how: line(300)
      .refine(text => text.trim() !== '', 'Write where and how')
      .prefault(''),
  }),
  { by: 'How was it handed over?', how: 'Where, and to whom?' },
)

export const handWords = {
  hand: 'by hand',
  'read-together': 'read together, and left with them',
  secure: 'by secure mail to their work address',
  post: 'by post, to an address that was asked for again',
} as const

/** Under which key the answer to something that was found is kept, and the name of its field. */
export const answerKey = ({ sort, found }: Pick<Found, 'sort' | 'found'>): string => `${sort}: ${found}`
export const answerField = (of: Found): string => `answer-${createHash('sha256').update(answerKey(of)).digest('hex').slice(0, 12)}`
