import { z } from 'zod'
import { choice, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'
import { heardWords } from '../../recording/index.ts'

/** Where a child was when they were heard. */
export const heardWhereWords = {
  home: 'at home',
  school: 'at school or nursery',
  elsewhere: 'somewhere else',
  apart: 'by telephone, video or in writing',
} as const

/**
 * What one child says or shows, for each child apart (practice: childs-voice; Support and Safeguarding in Salford, Our approach; visits briefing, July
 * 2024, box 1): how they were heard, where, alone or not and in which language, in their own words; for a baby what was watched; and what has changed
 * because of it. Where the child could not be heard, the reason stands in its place.
 */
export const childsVoice = kind({
  name: 'childs-voice',
  words: 'what the child says or shows',
  of: ['person'],
  title: facts =>
    facts.obtained
      ? `The child was heard${facts.heard.length === 1 ? ` ${heardWords[facts.heard[0] ?? 'spoken']}` : ''}`
      : 'The child could not be heard',
  record: {
    facts: z
      .strictObject({
        obtained: yesOrNo('Say whether the child was heard'),
        heard: z.array(choice(heardWords, 'Choose how the child was heard')).default([]),
        where: choice(heardWhereWords, 'Choose where the child was heard').optional(),
        alone: yesOrNo('Say whether the child was heard alone').optional(),
        language: line(80).optional(),
      })
      .refine(facts => facts.obtained === facts.heard.length > 0, {
        path: ['heard'],
        message: 'A child who was heard was heard in some way, and one who was not in none',
      }),
    narrative: z.strictObject({
      childsWords: words(10_000).optional(),
      presentation: words(10_000).optional(),
      dailyLife: words(10_000).optional(),
      voiceChanged: words(4000).optional(),
      notHeardWhy: words(4000).optional(),
    }),
  },
  retention: 'child-in-need',
})
