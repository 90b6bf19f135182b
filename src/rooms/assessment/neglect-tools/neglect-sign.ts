import { z } from 'zod'
import { choice, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What may be seen of neglect while nobody yet calls it that (practice: neglect-chronology). */
export const signWords = {
  hunger: 'hungry',
  clothing: 'clothes that do not fit the weather or are not clean',
  hygiene: 'not washed, or unwell from it',
  home: 'what the home is like',
  supervision: 'left alone or with somebody not fit to look after a child',
  'health-appointment': 'a health appointment missed',
  teeth: 'teeth not looked after',
  school: 'absent or late',
  injury: 'hurt for want of care',
  affection: 'no warmth, or hostile',
  other: 'something else',
} as const

/**
 * A small sign of neglect that one agency has seen of one child, with what it does to the child and what was done: each by itself little, together the
 * picture (practice: neglect-chronology; neglect response, Salford analysis). It is no concern: whoever worries that a child may come to harm raises one.
 */
export const neglectSign = kind({
  name: 'neglect-sign',
  words: 'sign of neglect',
  of: ['person'],
  title: facts => `Sign of neglect: ${signWords[facts.what]}`,
  record: {
    facts: z.strictObject({ what: choice(signWords, 'Choose what was seen') }),
    narrative: z.strictObject({
      seenOrHeard: words(10_000).optional(),
      impact: words(10_000).optional(),
      whatWasDone: words(10_000).optional(),
    }),
  },
  retention: 'child-in-need',
})
