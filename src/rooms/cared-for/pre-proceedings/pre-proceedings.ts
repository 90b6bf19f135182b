import { z } from 'zod'
import { choice, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const preProceedingsWords = {
  begun: 'Public Law Outline: work before court proceedings began',
  'ended-court': 'Work before court proceedings ended: an application is made',
  'ended-no-court': 'Work before court proceedings ended: no application',
} as const

/** Work under the Public Law Outline before care proceedings: that it began, or how it ended. */
export const preProceedings = kind({
  name: 'pre-proceedings',
  words: 'work before court proceedings',
  of: ['person'],
  title: facts => preProceedingsWords[facts.step],
  record: {
    facts: z.strictObject({ step: choice(preProceedingsWords, 'Choose what happened') }),
    narrative: z.strictObject({ reasons: words(20_000).optional() }),
  },
  also: { legal: { facts: z.strictObject({}), narrative: z.strictObject({ advice: words(20_000).optional() }) } },
  retention: 'child-protection',
})
