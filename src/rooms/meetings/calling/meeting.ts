import { z } from 'zod'
import { babyMark, type Day } from '../../../guidance/index.ts'
import { choice, dayField, idField, line, momentField, said, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** The meetings of a safeguarding partnership: each is a matter of its own, whatever it is about. */
export const meetingWords = {
  strategy: 'Strategy meeting',
  'initial-conference': 'Initial child protection conference',
  'review-conference': 'Review child protection conference',
  'transfer-in-conference': 'Child protection conference after a move into the area',
  'reflective-session': 'Reflective session before a conference',
  'core-group': 'Core group',
  'legal-planning': 'Legal planning meeting',
  'family-network': 'Family network meeting',
} as const
export type MeetingType = keyof typeof meetingWords

/** A meeting of this type inside a sentence: "a strategy meeting", "an initial child protection conference". */
export const oneOf = (type: MeetingType): string => {
  const text = meetingWords[type].toLowerCase()
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`
}

/** Several names as one says them: 'Amira, Omar and Zoë'. */
export const inList = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Whom a meeting is about, as a heading says it; where it was told without names, how many children they are. */
export const whomOf = (facts: {
  readonly named?: readonly { readonly name: string }[] | undefined
  readonly children: readonly unknown[]
}): string =>
  facts.named && facts.named.length > 0
    ? inList(facts.named.map(one => one.name))
    : facts.children.length === 1
      ? 'A child'
      : `${facts.children.length} children`

/** Whom a meeting is about, as a list of meetings says it: of a baby, that the child is under one (practice: baby-under-one). */
export const whomOnList = (
  facts: {
    readonly named?: readonly { readonly name: string; readonly born?: Day | undefined }[] | undefined
    readonly children: readonly unknown[]
  },
  today: Day,
): string =>
  whomOf({
    ...facts,
    named: facts.named?.map(one => {
      const mark = babyMark(one.born, today)
      return { name: mark ? `${one.name} (${mark})` : one.name }
    }),
  })

/** How people come together. */
export const wayWords = {
  'in-person': 'in one room',
  video: 'by video',
  telephone: 'by telephone',
  mixed: 'in one room and by video',
} as const
export type MeetingWay = keyof typeof wayWords

const children = z
  .array(idField<SubjectId>())
  .min(1, 'Name at least one child')
  .max(20, 'Name no more than twenty children')
  .refine(ids => new Set(ids).size === ids.length, 'Name each child once')

/**
 * A meeting is called, about these children: the moment for which it is called is when it happens. Who chairs it, who takes its minutes and who is invited are
 * involvements on it, so that whoever is invited to one meeting reads that meeting and no more.
 */
export const meeting = kind({
  name: 'meeting',
  words: 'meeting called',
  of: ['matter'],
  title: facts => `${meetingWords[facts.type]} called`,
  record: {
    facts: z.strictObject({
      type: choice(meetingWords, 'Choose the meeting'),
      at: momentField,
      way: choice(wayWords, 'Choose how people come together'),
      children,
      /** What each child is called, for those who are invited and read no record: the meeting says itself whom it is about. */
      named: z
        .array(z.strictObject({ child: idField<SubjectId>(), name: line(200), born: dayField.optional() }))
        .max(20)
        .optional(),
    }),
    narrative: z.strictObject({
      place: words(500).optional(),
      purpose: words(5000).optional(),
      access: words(2000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** The meeting that this answers is held at another time, and why. */
export const meetingMoved = kind({
  name: 'meeting-moved',
  words: 'meeting moved',
  of: ['matter'],
  title: () => 'Moved to another time',
  record: {
    facts: z.strictObject({ at: momentField }),
    narrative: z.strictObject({ reason: said(2000, 'Write why it is moved'), place: words(500).optional() }),
  },
  retention: 'child-protection',
})

/** The meeting that this answers is not held, and why. */
export const meetingCancelled = kind({
  name: 'meeting-cancelled',
  words: 'meeting cancelled',
  of: ['matter'],
  title: () => 'Cancelled',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ reason: said(2000, 'Write why it is not held') }) },
  retention: 'child-protection',
})

/** What has become of a meeting that was called about a child. */
export const changedWords = { moved: 'moved to another time', cancelled: 'not held' } as const

/**
 * A meeting about this child is called, on the child's own thread: which, and for when; told again with what has changed where it is moved, or is not held. Nobody comes into
 * the meeting by reading the child's record.
 */
export const meetingAbout = kind({
  name: 'meeting-about',
  words: 'meeting about the child',
  of: ['person'],
  title: facts => `${meetingWords[facts.type]} ${facts.change ? changedWords[facts.change] : 'called'}`,
  record: {
    facts: z.strictObject({
      meeting: idField<SubjectId>(),
      type: choice(meetingWords, 'Choose the meeting'),
      at: momentField,
      change: choice(changedWords, 'Choose what has changed').optional(),
    }),
    narrative: z.strictObject({}),
  },
  retention: 'child-protection',
})

/** Of what was told of meetings about a child, in order, what stands of each: its last time, and nothing of one that is not held. */
export const meetingsStanding = <
  Told extends { readonly facts: { readonly meeting: SubjectId; readonly change?: keyof typeof changedWords | undefined } },
>(
  told: readonly Told[],
): Told[] => {
  const last = new Map<SubjectId, Told>()
  for (const one of told) last.set(one.facts.meeting, one)
  return [...last.values()].filter(one => one.facts.change !== 'cancelled')
}
