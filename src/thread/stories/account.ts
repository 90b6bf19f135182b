import type { Moment } from '../../guidance/index.ts'
import type { Book } from '../book.ts'
import { derive, type Lens } from '../derive.ts'
import type { Entry, SubjectForm, Told } from '../entry.ts'
import { type Ending, type Finding, type Level, levels } from '../finding.ts'
import { type Asked, gatesAsked } from '../gates.ts'
import { homeOf, staysOf } from '../home.ts'
import type { EntryId, SubjectId } from '../ids.ts'
import { joinRecords } from '../one-record.ts'
import { findingDecision, pregnancy, recordsMerged, residence, residenceEnd } from '../own-kinds/index.ts'
import type { AnyRule, Home } from '../rule.ts'
import { Thread } from '../thread.ts'

/**
 * A time during which a finding showed one level, as it was then said; `until` is null while it still stood at the end of the account.
 * `how` is how the finding ended then; null where it went on at another level, still stands, or is no longer so by what was learnt since.
 */
export type Stood = { finding: Finding; level: Level; from: Moment; until: Moment | null; how: Ending | null }

/** What was said while a story was being told, and what gates would have asked of its entries. */
export type Account = { stood: readonly Stood[]; asked: readonly ({ entry: EntryId } & Asked)[] }

/**
 * Lives a story through: each version is taken in at the moment it became known, and what it changes is derived again from what was known by
 * then. So the account says what would have been said on each day, also where an entry was recorded late or corrected afterwards. Takes the
 * versions in the order they became known, and the account goes up to (not including) `until`. Gates never refuse: they are asked, and history goes on.
 */
export const accountOf = (
  versions: readonly Told[],
  forms: ReadonlyMap<SubjectId, SubjectForm>,
  book: Book,
  lens: Lens,
  until: Moment,
): Account => {
  const desk = new Desk(forms, book, lens)
  const asked: ({ entry: EntryId } & Asked)[] = []
  let at = 0
  while (at < versions.length) {
    const now = versions[at]?.known
    if (now === undefined || now >= until) break
    const together: Told[] = []
    for (; versions[at]?.known === now; at += 1) {
      const version = versions[at]
      if (!version) break
      asked.push(...desk.ask(version))
      desk.take(version)
      together.push(version)
    }
    desk.reckon(together, now)
  }
  return { stood: desk.close(until), asked }
}

/** The kinds that say who belongs with whom: after one of them every rule about a household is asked again. */
const homeKinds = new Set<string>([residence.name, residenceEnd.name, pregnancy.name])

/** What stands at one moment of the telling: the threads so far, and the findings that hold by them, each since when. */
class Desk {
  readonly #forms: ReadonlyMap<SubjectId, SubjectForm>
  readonly #book: Book
  readonly #lens: Lens
  readonly #told = new Map<SubjectId, Told[]>()
  readonly #threads = new Map<SubjectId, Thread>()
  /** Have records of one person been merged? Then each is read by the thread of all of them, made anew after every version that is taken. */
  #merges = false
  #joined: ReadonlyMap<SubjectId, Thread> | null = null
  /** Who has ever belonged to each household, and the households each has ever belonged to, by what was told at any time. */
  readonly #members = new Map<SubjectId, Set<SubjectId>>()
  readonly #households = new Map<SubjectId, Set<SubjectId>>()
  readonly #standing = new Map<SubjectId, Map<AnyRule, Map<string, { finding: Finding; since: Moment }>>>()
  readonly #spans: Stood[] = []
  readonly #gated: ReadonlySet<string>

  constructor(forms: ReadonlyMap<SubjectId, SubjectForm>, book: Book, lens: Lens) {
    this.#forms = forms
    this.#book = book
    this.#lens = lens
    this.#gated = new Set(book.rules.flatMap(rule => (rule.gate?.kinds ?? []).map(kind => kind.name)))
  }

