import { type Because, type Day, dayOf, dueInWords, type Moment, printBecause, printPartial, spanInWords } from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import { type Finding, type Level, levelsAt, type Plain } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { CitedRow, FindingRow } from './person.queries.ts'
import { cutToKnown, fromJson, titleOf } from './person.ts'
import { listed } from './words.ts'

/** A finding as a page says it: what it is, when, why, and what it rests on. `level` null: a clock that runs and asks for nothing yet. */
export type SaidFinding = {
  readonly id: string
  readonly rule: string
  readonly level: Level | null
  readonly says: string
  readonly when: string
  readonly dueOn: Day | null
  /** Is it a meeting that nobody has called yet? */
  readonly toCall: 'strategy' | null
  readonly because: readonly string[]
  readonly evidence: readonly { readonly root: EntryId; readonly subject: SubjectId; readonly text: string; readonly on: string }[]
}

type Spoken = Pick<FindingRow, 'rule' | 'key' | 'name' | 'level' | 'layer'> & {
  readonly from: Moment
  readonly dueOn: Day | null
  readonly facts: { readonly [name: string]: Plain }
  readonly evidence: readonly EntryId[]
}

/** The order in which findings are read: what may be unsafe now, what is late, what waits for a decision, what is due, what is worth knowing. */
const reading: readonly (Level | null)[] = ['CRITICAL', 'OVERDUE', 'GATE', 'DUE', 'INFO', null]

/** The one level a finding is listed under at a moment. */
export const listedAs = (shown: readonly Level[]): Level | null => reading.find(level => level !== null && shown.includes(level)) ?? null

/** Findings of the table, as they are to be said. */
export const spokenRows = (rows: readonly FindingRow[]): Spoken[] =>
  rows.map(row => ({ ...row, from: fromJson(row.from), dueOn: row.due_on }))

const ordered = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Findings that were made again for a moment, as they are to be said: those that had begun and not ended. */
export const spokenAt = (findings: readonly Finding[], at: Moment): Spoken[] =>
  findings
    .filter(one => one.from <= at && (one.end === null || one.end.at > at))
    .map(one => ({ ...one, level: listedAs(levelsAt(one, at)) as FindingRow['level'] }))
    .sort(
      (a, b) =>
        reading.indexOf(a.level) - reading.indexOf(b.level) ||
        ordered(a.due ?? '9', b.due ?? '9') ||
        ordered(b.from, a.from) ||
        ordered(a.rule, b.rule) ||
        ordered(a.key, b.key),
    )

/**
 * Says findings in the words of their rules, most pressing first. One that an agency's own entries change stands in place of the one everybody sees:
 * its reader knows more. A rule that the book no longer holds says nothing. `name`: what the person is called, where the reader may know it.
 */
export const sayFindings = (
  book: Book,
  spoken: readonly Spoken[],
  cited: readonly CitedRow[],
  today: Day,
  name: string | null,
): SaidFinding[] => {
  const better = new Set(spoken.filter(one => one.layer === 'restricted').map(one => `${one.rule} ${one.key.replace(/\|restricted$/, '')}`))
  const byRoot = new Map(cited.map(row => [row.root, row]))
  return spoken
    .filter(one => one.layer === 'restricted' || !better.has(`${one.rule} ${one.key}`))
    .flatMap(one => {
      const rule = book.rules.find(rule => rule.id === one.rule)
      if (!rule) return []
      return [
        {
          id: `${one.rule} ${one.key}`,
          rule: one.rule,
          level: one.level,
          says: sayOf(rule.says({ name: one.name, facts: one.facts, dueOn: one.dueOn }), name),
          when: one.dueOn ? dueInWords(one.dueOn, today) : `since ${spanSince(dayOf(one.from), today)}`,
          dueOn: one.dueOn,
          toCall: one.rule === 'strategy-due' && !one.facts['calledFor'] ? ('strategy' as const) : null,
          because: sayReasons(rule.because),
          evidence: one.evidence.flatMap(root => {
            const row = byRoot.get(root)
            return row ? [{ root, subject: row.subject, text: citedAs(book, row), on: cutToKnown(row) }] : []
          }),
        },
      ]
    })
}

/** Reasons as a page lists them: those of one source together, 'visits briefing, July 2024, box 3 and box 2', without the word that stands before them. */
export const sayReasons = (because: readonly Because[]): string[] => {
  const bySource = new Map<string, Because[]>()
  for (const one of because) bySource.set(one.source, [...(bySource.get(one.source) ?? []), one])
  return [...bySource.values()].flatMap(of => {
    const said = of.map(one => printBecause(one).replace(/^because: /, ''))
    const [first, ...more] = of.filter(one => one.place !== undefined)
    if (!first || more.length === 0 || first.place === undefined) return said
    const head = printBecause(first)
      .replace(/^because: /, '')
      .slice(0, -first.place.length)
    return [head + listed([first, ...more].flatMap(one => one.place ?? [])), ...said.filter((_, at) => of[at]?.place === undefined)]
  })
}

/** What a rule says, with the child's name wherever it speaks of this child; in the rule's own words where the name is not known. */
export const sayOf = (says: string, name: string | null): string =>
  name ? says.replace(/\b([Tt])his child\b/g, (_, first) => (first === 'T' ? name.replace(/^./u, one => one.toUpperCase()) : name)) : says

const spanSince = (from: Day, today: Day): string => {
  const on = printPartial({ on: from, precision: 'day' })
  return from === today ? 'today' : `${on}, ${spanInWords(from, today)}`
}

const citedAs = (book: Book, row: CitedRow): string =>
  `${titleOf(book, row.kind, row.facts)}, ${printPartial({ on: row.on, precision: row.precision === 'moment' ? 'day' : row.precision })}`
