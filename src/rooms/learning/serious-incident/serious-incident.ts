import { z } from 'zod'
import { choice, dayField, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What happened to the child. */
export const harmWords = { died: 'the child died', harmed: 'the child was seriously harmed' } as const

/** Whether abuse or neglect stands behind it. It is weighed and said either way: `no` is a decision like another. */
export const abuseWords = {
  known: 'abuse or neglect is known',
  suspected: 'abuse or neglect is suspected',
  no: 'abuse and neglect were weighed and are not suspected',
} as const

/**
 * A child has died or was seriously harmed, and abuse or neglect is known or suspected (practice: serious-incident-notification). The day it happened is the
 * day on which the authority became aware, from which its time counts; when the harm was done stands in its facts.
 */
export const seriousIncident = kind({
  name: 'serious-incident',
  words: 'serious incident',
  of: ['person'],
  title: facts => `Serious incident: ${harmWords[facts.harm]}; ${abuseWords[facts.abuse]}`,
  record: {
    facts: z.strictObject({
      harm: choice(harmWords, 'Choose what happened'),
      abuse: choice(abuseWords, 'Say whether abuse or neglect is known or suspected'),
      harmedOn: dayField.optional(),
    }),
    narrative: z.strictObject({
      whatHappened: words(20_000).optional(),
      reason: words(10_000).optional(),
      siblingsSafe: words(10_000).optional(),
    }),
  },
  retention: 'oversight',
})

/** The national panel was notified of a serious incident, which it answers: from the day it was sent the rapid review counts. */
export const seriousIncidentNotified = kind({
  name: 'serious-incident-notified',
  words: 'notification of a serious incident',
  of: ['person'],
  title: () => 'The national panel was notified of the serious incident',
  record: {
    facts: z.strictObject({ reference: line(80).optional(), partnersTold: yesOrNo('Say whether the partners were told').optional() }),
    narrative: z.strictObject({ note: words(10_000).optional() }),
  },
  retention: 'oversight',
})

/** What a rapid review decided. */
export const reviewWords = {
  'local-review': 'a local child safeguarding practice review',
  'no-review': 'no further review',
  'other-learning': 'learning in another way',
} as const

/** The rapid review of a serious incident was completed and sent (practice: serious-incident-notification); it answers the notification. */
export const rapidReview = kind({
  name: 'rapid-review',
  words: 'rapid review',
  of: ['person'],
  title: facts => `Rapid review: ${reviewWords[facts.decided]}`,
  record: {
    facts: z.strictObject({ decided: choice(reviewWords, 'Choose what was decided') }),
    narrative: z.strictObject({ reason: words(20_000).optional(), learned: words(20_000).optional() }),
  },
  retention: 'oversight',
})

/** The child death review partners were notified of a child’s death (practice: child-death); of an unexpected one whether agencies answer together. */
export const childDeathNotified = kind({
  name: 'child-death-notified',
  words: 'notification of a child’s death',
  of: ['person'],
  title: facts =>
    `The child death review partners were notified${facts.unexpected ? '; agencies answer the unexpected death together' : ''}`,
  record: {
    facts: z.strictObject({ unexpected: yesOrNo('Say whether the death was unexpected').default(false) }),
    narrative: z.strictObject({ note: words(10_000).optional() }),
  },
  retention: 'oversight',
})
