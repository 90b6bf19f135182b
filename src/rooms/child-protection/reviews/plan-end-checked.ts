import { z } from 'zod'
import { choice, dayField, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** With what help a plan is followed. */
export const stepDownWords = {
  'child-in-need': 'a child in need plan',
  'early-help': 'early help',
  'care-plan': 'a care plan: the child is cared for',
  'universal-services': 'the services every family has',
} as const

/**
 * What is on record before a child protection plan ends (practice: cp-plan-end, closure-gate): what help follows and who leads it, that every agency knows and none
 * objects unheard, who tells the NHS, that things were judged good enough and not only better, and that this child was seen and heard.
 */
export const planEndChecked = kind({
  name: 'plan-end-checked',
  words: 'what was checked before a plan ends',
  of: ['person'],
  title: facts => `Checked before the end: ${stepDownWords[facts.stepDown]} follows`,
  record: {
    facts: z.strictObject({
      stepDown: choice(stepDownWords, 'Choose what help follows'),
      whoLeads: line(200).optional(),
      agenciesToldOn: dayField.optional(),
      cpIs: yesOrNo('Say whether somebody is named who tells the NHS').optional(),
      goodEnough: yesOrNo('Say whether things are good enough, not only better').optional(),
      seen: yesOrNo('Say whether the child was seen and heard').optional(),
    }),
    narrative: z.strictObject({
      stepDownPlan: words(10_000).optional(),
      objections: words(10_000).optional(),
      cpIsBy: words(400).optional(),
      goodEnoughWhy: words(10_000).optional(),
      seenWhy: words(4000).optional(),
    }),
  },
  retention: 'child-protection',
})
