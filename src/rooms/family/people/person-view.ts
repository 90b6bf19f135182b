import { addYears, type Day, dayOf, type Moment, printPartial } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Book } from '../../../thread/book.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { readEntries } from '../chronology/entries.queries.ts'
import { readMarked } from '../chronology/pattern.queries.ts'
import { type Asked, spanOf } from './asked.ts'
import {
  entriesOfAPage,
  olderVisits,
  type PageRow,
  type PatternRow,
  type PersonRow,
  personPage,
  type SeenKind,
  type VisitRow,
} from './person.queries.ts'
import {
  ageOf,
  type ChronologyEntry,
  chronologyEntry,
  fromJson,
  type Housemate,
  lastSeen,
  lastVoice,
  sayVisit,
  type Voice,
} from './person.ts'
import { asItStands, asItWasKnown, inTurn, nobody, noteHead, type Where, workersOf } from './person-derived.ts'
import { mayGoOver, type Offer, offered, readsAs, relationsOf } from './person-offers.ts'
import type { SaidFinding } from './what-is-due.ts'
import { sayEpisode, sayRole } from './words.ts'

/** Everything the page about a person says: its HTML and its JSON are both made of this. */
export type PersonView = {
  readonly person: SubjectId
  /** The record to read instead: this one is part of it, or was on the day asked about. Null where the person is kept under this one. */
  readonly keptIn: SubjectId | null
  /** How many records of this person are read as one here. */
  readonly records: number
  /** The day the page speaks of: today, or the day as known on. */
  readonly day: Day
  readonly asKnownAt: Moment | null
  /** Whether the reader works with this person now; otherwise only what their agency wrote is here. */
  readonly worksWith: boolean
  /** What of writing on this record is offered to the reader; the database decides what is accepted. */
  readonly may: readonly Offer[]
  /** May the reader go over what a rule asks for first, for somebody else's work? */
  readonly mayGoOver: boolean
  /** May the reader see who looked at this record? */
  readonly seesLooks: boolean
  /** May the reader say who must not see it? */
  readonly maySayLimits: boolean
  /** May the asker open it to an auditor or an inspector? */
  readonly maySample: boolean
  /** May the reader see what was shared from it? */
  readonly seesShared: boolean
  /** May the reader see what is shared with the family? */
  readonly sharesWithFamily: boolean
  /** Null: not open to the reader, or nothing was known yet. */
  readonly who: {
    readonly name: string
    readonly knownAs: string | null
    readonly isA: PersonRow['is_a']
    readonly age: string | null
    readonly tags: readonly { readonly text: string; readonly strong: boolean }[]
  } | null
  readonly homes: readonly { readonly others: readonly Housemate[]; readonly where: Where | null }[]
  readonly workers: readonly { readonly as: string; readonly name: string; readonly agency: string | null; readonly mail: string | null }[]
  /** May the reader read what was recorded? Out of hours not of every child who is open: then nothing is said of what is or is not on record. */
  readonly seesRecord: boolean
  readonly lastSeen: readonly { readonly how: string; readonly when: string }[]
  /** What the child last said or showed; null where nothing of it is on record or open to the reader. */
  readonly voice: Voice | null
  readonly findings: readonly SaidFinding[]
  /** More findings stand than a page holds; these are the most pressing. */
  readonly moreFindings: boolean
  /** The pattern that was last stated across the record, with what of it the reader may read that it rests on. */
  readonly pattern: {
    readonly by: string
    readonly role: string
    readonly on: Day
    readonly pattern: string
    readonly means: string
    readonly next: string
    readonly evidence: readonly { readonly root: EntryId; readonly title: string; readonly when: string }[]
  } | null
  readonly entries: readonly ChronologyEntry[]
  /** Where the next page of the chronology goes on; null at its end. */
  readonly older: string | null
}

/** What each piece of the page is made of: what is known, what was asked of the page, and the book its words come from. */
export type PersonParts = { readonly view: PersonView; readonly asked: Asked; readonly book: Book }

/**
 * Reads the page about a person, as whoever asks may see it; refuses (not found) who may see nothing of it. One statement reads all of it; as known on
 * a day, what is derived is made again from what was known by then.
 */
