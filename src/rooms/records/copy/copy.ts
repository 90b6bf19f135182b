import { capital } from '../../../design-system/words.ts'
import { isDay, moment, printDate, printMoment } from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { FieldGroup } from '../../../thread/entry.ts'
import { isId } from '../../../thread/ids.ts'
import { type Decisions, keptBackOthers, type PartDecision, partKey, suggested } from './decide.ts'
import { lookFor, type Phrase, placesOf, wordsOf } from './find-words.ts'
import { isOwn, isSealed, type Other, type Own, toldKey } from './others.ts'
import type { ToldEntry, ToldPart } from './told-copy.ts'
import { type AskedBy, lawOf, markOf, type Reason, reasonWords } from './withhold.ts'

/** A stretch of text: as it is given, or kept back, and then why; whoever prepares the copy sees both. */
export type Stretch = { readonly text: string; readonly kept: Reason | null }

/** One thing that was said in a part, with what it answers. */
export type Line = { readonly label: string; readonly stretches: readonly Stretch[] }

/** A part of an entry as it stands in the copy now. `decision` is null while nobody has decided; then what is suggested is shown, where anything is. */
export type CopyPart = {
  readonly key: string
  readonly group: FieldGroup | 'file'
  readonly words: string
  readonly lines: readonly Line[]
  readonly decision: PartDecision | null
  readonly suggested: PartDecision | null
  /** Kept to another agency, or told by somebody who asked not to be named: nobody here reads it. */
  readonly elsewhere: boolean
}

/** An entry as it stands in the copy, with its number there. */
export type CopyEntry = {
  readonly number: number
  readonly entry: ToldEntry
  /** What kind of entry it is: it says nothing of anybody. */
  readonly words: string
  readonly title: readonly Stretch[]
  readonly when: string
  readonly told: string
  readonly by: readonly Stretch[]
  readonly corrects: number | null
  readonly parts: readonly CopyPart[]
  /** Nothing of it is given. */
  readonly gone: boolean
}

/** Something that was kept back, as it stands at the end of the copy and in the record. It says nothing of what it was. */
export type KeptBack = { readonly number: number; readonly what: string; readonly reason: Reason; readonly opinion: string | null }

/** All that a copy is made of. */
export type Copy = { readonly entries: readonly CopyEntry[]; readonly keptBack: readonly KeptBack[]; readonly undecided: number }

/** What the parts are called. */
export const groupWords: Readonly<Record<FieldGroup | 'file', string>> = {
  record: 'What was recorded',
  whereabouts: 'Where',
  health: 'Health',
  police: 'Police',
  legal: 'Legal advice',
  'third-party': 'About somebody else',
  referrer: 'Who told us',
  feedback: 'What whoever told us was told',
  asked: 'What an agency was asked',
  adoption: 'About an adoption',
  file: 'A file',
}

const plain = (text: string): Stretch[] => (text === '' ? [] : [{ text, kept: null }])
const labelFor = (name: string): string =>
  capital(
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replaceAll(/[-_]/g, ' ')
      .toLowerCase(),
  )

/** What is said of a value that is no text. */
const saidOf = (value: string | number | boolean): string => {
  if (typeof value !== 'string') return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
  if (isDay(value)) return printDate(value)
  return /^[a-z]+(?:-[a-z]+)+$/.test(value) ? value.replaceAll('-', ' ') : value
}

type Around = {
  readonly book: Book
  readonly own: Own
  readonly others: readonly Other[]
  readonly by: AskedBy
  readonly decisions: Decisions
}

type Found = readonly (readonly [Phrase, Reason])[]
type Looked = ReturnType<typeof lookFor<Reason>>

/** A text with what tells of somebody else taken out, but for words that are given all the same. */
const stretchesOf = (text: string, looked: Looked, shown: readonly Phrase[]): Stretch[] => {
  const open = shown.length === 0 ? [] : placesOf(text, lookFor(shown.map(phrase => [phrase, true] as const)))
  const spans = placesOf(text, looked).filter(span => !open.some(one => one.from <= span.from && one.to >= span.to))
  const found: Stretch[] = []
  let at = 0
  for (const { from, to, whose } of spans) {
    found.push(...plain(text.slice(at, from)), { text: text.slice(from, to), kept: whose })
    at = to
  }
  return [...found, ...plain(text.slice(at))]
}

