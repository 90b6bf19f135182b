import { z } from 'zod'
import { choice, idField, said, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What is shared with somebody of the family. */
export const sharedWords = {
  entry: 'words of this record',
  plan: 'the plan in plain words',
  date: 'a date',
  decision: 'a decision',
  answer: 'an answer',
} as const
export type SharedSort = keyof typeof sharedWords

/**
 * One thing was shared with one person of the family, in exactly these words (practice: family-accounts). It answers what the family asked, where it is an answer, or
 * stands beside the entry whose words it repeats.
 */
export const sharedWithFamily = kind({
  name: 'shared-with-family',
  words: 'shared with the family',
  of: ['person'],
  title: facts => `Shared with the family: ${sharedWords[facts.sort]}`,
  record: {
    facts: z.strictObject({
      sort: choice(sharedWords, 'Choose what is shared'),
      /** Whose account it was shared with. */
      account: idField(),
      item: idField(),
    }),
    narrative: z.strictObject({ sharedTitle: words(200).optional(), sharedWords: said(20_000, 'Write what is shared') }),
  },
  retention: 'child-in-need',
})

/** It was taken back: from then on it is not read. It answers what was shared. */
export const noLongerShared = kind({
  name: 'no-longer-shared',
  words: 'no longer shared with the family',
  of: ['person'],
  title: () => 'No longer shared with the family',
  record: {
    facts: z.strictObject({ item: idField() }),
    narrative: z.strictObject({ why: said(2000, 'Write why it is taken back') }),
  },
  retention: 'child-in-need',
})
