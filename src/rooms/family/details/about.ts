import { z } from 'zod'
import { choice, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'
import { agencyWords } from '../../front-door/index.ts'

/** Ethnic groups as the census of England and Wales asks for them, with what people may say instead (census 2021, ethnic group question). */
export const ethnicityWords = {
  'white-british': 'White: English, Welsh, Scottish, Northern Irish or British',
  'white-irish': 'White: Irish',
  'white-traveller': 'White: Gypsy or Irish Traveller',
  'white-roma': 'White: Roma',
  'white-other': 'White: any other background',
  'mixed-white-black-caribbean': 'Mixed: White and Black Caribbean',
  'mixed-white-black-african': 'Mixed: White and Black African',
  'mixed-white-asian': 'Mixed: White and Asian',
  'mixed-other': 'Mixed: any other background',
  'asian-indian': 'Asian or Asian British: Indian',
  'asian-pakistani': 'Asian or Asian British: Pakistani',
  'asian-bangladeshi': 'Asian or Asian British: Bangladeshi',
  'asian-chinese': 'Asian or Asian British: Chinese',
  'asian-other': 'Asian or Asian British: any other background',
  'black-african': 'Black or Black British: African',
  'black-caribbean': 'Black or Black British: Caribbean',
  'black-other': 'Black or Black British: any other background',
  arab: 'Arab',
  other: 'Any other ethnic group',
  'not-said': 'Would rather not say',
  'not-asked': 'Not asked yet',
} as const

/** On what of a child's days culture, faith and identity may bear. */
export const bearsOnWords = {
  food: 'food',
  dress: 'dress and hair',
  prayer: 'prayer, fasting and holy days',
  language: 'language at home',
  family: 'who of the family cares for the child, here or abroad',
  community: 'a community that helps, or that is feared',
  immigration: 'immigration and leave to stay',
  racism: 'racism or hatred met',
  disability: 'how disability or illness is understood',
} as const

/** By whom was interpreted when the family was spoken with; never by somebody of the family. */
export const interpretedWords = {
  'not-needed': 'no interpreter was needed',
  professional: 'a professional interpreter was used',
  family: 'somebody of the family interpreted, which is to be done again with an interpreter',
  nobody: 'an interpreter was needed and none came, so it is to be done again',
} as const

/**
 * Ethnicity, religion and culture, the family's own words first, how they shape the child's days, what was assumed and how it was checked, and whether the worker's own position was talked
 * about in supervision (practice: cultural-consciousness). Each later one replaces the one before.
 */
export const background = kind({
  name: 'background',
  words: 'culture and background',
  of: ['person'],
  title: facts =>
    `Culture and background: ${[facts.ethnicity === undefined ? undefined : ethnicityWords[facts.ethnicity], facts.religion].filter(Boolean).join('; ') || 'in their own words'}`,
  record: {
    facts: z.strictObject({
      ethnicity: choice(ethnicityWords, 'Choose an ethnic group').optional(),
      religion: line(120).optional(),
      bearsOn: z.array(choice(bearsOnWords, 'Choose on what it bears')).max(9).optional(),
      interpreted: choice(interpretedWords, 'Say who interpreted').optional(),
      reflected: yesOrNo('Say whether it was talked about in supervision').optional(),
    }),
    narrative: z.strictObject({
      inTheirWords: words(4000).optional(),
      dailyLife: words(4000).optional(),
      assumptions: words(4000).optional(),
    }),
  },
  retention: 'identity',
})

/** Ways in which somebody is spoken with other than by speech and print as most people use them. */
export const communicationWords = {
  'british-sign-language': 'British Sign Language',
  makaton: 'Makaton or other key word signs',
  pictures: 'pictures or symbols',
  device: 'a device that speaks',
  'easy-read': 'easy read',
  'large-print': 'large print',
  braille: 'Braille',
  'hearing-aid': 'hearing aid or lip-reading',
  'more-time': 'more time and short sentences',
  behaviour: 'shows by behaviour, not by words',
} as const

/** How this person is best spoken with, in and beside language. Each later one replaces the one before. */
export const communicationNeeds = kind({
  name: 'communication-needs',
  words: 'how to speak with this person',
  of: ['person'],
  title: facts =>
    facts.by.length > 0 ? `Speak with them by ${facts.by.map(one => communicationWords[one]).join(', ')}` : 'How to speak with them',
  record: {
    facts: z.strictObject({ by: z.array(choice(communicationWords, 'Choose ways to communicate')).max(10).default([]) }),
    narrative: z.strictObject({ howToSpeak: words(4000).optional() }),
  },
  retention: 'identity',
})

/**
 * Somebody who works with this person for an agency that has no account here for it: the family doctor, an adult's worker, a club leader. `ended` says that
 * they do so no longer, from the day it tells of; such an entry answers the first.
 */
export const otherProfessional = kind({
  name: 'other-professional',
  words: 'professional involved',
  of: ['person'],
  title: facts =>
    `${facts.name}${facts.job ? `, ${facts.job},` : ''} of ${facts.organisation} ${facts.ended ? 'no longer works' : 'works'} with them`,
  record: {
    facts: z.strictObject({
      agency: choice(agencyWords, 'Choose the kind of organisation'),
      organisation: line(160),
      name: line(160),
      job: line(120).optional(),
      ended: yesOrNo('Say whether it has ended').default(false),
    }),
    narrative: z.strictObject({ howToReach: words(1000).optional() }),
  },
  retention: 'identity',
})
