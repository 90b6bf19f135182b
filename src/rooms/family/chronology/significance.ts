import { z } from 'zod'
import { words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/**
 * A practitioner's mark that the entry it answers matters to the whole story, or matters no longer, and why. The last mark holds; the entry itself stays as
 * it was told.
 */
export const significance = kind({
  name: 'significance',
  words: 'mark of significance',
  of: ['person'],
  title: facts => (facts.significant ? 'Marked as significant' : 'No longer marked as significant'),
  record: {
    facts: z.strictObject({ significant: yesOrNo('Say whether the entry is significant') }),
    narrative: z.strictObject({ reason: words(4000).optional() }),
  },
  retention: 'child-in-need',
})
