import { capital } from '../../../design-system/words.ts'
import {
  ageInWords,
  type Day,
  dayOf,
  type Moment,
  moment,
  type PartialDate,
  plural,
  printPartial,
  spanInWords,
} from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind, FieldGroup } from '../../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import type { WhoKnown } from '../../../thread/store/as-known.ts'
import type { BesideRow } from '../chronology/beside.queries.ts'
import type { EntryRow, PersonRow, VersionRow, VisitRow } from './person.queries.ts'
import { listed, partWords, sayFacts, sayField, sayRole } from './words.ts'

/** What is said of one part of an entry: a heading and the words, as they were written. */
export type Passage = { readonly part: FieldGroup; readonly heading: string; readonly text: string }

/** An entry as the chronology shows it. */
export type ChronologyEntry = {
  readonly root: EntryId
  readonly kind: string
  readonly kindWords: string
  readonly title: string
  readonly when: string
  /** The machine's form of the day, no more exact than it is known: 2011, 2011-04, 2011-04-15. */
  readonly on: string
  readonly agency: string
  readonly agencyKind: AgencyKind
  readonly author: string
  readonly role: string
  readonly ownAgencyOnly: boolean
  readonly passages: readonly Passage[]
  /** The first day it was known, where that is a later day than it happened. */
  readonly recorded: Day | null
  readonly corrected: Day | null
  readonly withdrawn: Day | null
  readonly earlier: readonly { readonly title: string; readonly recorded: Day; readonly passages: readonly Passage[] }[]
  /** Marked as significant, by whom and why; null where it is not, or no longer. */
  readonly significant: { readonly by: string; readonly on: Day; readonly reason: string } | null
  /** What was added afterwards, the earliest first. */
  readonly added: readonly { readonly by: string; readonly role: string; readonly on: Day; readonly text: string }[]
}

/** PostgreSQL's JSON text for a moment as ours. */
export const fromJson = (text: string): Moment => moment(text)

/** When something happened, as exactly as it is known. */
export const partialOf = (row: { on: Day; at: string; precision: VersionRow['precision'] }): PartialDate =>
  row.precision === 'moment' ? { at: fromJson(row.at), precision: 'moment' } : { on: row.on, precision: row.precision }

/** The day of a partial date, cut to what is known of it. */
export const cutToKnown = (row: { on: Day; precision: VersionRow['precision'] }): string =>
  row.precision === 'year' ? row.on.slice(0, 4) : row.precision === 'month' ? row.on.slice(0, 7) : row.on

/** The line of an entry of a kind: from the facts of its record, where this reader may read that part, and else the kind's own words. */
export const titleOf = (book: Book, kind: string, facts: Record<string, unknown> | undefined): string => {
  const of = book.kinds.get(kind)
  if (!of) return capital(kind.replaceAll('-', ' '))
  const parsed = facts === undefined ? undefined : of.record.facts.safeParse(facts)
  return parsed?.success ? of.title(parsed.data as never) : capital(of.words)
}

/** What a protected address is replaced by until it is asked for. */
export const protectedAddress = 'The address is protected. It is shown with the child’s address when you ask for it.'

/** The words of an entry in the order in which its kind asks for them, whatever order they come in from the database. */
const inOrder = (kind: AnyKind | undefined, group: FieldGroup, narrative: Record<string, string>): [string, string][] => {
  const asked = Object.keys((group === 'record' ? kind?.record : kind?.also[group])?.narrative.shape ?? {})
  return Object.entries(narrative).sort(([a], [b]) => asked.indexOf(a) - asked.indexOf(b))
}

