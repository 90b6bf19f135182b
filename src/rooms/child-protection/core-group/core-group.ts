import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, idField, line, words, yesOrNo } from '../../../thread/fields.ts'
import type { AccountId, AgencyId, EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'
import { placeWords } from '../visits/visit.ts'

const kindOfAgency = z.enum(agencyKinds, { error: `Choose the kinds of organisation: ${agencyKinds.join(', ')}` })
const agencies = z.array(kindOfAgency).default([])

/** What a goal of the plan looks like since the last core group. */
export const progressWords = {
  better: 'better, by what was seen',
  same: 'the same',
  worse: 'worse',
  reached: 'reached and kept up',
} as const

/**
 * The core group met about this child's plan (practice: core-group). Everybody's task: it is held without the social worker too. Seeing the child there is no visit (child
 * protection visits in Liverpool, core group). `members`: of each who belongs to it, did they come, did they send what they know; `seenBy`: who has seen this child since,
 * where, alone, at home; `goals`: what became of each worry of the plan, in the plan's order; `worries`: whose
 * danger statement each of them is, where the plan says so.
 */
export const coreGroup = kind({
  name: 'core-group',
  words: 'core group',
  of: ['person'],
  title: facts => (facts.withoutSocialWorker ? 'Core group met, without the social worker' : 'Core group met'),
  record: {
    facts: z.strictObject({
      attended: agencies,
      absent: agencies,
      members: z
        .array(
          z.strictObject({
            agencyKind: kindOfAgency,
            agency: idField<AgencyId>().optional(),
            agencyName: line(200).optional(),
            account: idField<AccountId>().optional(),
            came: yesOrNo('Say whether they came'),
            sent: yesOrNo('Say whether they sent what they know').default(false),
          }),
        )
        .max(40)
        .optional(),
      family: yesOrNo('Say whether the family took part').optional(),
      child: yesOrNo('Say whether the child took part').optional(),
      withoutSocialWorker: yesOrNo('Say whether it met without the social worker').optional(),
      seenBy: z
        .array(
          z.strictObject({
            agencyKind: kindOfAgency,
            on: dayField,
            place: choice(placeWords, 'Choose where'),
            alone: yesOrNo('Say whether the child was alone'),
          }),
        )
        .max(40)
        .optional(),
      goals: z.array(choice(progressWords, 'Choose what has become of it')).max(5).optional(),
      worries: z.array(idField<EntryId>()).max(5).optional(),
      newAdults: yesOrNo('Say whether there is an adult who was not there before').optional(),
      nextOn: dayField.optional(),
    }),
    narrative: z.strictObject({
      progress: words(20_000).optional(),
      seenBoard: words(10_000).optional(),
      familysView: words(10_000).optional(),
      newAdults: words(4000).optional(),
      access: words(4000).optional(),
      missedAppointments: words(4000).optional(),
      tools: words(4000).optional(),
      actions: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})
