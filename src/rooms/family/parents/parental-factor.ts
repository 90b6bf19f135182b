import { z } from 'zod'
import { choice, idField, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What weighs on a parent and may weigh on the child (practice: parental-factors; visits briefing, July 2024, boxes 1 and 7). */
export const factorWords = {
  'domestic-abuse': 'domestic abuse',
  'mental-health': 'mental ill health',
  substances: 'alcohol or drugs',
  'learning-disability': 'learning disability',
  'own-care': 'own childhood in care',
  money: 'money and debt',
  homelessness: 'risk of losing the home',
} as const
export type Factor = keyof typeof factorWords

/** Whether an adult service works with the parent. */
export const adultServiceWords = {
  involved: 'an adult service works with them',
  offered: 'an adult service was offered',
  refused: 'an adult service was offered and refused',
  none: 'no adult service is involved',
  'not-known': 'not known',
} as const

/** Whether the parent agrees that we speak with that service. */
export const consentWords = {
  given: 'agrees that we speak with it',
  refused: 'does not agree',
  'without-asking': 'not asked, because asking would put somebody at risk',
  'not-asked': 'not asked yet',
} as const

export const whoseWords = { mother: 'mother', father: 'father', carer: 'another carer', both: 'both parents' } as const

/**
 * Something in a parent's life that bears on the child. What it means for the child stands in the child's record; what is about the parent stands apart.
 * What is learned later answers the first entry; `ended` says that it bears on the child no longer.
 */
export const parentalFactor = kind({
  name: 'parental-factor',
  words: 'what weighs on a parent',
  of: ['person'],
  title: facts =>
    `${whoseWords[facts.whose].replace(/^./, first => first.toUpperCase())}: ${factorWords[facts.factor]}${facts.ended ? ', no longer' : ''}`,
  record: {
    facts: z.strictObject({
      factor: choice(factorWords, 'Choose what it is'),
      whose: choice(whoseWords, 'Say whose it is'),
      person: idField<SubjectId>().optional(),
      adultService: choice(adultServiceWords, 'Say whether an adult service is involved').default('not-known'),
      consent: choice(consentWords, 'Say whether they agree').default('not-asked'),
      ended: yesOrNo('Say whether it has ended').default(false),
    }),
    narrative: z.strictObject({ impact: words(4000).optional() }),
  },
  also: {
    'third-party': {
      facts: z.strictObject({}),
      narrative: z.strictObject({ whatIsKnown: words(4000).optional(), safeToTalk: words(2000).optional() }),
    },
  },
  retention: 'child-in-need',
})

/** What a parent may need for themselves (practice: parents-own-needs; Support and Safeguarding in Salford, 2018 to 2022, What do we mean by support?). */
export const needWords = {
  health: 'health',
  'mental-health': 'mental health',
  'domestic-abuse': 'safety from domestic abuse',
  housing: 'housing',
  debt: 'debt',
  welfare: 'welfare advice',
  other: 'something else',
} as const

export const uptakeWords = {
  accepted: 'accepted',
  declined: 'declined',
  waiting: 'waiting for it',
  'not-offered': 'nothing offered yet',
} as const

/** A parent's own need in their own words, what was offered, what became of it, and what that does for the child. Later ones answer the first. */
export const parentsOwnNeed = kind({
  name: 'parents-own-need',
  words: 'need of a parent',
  of: ['person'],
  title: facts =>
    `${whoseWords[facts.whose].replace(/^./, first => first.toUpperCase())} needs help with ${needWords[facts.need]}: ${uptakeWords[facts.uptake]}`,
  record: {
    facts: z.strictObject({
      need: choice(needWords, 'Choose what the need is'),
      whose: choice(whoseWords, 'Say whose need it is'),
      uptake: choice(uptakeWords, 'Say what became of it'),
      met: yesOrNo('Say whether the need is met').default(false),
    }),
    narrative: z.strictObject({ effectOnChild: words(4000).optional() }),
  },
  also: {
    'third-party': {
      facts: z.strictObject({}),
      narrative: z.strictObject({ inTheirWords: words(4000).optional(), whatWasOffered: words(2000).optional() }),
    },
  },
  retention: 'child-in-need',
})
