import { type Day, dayOf, endOfDay, englandAndWales, type Holidays, type Moment, printBecause, startOfDay } from '../../guidance/index.ts'
import type { Book } from '../book.ts'
import { derive, type Lens } from '../derive.ts'
import type { Precision, Told } from '../entry.ts'
import { type Duty, type Ending, type Finding, type Level, levels } from '../finding.ts'
import { homeOf, staysOf } from '../home.ts'
import type { EntryId, SubjectId } from '../ids.ts'
import { joinRecords } from '../one-record.ts'
import type { AnyRule } from '../rule.ts'
import { Thread } from '../thread.ts'
import { type Account, accountOf, type Stood } from './account.ts'
import { type Check, check, lastDayAsked } from './check.ts'
import { after } from './moments.ts'
import type { Story, StoryEntry } from './story.ts'

/**
 * How a story is replayed. `rules` is 'of-the-day' or the day by whose rules the whole past is judged; `asOf` how far the story is told: a day
 * (to its end) or a moment; `knownAt` what is taken to be known: only what had become known by then.
 */
export type ReplayOptions = {
  rules: 'of-the-day' | Day
  asOf?: Day | Moment
  knownAt?: Day | Moment
  holidays?: Holidays
}

/**
 * One level that one finding has shown (a row for each level; one row without a level where it has shown none). Days are London days;
 * where a rule counts in hours, the moment. `from` is when the level began, `until` when the finding ended, `due` the last day inside the limit.
 */
export type FindingRow = {
  rule: string
  alert: string
  subject: string
  level: Level | null
  from: string
  until: string | null
  due: string | null
  met: string | null
  because: readonly string[]
  evidence: readonly string[]
}

/** Something that was said on a day of the story, by what was known on that day. */
export type SaidThen = {
  day: Day
  at: Moment
  subject: string
  rule: string
  level: Level
  event: 'begins' | 'rises' | 'eases' | 'ends'
  /** How it ended; null also where something learnt since made it no longer so. */
  how: Ending | null
  because: readonly string[]
  says: string
  evidence: readonly string[]
  /** No more exactly than the entries it rests on: a day reckoned from a month is printed as a month. */
  precision: Precision
}

/**
 * Something that stood for a time, as it was then said: one finding with the levels it showed, one after another without a break. `until` is null while
 * it still stood at the end of what was told; `how` is null also where something learnt since made it no longer so.
 */
export type StoodThen = {
  rule: string
  /** Names the finding among all of the story. */
  key: string
  subject: string
  steps: readonly { level: Level; from: Moment }[]
  until: Moment | null
  how: Ending | null
  /** The last day inside the limit, where it has one; null for a plain consequence. */
  dueOn: Day | null
  told: readonly { to: Duty; from: Moment }[]
  says: string
  because: readonly string[]
  evidence: readonly string[]
  precision: Precision
}

/** What a replay gives. The story is told up to, and not including, `asOf`, by what had become known before `knownAt`. `notAsked` counts expectations that lie beyond what was told or known. */
export type Replay = {
  story: string
  title: string
  asOf: Moment
  knownAt: Moment
  rules: 'of-the-day' | Day
  told: readonly StoryEntry[]
  findings: readonly FindingRow[]
  said: readonly SaidThen[]
  stood: readonly StoodThen[]
  wouldHaveAsked: readonly { entry: string; rule: string; asks: string }[]
  checks: readonly Check[]
  notAsked: number
}

/**
 * Runs a story through the same threads and rules as today's work. Pure: reads no clock; without `asOf` the story is told to the end of its last
 * entry or of the last day it expects something of. What was said on a day rests on what was known on that day; the findings rest on what was
 * known at `knownAt`, which is `asOf` unless given. Whoever replays a story holds all of it, so nothing in it is kept from the rules.
 */
