import { type Day, day, dayOf, englandAndWales, londonAt, moment } from '../../guidance/index.ts'
import { derive, type Lens } from '../../thread/derive.ts'
import type { SubjectForm, Told } from '../../thread/entry.ts'
import { type Finding, type Level, levelsAt } from '../../thread/finding.ts'
import { homeOf } from '../../thread/home.ts'
import type { AnyRule } from '../../thread/rule.ts'
import { entryId, subjectId } from '../../thread/testing/tell.ts'
import { Thread } from '../../thread/thread.ts'
import { book } from '../book.ts'

/** The rules and numbers of one day for the whole past: what replaying a case asks for. */
export const byTodaysRules: Lens = { rules: day('2026-11-01'), holidays: englandAndWales, changed: new Map() }

/** The thread of each subject that entries were told of, by the form of what is told of it; as known at a moment, where one is given. */
export const threadsOf = (versions: readonly Told[], knownAt?: string): Thread[] => {
  const bySubject = new Map<string, Told[]>()
  for (const version of versions) bySubject.set(version.subject, [...(bySubject.get(version.subject) ?? []), version])
  const threads = [...bySubject.values()].flatMap(of => (of[0] ? [new Thread(of[0].subject, formOf(of), of)] : []))
  return knownAt === undefined ? threads : threads.map(thread => thread.asKnownAt(moment(knownAt)))
}

const formOf = (versions: readonly Told[]): SubjectForm =>
  versions.every(({ kind }) => book.kinds.get(kind)?.of.includes('person') ?? true) ? 'person' : 'matter'

/** Every finding of some rules (all of the book, where none are given) about everybody that entries were told of. */
export const findingsOf = (
  versions: readonly Told[],
  { rules = book.rules, lens = byTodaysRules, knownAt }: { rules?: readonly AnyRule[]; lens?: Lens; knownAt?: string } = {},
): Finding[] => {
  const threads = threadsOf(versions, knownAt)
  return threads.flatMap(thread => derive(rules, thread, homeOf(thread, threads), lens))
}

/** What a rule shows about one subject at the end of a day (London), lowest level first; each level once. */
export const shown = (findings: readonly Finding[], rule: string, of: string, on: string): Level[] => {
  const moment = londonAt(day(on), '23:59')
  return [
    ...new Set(
      findings.filter(finding => finding.rule === rule && finding.subject === subjectId(of)).flatMap(finding => levelsAt(finding, moment)),
    ),
  ]
}

/** The finding of a rule that an entry opened. */
export const openedBy = (findings: readonly Finding[], rule: string, entry: string): Finding | undefined =>
  findings.find(finding => finding.rule === rule && finding.key.split('/').at(-1)?.split('|')[0] === entryId(entry))

/** The first day (London) on which a rule shows a level about one subject. */
export const firstShown = (findings: readonly Finding[], rule: string, of: string, level: Level): Day | undefined =>
  findings
    .filter(finding => finding.rule === rule && finding.subject === subjectId(of))
    .flatMap(finding => finding.shows[level] ?? [])
    .sort()
    .map(at => dayOf(at))[0]
