import { z } from 'zod'
import { choice, idField, line, words } from '../fields.ts'
import type { SubjectId } from '../ids.ts'
import { kind } from '../kind.ts'

/**
 * Belongs to a household from the day it tells of. The household is a place (a context with a thread of its own) that those who live
 * together share; the address is kept in the `whereabouts` part, so that knowing who lives together never shows where.
 */
export const residence = kind({
  name: 'residence',
  words: 'where the person lives',
  of: ['person'],
  title: facts => (facts.area ? `Living in ${facts.area}` : 'Belongs to a household'),
  record: {
    facts: z.strictObject({
      household: idField<SubjectId>(),
      /** Does this replace every household before it, or is it one of several (a child of two homes)? */
      moves: z.boolean().default(true),
      /** The authority's area where it is outside the partnership's own. */
      area: line(100).optional(),
    }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  also: {
    whereabouts: {
      facts: z.strictObject({ postcode: line(10).optional(), protected: z.boolean().default(false) }),
      narrative: z.strictObject({ address: words(400).optional() }),
    },
  },
  retention: 'identity',
})

/** No longer belongs to that household, from the day it tells of. */
export const residenceEnd = kind({
  name: 'residence-end',
  words: 'left a household',
  of: ['person'],
  title: () => 'Left a household',
  record: {
    facts: z.strictObject({ household: idField<SubjectId>() }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  retention: 'identity',
})

/** What one person may be to another. */
export const relationshipTypes = [
  'mother',
  'father',
  'parent',
  'step-parent',
  'sibling',
  'half-sibling',
  'grandparent',
  'aunt or uncle',
  'partner',
  'carer',
  'friend',
  'other',
] as const

/** From what parental responsibility comes (Children Act 1989, sections 2 to 4A, 5, 12, 14C; Adoption and Children Act 2002, section 46). */
export const responsibilityWords = {
  mother: 'the birth mother',
  'married-to-mother': 'married to, or in a civil partnership with, the mother',
  'birth-certificate': 'named on the birth certificate',
  agreement: 'an agreement with the mother',
  'court-order': 'an order of a court',
  'special-guardianship': 'a special guardianship order',
  adoption: 'adoption',
  'appointed-guardian': 'appointed as guardian',
  'not-known': 'not known yet',
} as const

/** How this person stands to another, from the day it tells of: read as "this person is the … of `to`". */
export const relationship = kind({
  name: 'relationship',
  words: 'relationship',
  of: ['person'],
  title: facts => `Is ${facts.as} of another person on record`,
  record: {
    facts: z.strictObject({
      to: idField<SubjectId>(),
      as: z.enum(relationshipTypes),
      parentalResponsibility: z.boolean().optional(),
      /** Where parental responsibility comes from. */
      responsibilityFrom: choice(responsibilityWords, 'Say where parental responsibility comes from').optional(),
      ended: z.boolean().default(false),
    }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  retention: 'identity',
})
