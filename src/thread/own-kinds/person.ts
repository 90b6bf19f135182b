import { z } from 'zod'
import { dayField, line, words } from '../fields.ts'
import { kind } from '../kind.ts'

const precision = z.enum(['day', 'month', 'year'])

/** Who a person is. Each later one replaces the whole of the one before from the day it tells of; what was known earlier stays on the thread. */
export const identity = kind({
  name: 'identity',
  words: 'who this person is',
  of: ['person'],
  title: facts => `Recorded as ${[facts.given, facts.family].filter(Boolean).join(' ') || 'a person not yet named'}`,
  record: {
    facts: z.strictObject({
      is: z.enum(['child', 'adult', 'unborn']),
      given: line(100).default(''),
      family: line(100).default(''),
      knownAs: line(100).optional(),
      born: dayField.optional(),
      bornPrecision: precision.optional(),
      sex: z.enum(['female', 'male', 'not known', 'not specified']).optional(),
      school: line(160).optional(),
      language: line(80).optional(),
      interpreter: z.boolean().optional(),
    }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  retention: 'identity',
})

/** A pregnancy is recorded, on the unborn child's own thread, with the day the birth is expected. */
export const pregnancy = kind({
  name: 'pregnancy',
  words: 'pregnancy',
  of: ['person'],
  title: () => 'Pregnancy recorded',
  record: { facts: z.strictObject({ expected: dayField.optional() }), narrative: z.strictObject({ note: words(4000).optional() }) },
  retention: 'identity',
})

/** The child is born: the day it happened is the date of birth. */
export const birth = kind({
  name: 'birth',
  words: 'birth',
  of: ['person'],
  title: () => 'Born',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ note: words(4000).optional() }) },
  retention: 'identity',
})

/** The person has died. */
export const death = kind({
  name: 'death',
  words: 'death',
  of: ['person'],
  title: () => 'Died',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ note: words(4000).optional() }) },
  retention: 'identity',
})
