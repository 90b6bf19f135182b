import { z } from 'zod'
import { type DeclaredForm, declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { agencyKinds } from '../../../thread/entry.ts'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { categoryWords, elsewhereWords, viewWords } from './conference.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })
const yesNo = { yes: 'Yes', no: 'No' } as const
const many = z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(z.string().max(60)).max(12))
const number = (most: number, ask: string) =>
  z
    .string()
    .regex(/^\d{1,2}$/, ask)
    .transform(Number)
    .refine(given => given <= most, ask)
const agency = z.enum(agencyKinds, { error: 'Choose the agency' })

/** Whose answers on the scale the form takes, and as what: the family first. */
export const scalers = {
  child: 'child',
  mother: 'mother',
  father: 'father',
  carer: 'carer',
  network: 'network',
  agency1: 'professional',
  agency2: 'professional',
  agency3: 'professional',
  agency4: 'professional',
} as const
export type Scaler = keyof typeof scalers
export const scalerNames = Object.keys(scalers) as Scaler[]
/** The dangers that the form takes, each with its one goal and its one scale; more are added on the record. */
export const dangers = [1, 2] as const
export const familyFields = {
  metChair: 'The parents met the chair before',
  readReports: 'They had read the reports before',
  supporter: 'They had somebody with them',
  viewsInWriting: 'They gave their views in writing',
  childInvited: 'The child was invited',
} as const

const scaleAsk = 'Enter a whole number from 0 to 10'
const fields = {
  workingWell: said(20_000, 'Write what is working well').prefault(''),
  worried: said(20_000, 'Write what people are worried about').prefault(''),
  needsToHappen: said(20_000, 'Write what needs to happen').prefault(''),
  childsView: said(10_000, 'Write what the child says or shows, or why that could not be learned').prefault(''),
  childTookPart: pick(yesNo, 'Say whether the child took part'),
  familysView: words(10_000).optional(),
  family: many,
  elsewhere: pick(elsewhereWords, 'Say whether other children who live elsewhere see this child regularly'),
  childrenElsewhere: words(10_000).optional(),
  plan: pick(yesNo, 'Decide whether this child is on a plan'),
  category: pick(categoryWords, 'Choose the category of the plan').optional(),
  reasons: said(20_000, 'Write the reasons for the decision').prefault(''),
  outlinePlan: words(20_000).optional(),
  contingency: words(10_000).optional(),
  lead: line(200).optional(),
  coreGroup: words(2000).optional(),
  coreGroupOn: dayField.optional(),
  reviewOn: dayField.optional(),
  visitEvery: number(28, 'Enter a number of days, 28 at most').optional(),
  proceededWhy: words(5000).optional(),
  adultUnknownWhy: words(5000).optional(),
  dissent: words(10_000).optional(),
  legalAdvice: words(20_000).optional(),
}
const labels = {
  workingWell: 'What is working well?',
  worried: 'What are people worried about?',
  needsToHappen: 'What needs to happen?',
  childsView: 'What does the child say or show?',
  childTookPart: 'Did the child take part, in person or through somebody?',
  familysView: 'What does the family say?',
  family: 'How did the family take part?',
  elsewhere: 'Do brothers, sisters or other children who live elsewhere see this child regularly?',
  childrenElsewhere: 'How is each of them, and who thinks of them by when?',
  plan: 'Has this child suffered significant harm, or is the child likely to? Is the child on a plan from today?',
  category: 'Of which category?',
  reasons: 'Why?',
  outlinePlan: 'What is the plan, in outline?',
  contingency: 'What happens if it does not work?',
  lead: 'Who is the lead social worker?',
  coreGroup: 'Who is in the core group?',
  coreGroupOn: 'When does the core group first meet?',
  reviewOn: 'When is the review conference?',
  visitEvery: 'At most how many days between visits?',
  proceededWhy: 'Too few agencies were here. Why did it go on?',
  adultUnknownWhy: 'Nobody knows who an adult around the child is. Why is it decided without knowing?',
  dissent: 'Who did not agree, and why?',
  legalAdvice: 'Legal advice, for those who may read it',
} as const satisfies Record<keyof typeof fields, string>