export const readPerson = async (tx: Tx, book: Book, person: SubjectId, asked: Asked, now: Moment): Promise<PersonView> => {
  const at = asked.known?.at ?? now
  const until = asked.known?.at ?? 'infinity'
  const here = [tx.actor.partnership, person, at, until]
  const [from, to] = spanOf(asked)
  // First among those the access line names: it says whose page was opened. Where nothing may be seen there is no line.
  tx.saw([person])
  const [row] = await tx.run(personPage[asked.order], [
    ...here,
    asked.agency,
    asked.kind,
    from,
    to,
    asked.before?.at ?? (asked.order === 'newest' ? 'infinity' : '-infinity'),
    asked.before?.id ?? nobody,
    entriesOfAPage + 1,
    asked.known === null,
    asked.significantOnly ? await readMarked(tx, person, until) : null,
  ])
  if (!row || !mayOpen(row)) throw new NotFound()
  noteHead(tx, row, asked.known?.at ?? null)
  const today = dayOf(at)
  const derived = asked.known ? await asItWasKnown(tx, book, person, asked, today) : asItStands(book, row, asked, today)
  const listed = (row.entries ?? []).slice(0, entriesOfAPage)
  const names = { ...row.names, ...derived.names }
  const last = listed.at(-1)
  const seen = (kind: SeenKind) => (row.seen ?? []).filter(one => one.kind === kind)
  let visits: readonly VisitRow[] = seen('visit')
  const noted = seen('note')
  if (visits.length === 12 && lastSeen(visits).some(one => one.visit === null))
    visits = (await tx.run(olderVisits, here))[0]?.visits ?? visits
  const { told, reads } = row.person ? await readsAs(tx, person) : { told: false, reads: true }
  return {
    person,
    keptIn: derived.keptIn,
    records: row.records,
    day: today,
    asKnownAt: asked.known?.at ?? null,
    worksWith: row.person !== null,
    may: row.person ? offered(tx, derived.workers, told) : [],
    mayGoOver: row.person !== null && mayGoOver(tx, derived.workers),
    seesLooks: ['anyone', ...relationsOf(tx, derived.workers)].some(relation => tx.actor.grants.has(`${relation}/looks`)),
    sharesWithFamily:
      derived.who?.is_a === 'child' && relationsOf(tx, derived.workers).some(relation => tx.actor.grants.has(`${relation}/family-shared`)),
    maySayLimits: ['anyone', ...relationsOf(tx, derived.workers)].some(relation => tx.actor.grants.has(`${relation}/limits`)),
    maySample: relationsOf(tx, derived.workers).some(relation => tx.actor.grants.has(`${relation}/involve:sampled`)),
    seesShared: relationsOf(tx, derived.workers).some(relation => tx.actor.grants.has(`${relation}/disclosure`)),
    who: derived.who && {
      name: wholeName(derived.who),
      knownAs: derived.who.known_as,
      isA: derived.who.is_a,
      age: ageOf(derived.who, today),
      tags: tagsOf(derived.who, derived.tags, today),
    },
    homes: derived.homes,
    workers: workersOf(derived.workers, names, { ...row.contacts, ...derived.contacts }),
    seesRecord: reads,
    lastSeen:
      !reads || derived.who?.is_a === 'adult' || (visits.length === 0 && noted.length === 0 && derived.tags.length === 0)
        ? []
        : lastSeen(inTurn(visits, noted)).map(({ how, visit }) => ({
            how,
            when: visit ? sayVisit(visit, today) : visits.length >= 120 ? 'not at the last 120 visits' : 'no visit recorded',
          })),
    voice: derived.who?.is_a === 'adult' ? null : lastVoice(inTurn(visits, [...noted, ...seen('childs-voice')]), today),
    findings: derived.findings,
    moreFindings: derived.more,
    pattern: row.pattern && (await patternOf(tx, book, person, row.pattern, asked.known?.at ?? null)),
    entries: listed.flatMap(one => chronologyEntry(book, one, names, asked.addressesAsked) ?? []),
    older: (row.entries ?? []).length > entriesOfAPage && last ? `${fromJson(last.at)}~${last.id}` : null,
  }
}

/** The pattern as the page says it; what it rests on is read only where there is one. */
const patternOf = async (tx: Tx, book: Book, person: SubjectId, row: PatternRow, known: Moment | null): Promise<PersonView['pattern']> => {
  const evidence = await readEntries(tx, book, person, row.facts.evidence ?? [], known)
  return {
    by: row.author ?? 'somebody',
    role: sayRole(row.role),
    on: dayOf(fromJson(row.known)),
    pattern: row.narrative.pattern ?? '',
    means: row.narrative.means ?? '',
    next: row.narrative.next ?? '',
    evidence: evidence.map(({ entry }) => ({ root: entry.root, title: entry.title, when: entry.when })),
  }
}

/** May the reader open this page: who it is about is open to them, or they worked with the person once and wrote something then. */
const mayOpen = (row: PageRow): boolean => row.person !== null || (row.head?.form === 'person' && (row.entries ?? []).length > 0)

/** A child in the first year of life, as far as the day of birth is known (practice: baby-under-one). */
const isUnderOne = (who: PersonRow, today: Day): boolean =>
  who.is_a === 'child' &&
  who.died_on === null &&
  who.born_on !== null &&
  who.born_precision !== 'year' &&
  who.born_on <= today &&
  today < addYears(who.born_on, 1)

const tagsOf = (who: PersonRow, episodes: readonly { kind: string; state: string }[], today: Day): { text: string; strong: boolean }[] => [
  ...(who.died_on ? [{ text: `Died ${printPartial({ on: who.died_on, precision: 'day' })}`, strong: true }] : []),
  ...episodes.map(one => ({ text: sayEpisode(one), strong: true })),
  ...(who.is_a === 'unborn'
    ? [{ text: 'Unborn child', strong: true }]
    : isUnderOne(who, today)
      ? [{ text: 'Baby under one', strong: true }]
      : []),
  ...(who.interpreter ? [{ text: `Interpreter needed${who.language ? `: ${who.language}` : ''}`, strong: false }] : []),
  ...(!who.interpreter && who.language ? [{ text: `Speaks ${who.language}`, strong: false }] : []),
  ...(who.school ? [{ text: `School: ${who.school}`, strong: false }] : []),
]
