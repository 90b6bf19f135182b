import { z } from 'zod'
import { choice, said, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** The stages of a challenge, and who settles it there (practice: challenge-stages; our own choice until the partnership's own procedure is read). */
export const stageWords = {
  '0': 'between practitioners',
  '1': 'between their managers, with the safeguarding leads',
  '2': 'between heads of service, with named or designated professionals',
  '3': 'between the agencies’ members of the partnership',
  '4': 'with the chair and scrutineer of the partnership',
} as const
export type Stage = keyof typeof stageWords

/** Whoever is challenged answers, in writing; at a later stage it is the written outcome. */
export const challengeAnswered = kind({
  name: 'challenge-answered',
  words: 'answer to a challenge',
  of: ['matter'],
  title: facts => (facts.changes ? 'Answered: something changes' : 'Answered: nothing changes'),
  record: {
    facts: z.strictObject({ changes: yesOrNo('Say whether anything changes') }),
    narrative: z.strictObject({ answer: said(10_000, 'Write the answer, and why') }),
  },
  retention: 'child-protection',
})

/** Both sides have talked it through. */
export const challengeDiscussed = kind({
  name: 'challenge-discussed',
  words: 'discussion of a challenge',
  of: ['matter'],
  title: () => 'Talked through',
  record: {
    facts: z.strictObject({}),
    narrative: z.strictObject({ who: said(1000, 'Write who talked'), words: said(10_000, 'Write what was said') }),
  },
  retention: 'child-protection',
})

/** It is not agreed, and goes on to a later stage; any stage may be passed over. */
export const challengeStage = kind({
  name: 'challenge-stage',
  words: 'challenge taken further',
  of: ['matter'],
  title: facts => `Not agreed, taken to stage ${facts.stage}: ${stageWords[facts.stage]}`,
  record: {
    facts: z.strictObject({ stage: choice(stageWords, 'Choose the stage') }),
    narrative: z.strictObject({ reason: said(5000, 'Write why it is not settled') }),
  },
  retention: 'child-protection',
})

/** How a challenge is settled. What is not agreed is never settled: it goes on to the next stage, and at the last the chair decides. */
export const resolutionWords = {
  agreed: 'agreed that the decision stands',
  'changed-decision': 'the decision was changed',
  compromise: 'both sides moved',
  decided: 'decided by the chair of the partnership',
} as const

/** The challenge is settled: how, what it means for the child, and what was learned. It cannot end without the first two. */
export const challengeResolved = kind({
  name: 'challenge-resolved',
  words: 'challenge settled',
  of: ['matter'],
  title: facts => `Settled: ${resolutionWords[facts.resolution]}`,
  record: {
    facts: z.strictObject({ resolution: choice(resolutionWords, 'Choose how it was settled') }),
    narrative: z.strictObject({
      effect: said(10_000, 'Write what it means for the child'),
      learning: words(10_000).optional(),
      words: words(5000).optional(),
    }),
  },
  retention: 'child-protection',
})
