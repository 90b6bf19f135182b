import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, idField, momentField, said, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What a conference is asked for. */
export const requestedWords = {
  initial: 'an initial conference',
  'transfer-in': 'a conference after a move into the area',
  'review-early': 'a review conference earlier than planned',
} as const

/** Why a review is asked for early (practice: rcpc-early). */
export const earlyReviewWords = {
  'access-refused': 'the child cannot be seen at home',
  'plan-failing': 'the plan is not working',
  'serious-incident': 'something serious has happened',
  'new-adult': 'there is a new adult who may be a danger',
  'agency-asks': 'an agency is not content with how it goes',
  'too-few-last-time': 'too few were at the last conference',
  move: 'the family has moved',
  birth: 'a child was born',
} as const

/** A conference about this child is asked of the unit that arranges it (practice: icpc-convene). Any agency may ask; one backed by a senior person is normally held. */
export const conferenceRequested = kind({
  name: 'conference-requested',
  words: 'request for a conference',
  of: ['person'],
  title: facts => `Asked for ${requestedWords[facts.what]}`,
  record: {
    facts: z.strictObject({
      what: choice(requestedWords, 'Choose what is asked for'),
      grounds: z.array(choice(earlyReviewWords, 'Choose why the review is to be early')).max(8).default([]),
      askedBy: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }).optional(),
      backed: yesOrNo('Say whether a senior person of that agency backs it').default(false),
    }),
    narrative: z.strictObject({ reasons: said(20_000, 'Write why a conference is needed'), access: words(2000).optional() }),
  },
  retention: 'child-protection',
})

/** The chair decides on the request (what this answers) for an early review. */
export const earlyReviewDecided = kind({
  name: 'early-review-decided',
  words: 'decision on an early review',
  of: ['person'],
  title: facts => (facts.held ? 'The review is to be early' : 'The review stays when it was planned'),
  record: {
    facts: z.strictObject({ held: yesOrNo('Say whether the review is to be early') }),
    narrative: z.strictObject({ reasons: said(5000, 'Write why') }),
  },
  retention: 'child-protection',
})

/** The conference is put off, or not held: the reason of the manager and the reason of the chair, both (practice: icpc-convene). */
export const conferencePostponed = kind({
  name: 'conference-postponed',
  words: 'conference put off',
  of: ['person'],
  title: facts => (facts.to ? 'Conference put off' : 'Conference not held'),
  record: {
    facts: z.strictObject({ meeting: idField<SubjectId>().optional(), to: dayField.optional() }),
    narrative: z.strictObject({
      managersReason: said(5000, 'Write the reason of the manager'),
      chairsReason: said(5000, 'Write the reason of the chair'),
      safeMeanwhile: words(5000).optional(),
    }),
  },
  retention: 'child-protection',
})

/**
 * The invitations to the conference about this child go out: for when, and when the professionals reflect together before it. It is what a required
 * reflective session stands before.
 */
export const conferenceInvitations = kind({
  name: 'conference-invitations',
  words: 'invitations to a conference',
  of: ['person'],
  title: () => 'Invitations to the conference sent',
  record: {
    facts: z.strictObject({ meeting: idField<SubjectId>().optional(), at: momentField, reflectiveAt: momentField.optional() }),
    narrative: z.strictObject({}),
  },
  retention: 'child-protection',
})

/** What the chair does with those who are there. */
export const goesOnWords = {
  'goes-on': 'the conference goes on',
  'set-again': 'the conference is set again',
} as const

/** The chair opens the conference about this child: which agencies that work with the child are there, and whether it goes on (practice: icpc-quoracy). */
export const conferenceOpened = kind({
  name: 'conference-opened',
  words: 'conference opened',
  of: ['person'],
  title: facts => `Conference opened: ${goesOnWords[facts.goesOn]}`,
  record: {
    facts: z.strictObject({
      meeting: idField<SubjectId>().optional(),
      there: z
        .array(z.enum(agencyKinds, { error: `Choose the kinds of organisation: ${agencyKinds.join(', ')}` }))
        .max(60)
        .default([]),
      goesOn: choice(goesOnWords, 'Choose what the chair decides'),
    }),
    narrative: z.strictObject({ reason: words(5000).optional(), interimPlan: words(10_000).optional() }),
  },
  retention: 'child-protection',
})