const passagesOf = (book: Book, kind: string, parts: VersionRow['parts'], addressesAsked: boolean): Passage[] =>
  (parts ?? []).flatMap(part => {
    const heading = (name: string) => {
      const [own, said] = [partWords[part.group] ?? capital(part.group), sayField(name)]
      return part.group === 'record' || own === said ? said : `${own}: ${said.toLowerCase()}`
    }
    if (part.group === 'whereabouts' && part.facts['protected'] === true && !addressesAsked)
      return [{ part: part.group, heading: heading('address'), text: protectedAddress }]
    return [
      ...inOrder(book.kinds.get(kind), part.group, part.narrative).map(([name, text]) => ({
        part: part.group,
        heading: heading(name),
        text,
      })),
      ...(part.group === 'record' ? sayFacts(kind, part.facts).map(said => ({ part: part.group, ...said })) : []),
    ]
  })

const recordOf = (version: VersionRow) => version.parts?.find(part => part.group === 'record')?.facts

/** An entry for the chronology, protected addresses only where they were asked for; null where the reader may read a correction of something that is not open to them. */
export const chronologyEntry = (
  book: Book,
  row: EntryRow,
  names: Readonly<Record<string, string>>,
  addressesAsked: boolean,
): ChronologyEntry | null => {
  const first = row.root === row.id ? row : row.first
  if (!first) return null
  const others = row.others ?? []
  const withdrawal = others.filter(one => one.withdraws && one.known > row.known).at(-1)
  const earlier = row.root === row.id ? [] : [first, ...others.filter(one => !one.withdraws && one.known <= row.known)]
  const known = dayOf(fromJson(first.known))
  const lastDay = row.precision === 'day' || row.precision === 'moment' ? row.on : lastDayWithin(row)
  return {
    root: row.root,
    kind: first.kind,
    kindWords: book.kinds.get(first.kind)?.words ?? first.kind,
    title: named(titleOf(book, first.kind, recordOf(row)), recordOf(row), names),
    when: printPartial(partialOf(row)),
    on: cutToKnown(row),
    agency: names[row.agency] ?? 'another agency',
    agencyKind: row.agencyKind,
    author: names[row.author] ?? 'somebody',
    role: sayRole(row.role),
    ownAgencyOnly: row.audience === 'agency',
    passages: [...passagesOf(book, first.kind, row.parts, addressesAsked), ...whoWasThere(row.present)],
    recorded: known > lastDay ? known : null,
    corrected: row.root === row.id ? null : dayOf(fromJson(row.known)),
    withdrawn: withdrawal ? dayOf(fromJson(withdrawal.known)) : null,
    earlier: earlier.map(version => ({
      title: titleOf(book, first.kind, recordOf(version)),
      recorded: dayOf(fromJson(version.known)),
      passages: passagesOf(book, first.kind, version.parts, addressesAsked),
    })),
    ...besideIn(row.beside ?? []),
  }
}

/** Who was ticked as there, as far as their names are open to the reader. */
const whoWasThere = (present: EntryRow['present']): Passage[] => {
  if (!present || present.length === 0) return []
  const named = present.filter(one => one.given !== null).map(one => wholeName({ given: one.given ?? '', family: one.family ?? '' }))
  const others = present.length - named.length
  const text = listed([
    ...named,
    ...(others > 0 ? [`${plural(others, 'person').replace('persons', 'people')} whose record is not open to you`] : []),
  ])
  return [{ part: 'record', heading: 'Of the family there were', text }]
}

/** What was said beside an entry: the last mark of significance holds. */
const besideIn = (rows: readonly BesideRow[]): Pick<ChronologyEntry, 'significant' | 'added'> => {
  const mark = rows.findLast(one => one.kind === 'significance')
  return {
    significant:
      mark?.facts.significant === true
        ? { by: mark.author ?? 'somebody', on: dayOf(fromJson(mark.known)), reason: mark.narrative['reason'] ?? '' }
        : null,
    added: rows
      .filter(one => one.kind === 'addendum')
      .map(one => ({
        by: one.author ?? 'somebody',
        role: sayRole(one.role),
        on: dayOf(fromJson(one.known)),
        text: one.narrative['added'] ?? '',
      })),
  }
}

