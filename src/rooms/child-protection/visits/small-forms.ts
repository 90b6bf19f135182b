import { z } from 'zod'
import type { FieldError, Typed } from '../../../design-system/index.ts'
import { type Day, isDay, type PartialDate } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { agencyKinds } from '../../../thread/entry.ts'
import { dayField, said, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { clock, oneOf, someOf } from '../on-record/form-fields.ts'
import { attemptMethodWords, attemptWords, basisWords, signWords } from './visit.ts'
import { type VisitAround, visitPlaceWords, whenOf } from './visit-form.ts'

const list = z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(z.string().max(60)).max(30))
const aDay = dayField.optional().catch(ctx => (ctx.value === undefined ? undefined : ('wrong' as Day)))
const yesNo = (ask: string) => oneOf({ yes: 'Yes', no: 'No' }, ask)
const withWhom = someOf(Object.fromEntries(agencyKinds.map(kind => [kind, kind])), 'Choose who comes too')

/** What a visit is for and what is hoped of it, before it (practice: session-purpose). */
export const planForm = declareForm(
  z.object({
    children: list,
    for: aDay,
    at: clock.optional(),
    announced: yesNo('Say whether the family knows of it'),
    with: withWhom,
    purpose: said(4000, 'Write what the visit is for').prefault(''),
    wished: said(4000, 'Write what you hope comes of it').prefault(''),
  }),
  {
    children: 'To which children?',
    for: 'For which day?',
    at: 'At what time?',
    announced: 'Does the family know of it?',
    with: 'Who comes too?',
    purpose: 'What is it for?',
    wished: 'What should come of it?',
  },
)
export const keptPlannedVisit = keptForm(planForm, { lists: ['children', 'with'], longTexts: ['purpose', 'wished'] })

/** A visit that was tried in vain (practice: visit-attempted). */
export const triedForm = declareForm(
  z.object({
    children: list,
    on: aDay,
    time: clock.optional(),
    place: oneOf(visitPlaceWords, 'Choose where'),
    access: oneOf(attemptWords, 'Choose what happened'),
    method: oneOf(attemptMethodWords, 'Choose how it was tried'),
    signs: someOf(signWords, 'Choose what could be seen or heard'),
    observed: words(10_000).optional(),
    whatWasSaid: words(10_000).optional(),
    cardLeft: yesNo('Say whether a card was left'),
    nextOn: aDay,
  }),
  {
    children: 'Which children was it to?',
    on: 'On which day?',
    time: 'At what time?',
    place: 'Where?',
    access: 'What happened?',
    method: 'How was it tried?',
    signs: 'What could you see or hear?',
    observed: 'What else did you notice?',
    whatWasSaid: 'What was said, and by whom?',
    cardLeft: 'Did you leave a card?',
    nextOn: 'When is it tried next?',
  },
)
export const keptTried = keptForm(triedForm, { lists: ['children', 'signs'], longTexts: ['observed', 'whatWasSaid'] })

type Around = Pick<VisitAround, 'children' | 'today' | 'now'>
type Outgoing<Form> = Omit<Form, 'children'> & { readonly children: readonly SubjectId[] }

const childrenIn = (chosen: readonly string[], { children }: Around, errors: FieldError[]): readonly SubjectId[] => {
  const found = children.filter(one => chosen.includes(one.child)).map(one => one.child)
  if (found.length === 0) errors.push({ field: 'children', message: 'Choose at least one child' })
  return found
}

/** A visit that is planned, as it was typed and found right. */
export type PlannedVisit = Outgoing<z.output<typeof planForm.schema>> & { readonly for: Day }
/** A visit that was tried, as it was typed and found right. */
export type TriedVisit = Outgoing<z.output<typeof triedForm.schema>> & { readonly happened: PartialDate }

/** Reads a visit that is planned: it is for today or a day to come. */
export const readPlanned = (typed: Typed, around: Around): Parsed<PlannedVisit> => {
  const parsed = parseForm(planForm.schema, typed)
  if (!parsed.ok) return parsed
  const errors: FieldError[] = []
  const children = childrenIn(parsed.data.children, around, errors)
  const on = parsed.data.for
  if (!on || !isDay(on)) errors.push({ field: 'for', message: 'Enter the day of the visit, for example 6 2 2024' })
  else if (on < around.today) errors.push({ field: 'for', message: 'The day of a visit that is planned must be today or later' })
  return errors.length > 0 || !on ? { ok: false, errors } : { ok: true, data: { ...parsed.data, children, for: on } }
}

/** Reads an attempt: nothing is written down before it happened, and the next one is not before it. */
export const readTried = (typed: Typed, around: Around): Parsed<TriedVisit> => {
  const parsed = parseForm(triedForm.schema, typed)
  if (!parsed.ok) return parsed
  const form = parsed.data
  const errors: FieldError[] = []
  const ask = (field: string, message: string) => errors.push({ field, message })
  const children = childrenIn(form.children, around, errors)
  const happened = whenOf(form, around, ask)
  if (form.nextOn !== undefined && (!isDay(form.nextOn) || (form.on && form.nextOn < form.on)))
    ask('nextOn', 'Enter a day after this one, for example 8 2 2024')
  if ((form.access === 'refused' || form.access === 'alone-refused') && !form.whatWasSaid)
    ask('whatWasSaid', 'Write what was said, and by whom')
  if (form.access !== 'refused' && form.signs.length === 0 && !form.observed)
    ask('signs', 'Say what you could see or hear, or that there was nothing')
  return errors.length > 0 || !happened ? { ok: false, errors } : { ok: true, data: { ...form, children, happened } }
}

/** The manager reads a visit: signs it, or gives it back with a question (practice: cp-visit). */
export const readForm = declareForm(
  z
    .object({ signed: oneOf({ yes: 'Yes', no: 'No' }, 'Say whether you sign it or give it back'), says: words(10_000).optional() })
    .refine(form => form.signed === 'yes' || form.says?.trim(), { path: ['says'], message: 'Write your question' }),
  { signed: 'Do you sign it?', says: 'Your question, or what you want to say' },
)

/** The worker answers the manager's question. */
export const answerForm = declareForm(z.object({ answer: said(10_000, 'Write your answer').prefault('') }), { answer: 'Your answer' })

const basis = oneOf(basisWords, 'Choose how it is known')

/** What was left out of a visit is added by whoever wrote it: what was seen and heard that day. */
export const completeForm = declareForm(
  z
    .object({ meals: basis, mealsSaid: words(10_000).optional(), sleeping: basis, sleepingSaid: words(10_000).optional() })
    .refine(form => form.meals === 'none' || form.mealsSaid?.trim(), { path: ['mealsSaid'], message: 'Write what the child eats' })
    .refine(form => form.sleeping === 'none' || form.sleepingSaid?.trim(), {
      path: ['sleepingSaid'],
      message: 'Write where the child sleeps',
    }),
  {
    meals: 'How is it known what the child eats?',
    mealsSaid: 'What the child eats, and who makes it',
    sleeping: 'How is it known where the child sleeps?',
    sleepingSaid: 'Where the child sleeps: with whom, bed and bedding',
  },
)
