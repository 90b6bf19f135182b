import { z } from 'zod'
import { choice, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** Where somebody saw a child. */
export const seenWhereWords = {
  home: 'at home',
  school: 'at school or nursery',
  health: 'at a clinic, surgery or hospital',
  elsewhere: 'somewhere else',
} as const

/**
 * Somebody of any agency saw this child, and says so in one line (practice: unseen-child; cp-plan: who else sees the child between the social worker's visits). It is no statutory visit and
 * restarts no clock of visits (our own reading 5); it says that the child was seen.
 */
export const childSeen = kind({
  name: 'child-seen',
  words: 'child seen',
  of: ['person'],
  title: facts => `Child seen ${seenWhereWords[facts.where]}${facts.alone ? ', alone' : ''}`,
  record: {
    facts: z.strictObject({
      where: choice(seenWhereWords, 'Choose where the child was seen'),
      alone: yesOrNo('Say whether the child was seen alone').optional(),
    }),
    narrative: z.strictObject({ how: words(4000).optional() }),
  },
  retention: 'child-protection',
})
