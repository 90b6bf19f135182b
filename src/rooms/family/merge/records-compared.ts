import { z } from 'zod'
import { choice, idField, said } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What somebody says of two records after comparing them. */
export const comparedWords = { different: 'two different people', same: 'the same person, on record twice' } as const

/**
 * Two records that might be one person's were compared by a named person, who says why. Told on the one record, naming the other; taken back by
 * withdrawing it. It changes nothing of either record and opens neither to anybody.
 */
export const recordsCompared = kind({
  name: 'records-compared',
  words: 'compared with another record',
  of: ['person'],
  title: facts => `Compared with another record: ${comparedWords[facts.are]}`,
  record: {
    facts: z.strictObject({ other: idField<SubjectId>(), are: choice(comparedWords, 'Say whether they are the same person') }),
    narrative: z.strictObject({ reason: said(4000, 'Say how you know') }),
  },
  retention: 'identity',
})