export const replay = (story: Story, book: Book, options: ReplayOptions): Replay => {
  const asOf = options.asOf === undefined ? endOfStory(story) : after(options.asOf)
  const knownAt = options.knownAt === undefined ? asOf : after(options.knownAt)
  const lens: Lens = { rules: options.rules, holidays: options.holidays ?? englandAndWales, changed: new Map() }
  const forms = new Map(story.subjects.map(subject => [subject.id, subject.form]))
  const versions = story.entries.map(entry => readByAll(entry.told))
  const known = versions.filter(version => version.known < knownAt)
  const account = accountOf(known, forms, book, lens, asOf)
  const findings = derivedFrom(known, story, book, lens)
  const precisions = new Map<EntryId, Precision>(versions.map(version => [version.corrects ?? version.id, version.precision]))
  const words = wordsFor(story, book, precisions)
  const { checks, notAsked } = check(story, { account, findings, asOf, knownAt, complete: known.length === versions.length })
  return {
    story: story.name,
    title: story.title,
    asOf,
    knownAt,
    rules: options.rules,
    told: story.entries.filter(({ told }) => told.known < knownAt && told.known < asOf),
    findings: findings.flatMap(finding => rowsOf(finding, asOf, words)),
    said: saidThen(account, words),
    stood: stoodThen(account, words),
    wouldHaveAsked: account.asked.map(({ entry, rule, asks }) => ({ entry: words.label(entry), rule, asks })),
    checks,
    notAsked,
  }
}

const endOfStory = (story: Story): Moment => {
  const last = story.entries.reduce(
    (latest, { told }) => {
      const later = told.at > told.known ? told.at : told.known
      return later > latest ? later : latest
    },
    startOfDay('1900-01-01' as Day),
  )
  const asked = lastDayAsked(story)
  const end = endOfDay(dayOf(last))
  return asked !== null && after(asked) > end ? after(asked) : end
}

const readByAll = (told: Told): Told => (told.audience === 'agency' ? { ...told, audience: 'professionals' } : told)

/** All findings by what was known, for every day at once; in the order of subjects, then rules, then dates. */
export const derivedFrom = (known: readonly Told[], story: Story, book: Book, lens: Lens): Finding[] => {
  const told = new Map<SubjectId, Told[]>(story.subjects.map(subject => [subject.id, []]))
  for (const version of known) told.get(version.subject)?.push(version)
  const records = new Map(story.subjects.map(subject => [subject.id, new Thread(subject.id, subject.form, told.get(subject.id) ?? [])]))
  const threads = [...new Set(joinRecords(records).values())]
  const members = new Map<SubjectId, Set<Thread>>()
  for (const thread of threads)
    for (const { household } of staysOf(thread)) {
      const set = members.get(household)
      if (set) set.add(thread)
      else members.set(household, new Set([thread]))
    }
  return threads.flatMap(thread => {
    const others = new Set(staysOf(thread).flatMap(stay => [...(members.get(stay.household) ?? [])]))
    return derive(book.rules, thread, homeOf(thread, others), lens)
  })
}

type Words = {
  label: (id: string) => string
  because: (rule: string) => readonly string[]
  /** What the rule says; of a day that was reckoned from a mere month or year it names none. */
  says: (finding: Finding, precision: Precision) => string
  precision: (finding: Finding) => Precision
}

const coarsest: readonly Precision[] = ['moment', 'day', 'month', 'year']

const wordsFor = (story: Story, book: Book, precisions: ReadonlyMap<EntryId, Precision>): Words => {
  const rules = new Map<string, AnyRule>(book.rules.map(rule => [rule.id, rule]))
  const reasons = new Map(book.rules.map(rule => [rule.id, rule.because.map(because => printBecause(because).replace(/^because: /, ''))]))
  return {
    label: id => story.labels.get(id) ?? id,
    because: rule => reasons.get(rule) ?? [],
    says: (finding, precision) =>
      rules.get(finding.rule)?.says(precision === 'moment' || precision === 'day' ? finding : { ...finding, dueOn: null }) ?? finding.rule,
    precision: finding =>
      finding.evidence.reduce<Precision>((worst, root) => {
        const precision = precisions.get(root) ?? 'day'
        return coarsest.indexOf(precision) > coarsest.indexOf(worst) ? precision : worst
      }, 'moment'),
  }
}

