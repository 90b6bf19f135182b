import { z } from 'zod'
import { choice, dayField, line, momentField, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

const narrative = z.strictObject({ reasons: words(20_000).optional(), whereNow: words(2000).optional(), told: words(10_000).optional() })
const legal = { facts: z.strictObject({}), narrative: z.strictObject({ advice: words(20_000).optional() }) }

/**
 * The police protect the child (Children Act 1989, section 46): a power and no order, for 72 hours at most from the moment it began. `until`: when it ends by what the police
 * said, where that is sooner. Nobody but those who had it has parental responsibility.
 */
export const policeProtection = kind({
  name: 'police-protection',
  words: 'police protection',
  of: ['person'],
  title: () => 'Taken into police protection',
  record: { facts: z.strictObject({ until: momentField.optional(), officer: line(200).optional() }), narrative },
  retention: 'child-protection',
})

/**
 * A court orders emergency protection (Children Act 1989, sections 44 and 45): eight days at most, and once up to seven more. `until`: the end that is printed on the order.
 * An extension answers the order that it extends.
 */
export const emergencyProtectionOrder = kind({
  name: 'emergency-protection-order',
  words: 'emergency protection order',
  of: ['person'],
  title: facts => (facts.extension ? 'Emergency protection order extended' : 'Emergency protection order made'),
  record: {
    facts: z.strictObject({ until: momentField.optional(), extension: z.boolean().default(false), court: line(200).optional() }),
    narrative,
  },
  also: { legal },
  retention: 'child-protection',
})

/** A court orders an assessment (Children Act 1989, section 43): up to seven days from the day that the order names. `until`: the last day that is printed on it. */
export const childAssessmentOrder = kind({
  name: 'child-assessment-order',
  words: 'child assessment order',
  of: ['person'],
  title: () => 'Child assessment order made',
  record: { facts: z.strictObject({ starts: dayField.optional(), until: dayField.optional(), court: line(200).optional() }), narrative },
  also: { legal },
  retention: 'child-protection',
})

export const protectionEndWords = {
  home: 'the child is at home again',
  agreed: 'the child stays elsewhere with the parents’ agreement',
  'emergency-protection-order': 'a court made an emergency protection order',
  'care-order': 'a court made a care order or an interim one',
  assessed: 'the assessment is done',
  other: 'otherwise, as written',
} as const

/** Police protection or an order (what this answers) has ended, and how the child is safe from then on. */
export const protectionEnded = kind({
  name: 'protection-ended',
  words: 'end of police protection or an order',
  of: ['person'],
  title: facts => `Emergency protection ended: ${protectionEndWords[facts.how]}`,
  record: {
    facts: z.strictObject({ how: choice(protectionEndWords, 'Choose how it ended') }),
    narrative: z.strictObject({ safety: words(10_000).optional() }),
  },
  retention: 'child-protection',
})