/** Everything that one value says, with its label. Somebody else who is told of within facts is kept back whole. */
const linesOfValue = (label: string, value: unknown, around: Around, read: (text: string) => Stretch[], whose: Reason | null): Line[] => {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap(one => linesOfValue(label, one, around, read, whose))
  if (typeof value === 'object') {
    const facts = value as Record<string, unknown>
    const somebody = around.others.find(other => other.key === toldKey(facts) || other.also.includes(toldKey(facts)))
    const within = somebody && !isOwn(around.own, facts) ? somebody.reason : whose
    return Object.entries(facts).flatMap(([name, one]) =>
      linesOfValue(`${label}: ${labelFor(name).toLowerCase()}`, one, around, read, within),
    )
  }
  const text = saidOf(value as string | number | boolean)
  if (typeof value === 'string' && isId(value)) {
    const other = around.others.find(one => one.key === `person ${value}`)
    const self = around.own.records.has(value as never)
    return other || self
      ? [{ label, stretches: self ? plain('this person') : [{ text: other?.called ?? '', kept: other?.reason ?? 'third-party' }] }]
      : []
  }
  return [{ label, stretches: whose ? [{ text, kept: whose }] : read(text) }]
}

const linesOf = (part: ToldPart, around: Around, read: (text: string) => Stretch[]): Line[] => [
  ...Object.entries(part.narrative ?? {}).flatMap(([name, text]) => linesOfValue(labelFor(name), text, around, read, null)),
  ...Object.entries(part.facts ?? {}).flatMap(([name, value]) => linesOfValue(labelFor(name), value, around, read, null)),
]

const lookedFor = (others: readonly Other[]): Found => others.flatMap(other => other.phrases.map(phrase => [phrase, other.reason] as const))

const whenOf = ({ precision, on, at }: ToldEntry): string => {
  if (precision === 'year') return on.slice(0, 4)
  if (precision === 'month') return printDate(on).replace(/^\d+ /, '')
  return precision === 'moment' ? printMoment(moment(at)) : printDate(on)
}

const titleOf = (book: Book, entry: ToldEntry): string => {
  const kind = book.kinds.get(entry.kind)
  const facts = entry.parts.find(part => part.group === 'record')?.facts
  const parsed = kind && facts && !entry.withdraws ? kind.record.facts.safeParse(facts) : undefined
  return parsed?.success && kind ? kind.title(parsed.data as never) : ''
}

/**
 * The copy as it stands: every version of every entry about the person in the order in which things happened, each part given or kept back as was decided, or while
 * nobody has, as is suggested; and everything that is kept back, listed. Pure.
 */
