import { z } from 'zod'
import { choice, dayField, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const preProceedingsWords = {
  begun: 'Public Law Outline: work before court proceedings began',
  letter: 'Work before court proceedings: the letter is sent',
  meeting: 'Work before court proceedings: the meeting is held',
  reviewed: 'Work before court proceedings was looked at again',
  'goes-on': 'Work before court proceedings goes on, for a reason',
  'ended-court': 'Work before court proceedings ended: an application is made',
  'ended-no-court': 'Work before court proceedings ended: no application',
} as const
export type PreProceedingsStep = keyof typeof preProceedingsWords

/**
 * Work under the Public Law Outline before care proceedings, step by step (practice: plo-pre-proceedings): that it began, and the legal planning meeting before it; the letter, with
 * what has to change by when; the meeting and what was agreed; each time it was looked at again; and how it ended, with what has changed and for how long. What the lawyers said
 * stands in the legal part alone.
 */
export const preProceedings = kind({
  name: 'pre-proceedings',
  words: 'work before court proceedings',
  of: ['person'],
  title: facts => preProceedingsWords[facts.step],
  record: {
    facts: z.strictObject({
      step: choice(preProceedingsWords, 'Choose what happened'),
      /** The day of the legal planning meeting that this rests on. */
      legalPlanningOn: dayField.optional(),
      /** By when what has to change is to have changed; when it is next looked at. */
      changeBy: dayField.optional(),
      nextOn: dayField.optional(),
      chairTold: yesOrNo('Say whether the conference chair has been told').optional(),
    }),
    narrative: z.strictObject({
      reasons: words(20_000).optional(),
      concerns: words(20_000).optional(),
      mustChange: words(20_000).optional(),
      agreement: words(20_000).optional(),
      changed: words(20_000).optional(),
      contingency: words(20_000).optional(),
      agreedBy: words(2000).optional(),
    }),
  },
  also: { legal: { facts: z.strictObject({}), narrative: z.strictObject({ advice: words(20_000).optional() }) } },
  retention: 'child-protection',
})
