import { z } from 'zod'
import { choice, idField, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { type FactsOf, kind } from '../../../thread/kind.ts'

/** Who an adult is, as far as anybody has seen. */
export const seenAsWords = { man: 'a man', woman: 'a woman', adult: 'an adult' } as const

/** How an adult stands to the child or the family (recurring themes briefing, September 2023, box 3, names these and is not exhaustive). */
export const contactWords = {
  mother: 'mother',
  father: 'father',
  'step-parent': 'step-parent',
  'partner-of-parent': 'partner of a parent or carer',
  grandparent: 'grandparent',
  'uncle-or-aunt': 'uncle or aunt',
  sibling: 'grown-up brother or sister',
  babysitter: 'babysitter',
  childminder: 'childminder',
  lodger: 'lodger',
  neighbour: 'neighbour',
  friend: 'friend of the family',
  acquaintance: 'acquaintance',
  other: 'somebody else',
  'not-known': 'not known',
} as const
export type ContactAs = keyof typeof contactWords

/** Where the adult is when the child is at home. */
export const presenceWords = {
  lives: 'lives in the child’s home',
  'moved-in': 'has moved into the child’s home',
  overnight: 'stays overnight',
  visits: 'visits',
  elsewhere: 'sees the child elsewhere',
  'not-known': 'not known',
} as const

export const frequencyWords = {
  daily: 'every day',
  weekly: 'every week',
  monthly: 'every month',
  'now-and-then': 'now and then',
  'not-known': 'not known',
} as const

/** Who told us, or how it was seen. */
export const toldByWords = {
  child: 'the child',
  parent: 'a parent or carer',
  'the-adult': 'the adult themselves',
  neighbour: 'a neighbour or relative',
  seen: 'a professional saw it',
  agency: 'another agency',
} as const

export const checkWords = { done: 'done', asked: 'asked for', 'not-done': 'not done' } as const
const check = choice(checkWords, 'Say whether the check is done').default('not-done')

/**
 * An adult in regular contact with this child, known or not yet (practice: adult-contact-register; recurring themes briefing, September 2023, box 3). The
 * day it tells of is the day it was last confirmed. What is learned later of the same adult answers the first such entry; who the adult is, in words, and
 * what is known of risk and of good, stand apart from the child's record.
 */
export const adultInContact = kind({
  name: 'adult-in-contact',
  words: 'adult in the child’s life',
  of: ['person'],
  title: facts => {
    const who = facts.as === 'not-known' ? seenAsWords[facts.seenAs] : contactWords[facts.as]
    const says = facts.ended
      ? 'no longer in regular contact'
      : facts.identified
        ? 'in regular contact'
        : 'in regular contact, not yet identified'
    return `${who.replace(/^./, first => first.toUpperCase())}: ${says}`
  },
  record: {
    facts: z.strictObject({
      seenAs: choice(seenAsWords, 'Say who the adult seems to be'),
      as: choice(contactWords, 'Say how the adult stands to the child'),
      identified: yesOrNo('Say whether it is known who the adult is'),
      person: idField<SubjectId>().optional(),
      parentalResponsibility: yesOrNo('Say whether the adult has parental responsibility').optional(),
      /** Has anybody who works with the child spoken with the adult? */
      spokenWith: yesOrNo('Say whether the adult has been spoken with').default(false),
      presence: choice(presenceWords, 'Say where the adult sees the child').default('not-known'),
      frequency: choice(frequencyWords, 'Say how often').default('not-known'),
      alone: yesOrNo('Say whether the adult is alone with the child').optional(),
      policeCheck: check,
      socialCareCheck: check,
      probationCheck: check,
      toldBy: choice(toldByWords, 'Say who told us'),
      ended: yesOrNo('Say whether the contact has ended').default(false),
    }),
    narrative: z.strictObject({}),
  },
  also: {
    'third-party': {
      facts: z.strictObject({}),
      narrative: z.strictObject({
        calledOrDescribed: words(400).optional(),
        goodForChild: words(4000).optional(),
        knownRisks: words(4000).optional(),
        whatChecksSay: words(4000).optional(),
      }),
    },
  },
  retention: 'child-in-need',
})

export type AdultFacts = FactsOf<typeof adultInContact>

/** What a manager decided about an adult who has moved into the home of a child on a plan. */
export const newAdultDecisionWords = {
  'may-stay': 'may stay in the home while checks are made',
  'agreed-arrangement': 'an arrangement is agreed that keeps the child safe',
  'must-not-stay': 'must not stay in the home',
  'strategy-discussion': 'a strategy discussion is held',
} as const

/** The manager's decision; it answers the entry that told of the adult, or names the person. */
export const newAdultDecided = kind({
  name: 'new-adult-decided',
  words: 'decision about a new adult in the home',
  of: ['person'],
  title: facts => `Manager’s decision about a new adult in the home: ${newAdultDecisionWords[facts.decision]}`,
  record: {
    facts: z.strictObject({
      decision: choice(newAdultDecisionWords, 'Choose what is decided'),
      person: idField<SubjectId>().optional(),
    }),
    narrative: z.strictObject({ reason: words(4000).optional() }),
  },
  retention: 'child-protection',
})
