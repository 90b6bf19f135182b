import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, idField, said, words, yesOrNo } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** With what somebody does not agree (practice: professional-challenge). */
export const challengedWords = {
  'decision-on-a-concern': 'what was decided on a concern',
  'level-of-need': 'the level of need or support',
  assessment: 'how an assessment came out',
  plan: 'a plan, or how it goes',
  'strategy-decision': 'what a strategy meeting decided',
  'conference-decision': 'what a conference decided',
  action: 'an action that was asked',
  intervention: 'what was done, or was not',
} as const
export type Challenged = keyof typeof challengedWords

/**
 * A professional challenge: somebody who works with a child does not agree, and says so until it is settled (practice: professional-challenge, the professional challenge form). A
 * matter of its own, with both sides as involvements; the child's own record says that it stands. `urgent`: the child may be unsafe, and every time is short.
 */
export const challenge = kind({
  name: 'challenge',
  words: 'professional challenge',
  of: ['matter'],
  title: facts => `Challenged: ${challengedWords[facts.about]}`,
  record: {
    facts: z.strictObject({
      about: choice(challengedWords, 'Choose with what you do not agree'),
      decidedOn: dayField,
      urgent: yesOrNo('Say whether the child may be unsafe').default(false),
      agencyKind: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }).optional(),
      children: z.array(idField<SubjectId>()).max(20).default([]),
      meeting: idField<SubjectId>().optional(),
      concern: idField<SubjectId>().optional(),
      action: idField<SubjectId>().optional(),
      entry: idField<EntryId>().optional(),
    }),
    narrative: z.strictObject({
      whom: words(300).optional(),
      decision: said(5000, 'Write what was decided'),
      situation: said(10_000, 'Write how the child is now, and what you are worried about'),
      evidence: words(10_000).optional(),
      wants: said(5000, 'Write what you ask for'),
      tried: words(5000).optional(),
      lead: words(300).optional(),
    }),
  },
  retention: 'child-protection',
})

/** The child may be unsafe while the challenge that this answers stands: from now on every time is short. */
export const challengeUrgent = kind({
  name: 'challenge-urgent',
  words: 'challenge made urgent',
  of: ['matter'],
  title: () => 'The child may be unsafe: urgent from now on',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ why: said(5000, 'Write why the child may be unsafe') }) },
  retention: 'child-protection',
})

/** What became of a challenge, as the record it is about says it. */
export const challengeStates = { raised: 'raised', resolved: 'settled' } as const

/** On the record of the child, or of the concern, that a challenge is about: that it stands, or is settled and what it changed. */
export const challengeAbout = kind({
  name: 'challenge-about',
  words: 'professional challenge about the child',
  of: ['person', 'matter'],
  title: facts => `Professional challenge ${challengeStates[facts.state]}`,
  record: {
    facts: z.strictObject({
      challenge: idField<SubjectId>(),
      state: choice(challengeStates, 'Say how the challenge stands'),
    }),
    narrative: z.strictObject({ effect: words(10_000).optional() }),
  },
  retention: 'child-protection',
})
