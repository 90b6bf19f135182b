import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, line, partialDayField, said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'
import { earlyHelpOutcomeWords } from '../../early-help/index.ts'
import { outcomeWords } from '../decision/outcomes.ts'
import { concernsField, sayConcerns } from './concerns.ts'

/** The two forms of the front door (Support and Safeguarding in Salford, The Bridge Partnership). */
export const formWords = {
  'worried-about-a-child': 'Worried about a child',
  'child-needing-support': 'A child who needs support',
} as const

/** How it reached The Bridge. */
export const channelWords = {
  portal: 'online form',
  phone: 'telephone',
  letter: 'letter or email',
  'police-notice': 'notice from the police',
  'emergency-duty': 'handed over by the Emergency Duty Team',
  'hospital-notice': 'notice from unscheduled health care',
} as const

/** Why the family was not told. */
export const notToldWords = {
  'would-raise-risk': 'telling them would raise the risk',
  'would-prejudice-an-enquiry': 'telling them would get in the way of an enquiry',
  'could-not-be-reached': 'they could not be reached',
  other: 'another reason',
} as const

export const consentWords = {
  given: 'agreed to this request',
  refused: 'did not agree',
  'not-asked': 'were not asked',
} as const

const knownOrNot = { yes: 'yes', no: 'no', 'not-known': 'not known' } as const

const child = z.strictObject({
  label: line(40).min(1, 'Give each child a label, such as child 1'),
  given: line(100).optional(),
  family: line(100).optional(),
  born: partialDayField.optional(),
  expected: dayField.optional(),
  /** The age as somebody put it who does not know the date: 'about 6', 'still in a pram'. */
  age: line(40).optional(),
  sex: z.enum(['female', 'male', 'not known', 'not specified'], { error: 'Choose: female, male, not known, not specified' }).optional(),
  school: line(160).optional(),
  language: line(80).optional(),
  ethnicity: line(120).optional(),
  religion: line(120).optional(),
  disability: line(300).optional(),
  doctor: line(160).optional(),
  nhsNumber: z
    .string()
    .regex(/^\d{10}$/, 'Enter the 10 figures of the NHS number, without spaces')
    .optional(),
})

const adult = z.strictObject({
  label: line(40).min(1, 'Give each adult a label, such as adult 1'),
  name: line(200).optional(),
  relation: line(120).optional(),
  /** Who somebody seems to be whom nobody can name. */
  seenAs: choice({ man: 'a man', woman: 'a woman', adult: 'somebody' }, 'Choose who it seems to be').optional(),
  parentalResponsibility: choice(knownOrNot, 'Choose whether this adult has parental responsibility').optional(),
})

/**
 * A concern exactly as somebody told it to The Bridge, before anybody is matched to a person on record (practice: referral-record). Who told it is
 * kept in a part of its own. A professional gives a name; a member of the public need not (partnership news, January 2023).
 */
export const referralTold = kind({
  name: 'referral-told',
  words: 'concern as it was told',
  of: ['matter'],
  title: facts => `${formWords[facts.form]}: ${sayConcerns(facts.concerns)}`,
  record: {
    facts: z
      .strictObject({
        form: choice(formWords, 'Choose the form'),
        formVersion: line(40).optional(),
        channel: choice(channelWords, 'Choose how it reached The Bridge').default('portal'),
        inDangerNow: yesOrNo('Say whether a child is in danger now'),
        referrerIs: choice({ professional: 'a professional', public: 'a member of the public' }, 'Choose who is telling this'),
        anonymous: yesOrNo('Say whether the name is withheld').default(false),
        source: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }),
        sourceName: line(160).optional(),
        concerns: concernsField,
        askedFor: choice(outcomeWords, 'Choose the help that is asked for').optional(),
        familyTold: choice({ yes: 'yes', no: 'no' }, 'Say whether the family knows'),
        familyToldOn: dayField.optional(),
        notToldReason: choice(notToldWords, 'Choose why the family was not told').optional(),
        bridgeAgreedNotToTell: yesOrNo('Say whether The Bridge agreed').optional(),
        consent: choice(consentWords, 'Choose what the family said about this request').optional(),
        safeToContactParents: choice(knownOrNot, 'Say whether it is safe to contact the parents').default('not-known'),
        interpreter: line(80).optional(),
        riskToWorkers: yesOrNo('Say whether workers may be at risk').default(false),
        earlyHelpTried: choice(knownOrNot, 'Say whether early help was tried').default('not-known'),
        /** Whether whoever tells this knows of an Early Help Assessment, when it was done and what became of it. */
        earlyHelpAssessment: z
          .strictObject({
            exists: choice(knownOrNot, 'Say whether there is an Early Help Assessment'),
            on: partialDayField.optional(),
            outcome: choice(earlyHelpOutcomeWords, 'Choose what became of it').optional(),
          })
          .optional(),
        /** How many files came with it. */
        files: z.int().min(0).max(50).optional(),
        children: z.array(child).min(1, 'Tell of at least one child').max(20, 'Tell of up to 20 children at once'),
        adults: z.array(adult).max(20, 'Tell of up to 20 adults at once').default([]),
      })
      .refine(facts => !facts.anonymous || facts.referrerIs === 'public', {
        path: ['anonymous'],
        message: 'Only a member of the public may leave out their name: a professional gives it',
      })
      .refine(facts => facts.familyTold === 'yes' || facts.notToldReason !== undefined, {
        path: ['notToldReason'],
        message: `Choose why the family was not told: ${Object.keys(notToldWords).join(', ')}`,
      })
      .refine(
        facts => new Set([...facts.children, ...facts.adults].map(one => one.label)).size === facts.children.length + facts.adults.length,
        {
          path: ['children'],
          message: 'Give each child and adult a label of their own',
        },
      ),
    narrative: z.strictObject({
      seenOrHeard: said(20_000, 'Write what was seen or heard, by whom and when'),
      worry: words(10_000).optional(),
      impact: words(10_000).optional(),
      workingWell: words(10_000).optional(),
      tried: words(10_000).optional(),
      childsWords: words(10_000).optional(),
      knownReferrals: words(4000).optional(),
      previousAreas: words(4000).optional(),
      notToldWhy: words(4000).optional(),
      riskToWorkers: words(4000).optional(),
      emergencyCall: words(1000).optional(),
      tools: words(4000).optional(),
      lawfulBasis: words(2000).optional(),
    }),
  },
  also: {
    referrer: {
      facts: z.strictObject({ withheld: yesOrNo('Say whether the name is to be kept from the family').default(false) }),
      narrative: z.strictObject({
        name: line(200).optional(),
        role: line(160).optional(),
        agency: line(200).optional(),
        phone: line(40).optional(),
        whenToRing: line(200).optional(),
        email: line(200).optional(),
        relationship: line(200).optional(),
      }),
    },
    whereabouts: {
      facts: z.strictObject({ postcode: line(10).optional() }),
      narrative: z.strictObject({ whereNow: words(2000).optional(), address: words(400).optional() }),
    },
    'third-party': {
      facts: z.strictObject({}),
      narrative: z.strictObject({ adults: words(10_000).optional() }),
    },
  },
  retention: 'contact-only',
})
