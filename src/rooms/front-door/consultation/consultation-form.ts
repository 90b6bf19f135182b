import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { type AgencyKind, agencyKinds } from '../../../thread/entry.ts'
import { line, said } from '../../../thread/fields.ts'
import { pick, typedDay } from '../referral/fields.ts'
import { agencyWords } from '../referral/sources.ts'
import { adviceWords } from './consultation.ts'

/** The kinds of organisation that ask for advice: any but the public, who have a page of their own. */
export const sourceChoices = Object.fromEntries(
  agencyKinds.filter(kind => kind !== 'public').map(kind => [kind, agencyWords[kind].replace(/^./u, first => first.toUpperCase())]),
) as Readonly<Record<Exclude<AgencyKind, 'public'>, string>>

/** What is written down of a consultation. */
export const consultationForm = declareForm(
  z
    .object({
      caller: said(300, 'Enter who asks').prefault(''),
      email: line(200).optional(),
      source: pick(sourceChoices, 'Choose where they work'),
      sourceName: line(160).optional(),
      about: pick({ named: '', anonymous: '' }, 'Choose whether the child is named'),
      given: line(100).optional(),
      family: line(100).optional(),
      born: typedDay('Enter a real date of birth, such as 27 3 2018, or leave all three boxes empty'),
      question: said(10_000, 'Write what they ask').prefault(''),
      advised: said(10_000, 'Write what you advise, and why').prefault(''),
      advice: pick(adviceWords, 'Choose what you advise'),
      decidedBy: said(200, 'Enter who decided what to advise').prefault(''),
    })
    .refine(form => form.about === 'anonymous' || form.given || form.family || form.born, {
      path: ['given'],
      message: 'Enter what names the child, or choose that the child is not named',
    }),
  {
    caller: 'Who asks?',
    email: 'The e-mail address they sign in with here',
    source: 'Where do they work?',
    sourceName: 'Name of their school, team or practice',
    about: 'Is the child named?',
    given: 'First name',
    family: 'Family name',
    born: 'Date of birth',
    question: 'What do they ask?',
    advised: 'What do you advise, and why?',
    advice: 'In short, you advise',
    decidedBy: 'Who decided what to advise?',
  },
)

/** What is typed of a consultation while somebody is on the telephone is kept under `consultation`. */
export const keptConsultation = keptForm(consultationForm, { longTexts: ['question', 'advised'] })
