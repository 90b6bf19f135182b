import { z } from 'zod'
import { choice, line, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const closedWhyWords = {
  'plan-met': 'what the plan asked for was reached',
  'stepped-down': 'stepped down to early help',
  moved: 'moved to another authority',
  'grown-up': 'turned 18',
  died: 'died',
  'not-known': 'not known',
} as const

/** Children's social care no longer works with this child. A referral within twelve months of it is looked at in the light of it. */
export const caseClosed = kind({
  name: 'case-closed',
  words: 'closed to children’s social care',
  of: ['person'],
  title: facts => `Closed to children’s social care${facts.why === 'not-known' ? '' : `: ${closedWhyWords[facts.why]}`}`,
  record: {
    facts: z.strictObject({
      why: choice(closedWhyWords, 'Choose why').default('not-known'),
      whoStays: line(200).optional(),
    }),
    narrative: z.strictObject({ judgment: words(20_000).optional(), objections: words(10_000).optional() }),
  },
  retention: 'child-in-need',
})
