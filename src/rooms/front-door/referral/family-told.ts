import { z } from 'zod'
import { words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** The family was told of the concern that this answers, after it had been raised without their knowing. */
export const familyTold = kind({
  name: 'family-told',
  words: 'family told of a concern',
  of: ['matter', 'person'],
  title: () => 'The family was told of the concern',
  record: {
    facts: z.strictObject({}),
    narrative: z.strictObject({ how: words(4000).optional(), whatTheySaid: words(10_000).optional() }),
  },
  retention: 'contact-only',
})
