import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, idField, line, said, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/**
 * What is feared for this child, in plain words that the family uses (practice: danger-statement): who is worried, about what, and what they fear will happen if
 * nothing changes. What of it the family disputes stands beside it. A plan that names a worry first states it in one paragraph (`about`); a conference asks for each part.
 */
export const dangerStatement = kind({
  name: 'danger-statement',
  words: 'danger statement',
  of: ['person'],
  title: () => 'Danger statement',
  record: {
    facts: z.strictObject({ meeting: idField<SubjectId>().optional() }),
    narrative: z.strictObject({
      who: words(500).optional(),
      about: said(5000, 'Write what they are worried about, from what was seen or heard'),
      fear: words(5000).optional(),
      disputed: words(5000).optional(),
    }),
  },
  retention: 'child-protection',
})

/**
 * The one safety goal of a danger statement (what this answers), and the ends of its one scale (practice: safety-goal, safety-scale). Another wording corrects it; a
 * second goal is another danger's.
 */
export const safetyGoal = kind({
  name: 'safety-goal',
  words: 'safety goal',
  of: ['person'],
  title: () => 'Safety goal',
  record: {
    facts: z.strictObject({}),
    narrative: z.strictObject({
      parents: words(5000).optional(),
      child: said(5000, 'Write what the child will experience'),
      seen: words(5000).optional(),
      howLong: words(500).optional(),
      zero: words(1000).optional(),
      ten: words(1000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** Whose answer on the scale it is. Answers stand side by side and are never made into one. */
export const scalerWords = {
  child: 'the child',
  mother: 'mother',
  father: 'father',
  carer: 'another carer',
  network: 'of the family’s network',
  professional: 'a professional',
} as const

/** At what the scale was asked. */
export const scaledAtWords = {
  conference: 'at a conference',
  'core-group': 'at a core group',
  visit: 'at a visit',
  plan: 'when the plan was written',
  report: 'in a report',
  other: 'otherwise',
} as const

/**
 * One person’s answer on the safety scale: 0 (it is certain to happen again) to 10 (safe enough to close). It answers the danger statement whose scale it is, or nothing
 * where it is about the child’s safety as a whole. What all said at one time is one act.
 */
export const safetyScaled = kind({
  name: 'safety-scaled',
  words: 'answer on the safety scale',
  of: ['person'],
  title: facts => `Safety: ${facts.scale} of 10, says ${scalerWords[facts.who]}`,
  record: {
    facts: z.strictObject({
      who: choice(scalerWords, 'Choose whose answer it is'),
      scale: z
        .number({ error: 'Enter a whole number from 0 to 10' })
        .int('Enter a whole number from 0 to 10')
        .min(0, 'Enter a whole number from 0 to 10')
        .max(10, 'Enter a whole number from 0 to 10'),
      when: choice(scaledAtWords, 'Choose at what it was asked').default('other'),
      agencyKind: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }).optional(),
      person: idField<SubjectId>().optional(),
      meeting: idField<SubjectId>().optional(),
    }),
    narrative: z.strictObject({ name: line(200).optional(), notLower: words(5000).optional(), raise: words(5000).optional() }),
  },
  retention: 'child-protection',
})
