import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { dayField, idField, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

const nothing = z.strictObject({})

/**
 * What an agency brings to a meeting, there or not (practice: icpc-report; in the order of Signs of Safety). What is about health, where somebody lives, what the police
 * alone know and what is about somebody else are parts of their own. `child`: whom it is about, where the meeting is about several.
 */
export const meetingReport = kind({
  name: 'meeting-report',
  words: 'report for a meeting',
  of: ['matter'],
  title: facts => `Report${facts.agencyKind ? ` from ${facts.agencyKind.replaceAll('-', ' ')}` : ''}`,
  record: {
    facts: z.strictObject({
      agencyKind: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }).optional(),
      child: idField<SubjectId>().optional(),
      /** It says what language, faith, culture and identity mean for the child's days. */
      culture: yesOrNo('Say whether it says what culture means').optional(),
      scale: z.number().int().min(0).max(10).optional(),
      familyReadOn: dayField.optional(),
    }),
    narrative: z.strictObject({
      workingWell: words(20_000).optional(),
      worried: words(20_000).optional(),
      needsToHappen: words(20_000).optional(),
      livedExperience: words(20_000).optional(),
      household: words(10_000).optional(),
      culture: words(10_000).optional(),
      chronology: words(20_000).optional(),
    }),
  },
  also: {
    health: { facts: nothing, narrative: z.strictObject({ health: words(20_000).optional() }) },
    police: { facts: nothing, narrative: z.strictObject({ police: words(20_000).optional() }) },
    'third-party': { facts: nothing, narrative: z.strictObject({ others: words(20_000).optional() }) },
  },
  retention: 'child-protection',
})
