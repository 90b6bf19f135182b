import { z } from 'zod'
import type { FieldError, Typed } from '../../../design-system/index.ts'
import { type Day, londonTimes, type Moment, type PartialDate } from '../../../guidance/index.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { type Contact, contactWords, heardWords, isFaceToFace, noteSeenWords } from './note.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })
const several = <T extends z.ZodType>(item: T) =>
  z.preprocess(given => (typeof given === 'string' ? [given] : given), z.array(item).default([]))

export const audienceWords = { professionals: 'Everybody who works with the child', agency: 'My agency only' } as const
export const accessWords = { 'no-answer': 'No answer', refused: 'Refused' } as const

/** The most people that one note names as consulted. */
export const mostConsulted = 8

/** What is said once for everybody the note is about. */
const sharedForm = z.object({
  contact: pick(contactWords, 'Choose what kind of contact it was') as unknown as z.ZodType<Contact>,
  reached: pick({ yes: 'Yes', no: 'No' }, 'Say whether the contact came about'),
  access: pick(accessWords, 'Choose what happened').optional(),
  tried: words(4000).optional(),
  on: dayField,
  time: z
    .string()
    .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'Enter the time by the clock, for example 9:30 or 14:05, or leave it empty')
    .optional(),
  purpose: z.string({ error: 'Write what the contact was for' }).pipe(words(2000)),
  wished: words(2000).optional(),
  present: several(z.string().max(60)),
  alsoThere: words(2000).optional(),
  decision: words(10_000).optional(),
  decisionBy: line(160).optional(),
  decisionDue: dayField.optional(),
  audience: pick(audienceWords, 'Choose who may read it').default('professionals'),
  correctedWhy: words(2000).optional(),
})

/** What is said of each person apart. */
const partForm = z.object({
  seen: pick(noteSeenWords, 'Choose how the child was seen').optional(),
  fact: words(20_000).optional(),
  view: words(20_000).optional(),
  heard: several(pick(heardWords, 'Choose how the child was heard')),
  alone: pick({ yes: 'Yes', no: 'No' }, 'Say whether the child was heard alone').optional(),
  language: line(80).optional(),
  childsWords: words(10_000).optional(),
  dailyLife: words(10_000).optional(),
  voiceChanged: words(4000).optional(),
  notHeardWhy: words(2000).optional(),
  workingWell: words(10_000).optional(),
  worry: words(10_000).optional(),
  health: words(10_000).optional(),
  others: words(10_000).optional(),
  intelligence: words(10_000).optional(),
  adoption: words(10_000).optional(),
})
export type PartField = keyof z.output<typeof partForm>
export const partFields = Object.keys(partForm.shape) as PartField[]
export const sharedFields = Object.keys(sharedForm.shape) as (keyof z.output<typeof sharedForm>)[]

/** The name of a field of one person's own part. */
export const fieldOf = (field: PartField, of: SubjectId): string => `${field}_${of}`

/** One person's own part of a note. */
export type PartOfNote = z.output<typeof partForm>

/** A note as it was typed and found right; `parts` has one for each person it is about. */
export type NoteForm = Omit<z.output<typeof sharedForm>, 'on' | 'time' | 'present'> & {
  readonly happened: PartialDate
  readonly present: readonly SubjectId[]
  readonly consulted: readonly { name: string; contact: string }[]
  readonly parts: ReadonlyMap<SubjectId, PartOfNote>
}

/** Somebody a note can be about. */
export type About = { readonly subject: SubjectId; readonly isChild: boolean; readonly called: string }

/**
 * Reads a note about some people from what was typed; every error at once, each with its field. `now` and `today`: of the request, since nothing is recorded
 * before it happened. `there`: those of the family who may be ticked as there. `correcting`: a correction says why it is made.
 */
export const readNote = (
  typed: Typed,
  about: readonly About[],
  more: { today: Day; now: Moment; there: readonly SubjectId[]; correcting: boolean },
): Parsed<NoteForm> => {
  const shared = parseForm(sharedForm, typed)
  const parts = about.map(one => ({ one, parsed: parseForm(partForm, ofPart(typed, one.subject)) }))
  const errors: FieldError[] = [
    ...(shared.ok
      ? []
      : shared.errors.map(error => (error.field === 'on' ? { ...error, message: 'Enter the day it happened, such as 6 2 2024' } : error))),
    ...parts.flatMap(({ one, parsed }) =>
      parsed.ok ? [] : parsed.errors.map(error => ({ ...error, field: fieldOf(error.field as PartField, one.subject) })),
    ),
  ]
  const consulted = consultedIn(typed)
  errors.push(...consulted.errors)
  const kindOfContact = parseForm(sharedForm.pick({ contact: true, reached: true }), typed)
  if (kindOfContact.ok) for (const { one, parsed } of parts) if (parsed.ok) errors.push(...lackingOf(kindOfContact.data, parsed.data, one))
  if (!shared.ok) return { ok: false, errors }
  const happened = happenedOf(shared.data, more)
  if ('message' in happened) errors.unshift(happened)
  errors.unshift(...lackingIn(shared.data, more.correcting))
  if (errors.length > 0 || 'message' in happened) return { ok: false, errors }
  const { on: _on, time: _time, ...rest } = shared.data
  return {
    ok: true,
    data: {
      ...rest,
      happened,
      present: more.there.filter(one => rest.present.includes(one)),
      consulted: consulted.people,
      parts: new Map(parts.flatMap(({ one, parsed }) => (parsed.ok ? [[one.subject, parsed.data] as const] : []))),
    },
  }
}

