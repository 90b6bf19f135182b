import { z } from 'zod'
import { choice, dayField, said, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** As what those who work with a child look at the plan again after the birth. */
export const postBirthWords = { 'core-group': 'a core group', review: 'a review conference', other: 'another meeting' } as const

/** After the birth of a child with a plan, those who work with the child looked at it again (practice: pre-birth-conference). */
export const postBirthMeeting = kind({
  name: 'post-birth-meeting',
  words: 'meeting after the birth',
  of: ['person'],
  title: facts => `Plan looked at after the birth, at ${postBirthWords[facts.as]}`,
  record: {
    facts: z.strictObject({ as: choice(postBirthWords, 'Choose what it was'), nextOn: dayField.optional() }),
    narrative: z.strictObject({ changed: words(10_000).optional() }),
  },
  retention: 'child-protection',
})

/** The mother is not well enough to come yet: the meeting after the birth may be later, and why. */
export const motherUnfit = kind({
  name: 'mother-unfit',
  words: 'mother not well enough for the meeting after the birth',
  of: ['person'],
  title: () => 'The mother is not well enough yet for the meeting after the birth',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ reason: said(2000, 'Write who says so, and why') }) },
  retention: 'child-protection',
})
