import { z } from 'zod'
import { choice, idField, said } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What somebody of the family writes back. */
export const viewWords = {
  view: 'what they think',
  question: 'a question',
  correction: 'something to be put right',
  advocate: 'asks for somebody to speak for them',
} as const
export type ViewSort = keyof typeof viewWords

/** Who of the family writes. */
export const writerWords = { parent: 'a parent or carer', 'young-person': 'the young person' } as const

/**
 * What somebody of the family writes with their own account, in their own words (practice: family-accounts, childs-voice): for those who work with the child, and for
 * nobody else of the family. It answers what was shared, where it is about one such thing.
 */
export const familyView = kind({
  name: 'family-view',
  words: 'written by the family',
  of: ['person'],
  title: facts => `From ${writerWords[facts.by]}: ${viewWords[facts.sort]}`,
  record: {
    facts: z.strictObject({
      sort: choice(viewWords, 'Choose what it is'),
      by: choice(writerWords, 'Say who writes'),
      item: idField().optional(),
    }),
    narrative: z.strictObject({ inTheirWords: said(10_000, 'Write what you want to say') }),
  },
  retention: 'child-in-need',
})

/** Does whoever wrote this wait for an answer? A view is heard; a question, a correction and a wish for an advocate are answered. */
export const waitsForAnswer = (sort: ViewSort): boolean => sort !== 'view'
