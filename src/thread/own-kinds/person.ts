import { z } from 'zod'
import { choice, dayField, line, words } from '../fields.ts'
import { identifierAsks, identifierWords, plainIdentifier, printIdentifier } from '../identifiers.ts'
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

/** Why somebody has a name beside the one they go by. */
export const otherNameWords = {
  alias: 'also called',
  former: 'formerly',
  birth: 'name at birth',
  spelling: 'also spelt',
} as const

/** Another name of this person: by it, too, they are found. */
export const otherName = kind({
  name: 'other-name',
  words: 'another name',
  of: ['person'],
  title: facts =>
    `${otherNameWords[facts.sort].replace(/^./, first => first.toUpperCase())} ${[facts.given, facts.family].filter(Boolean).join(' ')}`,
  record: {
    facts: z
      .strictObject({
        sort: choice(otherNameWords, 'Say what kind of name it is'),
        given: line(100).default(''),
        family: line(100).default(''),
      })
      .refine(facts => facts.given || facts.family, { path: ['given'], message: 'Enter a first name, a family name or both' }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  retention: 'identity',
})

/** A number by which agencies mean the same person; refused where its own check does not hold. */
export const identifier = kind({
  name: 'identifier',
  words: 'number of this person',
  of: ['person'],
  title: facts =>
    `${identifierWords[facts.scheme].replace(/^[a-z]/, first => first.toUpperCase())} ${printIdentifier(facts.scheme, facts.value)}`,
  record: {
    facts: z
      .strictObject({ scheme: choice(identifierWords, 'Choose which number it is'), value: line(40) })
      .superRefine((facts, refuse) => {
        const asks = identifierAsks(facts.scheme, facts.value)
        if (asks || plainIdentifier(facts.scheme, facts.value) !== facts.value)
          refuse.addIssue({ code: 'custom', path: ['value'], message: asks ?? 'Enter the number without spaces, in capitals' })
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
