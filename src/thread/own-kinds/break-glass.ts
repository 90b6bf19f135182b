import { z } from 'zod'
import { choice, line, said } from '../fields.ts'
import { kind } from '../kind.ts'

/** For what a record may be opened by somebody who does not work with the child. */
export const emergencyWords = {
  'in-danger-now': 'a child is in danger now',
  'missing-or-found': 'a child is missing or has been found',
  'in-hospital': 'a child is in hospital or custody and those there have to know',
  'nobody-to-ask': 'a decision cannot wait and nobody who works with the child can be reached',
} as const

/**
 * Somebody who does not work with the child opened the record in an emergency, until a moment: whoever works with the child reads who, when and why. It opens
 * the record only where the register of the database holds the same opening.
 */
export const breakGlass = kind({
  name: 'break-glass',
  words: 'opening in an emergency',
  of: ['person'],
  title: facts => `Record opened in an emergency: ${emergencyWords[facts.category]}`,
  record: {
    facts: z.strictObject({
      category: choice(emergencyWords, 'Choose what kind of emergency it is'),
      /** For how many hours it opens the record. */
      hours: z.int().min(1).max(12),
    }),
    narrative: z.strictObject({ reason: said(4000, 'Write why the record has to be opened now'), reference: line(200).optional() }),
  },
  retention: 'oversight',
})
