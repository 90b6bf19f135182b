import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const enquirySeenWords = {
  'alone-and-spoken-to': 'seen alone and spoken to',
  alone: 'seen alone, not spoken to',
  'with-others': 'seen, not alone',
  'not-seen': 'not seen',
} as const

export const parentsSeenWords = { all: 'everybody who cares for the child', some: 'some of them', none: 'nobody' } as const

export const checkWords = {
  told: 'told what it knows',
  nothing: 'knows nothing',
  waiting: 'has not answered yet',
  refused: 'would not say',
} as const

const checks = z
  .array(
    z.strictObject({
      agencyKind: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }),
      came: choice(checkWords, 'Choose what came of asking'),
    }),
  )
  .max(40)
  .default([])

/**
 * What the enquiry found of this child (practice: s47-enquiry): seen alone and spoken to, the home, the parents, what each agency knows, a medical, the other children,
 * the history, and what it all means. It answers the strategy decision that began the enquiry; written again, the last one stands and every one is kept.
 */
export const enquiry = kind({
  name: 'enquiry',
  words: 'section 47 enquiry',
  of: ['person'],
  title: facts => `Section 47 enquiry recorded: child ${enquirySeenWords[facts.seen]}`,
  record: {
    facts: z.strictObject({
      seen: choice(enquirySeenWords, 'Choose how the child was seen'),
      seenOn: dayField.optional(),
      homeSeen: yesOrNo('Say whether the home was seen').default(false),
      parentsSeen: choice(parentsSeenWords, 'Choose who was spoken to').optional(),
      checks,
      medical: choice(
        { 'not-needed': 'not needed', done: 'done', waiting: 'to be done' },
        'Choose whether a doctor saw the child',
      ).optional(),
      othersConsidered: yesOrNo('Say whether the other children were thought of').optional(),
    }),
    narrative: z.strictObject({
      childsWords: words(20_000).optional(),
      notSeenWhy: words(4000).optional(),
      home: words(20_000).optional(),
      parents: words(20_000).optional(),
      checks: words(20_000).optional(),
      otherChildren: words(20_000).optional(),
      history: words(20_000).optional(),
      analysis: said(20_000, 'Write what it all means for this child'),
    }),
  },
  also: {
    health: { facts: z.strictObject({}), narrative: z.strictObject({ medical: words(20_000).optional() }) },
    'third-party': { facts: z.strictObject({}), narrative: z.strictObject({ others: words(20_000).optional() }) },
  },
  retention: 'child-protection',
})

export const enquiryOutcomeWords = {
  'not-substantiated': 'concerns not borne out',
  'no-continuing-risk': 'concerns borne out, no continuing risk',
  'continuing-risk': 'concerns borne out, continuing risk: to a conference',
} as const

/** What the enquiry came to (the strategy decision that began it is what this answers). Where harm was found and no continuing risk, somebody senior signs as well. */
export const enquiryOutcome = kind({
  name: 'enquiry-outcome',
  words: 'outcome of a section 47 enquiry',
  of: ['person'],
  title: facts => `Section 47 enquiry: ${enquiryOutcomeWords[facts.outcome]}`,
  record: {
    facts: z.strictObject({
      outcome: choice(enquiryOutcomeWords, 'Choose what the enquiry came to'),
      help: choice(
        { 'section-17': 'help as a child in need', 'early-help': 'early help', none: 'no further help' },
        'Choose what help follows',
      ).optional(),
    }),
    narrative: z.strictObject({
      reasons: said(20_000, 'Write the reasons for the outcome'),
      safety: words(20_000).optional(),
      familyTold: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** A second, senior person has read the outcome that this answers: it stands by their name, or goes back with the reason. */
export const enquirySigned = kind({
  name: 'enquiry-signed',
  words: 'second signature on an enquiry',
  of: ['person'],
  title: facts =>
    facts.agreed ? 'Outcome of the enquiry signed by a second person' : 'Outcome of the enquiry not agreed by a second person',
  record: {
    facts: z.strictObject({ agreed: yesOrNo('Say whether you agree') }),
    narrative: z.strictObject({ reasons: said(10_000, 'Write what you looked at, and why you agree or do not') }),
  },
  retention: 'child-protection',
})
