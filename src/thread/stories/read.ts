import type { z } from 'zod'
import { asMoment, type Day, dayOf, isDay, type Moment, moment, type PartialDate, partialDate, startOfDay } from '../../guidance/index.ts'
import type { Book } from '../book.ts'
import { type FieldGroup, fieldGroups, type Part, type Told } from '../entry.ts'
import { type ActId, type EntryId, isId, type SubjectId } from '../ids.ts'
import type { AnyKind } from '../kind.ts'
import { faultsOf, printPath } from './accepted.ts'
import { type EntryForm, type ExpectationForm, entryForm, expectationForm, type StoryForm, storyForm } from './format.ts'
import { withIds } from './references.ts'
import { type Expectation, idOfLabel, type Link, type Story, type StoryEntry } from './story.ts'
import { type Trouble, unknown } from './trouble.ts'

/** A story that can be replayed and imported, or everything that is wrong with the file. */
export type ReadStory = { ok: true; story: Story } | { ok: false; troubles: readonly Trouble[] }

/**
 * Reads the text of a story file by the kinds and rules of a book. Pure. Refuses, all at once and by name of file, event and field: what is not
 * JSON, an unknown kind, field or rule, facts their kind does not accept, a label that names nothing or two things, a wrong date, a correction
 * that does not say when it became known.
 */
export const readStory = (text: string, book: Book, file: string): ReadStory => {
  const json = parseJson(text)
  if (!json.ok) return { ok: false, troubles: [{ file, event: null, field: '', says: json.says }] }
  return readStoryObject(json.value, book, file)
}

/** The same for a file that has been parsed already. */
export const readStoryObject = (given: unknown, book: Book, file: string): ReadStory => {
  const reading = new Reading(book, file)
  const story = reading.read(given)
  return story && reading.troubles.length === 0 ? { ok: true, story } : { ok: false, troubles: reading.inOrder() }
}

