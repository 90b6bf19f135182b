import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said, words } from '../../../thread/fields.ts'
import type { ConcernCode } from '../referral/concerns.ts'
import { pick, several, typedDay } from '../referral/fields.ts'

/**
 * What the pages of telling of a worry ask of anybody, without an account: one thing a page, danger first. Little is asked for and hardly anything must be
 * answered: a worry is never turned away because something is missing.
 */

export const dangerWords = { yes: 'Yes, or I think so', no: 'No' } as const

export const formChoices = {
  'worried-about-a-child': 'I am worried that a child is being harmed, or may be',
  'child-needing-support': 'A child or a family needs more help',
} as const

/** What a worry may be about, in the words people use. */
export const concernChoices = {
  neglect: 'Not being looked after: hungry, cold, dirty, left alone (neglect)',
  physical: 'Being hit or hurt (physical abuse)',
  sexual: 'Something sexual (sexual abuse)',
  emotional: 'Being frightened, shouted at or made to feel worthless (emotional abuse)',
  'accident-or-injury': 'An accident or an injury',
  'domestic-abuse': 'Violence or control between adults at home (domestic abuse)',
  exploitation: 'Being used by others, for crime or for sex (exploitation)',
  'harm-outside-the-home': 'Harm outside the home: gangs, violence, online',
  'going-missing': 'Going missing',
  'parental-mental-health': 'A parent’s mental health',
  'parental-substance-misuse': 'A parent’s drinking or drugs',
  'needs-of-disability': 'A disability, and the help it needs',
  homelessness: 'Having no home',
  other: 'Something else, or I am not sure',
} as const satisfies Record<ConcernCode, string>

export const familyChoices = {
  self: 'It is my own family, or it is about me',
  yes: 'Yes, they know',
  no: 'No, they do not know',
} as const

export const agreedChoices = { given: 'Yes', refused: 'No', 'not-asked': 'I have not asked' } as const

export const notToldChoices = {
  'would-raise-risk': 'It could put somebody in danger',
  'could-not-be-reached': 'I could not reach them',
  other: 'Another reason, or I would rather not say',
} as const

export const namingChoices = {
  named: 'You may know who I am',
  withheld: 'You may know who I am, but the family must not be told',
  anonymous: 'I would rather not say who I am',
} as const

/** The pages that are one form each. */
export const forms = {
  danger: declareForm(z.object({ inDangerNow: pick(dangerWords, 'Say whether a child is in danger now') }), {
    inDangerNow: 'Is a child in danger now?',
  }),
  ring: declareForm(z.object({ emergencyCall: words(1000).optional() }), { emergencyCall: 'Whom have you rung, and when?' }),
  about: declareForm(z.object({ form: pick(formChoices, 'Choose what you would like to tell us') }), {
    form: 'What would you like to tell us?',
  }),
  worry: declareForm(
    z.object({
      seenOrHeard: said(20_000, 'Write what has happened, in your own words').prefault(''),
      childsWords: words(10_000).optional(),
    }),
    { seenOrHeard: 'What has happened?', childsWords: 'What has the child said?' },
  ),
  themes: declareForm(z.object({ concerns: several(concernChoices, 'Choose what it is about').optional() }), {
    concerns: 'What is it about?',
  }),
  where: declareForm(
    z.object({
      address: words(400).optional(),
      postcode: line(10).optional(),
      whereNow: words(2000).optional(),
      riskToWorkers: words(4000).optional(),
    }),
    {
      address: 'Where does the child live?',
      postcode: 'Postcode',
      whereNow: 'Where is the child now?',
      riskToWorkers: 'Is there anything we should know before we visit?',
    },
  ),
  adults: declareForm(z.object({ adults: words(10_000).optional() }), { adults: 'Who looks after the child?' }),
  family: declareForm(
    z.object({
      familyTold: pick(familyChoices, 'Say whether the family knows that you are telling us'),
      consent: pick(agreedChoices, 'Choose whether they agree that you ask for help').optional(),
      notToldReason: pick(notToldChoices, 'Choose why the family does not know').optional(),
    }),
    {
      familyTold: 'Does the family know that you are telling us?',
      consent: 'Do they agree that you ask for help?',
      notToldReason: 'Why do they not know?',
    },
  ),
  you: declareForm(
    z
      .object({
        naming: pick(namingChoices, 'Choose whether we may know who you are'),
        relationship: line(200).optional(),
        name: line(200).optional(),
        phone: line(40).optional(),
        email: line(200).optional(),
        whenToRing: line(200).optional(),
      })
      .refine(you => you.naming === 'anonymous' || you.name, {
        path: ['name'],
        message: 'Enter your name, or choose that you would rather not say who you are',
      }),
    {
      naming: 'May we know who you are?',
      relationship: 'Who are you to the child?',
      name: 'Your name',
      phone: 'Telephone number',
      email: 'E-mail address',
      whenToRing: 'When is it safe to ring you?',
    },
  ),
} as const

export type FormName = keyof typeof forms
export const isForm = (page: string): page is FormName => Object.hasOwn(forms, page)

/** One child: whatever is known. */
export const child = declareForm(
  z
    .object({
      given: line(100).optional(),
      family: line(100).optional(),
      age: line(40).optional(),
      born: typedDay('Enter a real date of birth, such as 27 3 2018, or leave all three boxes empty'),
      school: line(160).optional(),
    })
    .refine(facts => Object.values(facts).some(Boolean), {
      path: ['given'],
      message: 'Enter anything you know of the child: a name, or about how old, is enough',
    }),
  { given: 'First name', family: 'Family name', age: 'About how old?', born: 'Date of birth', school: 'School or nursery' },
)

/** The pages in their order. */
export const pages = ['danger', 'ring', 'about', 'worry', 'children', 'themes', 'where', 'adults', 'family', 'you', 'check'] as const
export type PageName = (typeof pages)[number]

/** What each page is called: its heading and its title. Titles stay in the history of a telephone, so they say no more than a leaflet would. */
export const titles: Record<PageName, string> = {
  danger: 'Is a child in danger now?',
  ring: 'Ring 999 now',
  about: 'What would you like to tell us?',
  worry: 'What has happened?',
  children: 'Which child is it?',
  themes: 'What is it about?',
  where: 'Where is the child?',
  adults: 'Who looks after the child?',
  family: 'Does the family know?',
  you: 'May we know who you are?',
  check: 'Check your answers',
}

/** The most children one sending can name. */
export const mostChildren = 20