/** A day where the moment is London's midnight, since then the rule speaks of days; otherwise the moment. */
const dayOrMoment = (at: Moment): string => (startOfDay(dayOf(at)) === at ? dayOf(at) : at)

const rowsOf = (finding: Finding, asOf: Moment, words: Words): FindingRow[] => {
  if (finding.from >= asOf) return []
  const ended = finding.end && finding.end.at < asOf ? finding.end : null
  const row = (level: Level | null, from: Moment): FindingRow => ({
    rule: finding.rule,
    alert: finding.rule,
    subject: words.label(finding.subject),
    level,
    from: dayOrMoment(from),
    until: ended && dayOrMoment(ended.at),
    due: finding.due === null || finding.dueOn === null ? null : endOfDay(finding.dueOn) === finding.due ? finding.dueOn : finding.due,
    met: ended?.as === 'met' ? dayOrMoment(ended.at) : null,
    because: words.because(finding.rule),
    evidence: finding.evidence.map(words.label).sort(),
  })
  const rows = levels.flatMap(level => {
    const from = finding.shows[level]
    return from === undefined || from >= asOf || (finding.end && from >= finding.end.at) ? [] : [row(level, from)]
  })
  return rows.length > 0 ? rows : [row(null, finding.from)]
}

const keyOf = ({ subject, rule, key }: Finding): string => `${subject} ${rule} ${key}`

/** What stood, by finding, each in the order of time. */
const byFinding = (account: Account): Stood[][] => {
  const found = new Map<string, Stood[]>()
  for (const stood of account.stood) {
    const list = found.get(keyOf(stood.finding))
    if (list) list.push(stood)
    else found.set(keyOf(stood.finding), [stood])
  }
  return [...found.values()]
}

const saidThen = (account: Account, words: Words): SaidThen[] => {
  const said: SaidThen[] = []
  for (const spans of byFinding(account))
    spans.forEach((span, at) => {
      const before = spans[at - 1]
      const goesOn = before !== undefined && before.until === span.from
      const event = !goesOn ? 'begins' : levels.indexOf(span.level) > levels.indexOf(before.level) ? 'rises' : 'eases'
      said.push(oneSaid(span, span.from, event, words))
      if (span.until !== null && spans[at + 1]?.from !== span.until) said.push(oneSaid(span, span.until, 'ends', words))
    })
  return said.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

const stoodThen = (account: Account, words: Words): StoodThen[] => {
  const all: StoodThen[] = []
  for (const spans of byFinding(account)) {
    let began = 0
    spans.forEach((span, at) => {
      if (span.until !== null && spans[at + 1]?.from === span.until) return
      const steps = spans.slice(began, at + 1)
      began = at + 1
      all.push({
        rule: span.finding.rule,
        key: keyOf(span.finding),
        subject: words.label(span.finding.subject),
        steps: steps.map(({ level, from }) => ({ level, from })),
        until: span.until,
        how: span.how,
        dueOn: span.finding.dueOn,
        told: span.finding.told,
        says: words.says(span.finding, words.precision(span.finding)),
        because: words.because(span.finding.rule),
        evidence: span.finding.evidence.map(words.label).sort(),
        precision: words.precision(span.finding),
      })
    })
  }
  const first = ({ steps }: StoodThen): Moment => steps[0]?.from ?? startOfDay('1900-01-01' as Day)
  return all.sort((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0))
}

const oneSaid = (span: Stood, at: Moment, event: SaidThen['event'], words: Words): SaidThen => ({
  day: dayOf(at),
  at,
  subject: words.label(span.finding.subject),
  rule: span.finding.rule,
  level: span.level,
  event,
  how: event === 'ends' ? span.how : null,
  because: words.because(span.finding.rule),
  says: words.says(span.finding, words.precision(span.finding)),
  evidence: span.finding.evidence.map(words.label).sort(),
  precision: words.precision(span.finding),
})

/** A replay as one plain object for another program: `golden-thread replay --json`. */
export const asJson = ({ story, findings, checks }: Replay) => ({
  story,
  findings,
  checks: checks.map(({ expected, held }) => ({ expected, held })),
})
