import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said, words } from '../../../thread/fields.ts'
import { inviteeWords, replyWords } from './invitation.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** Answering an invitation, one's own or for somebody who told the chair. */
export const answerForm = declareForm(
  z.object({
    reply: pick(replyWords, 'Say whether they are coming'),
    reportPromised: z.enum(['yes']).optional(),
    words: words(2000).optional(),
  }),
  { reply: 'Who comes?', reportPromised: 'A report', words: 'Anything to say with it (optional)' },
)

/** Keeping somebody out. */
export const keepOutForm = declareForm(
  z.object({
    part: pick({ whole: 'whole', part: 'part' }, 'Say whether of all of it'),
    reason: z.string({ error: 'Write why' }).pipe(said(2000, 'Write why')),
  }),
  { part: 'Of how much?', reason: 'Why?' },
)

/** Asking somebody else to come. */
export const inviteForm = declareForm(
  z.object({
    mail: line(200).optional(),
    name: line(200).optional(),
    as: pick(inviteeWords, 'Choose as what they are asked'),
    access: words(1000).optional(),
  }),
  {
    mail: 'Their e-mail address, if they sign in here',
    name: 'Their name, if they do not',
    as: 'As what are they asked?',
    access: 'Do they need an interpreter, or help to take part? (optional)',
  },
)
