import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { dayField, said } from '../../../thread/fields.ts'
import { accessWords, askerWords } from './access-request.ts'

const keys = <W extends object>(words: W) => Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]

/** A request for a record as it came in. */
export const requestForm = declareForm(
  z.object({
    by: z.enum(keys(askerWords), { error: 'Choose who asks for the record' }),
    on: dayField,
    what: said(4000, 'Write what was asked for, and how you know who asks').prefault(''),
  }),
  { by: 'Who asks for it?', on: 'When did the request arrive?', what: 'What was asked for, and how do you know who asks?' },
)
export type RequestForm = z.output<typeof requestForm.schema>

/** What becomes of a request: more time, or an answer. */
export const replyForm = declareForm(
  z.object({
    reply: z.enum(['more-time', ...keys(accessWords)], { error: 'Choose what becomes of the request' }),
    how: said(4000, 'Write what was said to whom').prefault(''),
  }),
  { reply: 'What becomes of it?', how: 'What was said to whom?' },
)
export type ReplyForm = z.output<typeof replyForm.schema>
