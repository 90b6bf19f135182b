import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, said } from '../../../thread/fields.ts'
import { changeWords } from './circumstances.ts'

const codes = Object.keys(changeWords) as [keyof typeof changeWords, ...(keyof typeof changeWords)[]]
const children = z.preprocess(given => (typeof given === 'string' ? [given] : given), z.array(z.string().max(60)).default([]))

/** Something that has changed around one or several children. */
export const changeForm = declareForm(
  z.object({
    what: z.enum(codes, { error: 'Choose what has changed' }),
    on: dayField,
    whatChanged: said(10_000, 'Write what has changed').prefault(''),
    about: children,
  }),
  { what: 'What has changed?', on: 'Since when?', whatChanged: 'What exactly has changed?', about: 'For which other children too?' },
)

/** What the changes so far mean for one child. */
export const weighForm = declareForm(
  z.object({
    impact: said(10_000, 'Write what it means for the child').prefault(''),
    stageStillFits: z.enum(['yes', 'no'], { error: 'Say whether the stage of support still fits' }),
  }),
  { impact: 'What does it mean for the child?', stageStillFits: 'Does the stage of support still fit?' },
)

/** What is typed of a change is kept under `change <child>`, what it means under `change-means <child>`. */
export const keptChange = keptForm(changeForm, { lists: ['about'], longTexts: ['whatChanged'] })
export const keptMeaning = keptForm(weighForm, { longTexts: ['impact'] })