/** Who holds what an entry allots is part of its line, where the page knows the name. */
const named = (title: string, facts: Record<string, unknown> | undefined, names: Readonly<Record<string, string>>): string => {
  const name = typeof facts?.['holder'] === 'string' ? names[facts['holder']] : undefined
  return name ? `${title}: ${name}` : title
}

/** The last day that a month or a year known as such can mean: an entry recorded within it was not recorded late. */
const lastDayWithin = ({ on, precision }: { on: Day; precision: VersionRow['precision'] }): Day =>
  (precision === 'year' ? `${on.slice(0, 4)}-12-31` : `${on.slice(0, 7)}-31`) as Day

/** Who somebody was, as it was known on a day, as the table of persons would have said it. */
export const knownRow = ({ facts, born, expected, died }: WhoKnown) => ({
  is_a: born && facts.is === 'unborn' ? ('child' as const) : facts.is,
  given: facts.given,
  family: facts.family,
  known_as: facts.knownAs ?? null,
  born_on: born,
  born_precision: born ? (facts.bornPrecision ?? ('day' as const)) : null,
  expected_on: expected,
  died_on: died,
})

/** The name by which a sentence goes on about somebody: what they are known as, or the given name. */
export const firstNameOf = (person: Pick<PersonRow, 'given' | 'family' | 'known_as'> & { is_a?: string }): string =>
  person.known_as || person.given || wholeName(person)

/** An age or a day on which a birth is expected, on a day; neither where neither is known. */
export const ageOf = (person: Pick<PersonRow, 'born_on' | 'born_precision' | 'expected_on'>, on: Day): string | null =>
  person.born_on
    ? ageInWords({ born: person.born_on, precision: person.born_precision ?? 'day' }, on)
    : person.expected_on
      ? ageInWords({ expected: person.expected_on }, on)
      : null

const wasSeen = (visit: VisitRow): boolean => visit.seen !== null && visit.seen !== 'not-seen'
const bySocialWorker = (visit: VisitRow): boolean => visit.by === 'lead' || visit.by === 'cover'

const seenBy = {
  'by anyone': wasSeen,
  'by a social worker': (visit: VisitRow) => wasSeen(visit) && bySocialWorker(visit),
  alone: (visit: VisitRow) =>
    (visit.seen === 'seen-alone' || (visit.seen === 'seen-not-spoken' && visit.watched)) &&
    visit.place !== 'video' &&
    bySocialWorker(visit),
  'at home': (visit: VisitRow) => visit.place === 'home' && wasSeen(visit) && bySocialWorker(visit),
} as const

/** How the child was last seen, as far as the visits this reader may read tell; null where a way is not among them. */
export type LastSeen = readonly { readonly how: keyof typeof seenBy; readonly visit: VisitRow | null }[]

/** Picks, for each way of being seen, the newest visit or note that was one: by anyone; by a social worker, alone and at home as the guidance counts them (lead or cover). */
export const lastSeen = (visits: readonly VisitRow[]): LastSeen =>
  (Object.keys(seenBy) as (keyof typeof seenBy)[]).map(how => ({ how, visit: visits.find(seenBy[how]) ?? null }))

/** What the child last said or showed, and where it stands. */
export type Voice = { readonly words: string; readonly entry: EntryId; readonly when: string }

/** The child's last words among these visits and notes; null where none of them holds any. */
export const lastVoice = (visits: readonly VisitRow[], today: Day): Voice | null => {
  const last = visits.find(visit => visit.words)
  return last?.words ? { words: last.words, entry: last.id, when: sayVisit(last, today) } : null
}

/** A day of a visit as a line of the header says it: '6 Feb 2024, 7 days ago'. */
export const sayVisit = (visit: VisitRow, today: Day): string =>
  visit.precision === 'day' || visit.precision === 'moment'
    ? `${printPartial({ on: visit.on, precision: 'day' })}, ${spanInWords(visit.on, today)}`
    : printPartial(partialOf(visit))

/** Somebody who lives with the child, as far as the reader may know them. */
export type Housemate = { readonly subject: SubjectId; readonly name: string | null; readonly relation: string | null }