/** What of the typed fields belongs to one person, under the fields' own names. */
const ofPart = (typed: Typed, of: SubjectId): Typed => Object.fromEntries(partFields.map(field => [field, typed[fieldOf(field, of)]]))

type Shared = z.output<typeof sharedForm>

const happenedOf = ({ on, time }: Shared, { today, now }: { today: Day; now: Moment }): PartialDate | FieldError => {
  if (on > today) return { field: 'on', message: 'The day it happened must be today or earlier' }
  if (!time) return { on, precision: 'day' }
  const at = londonTimes(on, time.replace('.', ':').padStart(5, '0'))[0]
  if (!at) return { field: 'time', message: 'The clocks skipped this hour: enter the time as it then was' }
  return at > now ? { field: 'time', message: 'Enter a time that has passed' } : { at, precision: 'moment' }
}

const lackingIn = (shared: Shared, correcting: boolean): FieldError[] => [
  ...(shared.reached === 'no' && !shared.tried ? [{ field: 'tried', message: 'Write what was tried' }] : []),
  ...(shared.decision && !shared.decisionBy ? [{ field: 'decisionBy', message: 'Write who carries the decision out' }] : []),
  ...(!shared.decision && (shared.decisionBy || shared.decisionDue) ? [{ field: 'decision', message: 'Write what was decided' }] : []),
  ...(correcting && !shared.correctedWhy ? [{ field: 'correctedWhy', message: 'Write why the note is corrected' }] : []),
]

const lackingOf = (shared: Pick<Shared, 'contact' | 'reached'>, part: PartOfNote, { subject, isChild, called }: About): FieldError[] => {
  if (shared.reached === 'no') return []
  const at = (field: PartField, message: string) => ({ field: fieldOf(field, subject), message })
  const together = isFaceToFace(shared.contact)
  return [
    ...(part.fact ? [] : [at('fact', `Write what happened about ${called}`)]),
    ...(together && !part.seen ? [at('seen', `Choose how ${called} was seen`)] : []),
    ...(isChild && together && part.heard.length === 0 && !part.notHeardWhy
      ? [at('heard', `Choose how ${called} was heard, or write why not`)]
      : []),
    ...(part.heard.length > 0 && !part.childsWords
      ? [at('childsWords', `Write what ${called} said or showed, in quotation marks where they are ${called}’s own words`)]
      : []),
  ]
}

/** The names of the fields of one person consulted. */
export const consultedFields = (at: number) => ({ name: `consultedName${at}`, contact: `consultedContact${at}` })

const oneLine = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Who was consulted: a line with a name alone, or a way to reach somebody without a name, is asked to be made whole. */
const consultedIn = (typed: Typed): { people: { name: string; contact: string }[]; errors: FieldError[] } => {
  const people: { name: string; contact: string }[] = []
  const errors: FieldError[] = []
  for (let at = 0; at < mostConsulted; at += 1) {
    const fields = consultedFields(at)
    const [name, contact] = [oneLine(typed, fields.name), oneLine(typed, fields.contact)]
    if (name === '' && contact === '') continue
    const parsed = z.object({ name: line(160), contact: line(200) }).safeParse({ name, contact })
    if (name === '') errors.push({ field: fields.name, message: 'Write the full name of the person consulted' })
    else if (contact === '')
      errors.push({ field: fields.contact, message: `Write how ${name.slice(0, 80)} can be reached: telephone or e-mail` })
    else if (!parsed.success)
      errors.push({ field: fields.name, message: 'Use one line of at most 160 characters for a name, 200 for how to reach them' })
    else people.push(parsed.data)
  }
  return { people, errors }
}

/** How many lines for people consulted a form shows: those that are filled, and one more. */
export const consultedShown = (typed: Typed): number => {
  let last = -1
  for (let at = 0; at < mostConsulted; at += 1) {
    const fields = consultedFields(at)
    if (oneLine(typed, fields.name) !== '' || oneLine(typed, fields.contact) !== '') last = at
  }
  return Math.min(last + 2, mostConsulted)
}
