import { z } from 'zod'
import { idField, said } from '../fields.ts'
import type { SubjectId } from '../ids.ts'
import { kind } from '../kind.ts'

/**
 * This record and another are one person's, and are read as one from now on, under the name and the page of the other (`into`). Told on the record that is
 * taken in; withdrawing it takes the two apart again. Nothing of either thread moves: an entry stays on the record it was told on.
 */
export const recordsMerged = kind({
  name: 'records-merged',
  words: 'record read as one with another',
  of: ['person'],
  title: () => 'Read as one with another record of the same person',
  record: {
    facts: z.strictObject({ into: idField<SubjectId>() }),
    narrative: z.strictObject({ reason: said(4000, 'Say how you know that both records are of one person') }),
  },
  retention: 'identity',
})
