import { z } from 'zod'
import { idField, words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/**
 * What a manager sees across a record, on a day: the entries it rests on, what it means for the child, and what comes next. People look; nothing is scored
 * (practice: recording-standard, evidence and analysis).
 */
export const patternStatement = kind({
  name: 'pattern-statement',
  words: 'pattern across the record',
  of: ['person'],
  title: facts => `Pattern across the record, resting on ${facts.evidence.length === 1 ? 'one entry' : `${facts.evidence.length} entries`}`,
  record: {
    facts: z.strictObject({
      evidence: z.array(idField<EntryId>()).min(1, 'Choose at least one entry that it rests on').max(40, 'Choose at most 40 entries'),
    }),
    narrative: z.strictObject({ pattern: words(10_000).optional(), means: words(10_000).optional(), next: words(10_000).optional() }),
  },
  retention: 'child-in-need',
})
