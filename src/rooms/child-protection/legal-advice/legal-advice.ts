import { z } from 'zod'
import { said, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

const nothing = z.strictObject({})

/**
 * What a lawyer advised on this child. It is between a lawyer and who asked: all of it stands in the legal part, and it is told with no other, so that those who do not
 * read legal advice learn neither what it says nor that it was given.
 */
export const legalAdvice = kind({
  name: 'legal-advice',
  words: 'legal advice',
  of: ['person'],
  title: () => 'Legal advice',
  record: { facts: nothing, narrative: nothing },
  also: {
    legal: {
      facts: nothing,
      narrative: z.strictObject({ asked: words(10_000).optional(), advice: said(20_000, 'Write what was advised') }),
    },
  },
  retention: 'child-protection',
})
