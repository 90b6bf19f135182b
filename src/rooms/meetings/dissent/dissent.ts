import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, idField, said, words } from '../../../thread/fields.ts'
import type { AgencyId, SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** With what somebody does not agree. */
export const dissentFrom = {
  'no-enquiry': 'that there is no enquiry (section 47)',
  decision: 'another decision',
  plan: 'the plan',
  actions: 'the actions',
} as const

/** Somebody at the meeting does not agree with what was decided: by name and agency (practice: conference-dissent). It opens a challenge, stage 0. */
export const meetingDissent = kind({
  name: 'meeting-dissent',
  words: 'dissent at a meeting',
  of: ['matter'],
  title: () => 'Somebody did not agree',
  record: {
    facts: z.strictObject({
      agency: idField<AgencyId>().optional(),
      agencyKind: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }),
      from: choice(dissentFrom, 'Choose with what they do not agree').default('decision'),
      child: idField<SubjectId>().optional(),
      challenge: idField<SubjectId>().optional(),
    }),
    narrative: z.strictObject({
      name: said(200, 'Write who does not agree'),
      why: said(10_000, 'Write why they do not agree'),
      wants: words(5000).optional(),
    }),
  },
  retention: 'child-protection',
})
