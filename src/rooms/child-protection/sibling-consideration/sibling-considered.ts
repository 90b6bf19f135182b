import { z } from 'zod'
import { choice, said } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const consideredWords = {
  'safe-as-it-stands': 'safe as it stands',
  'help-needed': 'needs help',
  'harm-suspected': 'harm is suspected for this child too',
} as const

/** What happened for another child of the household was thought through for this one, and what was found (practice: sibling-consideration). It names nobody else. */
export const siblingConsidered = kind({
  name: 'sibling-considered',
  words: 'thought through for this child too',
  of: ['person'],
  title: facts => `Thought through for this child too: ${consideredWords[facts.found]}`,
  record: {
    facts: z.strictObject({ found: choice(consideredWords, 'Choose what was found') }),
    narrative: z.strictObject({ reasons: said(10_000, 'Write how this child is, and how you know') }),
  },
  retention: 'child-protection',
})
