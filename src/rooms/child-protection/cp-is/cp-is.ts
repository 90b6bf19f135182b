import { z } from 'zod'
import { choice, idField, line, words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What of a child the NHS is told when it changes (practice: cp-is). */
export const changeWords = {
  'plan-start': 'a child protection plan has begun',
  'plan-end': 'the child protection plan has ended',
  birth: 'a child on a plan was born',
  transfer: 'a child on a plan has moved to another authority',
  'care-start': 'the authority has begun to care for the child',
  'care-end': 'the authority no longer cares for the child',
} as const
export type Change = keyof typeof changeWords

export const sentHowWords = { program: 'by this program', hand: 'by hand, through the national portal' } as const

/** The NHS was told of a change; `about` is the entry that made it, so that the same is told once. */
export const cpIsSent = kind({
  name: 'cp-is-sent',
  words: 'told to the NHS',
  of: ['person'],
  title: facts => `NHS told ${sentHowWords[facts.how]}: ${changeWords[facts.what]}`,
  record: {
    facts: z.strictObject({
      what: choice(changeWords, 'Choose what was told'),
      about: idField<EntryId>(),
      how: choice(sentHowWords, 'Say how it was told'),
      message: line(80).optional(),
    }),
    narrative: z.strictObject({ note: words(2000).optional() }),
  },
  retention: 'child-protection',
})

/** Where in the NHS the child was seen without an appointment. */
export const settingWords = {
  'emergency-department': 'an emergency department',
  'walk-in-centre': 'a walk-in centre or minor injuries unit',
  'out-of-hours-gp': 'a doctor out of hours',
  'ambulance-service': 'an ambulance crew',
  maternity: 'a maternity unit',
  paediatrics: 'a children’s ward',
  'other-setting': 'another part of the NHS',
} as const

/** The NHS says that the child was seen somewhere; the notice names its number so that it stands here once. It says where and when, and nothing of why. */
export const cpIsAttendance = kind({
  name: 'cp-is-attendance',
  words: 'attendance told by the NHS',
  of: ['person'],
  title: facts => `Seen by ${settingWords[facts.setting]}${facts.organisation ? `, ${facts.organisation}` : ''}`,
  record: {
    facts: z.strictObject({
      notice: line(80),
      setting: choice(settingWords, 'Choose where the child was seen'),
      organisation: line(200).optional(),
    }),
    narrative: z.strictObject({}),
  },
  retention: 'child-protection',
})

/** Whoever leads for the child has read of an attendance, and says what follows. */
export const cpIsAttendanceRead = kind({
  name: 'cp-is-attendance-read',
  words: 'attendance read',
  of: ['person'],
  title: () => 'An attendance told by the NHS was read',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ follows: words(4000).optional() }) },
  retention: 'child-protection',
})

/** A manager has weighed that a child was seen by the NHS again within a short time. */
export const cpIsAttendancesWeighed = kind({
  name: 'cp-is-attendances-weighed',
  words: 'several attendances weighed',
  of: ['person'],
  title: () => 'A manager weighed several attendances in a short time',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ decided: words(4000).optional() }) },
  retention: 'child-protection',
})
