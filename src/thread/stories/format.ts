import { z } from 'zod'
import { agencyKinds, audiences, fieldGroups } from '../entry.ts'
import { line, words } from '../fields.ts'
import { levels } from '../finding.ts'

/**
 * A story file: a case as data. Everything in it that has an id is called by a label of the author's choosing, and one label names one thing in
 * the whole story; a label that is itself a UUID is used as it stands. docs/stories.md explains each field with examples.
 */

const label = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    'a label is up to 80 letters, figures, dots, hyphens and underscores, beginning with a letter or figure',
  )
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'a story is called in small letters, figures and hyphens, such as seen-at-school-only')
const precision = z.enum(['month', 'year'])

/** When something happened: '2011-04-15', '2011-04', '2011', a moment with its offset, or a stand-in day for a month or year. */
const happened = z.union([z.string(), z.strictObject({ on: z.string(), precision })])

const part = z.strictObject({
  facts: z.record(z.string(), z.unknown()).optional(),
  narrative: z.record(z.string(), z.unknown()).optional(),
})

/** One thing that was told of one subject. Its facts are checked by the schema of its kind. */
export const entryForm = z.strictObject({
  id: label,
  subject: label,
  kind: z.string(),
  happened,
  known: z.string().optional(),
  by: label,
  role: line(80).optional(),
  agency: label.optional(),
  audience: z.enum(audiences).optional(),
  answers: label.optional(),
  corrects: label.optional(),
  withdraws: label.optional(),
  act: label.optional(),
  present: z.array(label).optional(),
  mentioned: z.array(label).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  narrative: z.record(z.string(), z.unknown()).optional(),
  // `record: null` says that there is no record part; without it there is one, though it may be empty.
  parts: z
    .strictObject({
      ...(Object.fromEntries(fieldGroups.map(group => [group, part.optional()])) as Record<
        Exclude<(typeof fieldGroups)[number], 'record'>,
        z.ZodOptional<typeof part>
      >),
      record: part.nullable().optional(),
    })
    .optional(),
})
export type EntryForm = z.output<typeof entryForm>

const about = { rule: z.string(), subject: label.optional(), name: line(120).optional(), of: label.optional(), note: line(400).optional() }

/** What the story says must, or must not, have been said. */
export const expectationForm = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('fires'), ...about, level: z.enum(levels).optional(), on: z.string(), from: z.literal(true).optional() }),
  z.strictObject({ is: z.literal('does-not-fire'), ...about, level: z.enum(levels).optional(), on: z.string().optional() }),
  z.strictObject({ is: z.literal('due'), ...about, on: z.string() }),
  z.strictObject({
    is: z.literal('cleared'),
    ...about,
    by: label,
    on: z.string().optional(),
    as: z.enum(['met', 'lapsed', 'superseded', 'cancelled']).optional(),
  }),
  z.strictObject({ is: z.literal('gate'), rule: z.string(), entry: label, note: line(400).optional() }),
  z.strictObject({ is: z.literal('no-gate'), rule: z.string(), entry: label, note: line(400).optional() }),
])
export type ExpectationForm = z.output<typeof expectationForm>

/** The frame of a story; its entries and expectations are checked one by one, so that every fault of a file is found at once. */
export const storyForm = z.strictObject({
  story: name,
  title: line(200).min(1, 'a story has a title'),
  about: words(8000).optional(),
  source: line(400).optional(),
  fixture: z.enum(['real', 'invented']),
  note: words(2000).optional(),
  rules: z.enum(['today', 'of-the-day']).default('today'),
  agencies: z.record(label, z.strictObject({ kind: z.enum(agencyKinds), name: line(200).min(1) })),
  authors: z.record(label, z.strictObject({ agency: label, role: line(80).min(1), name: line(200).optional() })),
  subjects: z.record(label, z.strictObject({ form: z.enum(['person', 'context', 'matter']), name: line(200).optional() })),
  entries: z.array(z.unknown()),
  expect: z.array(z.unknown()).default([]),
})
export type StoryForm = z.output<typeof storyForm>
