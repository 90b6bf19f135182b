import { z } from 'zod'
import { choice, said, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const toldHowWords = {
  portal: 'in this system',
  phone: 'by telephone',
  email: 'by email',
  letter: 'by letter',
  'in-person': 'face to face',
} as const

/** The referrer was told that the concern has arrived. Answers the concern. */
export const referralAcknowledged = kind({
  name: 'referral-acknowledged',
  words: 'receipt confirmed to the referrer',
  of: ['matter'],
  title: () => 'Told the referrer that the concern has arrived',
  record: {
    facts: z.strictObject({ how: choice(toldHowWords, 'Choose how the referrer was told').default('portal') }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  also: { feedback: { facts: z.strictObject({}), narrative: z.strictObject({ message: words(4000).optional() }) } },
  retention: 'contact-only',
})

/**
 * The referrer was told the outcome and the reason, as far as they may know, and how to challenge it (practice: referrer-feedback). Answers the concern
 * or the decision. What the referrer reads is a part of its own.
 */
export const referralFeedback = kind({
  name: 'referral-feedback',
  words: 'outcome told to the referrer',
  of: ['matter'],
  title: () => 'Told the referrer the outcome',
  record: {
    facts: z.strictObject({ how: choice(toldHowWords, 'Choose how the referrer was told').default('portal') }),
    narrative: z.strictObject({ note: words(4000).optional() }),
  },
  also: {
    feedback: {
      facts: z.strictObject({}),
      narrative: z.strictObject({
        outcome: said(400, 'Write the outcome in words the referrer may read'),
        message: said(10_000, 'Write a message to the referrer'),
        howToChallenge: words(4000).optional(),
      }),
    },
  },
  retention: 'contact-only',
})
