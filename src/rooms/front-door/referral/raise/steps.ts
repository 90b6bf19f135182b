import { z } from 'zod'
import { declareForm } from '../../../../kernel/http/declared.ts'
import { line, partialDayField, said, words } from '../../../../thread/fields.ts'
import { identifierAsks, plainIdentifier } from '../../../../thread/identifiers.ts'
import { earlyHelpOutcomeWords } from '../../../early-help/index.ts'
import { type Outcome, outcomeWords } from '../../decision/outcomes.ts'
import { type ConcernCode, concernWords } from '../concerns.ts'
import { pick, several, typedDay } from '../fields.ts'
import { consentWords, formWords, notToldWords } from '../referral-told.ts'

/**
 * What the pages of raising a concern ask, each declared once: its schema, and what its fields are called. The road is short, one thing a page, danger
 * first; what else may be known stands on short pages that the answers lead to (practice: referral-record).
 */

const yesNo = { yes: 'Yes', no: 'No' } as const
export const yesNoUnknown = { yes: 'Yes', no: 'No', 'not-known': 'I do not know' } as const

const danger = declareForm(
  z.object({ inDangerNow: pick(yesNo, 'Say whether a child is in danger now'), emergencyCall: words(1000).optional() }),
  { inDangerNow: 'Is a child in danger now?', emergencyCall: 'Whom have you rung, when, and what did they say?' },
)

const about = declareForm(
  z.object({
    form: pick(formWords, 'Choose what you are asking for'),
    concerns: several(concernWords, 'Choose at least one thing you are worried about') as unknown as z.ZodType<ConcernCode[]>,
    askedFor: pick(outcomeWords, 'Choose the help you think is needed').optional() as unknown as z.ZodOptional<z.ZodType<Outcome>>,
  }),
  { form: 'What are you asking for?', concerns: 'What is it about?', askedFor: 'What help do you think is needed?' },
)

const worry = declareForm(
  z.object({
    seenOrHeard: said(20_000, 'Write what you have seen or heard, who saw it and when').prefault(''),
    worry: words(10_000).optional(),
    impact: words(10_000).optional(),
    childsWords: words(10_000).optional(),
  }),
  {
    seenOrHeard: 'What has been seen or heard?',
    worry: 'What are you worried will happen if nothing changes?',
    impact: 'What is it like for the child? What does a day look like?',
    childsWords: 'In the child’s own words',
  },
)

const strengths = declareForm(
  z.object({
    workingWell: words(10_000).optional(),
    tried: words(10_000).optional(),
    earlyHelpTried: pick(yesNoUnknown, 'Say whether early help has been tried'),
    assessed: pick(yesNoUnknown, 'Say whether there is an Early Help Assessment').optional(),
    assessedOn: z
      .string()
      .transform(text => text.replace(/(-00)+$/, ''))
      .pipe(partialDayField)
      .optional(),
    assessedOutcome: pick(earlyHelpOutcomeWords, 'Choose what became of it').optional(),
    knownReferrals: words(4000).optional(),
    previousAreas: words(4000).optional(),
  }),
  {
    workingWell: 'What is working well? Who helps keep the child safe?',
    tried: 'What has been tried already?',
    earlyHelpTried: 'Has the family had early help?',
    assessed: 'Is there an Early Help Assessment?',
    assessedOn: 'When was it done?',
    assessedOutcome: 'What became of it?',
    knownReferrals: 'Earlier concerns that you know of',
    previousAreas: 'Where else has the family lived?',
  },
)

const family = declareForm(
  z
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
    }),
  {
    familyTold: 'Does the family know?',
    notToldReason: 'Why not?',
    notToldWhy: 'Say more',
    consent: 'What did they say to this request?',
    safeToContactParents: 'Is it safe to contact the parents?',
    interpreter: 'Language, if an interpreter is needed',
    whereNow: 'Where is the child now?',
  },
)

const you = declareForm(
  z.object({
    name: said(200, 'Enter your name: a professional cannot raise a concern without it').prefault(''),
    role: line(160).optional(),
    phone: said(40, 'Enter a number on which The Bridge can ring you back').prefault(''),
    email: line(200).optional(),
    relationship: line(200).optional(),
    riskToWorkers: words(4000).optional(),
  }),
  {
    name: 'Your name',
    role: 'What you do',
    phone: 'A number on which we can ring you back',
    email: 'E-mail address',
    relationship: 'How do you know the child?',
    riskToWorkers: 'Could anybody who visits be at risk?',
  },
)

