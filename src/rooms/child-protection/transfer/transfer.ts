import { z } from 'zod'
import { choice, dayField, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'
import { categoryWords } from '../conference/conference.ts'

/** Another authority tells us in writing that a child on a plan has moved here; it stays responsible until our conference (practice: cp-transfer-in). */
export const transferInNotice = kind({
  name: 'transfer-in-notice',
  words: 'written notice of a move into the area',
  of: ['person'],
  title: facts => `${facts.authority} tells us that the child has moved here`,
  record: {
    facts: z.strictObject({
      authority: line(120),
      onPlan: yesOrNo('Say whether the child is on a plan there').default(true),
      category: choice(categoryWords, 'Choose the category of the plan there').optional(),
    }),
    narrative: z.strictObject({ words: words(10_000).optional() }),
  },
  retention: 'child-protection',
})

/** We told the authority to which a child on a plan has moved, in writing (practice: cp-transfer-out). */
export const transferOutNotice = kind({
  name: 'transfer-out-notice',
  words: 'written notice to another authority',
  of: ['person'],
  title: facts => `${facts.authority} told that the child has moved there`,
  record: { facts: z.strictObject({ authority: line(120) }), narrative: z.strictObject({ words: words(10_000).optional() }) },
  retention: 'child-protection',
})

/** A child on a plan lives in another area for a time: which authority, until when, and who goes on visiting (practice: temporary-registration). */
export const temporaryResidence = kind({
  name: 'temporary-residence',
  words: 'living elsewhere for a time',
  of: ['person'],
  title: facts => `${facts.direction === 'here' ? 'Living here for a time, from' : 'Living for a time in'} ${facts.authority}`,
  record: {
    facts: z.strictObject({
      direction: choice({ away: 'away from here', here: 'here, from another area' }, 'Choose which way').default('away'),
      authority: line(120),
      until: dayField.optional(),
    }),
    narrative: z.strictObject({ visits: words(2000).optional(), words: words(5000).optional() }),
  },
  retention: 'child-protection',
})
