import { z } from 'zod'
import { choice, dayField, line, words } from '../../../thread/fields.ts'
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
      /** The day on which the family was told. */
      toldOn: dayField.optional(),
      /** What was still asked of social care about the child when it closed, by the rules that ask it. */
      stillOpen: z.array(z.string().max(80)).max(60).optional(),
    }),
    narrative: z.strictObject({
      judgment: words(20_000).optional(),
      objections: words(10_000).optional(),
      told: words(10_000).optional(),
      familysView: words(10_000).optional(),
      childsView: words(10_000).optional(),
      comeBack: words(10_000).optional(),
      stillOpen: words(10_000).optional(),
    }),
  },
  retention: 'child-in-need',
})

/** Does a case close because help is no longer needed? Otherwise the child is no longer here, and nobody has to judge that things are good enough. */
export const closesAsHelped = (why: keyof typeof closedWhyWords): boolean =>
  why === 'plan-met' || why === 'stepped-down' || why === 'not-known'