  ask(version: Told): ({ entry: EntryId } & Asked)[] {
    if (!this.#gated.has(version.kind) || version.withdraws) return []
    const { corrects: _corrects, withdraws: _withdraws, ...content } = version
    const candidate: Entry = { ...content, root: version.id }
    const thread = this.#thread(version.subject)
    return gatesAsked(this.#book, thread, this.#home(thread), candidate, this.#lens).map(asked => ({
      entry: version.id,
      ...asked,
    }))
  }

  take(version: Told): void {
    const told = this.#told.get(version.subject)
    if (told) told.push(version)
    else this.#told.set(version.subject, [version])
    this.#threads.delete(version.subject)
    this.#joined = null
    if (version.kind === recordsMerged.name) this.#merges = true
    if (version.kind === residence.name || version.kind === residenceEnd.name)
      for (const { household } of staysOf(this.#record(version.subject))) {
        addTo(this.#members, household, version.subject)
        addTo(this.#households, version.subject, household)
      }
  }

  /** Derives again what these versions can have changed: rules that read their kinds, for their subjects and, of household rules, for those at home with them. */
  reckon(versions: readonly Told[], now: Moment): void {
    const touched = new Map<SubjectId, Set<AnyRule>>()
    for (const version of versions) {
      const near = this.#near(version.subject)
      if (version.kind === recordsMerged.name)
        for (const record of this.#told.keys()) for (const rule of this.#book.rules) addTo(touched, record, rule)
      const kept = this.#thread(version.subject).subject
      for (const rule of this.#book.rules) {
        const aHome = rule.reads === 'household'
        const reads = rule.kinds.some(kind => kind.name === version.kind) || (aHome && homeKinds.has(version.kind))
        if (reads || version.kind === findingDecision.name) addTo(touched, kept, rule)
        if (reads && aHome) for (const member of near) addTo(touched, member, rule)
      }
    }
    for (const [subject, rules] of touched) this.#derive(subject, rules, now)
  }

  /** Ends the account: whatever still stands is told up to `until` and left open. */
  close(until: Moment): Stood[] {
    for (const byRule of this.#standing.values())
      for (const byKey of byRule.values()) for (const { finding, since } of byKey.values()) this.#show(finding, since, until, 'open')
    return joined(this.#spans)
  }

  #derive(subject: SubjectId, rules: ReadonlySet<AnyRule>, now: Moment): void {
    const thread = this.#thread(subject)
    const home = [...rules].some(rule => rule.reads === 'household') ? this.#home(thread) : { others: [] }
    const byRule = this.#standing.get(subject) ?? new Map<AnyRule, Map<string, { finding: Finding; since: Moment }>>()
    this.#standing.set(subject, byRule)
    for (const rule of rules) {
      const before = byRule.get(rule) ?? new Map<string, { finding: Finding; since: Moment }>()
      const after = new Map<string, { finding: Finding; since: Moment }>()
      // A record that is part of another says nothing of its own.
      for (const finding of thread.subject === subject ? derive([rule], thread, home, this.#lens) : []) {
        const stood = before.get(finding.key)
        after.set(finding.key, { finding, since: stood && sameDates(stood.finding, finding) ? stood.since : now })
      }
      for (const [key, { finding, since }] of before) {
        const then = after.get(key)
        if (then?.since === since) continue
        const end = then?.finding.end
        this.#show(finding, since, now, end && end.at <= now ? end.as : null)
      }
      byRule.set(rule, after)
    }
  }

  /**
   * Adds what a finding showed while it was the one that held, from `since` to (not including) `until`; `then` is how it ended by what was learnt at
   * `until`, or that it still stood there.
   */
  #show(finding: Finding, since: Moment, until: Moment, then: Ending | null | 'open'): void {
    const end = finding.end && finding.end.at < until ? finding.end.at : until
    const steps = levels.flatMap(level => {
      const from = finding.shows[level]
      return from === undefined ? [] : [{ level, from: latest(from, finding.from, since) }]
    })
    steps.forEach(({ level, from }, at) => {
      const higher = steps.slice(at + 1).reduce((least, step) => (step.from < least ? step.from : least), end)
      if (from >= higher) return
      const last = higher === until && finding.end?.at !== until
      this.#spans.push({
        finding,
        level,
        from,
        until: last && then === 'open' ? null : higher,
        how: last ? (then === 'open' ? null : then) : finding.end?.at === higher ? finding.end.as : null,
      })
    })
  }

  /** The thread that a record is read by. */
  #thread(subject: SubjectId): Thread {
    if (!this.#merges) return this.#record(subject)
    this.#joined ??= joinRecords(new Map([...this.#told.keys()].map(id => [id, this.#record(id)])))
    return this.#joined.get(subject) ?? this.#record(subject)
  }

  #record(subject: SubjectId): Thread {
    const made =
      this.#threads.get(subject) ?? new Thread(subject, this.#forms.get(subject) ?? 'person', [...(this.#told.get(subject) ?? [])])
    this.#threads.set(subject, made)
    return made
  }

  /** Everybody else who has ever belonged to a household of this subject's. */
  #near(subject: SubjectId): SubjectId[] {
    const whole = this.#thread(subject)
    const records = whole.subject === subject && !this.#merges ? [subject] : [...this.#told.keys()].filter(id => whole.holds(id))
    const households = new Set(records.flatMap(record => [...(this.#households.get(record) ?? [])]))
    const members = new Set([...households].flatMap(household => [...(this.#members.get(household) ?? [])]))
    return [...new Set([...members].map(member => this.#thread(member).subject))].filter(member => member !== whole.subject)
  }

  #home(thread: Thread): Home {
    return homeOf(
      thread,
      this.#near(thread.subject).map(member => this.#thread(member)),
    )
  }
}

const addTo = <K, V>(sets: Map<K, Set<V>>, key: K, value: V): void => {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}

const latest = (...moments: readonly Moment[]): Moment => moments.reduce((a, b) => (a > b ? a : b))

const sameDates = (a: Finding, b: Finding): boolean =>
  a.from === b.from && a.end?.at === b.end?.at && a.end?.as === b.end?.as && levels.every(level => a.shows[level] === b.shows[level])

const findingOf = ({ finding }: Stood): string => `${finding.subject} ${finding.rule} ${finding.key}`

/** Puts together what stood on without a break while the finding behind it was derived again. */
const joined = (spans: readonly Stood[]): Stood[] => {
  const ordered = spans.toSorted((a, b) => compare(findingOf(a), findingOf(b)) || compare(a.from, b.from))
  const all: Stood[] = []
  for (const span of ordered) {
    const last = all.at(-1)
    if (last && findingOf(last) === findingOf(span) && last.level === span.level && last.until === span.from)
      Object.assign(last, { until: span.until, how: span.how })
    else all.push({ ...span })
  }
  return all.sort((a, b) => compare(a.from, b.from) || compare(findingOf(a), findingOf(b)))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
