import { z } from 'zod'
import { choice } from '../../../thread/fields.ts'

/**
 * What a concern is about. Physical, sexual and emotional abuse and neglect stand beside accident or injury serious enough to affect a child's
 * life (practice: concern-accident-injury; Support and Safeguarding in Salford, Child Protection); the others are the themes people come with.
 */
export const concernWords = {
  neglect: 'neglect',
  physical: 'physical abuse',
  sexual: 'sexual abuse',
  emotional: 'emotional abuse',
  'accident-or-injury': 'an accident or injury',
  'domestic-abuse': 'domestic abuse',
  exploitation: 'exploitation',
  'harm-outside-the-home': 'harm outside the home',
  'going-missing': 'going missing',
  'parental-mental-health': 'a parent’s mental health',
  'parental-substance-misuse': 'a parent’s use of alcohol or drugs',
  'needs-of-disability': 'needs that come with a disability',
  homelessness: 'homelessness',
  other: 'another worry',
} as const satisfies Record<string, string>

export type ConcernCode = keyof typeof concernWords

/** One or more concerns, each once. */
export const concernsField = z
  .array(choice(concernWords, 'Choose what the concern is about'))
  .min(1, 'Choose at least one thing the concern is about')
  .max(Object.keys(concernWords).length, 'Choose each concern once')
  .refine(codes => new Set(codes).size === codes.length, 'Choose each concern once')

/** Concerns as a phrase: 'neglect', 'neglect and domestic abuse', 'neglect, domestic abuse and going missing'. */
export const sayConcerns = (codes: readonly ConcernCode[]): string => listed(codes.map(code => concernWords[code]))

/** Things as a phrase: commas, and 'and' before the last. */
export const listed = (things: readonly string[]): string =>
  things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`
