import { z } from 'zod'
import { choice, said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const conferenceWords = {
  initial: 'Initial child protection conference',
  review: 'Review child protection conference',
  'transfer-in': 'Child protection conference after a move into the area',
} as const

/** The categories of a child protection plan, with the numbers the NHS data dictionary gives them. */
export const categoryWords = {
  neglect: 'neglect',
  physical: 'physical abuse',
  emotional: 'emotional abuse',
  sexual: 'sexual abuse',
} as const

/**
 * A child protection conference about this child, each child apart (practice: icpc-decision). `plan` says that the child is on a plan after it:
 * an initial or transfer-in conference begins one, a review conference carries it on or ends it.
 */
export const conference = kind({
  name: 'conference',
  words: 'child protection conference',
  of: ['person'],
  title: facts =>
    `${conferenceWords[facts.type]}: ${facts.plan ? `plan${facts.category ? ` (${categoryWords[facts.category]})` : ''}` : 'no plan'}`,
  record: {
    facts: z.strictObject({
      type: choice(conferenceWords, 'Choose the conference'),
      plan: yesOrNo('Say whether the child is on a plan after it'),
      category: choice(categoryWords, 'Choose the category of the plan').optional(),
      childTookPart: yesOrNo('Say whether the child took part').optional(),
      dissent: yesOrNo('Say whether anybody disagreed').default(false),
    }),
    narrative: z.strictObject({
      reasons: words(20_000).optional(),
      dangerStatements: words(10_000).optional(),
      safetyGoals: words(10_000).optional(),
      outlinePlan: words(20_000).optional(),
      contingency: words(10_000).optional(),
      dissent: words(10_000).optional(),
      childsView: words(10_000).optional(),
      familysView: words(10_000).optional(),
    }),
  },
  also: { legal: { facts: z.strictObject({}), narrative: z.strictObject({ advice: words(20_000).optional() }) } },
  retention: 'child-protection',
})

export const planEndWords = {
  'no-longer-likely': 'no longer likely to suffer significant harm',
  'moved-and-taken-over': 'moved, and the new authority has held its conference',
  'turned-18': 'turned 18',
  died: 'died',
  'left-the-country': 'left the country for good',
} as const

/** The child protection plan ended, and on which ground (practice: cp-plan-end; Working Together, plan ending). */
export const planEnd = kind({
  name: 'plan-end',
  words: 'end of a child protection plan',
  of: ['person'],
  title: facts => `Child protection plan ended: ${planEndWords[facts.ground]}`,
  record: {
    facts: z.strictObject({ ground: choice(planEndWords, 'Choose why the plan ended') }),
    narrative: z.strictObject({ reasons: said(20_000, 'Write why the plan ended'), whatFollows: words(10_000).optional() }),
  },
  retention: 'child-protection',
})
