import { z } from 'zod'
import { line, said, words } from '../../../../thread/fields.ts'
import { type Outcome, outcomeWords } from '../../decision/outcomes.ts'
import { type ConcernCode, concernWords } from '../concerns.ts'
import { pick, several, typedDay } from '../fields.ts'
import { consentWords, formWords, notToldWords } from '../referral-told.ts'

/** What the pages of raising a concern ask, in their order: one thing a page, danger first. Each is parsed by its own schema. */

const yesNo = { yes: 'Yes', no: 'No' } as const
export const yesNoUnknown = { yes: 'Yes', no: 'No', 'not-known': 'I do not know' } as const

export const danger = z.object({
  inDangerNow: pick(yesNo, 'Say whether a child is in danger now'),
  emergencyCall: words(1000).optional(),
})

export const about = z.object({
  form: pick(formWords, 'Choose what you are asking for'),
  concerns: several(concernWords, 'Choose at least one thing you are worried about') as unknown as z.ZodType<ConcernCode[]>,
  askedFor: pick(outcomeWords, 'Choose the help you think is needed').optional() as unknown as z.ZodOptional<z.ZodType<Outcome>>,
})

export const child = z
  .object({
    given: line(100).optional(),
    family: line(100).optional(),
    born: typedDay('Enter a real date of birth, such as 27 3 2018, or leave all three boxes empty'),
    expected: typedDay('Enter a real date, such as 27 3 2027, or leave all three boxes empty'),
    school: line(160).optional(),
    language: line(80).optional(),
  })
  .refine(facts => facts.given || facts.family || facts.born || facts.expected, {
    path: ['given'],
    message: 'Enter what you know of the child: a name, a date of birth, or for an unborn baby when it is due',
  })

export const adult = z
  .object({
    name: line(200).optional(),
    relation: line(120).optional(),
    parentalResponsibility: pick(yesNoUnknown, 'Choose whether this adult has parental responsibility').optional(),
  })
  .refine(facts => facts.name || facts.relation, {
    path: ['name'],
    message: 'Enter the adult’s name, or who they are if you do not know it, such as “a man who collects from nursery”',
  })

export const worry = z.object({
  seenOrHeard: said(20_000, 'Write what you have seen or heard, who saw it and when').prefault(''),
  worry: words(10_000).optional(),
  impact: words(10_000).optional(),
  childsWords: words(10_000).optional(),
})

export const strengths = z.object({
  workingWell: words(10_000).optional(),
  tried: words(10_000).optional(),
  earlyHelpTried: pick(yesNoUnknown, 'Say whether early help has been tried'),
  knownReferrals: words(4000).optional(),
  previousAreas: words(4000).optional(),
})

export const family = z
  .object({
    familyTold: pick(yesNo, 'Say whether the family knows that you are raising this'),
    notToldReason: pick(notToldWords, 'Choose why the family does not know').optional(),
    notToldWhy: words(4000).optional(),
    consent: pick(consentWords, 'Choose what the family said').optional(),
    safeToContactParents: pick(yesNoUnknown, 'Say whether it is safe to contact the parents'),
    interpreter: line(80).optional(),
    whereNow: words(2000).optional(),
  })
  .refine(facts => facts.familyTold === 'yes' || facts.notToldReason, {
    path: ['notToldReason'],
    message: 'Choose why the family does not know',
  })

export const you = z.object({
  name: said(200, 'Enter your name: a professional cannot raise a concern without it').prefault(''),
  role: line(160).optional(),
  phone: said(40, 'Enter a number on which The Bridge can ring you back').prefault(''),
  email: line(200).optional(),
  riskToWorkers: words(4000).optional(),
})

/** The pages in their order; children and adults are lists with a page for each. */
export const pages = ['danger', 'about', 'children', 'adults', 'worry', 'strengths', 'family', 'you', 'check'] as const
export type PageName = (typeof pages)[number]

/** The pages that are one form each. */
export const forms = { danger, about, worry, strengths, family, you } as const
export type FormName = keyof typeof forms
export const isForm = (page: string): page is FormName => Object.hasOwn(forms, page)
