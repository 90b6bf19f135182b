import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, idField, line, said, words } from '../../../thread/fields.ts'
import type { AccountId, AgencyId, SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** As what somebody is asked to come. */
export const inviteeWords = {
  professional: 'professional',
  'has-responsibility': 'has parental responsibility',
  family: 'of the family or its network',
  child: 'the child',
  supporter: 'supporter',
  advocate: 'advocate',
  solicitor: 'solicitor',
  interpreter: 'interpreter',
} as const
export type InviteeAs = keyof typeof inviteeWords

/**
 * Somebody is asked to come. A professional with an account, or a whole agency where nobody of it is named yet, comes in by an involvement beside it; anybody
 * else is named here. `expected` says which of those who had to be asked this is (practice: strategy-meeting, invite rule).
 */
export const meetingInvited = kind({
  name: 'meeting-invited',
  words: 'invitation to a meeting',
  of: ['matter'],
  title: facts => `Invited: ${inviteeWords[facts.as]}`,
  record: {
    facts: z.strictObject({
      as: choice(inviteeWords, 'Choose as what they are asked'),
      account: idField<AccountId>().optional(),
      agency: idField<AgencyId>().optional(),
      agencyKind: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }).optional(),
      person: idField<SubjectId>().optional(),
      expected: line(120).optional(),
    }),
    narrative: z.strictObject({ name: said(200, 'Write who is asked'), access: words(1000).optional() }),
  },
  retention: 'child-protection',
})

/** Somebody who had to be asked is not, and why (practice: omission needs a reason per invitee). `expected` is what `meeting-invited` would have said. */
export const meetingLeftOut = kind({
  name: 'meeting-left-out',
  words: 'not invited to a meeting',
  of: ['matter'],
  title: () => 'Not invited, with a reason',
  record: {
    facts: z.strictObject({ expected: line(120) }),
    narrative: z.strictObject({ who: said(200, 'Write who is not asked'), reason: said(2000, 'Write why they are not asked') }),
  },
  retention: 'child-protection',
})

export const replyWords = { coming: 'is coming', apologies: 'sends apologies', 'sends-somebody': 'sends somebody else' } as const
export type Reply = keyof typeof replyWords

/** What somebody who was invited (named by what this answers) has said, or was said for them. */
export const meetingAnswered = kind({
  name: 'meeting-answered',
  words: 'answer to an invitation',
  of: ['matter'],
  title: facts => `Invitation answered: ${replyWords[facts.reply]}`,
  record: {
    facts: z.strictObject({ reply: choice(replyWords, 'Say whether they are coming'), reportPromised: z.boolean().optional() }),
    narrative: z.strictObject({ words: words(2000).optional() }),
  },
  retention: 'child-protection',
})

/** The chair lets somebody who was invited (named by what this answers) not take part, or in part only, and why. */
export const meetingExcluded = kind({
  name: 'meeting-excluded',
  words: 'kept out of a meeting',
  of: ['matter'],
  title: facts => (facts.part ? 'Kept out of a part of the meeting' : 'Kept out of the meeting'),
  record: {
    facts: z.strictObject({ part: z.boolean().default(false) }),
    narrative: z.strictObject({ reason: said(2000, 'Write why they are kept out') }),
  },
  retention: 'child-protection',
})