export const copyOf = (told: readonly ToldEntry[], around: Around): Copy => {
  const { book, others, by, decisions } = around
  const keptOthers = keptBackOthers(others, decisions)
  const found = lookedFor(keptOthers)
  const looked = lookFor(found)
  const kept: Around = { ...around, others: keptOthers }
  const numbers = new Map(told.map((entry, at) => [entry.id, at + 1]))
  const keptBack: KeptBack[] = []
  let undecided = 0
  // Who told us is told by who wrote it down, too: whatever else the same person wrote says nothing of who they are.
  const referrers = new Set(
    told
      .filter(entry => entry.parts.some(part => part.group === 'referrer' && nowOf(entry, part, around)?.answer !== 'given'))
      .map(authorOf),
  )
  // The title says what the record part says: what somebody keeps back there, or gives, holds for both.
  const readWith = (now: PartDecision | null): ((text: string) => Stretch[]) => {
    const hide: Found = (now?.hide ?? []).flatMap(text => wordsOf(text) ?? []).map(phrase => [phrase, now?.reason ?? 'third-party'])
    const looks = hide.length === 0 ? looked : lookFor([...hide, ...found])
    const show = (now?.show ?? []).flatMap(text => wordsOf(text) ?? [])
    return text => stretchesOf(text, looks, show)
  }
  const entries = told.map((entry): CopyEntry => {
    const number = numbers.get(entry.id) ?? 0
    const parts = [
      ...entry.parts.map((part): CopyPart => {
        const key = partKey(entry.id, part.group)
        const decision = decisions.parts.get(key) ?? null
        const first = suggested(entry, part, by)
        const now = decision ?? first
        const read = readWith(now)
        return {
          key,
          group: part.group,
          words: groupWords[part.group],
          lines: isSealed(part) ? [] : linesOf(part, kept, read),
          decision,
          suggested: first,
          elsewhere: part.facts === null || isSealed(part),
        }
      }),
      ...entry.files.map((file): CopyPart => {
        const key = partKey(entry.id, file.id)
        return {
          key,
          group: 'file',
          words: groupWords.file,
          lines: [{ label: 'Name', stretches: stretchesOf(file.name, looked, []) }],
          decision: decisions.parts.get(key) ?? null,
          suggested: null,
          elsewhere: false,
        }
      }),
    ]
    undecided += parts.filter(part => part.decision === null).length
    for (const part of parts) {
      const now = part.decision ?? part.suggested
      const of = parts.length === 1 ? 'all of it' : part.words.toLowerCase()
      if (now?.answer === 'kept-back' && now.reason)
        keptBack.push({ number, what: `Entry ${number}: ${of}`, reason: now.reason, opinion: now.opinion })
      if (now?.answer === 'given')
        for (const [reason, times] of timesKept(part.lines))
          keptBack.push({
            number,
            what: `Entry ${number}: ${times === 1 ? 'words in one place' : `words in ${times} places`}`,
            reason,
            opinion: now.opinion,
          })
    }
    const record = parts.find(part => part.group === 'record')
    const isGiven = (part: CopyPart) => (part.decision ?? part.suggested)?.answer === 'given'
    const gone = parts.length > 0 && !parts.some(isGiven)
    const title = record && !isGiven(record) ? [] : readWith(record?.decision ?? record?.suggested ?? null)(titleOf(book, entry))
    const author = authorOf(entry)
    const hidden = referrers.has(author)
    if (hidden && !gone) keptBack.push({ number, what: `Entry ${number}: who wrote it`, reason: 'referrer', opinion: null })
    return {
      number,
      entry,
      words: capital(book.kinds.get(entry.kind)?.words ?? 'entry'),
      title,
      when: whenOf(entry),
      told: printMoment(moment(entry.known)),
      by: hidden ? [{ text: author, kept: 'referrer' }] : plain(author),
      corrects: entry.corrects ? (numbers.get(entry.corrects) ?? null) : null,
      parts,
      gone,
    }
  })
  return { entries, keptBack, undecided }
}

const authorOf = (entry: ToldEntry): string => `${entry.author}, ${entry.role.replaceAll('-', ' ')}, ${entry.agency}`

/** What holds for a part: what was decided, or while nobody has, what is suggested. */
const nowOf = (entry: ToldEntry, part: ToldPart, { by, decisions }: Around): PartDecision | null =>
  decisions.parts.get(partKey(entry.id, part.group)) ?? suggested(entry, part, by)

const timesKept = (lines: readonly Line[]): ReadonlyMap<Reason, number> => {
  const times = new Map<Reason, number>()
  for (const line of lines) for (const { kept } of line.stretches) if (kept) times.set(kept, (times.get(kept) ?? 0) + 1)
  return times
}

/** A text as it stands on paper: what is kept back is not there, only the mark that something is. */
export const onPaper = (stretches: readonly Stretch[]): string => stretches.map(({ text, kept }) => (kept ? markOf(kept) : text)).join('')

/** What was kept back, as somebody reads it at the end of the copy and in the record. */
export const keptBackWords = ({ what, reason, opinion }: KeptBack): readonly [what: string, why: string, law: string] => [
  what,
  `${capital(reasonWords[reason])}${opinion ? `. Asked: ${opinion}` : ''}`,
  lawOf(reason),
]
