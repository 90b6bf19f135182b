import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, idField, line, said, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

const agencyKind = z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` })

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

/** What an agency says to the question of the conference: has this child suffered significant harm, or is the child likely to? */
export const viewWords = {
  yes: 'yes, the child has suffered significant harm or is likely to',
  no: 'no',
  'cannot-say': 'cannot say',
} as const

/** What a conference says of children who live elsewhere and see this child regularly: brothers and sisters first (practice: sibling-consideration). */
export const elsewhereWords = {
  'none-known': 'nobody knows of any',
  considered: 'yes, and each of them was thought of',
} as const

/** What the family could do before and at the conference (child protection pages for parents and carers, Salford: conference). */
const familyInConference = z.strictObject({
  metChair: yesOrNo('Say whether the parents met the chair before').optional(),
  readReports: yesOrNo('Say whether the parents had read the reports before').optional(),
  supporter: yesOrNo('Say whether they had somebody with them').optional(),
  viewsInWriting: yesOrNo('Say whether they gave their views in writing').optional(),
  childInvited: yesOrNo('Say whether the child was invited').optional(),
})

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
      /** The meeting at which it was decided; none for what is told from older records. */
      meeting: idField<SubjectId>().optional(),
      /** The authority that held it, where it was another. */
      authority: line(120).optional(),
      /** The chair went on although too few were there; the reason is written. */
      proceeded: z.boolean().optional(),
      /** It decided although nobody knows who an adult around the child is; the reason is written. */
      adultUnknown: z.boolean().optional(),
      views: z
        .array(
          z.strictObject({
            agencyKind,
            view: choice(viewWords, 'Choose what this agency says'),
            category: choice(categoryWords, 'Choose the category').optional(),
          }),
        )
        .max(30)
        .optional(),
      family: familyInConference.optional(),
      coreGroupOn: dayField.optional(),
      reviewOn: dayField.optional(),
      elsewhere: choice(elsewhereWords, 'Say whether other children see this child regularly').optional(),
      /** The most days between visits that the conference asks for; never more than the guidance. */
      visitEvery: z.number().int().min(1).max(28, 'Visits are never more than 28 days apart').optional(),
    }),
    narrative: z.strictObject({
      workingWell: words(20_000).optional(),
      worried: words(20_000).optional(),
      needsToHappen: words(20_000).optional(),
      reasons: words(20_000).optional(),
      dangerStatements: words(10_000).optional(),
      safetyGoals: words(10_000).optional(),
      outlinePlan: words(20_000).optional(),
      contingency: words(10_000).optional(),
      dissent: words(10_000).optional(),
      childsView: words(10_000).optional(),
      familysView: words(10_000).optional(),
      lead: words(200).optional(),
      coreGroup: words(2000).optional(),
      proceededWhy: words(5000).optional(),
      adultUnknownWhy: words(5000).optional(),
      /** Of what puts a decision right: what was wrong with it, and how that is known. */
      correctedWhy: words(5000).optional(),
    }),
  },
  also: {
    legal: { facts: z.strictObject({}), narrative: z.strictObject({ advice: words(20_000).optional() }) },
    // How other children are, and who thinks of them, stands apart from this child's own record.
    'third-party': { facts: z.strictObject({}), narrative: z.strictObject({ childrenElsewhere: words(10_000).optional() }) },
  },
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