const parseJson = (text: string): { ok: true; value: unknown } | { ok: false; says: string } => {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    return { ok: false, says: `this is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

type First = { form: EntryForm; happened: PartialDate; known: Moment }

/** One pass over one file; gathers what is wrong as it goes. */
class Reading {
  readonly troubles: Trouble[] = []
  readonly #book: Book
  readonly #file: string
  readonly #entries = new Set<string>()
  #event: string | null = null

  constructor(book: Book, file: string) {
    this.#book = book
    this.#file = file
  }

  /** What is wrong, in the order of the file: the frame, the entries, what is expected. */
  inOrder(): readonly Trouble[] {
    const places = new Map([...this.#entries].map((label, at) => [label, at + 1]))
    const place = ({ event }: Trouble) => (event === null ? 0 : (places.get(event) ?? Number.POSITIVE_INFINITY))
    return this.troubles.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
  }

  read(given: unknown): Story | undefined {
    const frame = storyForm.safeParse(given)
    if (!frame.success) {
      this.#faults(frame.error, storyForm, given)
      return undefined
    }
    const form = frame.data
    const ids = this.#ids(form)
    this.#agenciesOfAuthors(form)
    const firsts = this.#firsts(form)
    const entries = [...firsts.values()].flatMap(first => this.#entry(first, form, ids, firsts) ?? [])
    this.#event = null
    const expect = form.expect.flatMap((one, at) => this.#expectation(one, at, form, ids) ?? [])
    if (this.troubles.length > 0) return undefined
    const id = <T>(label: string): T => ids.get(label) as T
    return {
      name: form.story,
      title: form.title,
      about: form.about ?? null,
      source: form.source ?? null,
      fixture: form.fixture,
      note: form.note ?? null,
      rules: form.rules,
      agencies: Object.entries(form.agencies).map(([label, agency]) => ({ label, id: id(label), ...agency })),
      authors: Object.entries(form.authors).map(([label, author]) => ({
        label,
        id: id(label),
        agency: id(author.agency),
        role: author.role,
        name: author.name ?? null,
      })),
      subjects: Object.entries(form.subjects).map(([label, subject]) => ({
        label,
        id: id(label),
        form: subject.form,
        name: subject.name ?? null,
      })),
      entries: inOrderKnown(entries),
      expect,
      labels: new Map([...ids].map(([label, value]) => [value, label])),
    }
  }

  /** Every label of the story with the id it stands for; a label that names two things is refused. */
  #ids(form: StoryForm): Map<string, string> {
    const ids = new Map<string, string>()
    const take = (label: string, field: string) => {
      if (ids.has(label))
        this.#trouble(field, `the label ${label} already names something else in this story. Accepted: a label of its own`)
      ids.set(label, idOfLabel(form.story, label))
    }
    for (const group of ['agencies', 'authors', 'subjects'] as const)
      for (const label of Object.keys(form[group])) take(label, `${group}.${label}`)
    form.entries.forEach((entry, at) => {
      const label = (entry as { id?: unknown } | null)?.id
      if (typeof label === 'string') {
        this.#event = label
        take(label, 'id')
        this.#entries.add(label)
        this.#event = null
      } else this.#trouble(`entries[${at}].id`, 'is missing. Accepted: a label of its own')
    })
    return ids
  }

  #agenciesOfAuthors(form: StoryForm): void {
    for (const [label, author] of Object.entries(form.authors))
      if (!Object.hasOwn(form.agencies, author.agency))
        this.#trouble(`authors.${label}.agency`, unknown('agency', author.agency, Object.keys(form.agencies)))
  }

  /** The entries whose own fields are sound, with when they happened and became known. */
  #firsts(form: StoryForm): Map<string, First> {
    const firsts = new Map<string, First>()
    form.entries.forEach((given, at) => {
      this.#event = eventName(given, at)
      const parsed = entryForm.safeParse(given)
      if (!parsed.success) {
        this.#faults(parsed.error, entryForm, given)
        return
      }
      const entry = parsed.data
      const happened = this.#happened(entry)
      if ((entry.corrects || entry.withdraws) && entry.known === undefined)
        this.#trouble(
          'known',
          'is missing. A correction or withdrawal says when it became known. Accepted: a day such as 2013-04-15, or a moment with its offset',
        )
      const known = entry.known === undefined ? undefined : this.#when('known', entry.known)
      if (happened) firsts.set(entry.id, { form: entry, happened, known: known === undefined ? firstMoment(happened) : asMoment(known) })
    })
    return firsts
  }

  #entry(
    { form: entry, happened, known }: First,
    form: StoryForm,
    ids: ReadonlyMap<string, string>,
    firsts: ReadonlyMap<string, First>,
  ): StoryEntry | undefined {
    this.#event = entry.id
    const before = this.troubles.length
    const id = <T>(label: string): T => ids.get(label) as T
    const subject = Object.hasOwn(form.subjects, entry.subject) ? form.subjects[entry.subject] : undefined
    if (!subject) this.#trouble('subject', unknown('subject', entry.subject, Object.keys(form.subjects)))
    const author = Object.hasOwn(form.authors, entry.by) ? form.authors[entry.by] : undefined
    if (!author) this.#trouble('by', unknown('author', entry.by, Object.keys(form.authors)))
    const agencyLabel = entry.agency ?? author?.agency
    const agency = agencyLabel !== undefined && Object.hasOwn(form.agencies, agencyLabel) ? form.agencies[agencyLabel] : undefined
    if (entry.agency !== undefined && !agency) this.#trouble('agency', unknown('agency', entry.agency, Object.keys(form.agencies)))
    const kind = this.#book.kinds.get(entry.kind)
    if (!kind) this.#trouble('kind', unknown('kind', entry.kind, this.#book.kinds.keys()))
    else if (subject && !kind.of.includes(subject.form))
      this.#trouble('subject', `${entry.subject} is a ${subject.form}. Accepted for ${kind.name}: a ${kind.of.join(' or a ')}`)
    this.#versions(entry, known, firsts)
    const links = this.#links(entry, form)
    const parts = kind ? this.#parts(entry, kind, ids) : {}
    if (!subject || !author || !agency || !agencyLabel || this.troubles.length > before) return undefined
    const told: Told = {
      id: id<EntryId>(entry.id),
      subject: id<SubjectId>(entry.subject),
      act: idOfLabel<EntryId>(form.story, entry.act ?? entry.id) as string as ActId,
      kind: entry.kind,
      on: happened.precision === 'moment' ? dayOf(happened.at) : happened.on,
      at: firstMoment(happened),
      precision: happened.precision,
      known,
      author: id(entry.by),
      role: entry.role ?? author.role,
      agency: id(agencyLabel),
      agencyKind: agency.kind,
      audience: entry.audience ?? 'professionals',
      answers: entry.answers === undefined ? null : id(entry.answers),
      corrects: entry.corrects === undefined ? (entry.withdraws === undefined ? null : id(entry.withdraws)) : id(entry.corrects),
      withdraws: entry.withdraws !== undefined,
      facts: parts.record?.facts ?? {},
    }
    return { label: entry.id, told, parts, links }
  }

  /** What an entry answers, corrects or withdraws must be the first version of an entry of this story, and stand where it may. */
  #versions(entry: EntryForm, known: Moment, firsts: ReadonlyMap<string, First>): void {
    const find = (field: 'answers' | 'corrects' | 'withdraws') => {
      const label = entry[field]
      if (label === undefined) return undefined
      if (!this.#known(field, label)) return undefined
      const found = firsts.get(label)
      if (!found) return undefined
      const root = found.form.corrects ?? found.form.withdraws
      if (root !== undefined) this.#trouble(field, `${label} itself corrects ${root}. Accepted: the first version, ${root}`)
      return found
    }
    find('answers')
    if (entry.corrects !== undefined && entry.withdraws !== undefined)
      this.#trouble('withdraws', 'an entry corrects or withdraws. Accepted: one of the two')
    for (const field of ['corrects', 'withdraws'] as const) {
      const first = find(field)
      if (!first) continue
      if (first.form.id === entry.id) this.#trouble(field, 'an entry cannot do this to itself. Accepted: an earlier entry')
      if (first.form.subject !== entry.subject)
        this.#trouble('subject', `must be that of ${first.form.id}. Accepted: ${first.form.subject}`)
      if (first.form.kind !== entry.kind) this.#trouble('kind', `must be that of ${first.form.id}. Accepted: ${first.form.kind}`)
      if (known < first.known) this.#trouble('known', `lies before ${first.form.id} became known. Accepted: ${first.known} or later`)
    }
  }

  /** Those linked are subjects of the story; a UUID may also be somebody outside it. */
  #links(entry: EntryForm, form: StoryForm): Link[] {
    return (['present', 'mentioned'] as const).flatMap(as =>
      (entry[as] ?? []).map((label, at) => {
        if (!Object.hasOwn(form.subjects, label) && !isId(label))
          this.#trouble(`${as}[${at}]`, unknown('subject', label, Object.keys(form.subjects)))
        return { subject: idOfLabel<SubjectId>(form.story, label), as }
      }),
    )
  }

  #parts(entry: EntryForm, kind: AnyKind, ids: ReadonlyMap<string, string>): Partial<Record<FieldGroup, Part>> {
    const short = entry.facts !== undefined || entry.narrative !== undefined
    if (entry.withdraws !== undefined) {
      if (short || entry.parts)
        this.#trouble(
          entry.parts ? 'parts' : 'facts',
          'a withdrawal takes the entry back and tells nothing of its own. Accepted: no facts, narrative or parts',
        )
      return {}
    }
    if (short && entry.parts?.record !== undefined)
      this.#trouble('parts.record', 'the record part is told twice. Accepted: facts and narrative, or parts.record')
    const told = { record: { facts: entry.facts ?? {}, narrative: entry.narrative ?? {} }, ...entry.parts }
    if (told.record === null && Object.keys(told).length === 1)
      this.#trouble('parts.record', 'an entry tells something. Accepted: null only beside another part')
    const parts: Partial<Record<FieldGroup, Part>> = {}
    for (const group of fieldGroups) {
      const given = told[group]
      if (!given) continue
      const schema = group === 'record' ? kind.record : kind.also[group]
      if (!schema) {
        this.#trouble(`parts.${group}`, `${kind.name} has no such part. Accepted: ${['record', ...Object.keys(kind.also)].join(', ')}`)
        continue
      }
      const under = group === 'record' && !entry.parts?.record ? [] : ['parts', group]
      const facts = this.#check(schema.facts, this.#resolved(given.facts ?? {}, ids, [...under, 'facts']), [...under, 'facts'])
      const narrative = this.#check(schema.narrative, given.narrative ?? {}, [...under, 'narrative'])
      if (facts && narrative) parts[group] = { facts, narrative: narrative as Record<string, string> }
    }
    return parts
  }

  #resolved(facts: unknown, ids: ReadonlyMap<string, string>, under: readonly PropertyKey[]): unknown {
    return withIds(
      facts,
      label => ids.get(label),
      (label, path) => this.#trouble(printPath([...under, ...path]), unknown('label', label, ids.keys())),
    )
  }

  #check(schema: z.ZodType, given: unknown, under: readonly PropertyKey[]): Record<string, unknown> | undefined {
    const parsed = schema.safeParse(given)
    if (parsed.success) return parsed.data as Record<string, unknown>
    this.#faults(parsed.error, schema, given, under)
    return undefined
  }

  #happened(entry: EntryForm): PartialDate | undefined {
    const given = entry.happened
    try {
      return typeof given === 'string' ? partialDate(given) : partialDate(given.on, given.precision)
    } catch (error) {
      this.#trouble(
        typeof given === 'string' ? 'happened' : 'happened.on',
        `${why(error)}. Accepted: a day such as 2013-04-15, a month 2013-04, a year 2013, a moment such as 2013-04-15T14:05Z, or {"on": "2013-04-16", "precision": "month"}`,
      )
      return undefined
    }
  }

  /** Is this the label of an entry of the story? */
  #known(field: string, label: string): boolean {
    if (this.#entries.has(label)) return true
    this.#trouble(field, unknown('entry', label, this.#entries))
    return false
  }

  #when(field: string, given: string): Day | Moment | undefined {
    if (isDay(given)) return given
    try {
      return moment(given)
    } catch (error) {
      this.#trouble(field, `${why(error)}. Accepted: a day such as 2013-04-15, or a moment with its offset such as 2013-04-15T14:05Z`)
      return undefined
    }
  }

  #day(field: string, given: string): Day | undefined {
    if (isDay(given)) return given
    this.#trouble(field, `${JSON.stringify(given)} is not a day. Accepted: a day such as 2013-04-15`)
    return undefined
  }

  #expectation(given: unknown, at: number, form: StoryForm, ids: ReadonlyMap<string, string>): Expectation | undefined {
    this.#event = `expectation ${at + 1}`
    const before = this.troubles.length
    const parsed = expectationForm.safeParse(given)
    if (!parsed.success) {
      this.#faults(parsed.error, expectationForm, given)
      return undefined
    }
    const expectation = this.#resolvedExpectation(parsed.data, form, ids)
    return this.troubles.length > before ? undefined : expectation
  }

  #resolvedExpectation(given: ExpectationForm, form: StoryForm, ids: ReadonlyMap<string, string>): Expectation | undefined {
    const rule = this.#book.rules.find(one => one.id === given.rule)
    if (!rule)
      this.#trouble(
        'rule',
        unknown(
          'rule',
          given.rule,
          this.#book.rules.map(one => one.id),
        ),
      )
    const entry = (field: string, label: string): EntryId => {
      this.#known(field, label)
      return ids.get(label) as EntryId
    }
    if (given.is === 'gate' || given.is === 'no-gate') {
      if (rule && !rule.gate)
        this.#trouble(
          'rule',
          `${given.rule} is no gate. Accepted: ${
            this.#book.rules
              .filter(one => one.gate)
              .map(one => one.id)
              .join(', ') || 'no rule of this book is one'
          }`,
        )
      return { is: given.is, rule: given.rule, entry: entry('entry', given.entry) }
    }
    if (given.subject !== undefined && !Object.hasOwn(form.subjects, given.subject))
      this.#trouble('subject', unknown('subject', given.subject, Object.keys(form.subjects)))
    const on = {
      rule: given.rule,
      subject: given.subject === undefined ? null : (ids.get(given.subject) as SubjectId),
      name: given.name ?? null,
      of: given.of === undefined ? null : entry('of', given.of),
    }
    switch (given.is) {
      case 'fires': {
        const when = this.#when('on', given.on)
        return when && { is: 'fires', ...on, on: when, level: given.level ?? null, first: given.from ?? false }
      }
      case 'does-not-fire':
        return {
          is: 'does-not-fire',
          ...on,
          on: given.on === undefined ? null : (this.#when('on', given.on) ?? null),
          level: given.level ?? null,
        }
      case 'due': {
        const day = this.#day('on', given.on)
        return day && { is: 'due', ...on, on: day }
      }
      case 'cleared':
        return {
          is: 'cleared',
          ...on,
          by: entry('by', given.by),
          on: given.on === undefined ? null : (this.#day('on', given.on) ?? null),
          as: given.as ?? null,
        }
    }
  }

  #faults(error: z.ZodError, schema: z.ZodType, given: unknown, under: readonly PropertyKey[] = []): void {
    for (const fault of faultsOf(error, schema, given)) this.#trouble(printPath([...under, ...fault.path]), fault.says)
  }

  #trouble(field: string, says: string): void {
    this.troubles.push({ file: this.#file, event: this.#event, field, says })
  }
}

const eventName = (given: unknown, at: number): string => {
  const label = (given as { id?: unknown } | null)?.id
  return typeof label === 'string' && label ? label : `entry ${at + 1}`
}

const firstMoment = (happened: PartialDate): Moment => (happened.precision === 'moment' ? happened.at : startOfDay(happened.on))

/** Sorting is stable: of what became known at one moment the file's order holds. */
const inOrderKnown = (entries: readonly StoryEntry[]): StoryEntry[] =>
  entries.toSorted((a, b) => (a.told.known < b.told.known ? -1 : a.told.known > b.told.known ? 1 : 0))

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error))
