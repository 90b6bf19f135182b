import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { standardWords, viewpointWords } from './good-enough.ts'
import { signWords } from './neglect-sign.ts'
import { areas, isGraded, isInUse, toolWords } from './neglect-tool.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })
const several = <T extends z.ZodType>(of: T) =>
  z.preprocess(given => (typeof given === 'string' ? [given] : given), z.array(of).default([]))
const grade = z.enum(['1', '2', '3', '4', '5'], { error: 'Choose a grade from 1 to 5' }).optional()
const yesNo = pick({ yes: '', no: '' }, 'Answer yes or no').optional()

/** The single things that stand out of one tool, as rows of the form. */
export const rows = ['1', '2', '3', '4', '5'] as const

/** What is written down of a neglect tool for one child and one carer. */
export const toolForm = declareForm(
  z
    .object({
      tool: pick(toolWords, 'Choose the tool'),
      on: dayField,
      carerNamed: said(200, 'Write whose care it looks at').prefault(''),
      trained: yesNo,
      physical: grade,
      safety: grade,
      emotional: grade,
      developmental: grade,
      item1: line(160).optional(),
      score1: line(20).optional(),
      target1: line(20).optional(),
      item2: line(160).optional(),
      score2: line(20).optional(),
      target2: line(20).optional(),
      item3: line(160).optional(),
      score3: line(20).optional(),
      target3: line(20).optional(),
      item4: line(160).optional(),
      score4: line(20).optional(),
      target4: line(20).optional(),
      item5: line(160).optional(),
      score5: line(20).optional(),
      target5: line(20).optional(),
      evidence: said(20_000, 'Write what was seen and heard that the grades rest on').prefault(''),
      lifeForChild: words(10_000).optional(),
      carersComment: words(10_000).optional(),
      signed: yesNo,
    })
    .superRefine((form, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (!isInUse(form.tool, form.on)) ask('tool', `The ${toolWords[form.tool]} was not used on that day: choose the tool that was`)
      if (form.tool === 'graded-care-profile-2' && form.trained !== 'yes')
        ask(
          'trained',
          'Only somebody trained and licensed for the Graded Care Profile 2 scores it: say that you are, or that who scored it is',
        )
      const graded = areas.filter(area => form[area])
      if (isGraded(form.tool) && graded.length === 0) ask('physical', 'Grade at least one area')
      if (!isGraded(form.tool) && graded.length > 0)
        ask('physical', 'The Thriving Families Tool is written down below, as it says it: leave the areas empty')
      if (!isGraded(form.tool) && !form.item1) ask('item1', 'Write what the tool shows, the worst first')
      for (const row of rows) if (form[`item${row}`] && !form[`score${row}`]) ask(`score${row}`, 'Give the score as the tool says it')
    }),
  {
    tool: 'Which tool was used?',
    on: 'When was it done?',
    carerNamed: 'Whose care does it look at?',
    trained: 'Is whoever scored it trained for the tool?',
    physical: 'Physical care',
    safety: 'Safety',
    emotional: 'Love and belonging',
    developmental: 'Esteem and development',
    item1: 'What stands out most',
    score1: 'Its score',
    target1: 'The score aimed at',
    item2: 'What stands out next',
    score2: 'Its score (second)',
    target2: 'The score aimed at (second)',
    item3: 'What else stands out (third)',
    score3: 'Its score (third)',
    target3: 'The score aimed at (third)',
    item4: 'What else stands out (fourth)',
    score4: 'Its score (fourth)',
    target4: 'The score aimed at (fourth)',
    item5: 'What else stands out (fifth)',
    score5: 'Its score (fifth)',
    target5: 'The score aimed at (fifth)',
    evidence: 'What was seen and heard?',
    lifeForChild: 'What is it like for the child?',
    carersComment: 'What does the carer say?',
    signed: 'Has the carer signed it?',
  },
)
export type ToolForm = z.output<typeof toolForm.schema>

/** Whether care is good enough: by what standard, since when, from whose viewpoint, and what it is like for the child. */
export const enoughForm = declareForm(
  z
    .object({
      judged: pick(standardWords, 'Choose what you judge'),
      since: dayField.optional(),
      standard: said(10_000, 'Write what would be good enough for this child').prefault(''),
      evidence: said(10_000, 'Write what it rests on').prefault(''),
      viewpoints: several(pick(viewpointWords, 'Choose from whose viewpoint')),
      lifeForChild: said(10_000, 'Write what it is like for the child to live there').prefault(''),
      sinceFirst: words(10_000).optional(),
    })
    .superRefine((form, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (form.judged === 'enough' && !form.since)
        ask('since', 'Enter the day since when it has been good enough: one good week is not yet good enough')
      if (form.viewpoints.length === 0) ask('viewpoints', 'Choose from whose viewpoint it is judged')
    }),
  {
    judged: 'Is care good enough now?',
    since: 'Since when has it lasted?',
    standard: 'What is good enough for this child?',
    evidence: 'What does it rest on?',
    viewpoints: 'From whose viewpoint?',
    lifeForChild: 'What is it like for the child to live there?',
    sinceFirst: 'What has changed since the first tool, and what has not?',
  },
)
export type EnoughForm = z.output<typeof enoughForm.schema>

/** A small sign of neglect. */
export const signForm = declareForm(
  z.object({
    what: pick(signWords, 'Choose what was seen'),
    on: dayField,
    seenOrHeard: said(10_000, 'Write what was seen or heard').prefault(''),
    impact: words(10_000).optional(),
    whatWasDone: words(10_000).optional(),
  }),
  {
    what: 'What was seen?',
    on: 'When?',
    seenOrHeard: 'What was seen or heard?',
    impact: 'What does it do to the child?',
    whatWasDone: 'What was done about it?',
  },
)
export type SignForm = z.output<typeof signForm.schema>

/** The three forms by the name in their address; what is typed is kept under `neglect-<name> <child>`. */
export const neglectForms = {
  tool: { form: toolForm, kept: keptForm(toolForm, { longTexts: ['evidence', 'lifeForChild', 'carersComment'] }) },
  'good-enough': {
    form: enoughForm,
    kept: keptForm(enoughForm, { lists: ['viewpoints'], longTexts: ['standard', 'evidence', 'lifeForChild', 'sinceFirst'] }),
  },
  sign: { form: signForm, kept: keptForm(signForm, { longTexts: ['seenOrHeard', 'impact', 'whatWasDone'] }) },
} as const
export type NeglectForm = keyof typeof neglectForms
