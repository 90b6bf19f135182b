import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { dayField, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

const agencies = z.array(z.enum(agencyKinds, { error: `Choose the kinds of organisation: ${agencyKinds.join(', ')}` })).default([])

/** The core group met about this child's plan. Seeing the child there is no visit (child protection visits in Liverpool, core group). */
export const coreGroup = kind({
  name: 'core-group',
  words: 'core group',
  of: ['person'],
  title: () => 'Core group met',
  record: {
    facts: z.strictObject({
      attended: agencies,
      absent: agencies,
      family: yesOrNo('Say whether the family took part').optional(),
      nextOn: dayField.optional(),
    }),
    narrative: z.strictObject({
      progress: words(20_000).optional(),
      seenBoard: words(10_000).optional(),
      actions: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})
