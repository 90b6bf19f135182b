import { z } from 'zod'
import { choice, idField, said } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What somebody says of two adults of a child's register after comparing what was told of them. */
export const adultsAreWords = { same: 'one person', different: 'two different people' } as const

/**
 * Two adults of whom different people told may be one: a named person compares what was told, says whether they are, and how they know (practice:
 * adult-contact-register). Nothing is joined otherwise. Each adult is named by the first entry that told of them; the last word about the two holds, so that
 * what was joined is taken apart by saying that they are two. Nothing that was told moves or changes.
 */
export const adultsCompared = kind({
  name: 'adults-compared',
  words: 'two adults compared',
  of: ['person'],
  title: facts => `Two adults in the child’s life compared: ${adultsAreWords[facts.are]}`,
  record: {
    facts: z
      .strictObject({
        one: idField<EntryId>(),
        other: idField<EntryId>(),
        are: choice(adultsAreWords, 'Say whether they are one person'),
      })
      .refine(facts => facts.one !== facts.other, { path: ['other'], message: 'Name two adults: nobody is compared with themselves' }),
    narrative: z.strictObject({ reason: said(4000, 'Say how you know').optional() }),
  },
  retention: 'child-in-need',
})
