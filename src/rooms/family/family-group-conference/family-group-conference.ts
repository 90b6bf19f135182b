import { z } from 'zod'
import { choice, dayField, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** How far a family group conference has come. */
export const familyGroupConferenceWords = {
  offered: 'Family group conference offered',
  accepted: 'Family group conference: the family said yes',
  declined: 'Family group conference: the family said no',
  held: 'Family group conference held',
  reviewed: 'What the family planned was looked at again',
} as const

/** Who of the family answered. */
export const answeredByWords = {
  'has-responsibility': 'somebody with parental responsibility',
  child: 'the child',
  family: 'others of the family',
} as const

/**
 * A family group conference (practice: family-group-conference): the wider family makes the plan. Somebody with parental responsibility agrees to the request and to what is
 * shared; a coordinator who does not work on the case brings people together; the family has time to itself.
 */
export const familyGroupConference = kind({
  name: 'family-group-conference',
  words: 'family group conference',
  of: ['person'],
  title: facts => familyGroupConferenceWords[facts.step],
  record: {
    facts: z
      .strictObject({
        step: choice(familyGroupConferenceWords, 'Choose what happened'),
        by: choice(answeredByWords, 'Choose who answered').optional(),
        consentToShare: yesOrNo('Say whether they agree to what is shared').optional(),
        coordinator: line(200).optional(),
        privateTime: yesOrNo('Say whether the family had time to itself').optional(),
        agreed: yesOrNo('Say whether the agencies agree with the family’s plan').optional(),
        reviewOn: dayField.optional(),
      })
      .refine(facts => (facts.step !== 'accepted' && facts.step !== 'declined') || facts.by !== undefined, {
        path: ['by'],
        message: 'Say who answered: has-responsibility, child, family',
      }),
    narrative: z.strictObject({
      howOffered: words(4000).optional(),
      whatWasSaid: words(4000).optional(),
      consentScope: words(4000).optional(),
      question: words(4000).optional(),
      bottomLines: words(4000).optional(),
      familysPlan: words(20_000).optional(),
      agenciesView: words(4000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** The network of a family met, led by the family, about how it keeps the child safe and well (practice: family-network-meeting). */
export const familyNetworkMeeting = kind({
  name: 'family-network-meeting',
  words: 'family network meeting',
  of: ['person'],
  title: () => 'Family network meeting held',
  record: {
    facts: z.strictObject({ childThere: yesOrNo('Say whether the child was there').optional(), reviewOn: dayField.optional() }),
    narrative: z.strictObject({
      invited: words(4000).optional(),
      came: words(4000).optional(),
      familysPlan: words(20_000).optional(),
      offers: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})
