import { z } from 'zod'
import { choice, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What can change around a child (practice: changing-circumstances; Support and Safeguarding in Salford, Our approach to safety and support). */
export const changeWords = {
  address: 'a move',
  household: 'who lives in the home',
  relationship: 'a new or ended relationship',
  pregnancy: 'a pregnancy',
  school: 'school or nursery',
  placement: 'where the child is placed',
  'money-or-housing': 'money or housing',
  'parents-health': 'a parent’s health',
  arrest: 'an arrest',
  bail: 'bail or release',
} as const

/** Something around a child has changed, told of that child. */
export const circumstancesChanged = kind({
  name: 'circumstances-changed',
  words: 'change around the child',
  of: ['person'],
  title: facts => `Something has changed: ${changeWords[facts.what]}`,
  record: {
    facts: z.strictObject({ what: choice(changeWords, 'Choose what has changed') }),
    narrative: z.strictObject({ whatChanged: words(10_000).optional() }),
  },
  retention: 'child-in-need',
})

/** What the changes so far mean for this child, and whether the stage of support still fits. */
export const changeWeighed = kind({
  name: 'change-weighed',
  words: 'what a change means for the child',
  of: ['person'],
  title: facts => `What the change means: the stage of support ${facts.stageStillFits ? 'still fits' : 'no longer fits'}`,
  record: {
    facts: z.strictObject({ stageStillFits: yesOrNo('Say whether the stage of support still fits') }),
    narrative: z.strictObject({ impact: words(10_000).optional() }),
  },
  retention: 'child-in-need',
})
