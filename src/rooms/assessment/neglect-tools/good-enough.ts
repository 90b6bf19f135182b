import { z } from 'zod'
import { type Day, dueAfter, type Limit } from '../../../guidance/index.ts'
import { choice, dayField, idField, words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What was judged: good enough is a standard of its own, and better than before is less than it. */
export const standardWords = {
  enough: 'good enough',
  better: 'better, and not yet good enough',
  same: 'no better',
  worse: 'worse',
} as const

/** From whose viewpoint it was judged. */
export const viewpointWords = {
  child: 'the child’s',
  carer: 'the carers’',
  'social-worker': 'the social worker’s',
  school: 'the school’s or nursery’s',
  health: 'health’s',
  other: 'somebody else’s',
} as const

/**
 * Whether the care of this child is good enough, rather than only better (practice: good-enough-test; neglect response, case 17, lessons): by what
 * standard, on what evidence, since when it has lasted, from whose viewpoint and what it is like for the child. It is held against the first tool that
 * was done and against the grade as it stands, not against the last visit.
 */
export const goodEnoughJudged = kind({
  name: 'good-enough-judged',
  words: 'judgment whether care is good enough',
  of: ['person'],
  title: facts => `Judged: ${standardWords[facts.judged]}${facts.since ? `, since ${facts.since}` : ''}`,
  record: {
    facts: z.strictObject({
      judged: choice(standardWords, 'Choose what was judged'),
      since: dayField.optional(),
      viewpoints: z.array(choice(viewpointWords, 'Choose from whose viewpoint')).max(6).default([]),
      firstTool: idField<EntryId>().optional(),
      lastTool: idField<EntryId>().optional(),
    }),
    narrative: z.strictObject({
      standard: words(10_000).optional(),
      evidence: words(10_000).optional(),
      lifeForChild: words(10_000).optional(),
      sinceFirst: words(10_000).optional(),
    }),
  },
  retention: 'child-in-need',
})

type Judged = { readonly on: string; readonly facts: { readonly judged: keyof typeof standardWords; readonly since?: Day | undefined } }

/** Was it judged good enough, and had it lasted long enough on that day? */
export const isGoodEnough = ({ on, facts }: Judged, lasting: Limit): boolean =>
  facts.judged === 'enough' && facts.since !== undefined && dueAfter(lasting, facts.since).dueOn <= on