const home = declareForm(
  z.object({
    address: words(400).optional(),
    postcode: line(10).optional(),
  }),
  { address: 'Where does the child live?', postcode: 'Postcode' },
)

const tools = declareForm(z.object({ tools: words(4000).optional() }), {
  tools: 'Assessments and tools that you have used, and what they showed',
})

const agreement = declareForm(
  z.object({
    familyToldOn: typedDay('Enter the day on which the family was told, such as 27 3 2026, or leave all three boxes empty'),
    bridgeAgreedNotToTell: pick(yesNo, 'Say whether The Bridge agreed').optional(),
    lawfulBasis: words(2000).optional(),
  }),
  {
    familyToldOn: 'When was the family told?',
    bridgeAgreedNotToTell: 'If they were not told: did The Bridge agree to that?',
    lawfulBasis: 'On what do you rest telling us?',
  },
)

/** What is asked of each child on the road, and what may be added. */
export const child = declareForm(
  z
    .object({
      given: line(100).optional(),
      family: line(100).optional(),
      born: typedDay('Enter a real date of birth, such as 27 3 2018, or leave all three boxes empty'),
      expected: typedDay('Enter a real date, such as 27 3 2027, or leave all three boxes empty'),
      age: line(40).optional(),
      school: line(160).optional(),
      language: line(80).optional(),
    })
    .refine(facts => facts.given || facts.family || facts.born || facts.expected || facts.age, {
      path: ['given'],
      message: 'Enter what you know of the child: a name, a date of birth, about how old, or for an unborn baby when it is due',
    }),
  {
    given: 'First name',
    family: 'Family name',
    born: 'Date of birth',
    expected: 'For an unborn baby: when it is due',
    age: 'About how old, if you do not know the date',
    school: 'School or nursery',
    language: 'Language at home',
  },
)

export const sexWords = { female: 'Female', male: 'Male', 'not known': 'Not known' } as const

/** What may be added about a child whom the road has named. */
export const moreOfChild = declareForm(
  z.object({
    sex: pick(sexWords, 'Choose the child’s sex, or leave it').optional(),
    nhsNumber: z
      .string()
      .transform(text => plainIdentifier('nhs-number', text))
      .superRefine((text, context) => {
        const message = identifierAsks('nhs-number', text)
        if (message) context.addIssue({ code: 'custom', message })
      })
      .optional(),
    ethnicity: line(120).optional(),
    religion: line(120).optional(),
    disability: line(300).optional(),
    doctor: line(160).optional(),
  }),
  {
    sex: 'Sex',
    nhsNumber: 'NHS number',
    ethnicity: 'Ethnic background, as the family describes it',
    religion: 'Religion',
    disability: 'Disability, and what it means for the child',
    doctor: 'Family doctor',
  },
)

/** Somebody whom nobody can name: one tap is enough. */
export const seemsWords = { man: 'A man', woman: 'A woman', adult: 'Somebody' } as const

export const adult = declareForm(
  z
    .object({
      name: line(200).optional(),
      relation: line(120).optional(),
      seenAs: pick(seemsWords, 'Choose who it seems to be').optional(),
      parentalResponsibility: pick(yesNoUnknown, 'Choose whether this adult has parental responsibility').optional(),
    })
    .refine(facts => facts.name || facts.relation || facts.seenAs, {
      path: ['name'],
      message:
        'Enter the adult’s name, or who they are if you do not know it, such as “a man who collects from nursery”, or choose who it seems to be',
    }),
  {
    name: 'Name',
    relation: 'Who are they to the child?',
    seenAs: 'If nobody knows: who does it seem to be?',
    parentalResponsibility: 'Do they have parental responsibility?',
  },
)

/** The pages of the road in their order; children and adults are lists with a page for each. */
export const pages = ['danger', 'about', 'children', 'adults', 'worry', 'strengths', 'family', 'you', 'check'] as const
/** Short pages beside the road, which the answers lead to. */
export const besides = ['home', 'tools', 'agreement'] as const
export type PageName = (typeof pages)[number] | (typeof besides)[number]

/** The pages that are one form each. */
export const forms = { danger, about, worry, strengths, family, you, home, tools, agreement } as const
export type FormName = keyof typeof forms
export const isForm = (page: string): page is FormName => Object.hasOwn(forms, page)
export const isBeside = (page: string): boolean => (besides as readonly string[]).includes(page)

/** The most children, and the most adults, one concern can name. */
export const mostPeople = 20
