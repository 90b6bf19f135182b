import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said, words } from '../../../thread/fields.ts'
import { boxedDay, picked } from '../page/form-fields.ts'
import { actionDoneWords } from './action.ts'
import { isVague } from './vague.ts'

const saysEnough = {
  message: 'This does not say what exactly is done. Write who does what, how often or until when, or tick that it stays as it is',
  path: ['what'],
}

const fields = {
  what: said(2000, 'Write who does what').prefault(''),
  asIs: z.literal('yes').optional(),
  measure: words(2000).optional(),
  dueOn: boxedDay('Enter a real day, such as 27 3 2026, or leave all three boxes empty'),
  risk: words(2000).optional(),
  child: line(40).optional(),
}

/** What is asked of somebody. A vague verb is asked about once, and kept where its writer says so. */
export const actionForm = declareForm(
  z
    .object({ ...fields, owner: line(60).optional(), ownerMail: line(200).optional(), ownerName: line(200).optional() })
    .refine(form => form.asIs === 'yes' || !isVague(form.what), saysEnough)
    .refine(form => form.owner !== 'mail' || Boolean(form.ownerMail?.trim()), {
      message: 'Enter the address they sign in with here',
      path: ['ownerMail'],
    })
    .refine(form => form.owner !== 'named' || Boolean(form.ownerName?.trim()), { message: 'Write who does it', path: ['ownerName'] }),
  {
    what: 'Who does what?',
    asIs: 'It stays as it is written',
    measure: 'How will you know that it was done?',
    owner: 'Who does it?',
    ownerMail: 'The e-mail address they sign in with here',
    ownerName: 'Their name',
    dueOn: 'By which day?',
    risk: 'On which risk does it act?',
    child: 'For which child?',
  },
)

/** An action that is put right; whom it was asked of stays. */
export const rightForm = declareForm(
  z.object(fields).refine(form => form.asIs === 'yes' || !isVague(form.what), saysEnough),
  {
    what: actionForm.labels.what,
    asIs: actionForm.labels.asIs,
    measure: actionForm.labels.measure,
    dueOn: actionForm.labels.dueOn,
    risk: actionForm.labels.risk,
    child: actionForm.labels.child,
  },
)

/** Whether it can be done. */
export const answerForm = declareForm(
  z
    .object({ accepted: picked({ yes: '', no: '' }, 'Say whether it can be done'), words: words(2000).optional() })
    .refine(form => form.accepted === 'yes' || Boolean(form.words?.trim()), { message: 'Write why it cannot be done', path: ['words'] }),
  { accepted: 'Can it be done?', words: 'What would you like to say about it?' },
)

/** What became of it. */
export const doneForm = declareForm(
  z.object({
    outcome: picked(actionDoneWords, 'Say what became of it'),
    became: said(5000, 'Write what was done, and what came of it for the child').prefault(''),
  }),
  { outcome: 'What became of it?', became: 'What was done, and what came of it for the child?' },
)
