import { z } from 'zod'
import { choice, said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** The kinds of harm that are weighed (practice: significant-harm-test): the four of a plan, and an accident or injury that is serious enough. */
export const harmWords = {
  neglect: 'neglect',
  physical: 'physical abuse',
  emotional: 'emotional abuse',
  sexual: 'sexual abuse',
  accident: 'an accident or injury',
} as const

/** Which kinds of harm, each once; none where nobody has said. */
export const harmField = z
  .array(choice(harmWords, 'Choose the kind of harm'))
  .max(Object.keys(harmWords).length)
  .refine(codes => new Set(codes).size === codes.length, 'Choose each kind of harm once')
  .default([])

/** How this child moves: a baby who cannot roll, crawl or pull up seldom hurts itself. */
export const movesWords = {
  no: 'does not roll, crawl or pull up yet',
  yes: 'rolls, crawls, pulls up or walks',
  'not-known': 'not known',
} as const

/**
 * Somebody who works with the child finds reason to suspect significant harm (practice: significant-harm-test, strategy-meeting): from then a strategy meeting is to be
 * held. It says what is suspected and what keeps the child safe now; nothing of it is worked out by the program.
 */
export const harmSuspected = kind({
  name: 'harm-suspected',
  words: 'significant harm suspected',
  of: ['person'],
  title: facts => (facts.injury ? 'Significant harm suspected: the child is hurt' : 'Significant harm suspected'),
  record: {
    facts: z.strictObject({
      harm: harmField,
      injury: yesOrNo('Say whether the child is hurt').default(false),
      moves: choice(movesWords, 'Choose how the child moves').optional(),
    }),
    narrative: z.strictObject({
      what: said(20_000, 'Write what was seen, heard or told'),
      childsWords: words(10_000).optional(),
      safeNow: words(10_000).optional(),
    }),
  },
  also: { health: { facts: z.strictObject({}), narrative: z.strictObject({ health: words(10_000).optional() }) } },
  retention: 'child-protection',
})
