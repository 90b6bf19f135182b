import { z } from 'zod'
import { words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What was said and decided. Until they are final each version corrects the one before; final ones stay, and every version is kept. */
export const meetingMinutes = kind({
  name: 'meeting-minutes',
  words: 'minutes of a meeting',
  of: ['matter'],
  title: facts => (facts.final ? 'Minutes' : 'Minutes, not final'),
  record: {
    facts: z.strictObject({ final: yesOrNo('Say whether they are final') }),
    narrative: z.strictObject({
      workingWell: words(20_000).optional(),
      worried: words(20_000).optional(),
      needsToHappen: words(20_000).optional(),
      shared: words(20_000).optional(),
      risks: words(10_000).optional(),
      decided: words(20_000).optional(),
      contingency: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})
