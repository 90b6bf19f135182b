import { z } from 'zod'
import { type Day, day, isDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said, words } from '../../../thread/fields.ts'
import { resolutionWords, stageWords } from '../stages/stage.ts'
import { challengedWords } from './challenge.ts'

const picked = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** The professional challenge form. */
export const raiseForm = declareForm(
  z
    .object({
      child: line(40).optional(),
      meeting: line(40).optional(),
      concern: line(40).optional(),
      action: line(40).optional(),
      about: picked(challengedWords, 'Choose with what you do not agree'),
      decision: said(5000, 'Write what was decided').prefault(''),
      decidedOn: z
        .string({ error: 'Enter the day on which it was decided' })
        .refine(isDay, 'Enter a real day, such as 27 3 2026')
        .transform(text => day(text) as Day),
      whom: line(80).optional(),
      whomMail: line(200).optional(),
      urgent: picked({ yes: '', no: '' }, 'Say whether the child may be unsafe'),
      situation: said(10_000, 'Write how the child is now, and what you are worried about').prefault(''),
      evidence: words(10_000).optional(),
      wants: said(5000, 'Write what you ask for').prefault(''),
      tried: words(5000).optional(),
      lead: line(300).optional(),
    })
    .refine(form => Boolean(form.whom), { message: 'Choose who answers for it', path: ['whom'] })
    .refine(form => form.whom !== 'mail' || Boolean(form.whomMail?.trim()), {
      message: 'Enter the address they sign in with here',
      path: ['whomMail'],
    }),
  {
    child: 'The child',
    meeting: 'The meeting',
    concern: 'The concern',
    action: 'The action',
    about: 'With what do you not agree?',
    decision: 'What was decided?',
    decidedOn: 'On which day?',
    whom: 'Who answers for it?',
    whomMail: 'The e-mail address they sign in with here',
    urgent: 'May the child be unsafe until this is settled?',
    situation: 'How is the child now, and what worries you?',
    evidence: 'What do you know it from?',
    wants: 'What do you ask for?',
    tried: 'What have you tried already, with whom and when?',
    lead: 'Which safeguarding lead of yours knows of it?',
  },
)

export const answerForm = declareForm(
  z.object({
    changes: picked({ yes: '', no: '' }, 'Say whether anything changes'),
    answer: said(10_000, 'Write the answer, and why').prefault(''),
  }),
  { changes: 'Does anything change?', answer: 'What is the answer, and why?' },
)

export const discussedForm = declareForm(
  z.object({
    who: said(1000, 'Write who talked').prefault(''),
    talk: said(10_000, 'Write what was said').prefault(''),
  }),
  { who: 'Who talked?', talk: 'What was said?' },
)

export const urgentForm = declareForm(z.object({ why: said(5000, 'Write why the child may be unsafe').prefault('') }), {
  why: 'Why may the child be unsafe?',
})

export const furtherForm = declareForm(
  z.object({
    stage: picked(stageWords, 'Choose to whom it goes').refine(stage => stage !== '0', 'Choose to whom it goes'),
    reason: said(5000, 'Write why it is not settled').prefault(''),
  }),
  { stage: 'To whom does it go?', reason: 'Why is it not settled?' },
)

export const settleForm = declareForm(
  z.object({
    resolution: picked(resolutionWords, 'Choose how it was settled'),
    effect: said(10_000, 'Write what it means for the child').prefault(''),
    learning: words(10_000).optional(),
  }),
  { resolution: 'How was it settled?', effect: 'What does it mean for the child?', learning: 'What was learned? (optional)' },
)