const scaleFields = Object.fromEntries(
  scalerNames.flatMap(one => [
    ...dangers.map(at => [`scale${at}_${one}`, number(10, scaleAsk).optional()] as const),
    [`name_${one}`, line(200).optional()] as const,
    [`notLower_${one}`, words(5000).optional()] as const,
    [`raise_${one}`, words(5000).optional()] as const,
    ...(scalers[one] === 'professional'
      ? ([
          [`agency_${one}`, agency.optional()],
          [`view_${one}`, pick(viewWords, 'Choose what the agency says').optional()],
        ] as const)
      : []),
  ]),
)
/** What is written of one danger and its goal. */
export const dangerFields = ['who', 'about', 'fear', 'disputed', 'parents', 'child', 'seen', 'howLong', 'zero', 'ten'] as const
const dangerLabels: Record<(typeof dangerFields)[number], string> = {
  who: 'Who is worried?',
  about: 'About what, from what was seen or heard?',
  fear: 'What do they fear will happen to the child if nothing changes?',
  disputed: 'What of this does the family dispute?',
  parents: 'What will the parents be doing differently?',
  child: 'What will the child experience?',
  seen: 'What will professionals see?',
  howLong: 'For how long?',
  zero: '0 on the scale means',
  ten: '10 on the scale means',
}
const dangerSchemas = Object.fromEntries(dangers.flatMap(at => dangerFields.map(one => [`${one}_${at}`, words(5000).optional()] as const)))

const scalerLabels: Record<Scaler, string> = {
  child: 'The child',
  mother: 'Mother',
  father: 'Father',
  carer: 'Another carer',
  network: 'Somebody of the family’s network',
  agency1: 'An agency',
  agency2: 'A second agency',
  agency3: 'A third agency',
  agency4: 'A fourth agency',
}

/** What a plan does not begin without, as the decision is written down and as it is put right. */
const planAsks = {
  category: 'Choose the category of the plan',
  outlinePlan: 'Write the plan in outline',
  contingency: 'Write what happens if the plan does not work',
  lead: 'Write who the lead social worker is',
  coreGroup: 'Write who is in the core group',
  coreGroupOn: 'Enter the day of the first core group, such as 6 2 2027',
  reviewOn: 'Enter the day of the review conference, such as 6 2 2027',
} as const satisfies Partial<Record<keyof typeof fields, string>>

type Ask = (field: string, message: string) => void
const askOfElsewhere = (
  form: { readonly elsewhere?: string | undefined; readonly childrenElsewhere?: string | undefined },
  ask: Ask,
): void => {
  if (form.elsewhere === 'considered' && !form.childrenElsewhere)
    ask('childrenElsewhere', 'Write how each of them is, and who thinks of them by when')
}
const askOfPlan = (form: { readonly plan: 'yes' | 'no' } & Partial<Record<keyof typeof planAsks, unknown>>, ask: Ask): void => {
  if (form.plan !== 'yes') return
  for (const [field, message] of Object.entries(planAsks)) if (!form[field as keyof typeof planAsks]) ask(field, message)
}

