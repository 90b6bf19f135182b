import { z } from 'zod'
import type { FieldError } from '../../../design-system/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { clock, oneOf } from '../on-record/form-fields.ts'
import { discussedWithWords, landlordWords, type Option, options, optionWords, sharedOnWords } from './access-refused.ts'
import { forWhomLabel } from './for-whom.tsx'

const children = z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(z.string().max(60)).max(20))

/** With whom it was talked over, when, and what they think. */
export const talkForm = declareForm(
  z.object({
    with: oneOf(discussedWithWords, 'Choose with whom it was talked over'),
    who: said(2000, 'Write the name of everybody it was talked over with').prefault(''),
    on: dayField,
    time: clock.optional(),
    view: said(10_000, 'Write what they think should come next').prefault(''),
    children,
  }),
  {
    with: 'With whom was it talked over?',
    who: 'Who exactly?',
    on: 'On which day?',
    time: 'At what time?',
    view: 'What do they think should come next?',
    children: forWhomLabel,
  },
)
export const keptTalk = keptForm(talkForm, { lists: ['children'], longTexts: ['who', 'view'] })

const doneWords = { yes: '', no: '' } as const

/** The fields of one option. */
export const fieldsOfOption = (option: Option) => ({ done: `do-${option}`, why: `why-${option}` }) as const

const ofOptions = Object.assign(
  {},
  ...options.map(option => {
    const names = fieldsOfOption(option)
    return {
      [names.done]: oneOf(doneWords, `Say whether to do it, or why not now: ${optionWords[option]}`),
      [names.why]: words(4000).optional(),
    }
  }),
) as Record<string, z.ZodType>

/** What is done, option by option: chosen, or a reason why not. */
export const decideForm = declareForm(
  z.object({
    ...ofOptions,
    who: line(400).optional(),
    plan: said(10_000, 'Write who does what, and when each child is seen at home').prefault(''),
    children,
  }) as unknown as z.ZodType<Record<string, unknown> & { who?: string; plan: string; children: string[] }, Record<string, unknown>>,
  {
    ...(Object.fromEntries(
      options.flatMap(option => [
        [fieldsOfOption(option).done, optionWords[option]],
        [fieldsOfOption(option).why, 'Why not now?'],
      ]),
    ) as Record<string, string>),
    who: 'Who decided?',
    plan: 'Who does what, and when is each child seen at home?',
    children: forWhomLabel,
  },
)
export const keptDecide = keptForm(decideForm, {
  lists: ['children'],
  longTexts: ['plan', ...options.map(option => fieldsOfOption(option).why)],
})

/** What was decided of each option: those that are done, those that are not with the reason, and what has to be put right. */
export const readOptions = (form: Readonly<Record<string, unknown>>) => {
  const errors: FieldError[] = []
  const chosen: Option[] = []
  const left: { option: Option; why: string }[] = []
  for (const option of options) {
    const names = fieldsOfOption(option)
    const why = String(form[names.why] ?? '').trim()
    if (form[names.done] === 'yes') chosen.push(option)
    else if (why) left.push({ option, why })
    else errors.push({ field: names.why, message: `Write why not now: ${optionWords[option]}` })
  }
  return { errors, chosen, left }
}

/** Whether a lawyer is asked, or why not. */
export const legalForm = declareForm(
  z.object({
    seek: oneOf({ yes: '', no: '' }, 'Say whether legal advice is asked for'),
    reasons: said(10_000, 'Write why, or why not').prefault(''),
    children,
  }),
  { seek: 'Is legal advice asked for?', reasons: 'Why, or why not?', children: forWhomLabel },
)
export const keptLegal = keptForm(legalForm, { lists: ['children'], longTexts: ['reasons'] })

/** What was agreed with the landlord, and what somebody of theirs is asked to do. */
export const housingForm = declareForm(
  z
    .object({
      landlord: oneOf(landlordWords, 'Choose who the home is rented from'),
      contact: words(2000).optional(),
      history: words(10_000).optional(),
      inspectedOn: dayField.optional(),
      accessOn: dayField.optional(),
      agreed: words(10_000).optional(),
      shared: oneOf(sharedOnWords, 'Choose on what it rests that something was told'),
      told: words(10_000).optional(),
      mayLoseHome: oneOf({ yes: '', no: '' }, 'Say whether the family may lose the home').optional(),
      task: words(2000).optional(),
      mail: line(200).optional(),
      by: dayField.optional(),
      children,
    })
    .refine(form => form.shared === 'nothing' || Boolean(form.told?.trim()), {
      message: 'Write what the landlord was told',
      path: ['told'],
    })
    .refine(form => !form.task?.trim() || Boolean(form.mail?.trim()), {
      message: 'Enter the address they sign in with here',
      path: ['mail'],
    })
    .refine(form => !form.task?.trim() || form.by !== undefined, { message: 'Enter the day by which it is done', path: ['by'] }),
  {
    landlord: 'Who is the home rented from?',
    contact: 'Who did you talk with, and how can they be reached?',
    history: 'What do they know of the home: inspections, repairs?',
    inspectedOn: 'When did they last see the inside?',
    accessOn: 'When does somebody of theirs go in (gas safety, a repair)?',
    agreed: 'What was agreed?',
    shared: 'What was the landlord told, and on what does that rest?',
    told: 'What exactly was the landlord told?',
    mayLoseHome: 'May the family lose the home?',
    task: 'What is somebody of theirs asked to do?',
    mail: 'The e-mail address they sign in with here',
    by: 'By which day?',
    children: forWhomLabel,
  },
)
export const keptHousing = keptForm(housingForm, { lists: ['children'], longTexts: ['contact', 'history', 'agreed', 'told', 'task'] })
