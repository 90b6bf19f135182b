import { z } from 'zod'
import { said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/**
 * Work before court proceedings, or a plan, ended close to a birth, and somebody has looked at it again for the baby (practice: legal-stepdown-near-birth, plo-pre-proceedings): whether the
 * chair knows, what has changed and for how long that has been proven, and what happens if it does not last. What the lawyers said stands in the legal part.
 */
export const stepDownChecked = kind({
  name: 'step-down-checked',
  words: 'step-down near a birth looked at again',
  of: ['person'],
  title: () => 'Step-down near a birth looked at again',
  record: {
    facts: z.strictObject({ chairTold: yesOrNo('Say whether the conference chair has been told') }),
    narrative: z.strictObject({
      changed: said(20_000, 'Write what has changed, and for how long that has been seen'),
      contingency: said(20_000, 'Write what happens if it does not last'),
    }),
  },
  also: { legal: { facts: z.strictObject({}), narrative: z.strictObject({ minute: words(20_000).optional() }) } },
  retention: 'child-protection',
})