type Scales = { readonly [field: string]: unknown }
const schema = z
  .object({ ...fields, ...(scaleFields as Record<string, z.ZodType>), ...(dangerSchemas as Record<string, z.ZodType>) })
  .superRefine((all, context) => {
    const form = all as z.output<z.ZodObject<typeof fields>> & Scales
    const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    askOfPlan(form, ask)
    askOfElsewhere(form, ask)
    if (form.plan === 'yes' && !form['about_1']) ask('about_1', 'A plan rests on a danger statement: write what people are worried about')
    for (const at of dangers) {
      const danger = (['who', 'about', 'fear'] as const).filter(one => form[`${one}_${at}`])
      if (danger.length === 0) continue
      for (const one of ['who', 'about', 'fear'] as const)
        if (!form[`${one}_${at}`]) ask(`${one}_${at}`, `Write this too: ${dangerLabels[one]}`)
      for (const one of ['parents', 'child'] as const)
        if (!form[`${one}_${at}`]) ask(`${one}_${at}`, `Each danger has one safety goal. ${dangerLabels[one]}`)
    }
    for (const one of scalerNames)
      if (scalers[one] === 'professional' && dangers.some(at => form[`scale${at}_${one}`] !== undefined) && !form[`agency_${one}`])
        ask(`agency_${one}`, 'Choose which agency this is')
  })

const allLabels = {
  ...labels,
  ...Object.fromEntries(
    scalerNames.flatMap(one => [
      ...dangers.map(at => [`scale${at}_${one}`, `${scalerLabels[one]}: how safe, 0 to 10 (danger ${at})`]),
      [`name_${one}`, `${scalerLabels[one]}: name`],
      [`notLower_${one}`, `${scalerLabels[one]}: why not lower?`],
      [`raise_${one}`, `${scalerLabels[one]}: what would raise it by one?`],
      ...(scalers[one] === 'professional'
        ? [
            [`agency_${one}`, `${scalerLabels[one]}: which?`],
            [`view_${one}`, `${scalerLabels[one]}: is the child likely to suffer significant harm?`],
          ]
        : []),
    ]),
  ),
  ...Object.fromEntries(dangers.flatMap(at => dangerFields.map(one => [`${one}_${at}`, dangerLabels[one]]))),
}

/** What the chair writes down of a conference about one child, in the order in which it is talked through: working well first. */
export const decisionForm = declareForm(schema, allLabels as DeclaredForm<typeof schema>['labels'])
/** What a decision says, without the dangers and the scale. */
type Fields = z.output<z.ZodObject<typeof fields>>
export type DecisionFields = Omit<Fields, 'elsewhere'> & { readonly elsewhere?: Fields['elsewhere'] | undefined }
export type DecisionForm = DecisionFields & Scales
export const decisionLabels: Readonly<Record<string, string>> = allLabels
export { scalerLabels }

const longTexts = Object.keys(allLabels).filter(
  one => !/^(plan|category|childTookPart|elsewhere|family|lead|coreGroupOn|reviewOn|visitEvery|scale\d|agency_|view_|name_)/.test(one),
)
/** What is typed of a decision is kept under `conference <meeting> <child>`. */
export const keptDecision = keptForm(decisionForm, { lists: ['family'] as never, longTexts: longTexts as never })

/** What puts a decision right: all of it but the dangers and the scale, which stand as entries of their own, and why. */
const correction = z
  .object({
    ...fields,
    // A decision from before this was asked is put right without it.
    elsewhere: fields.elsewhere.optional(),
    correctedWhy: said(5000, 'Write what was wrong, and how you know').prefault(''),
    read: z.string().max(60).optional(),
  })
  .superRefine((form, context) => {
    const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    askOfPlan(form, ask)
    askOfElsewhere(form, ask)
  })
export const correctionForm = declareForm(correction, {
  ...labels,
  correctedWhy: 'What was wrong, and how do you know?',
  read: 'The version that was read',
})
/** `read`: the version that whoever sends it had read; sent with the form and never seen. */
export type CorrectionForm = z.output<typeof correction>

/** What is typed of it is kept under `conference-put-right <meeting> <child>`. */
export const keptCorrection = keptForm(correctionForm, {
  lists: ['family'],
  longTexts: [
    'workingWell',
    'worried',
    'needsToHappen',
    'childsView',
    'familysView',
    'childrenElsewhere',
    'reasons',
    'outlinePlan',
    'contingency',
    'coreGroup',
    'proceededWhy',
    'adultUnknownWhy',
    'dissent',
    'legalAdvice',
    'correctedWhy',
  ],
})
