import { type Day, dayOf, type Moment } from '../../guidance/index.ts'
import type { Finding, Level } from '../finding.ts'
import type { EntryId, SubjectId } from '../ids.ts'
import type { Account, Stood } from './account.ts'
import { after, beginning } from './moments.ts'
import type { Expectation, Story } from './story.ts'

/** One expectation in words, whether it held, and if not what was found instead. */
export type Check = { expected: string; held: boolean; found: string | null }

/** What expectations are held against. `complete` says that nothing the story tells was left out. */
export type Evidence = { account: Account; findings: readonly Finding[]; asOf: Moment; knownAt: Moment; complete: boolean }

/** The latest day or moment a story expects something of; null where it names none. */
export const lastDayAsked = (story: Story): Day | Moment | null =>
  story.expect.reduce<Day | Moment | null>((last, one) => {
    const on = (one.is === 'fires' || one.is === 'does-not-fire') && one.on
    return on && (last === null || after(on) > after(last)) ? on : last
  }, null)

/**
 * Holds a story's expectations against what was said and found. What a day shows is what stood at its end, by what was known then. Expectations
 * of days beyond what was told or known, and undated ones that a cut story cannot meet, are not asked but counted.
 */
export const check = (story: Story, evidence: Evidence): { checks: Check[]; notAsked: number } => {
  const words = new Wording(story)
  const results = story.expect.map(expectation => judge(expectation, evidence, words))
  const checks = results.filter(result => result !== null)
  return { checks, notAsked: results.length - checks.length }
}

const judge = (expectation: Expectation, evidence: Evidence, words: Wording): Check | null => {
  const expected = words.say(expectation)
  const said = (held: boolean, found: () => string): Check => ({ expected, held, found: held ? null : found() })
  /** An undated expectation of a story that was cut short can be met already, but cannot yet fail. */
  const undated = (held: boolean, found: () => string): Check | null => (held || evidence.complete ? said(held, found) : null)
  const horizon = evidence.asOf < evidence.knownAt ? evidence.asOf : evidence.knownAt
  switch (expectation.is) {
    case 'fires': {
      if (after(expectation.on) > horizon) return null
      const spans = matching(evidence.account.stood, expectation)
      const early = expectation.first && spans.some(span => span.from < beginning(expectation.on))
      return said(spans.some(span => standsAtEndOf(span, expectation.on)) && !early, () => words.spans(evidence.account.stood, expectation))
    }
    case 'does-not-fire': {
      const { on } = expectation
      if (on !== null && after(on) > horizon) return null
      const spans = matching(evidence.account.stood, expectation)
      return said(!spans.some(span => on === null || standsAtEndOf(span, on)), () => words.spans(evidence.account.stood, expectation))
    }
    case 'due': {
      const clocks = evidence.findings.filter(finding => isMeant(finding, expectation))
      return undated(
        clocks.some(finding => finding.dueOn === expectation.on),
        () => words.list(clocks.map(finding => (finding.dueOn === null ? 'it has no limit' : `due ${finding.dueOn}`))),
      )
    }
    case 'cleared': {
      const ended = evidence.findings.filter(finding => isMeant(finding, expectation))
      const holds = (finding: Finding): boolean =>
        finding.end?.by === expectation.by &&
        (expectation.as === null || finding.end.as === expectation.as) &&
        (expectation.on === null || dayOf(finding.end.at) === expectation.on)
      return undated(ended.some(holds), () => words.list(ended.map(words.end)))
    }
    case 'gate':
    case 'no-gate': {
      const asked = evidence.account.asked.some(one => one.entry === expectation.entry && one.rule === expectation.rule)
      return undated(asked === (expectation.is === 'gate'), () =>
        asked ? 'the gate would have been asked' : 'the gate would not have been asked',
      )
    }
  }
}

type About = { rule: string; subject: SubjectId | null; name: string | null; of: EntryId | null; level?: Level | null }

/** A finding's key names what opened it and its turn. */
const isMeant = (finding: Finding, { rule, subject, name, of }: About): boolean =>
  finding.rule === rule &&
  (subject === null || finding.subject === subject) &&
  (name === null || finding.name === name) &&
  (of === null || finding.key.endsWith(`/${of}`))

const matching = (stood: readonly Stood[], about: About): Stood[] =>
  stood.filter(({ finding, level }) => isMeant(finding, about) && (!about.level || level === about.level))

const standsAtEndOf = (span: Stood, on: Day | Moment): boolean => {
  const end = after(on)
  return span.from < end && (span.until === null || span.until >= end)
}

/** Expectations and what was found instead, in words; things are called by their labels in the story. */
class Wording {
  readonly #label: (id: SubjectId | EntryId) => string

  constructor(story: Story) {
    this.#label = id => story.labels.get(id) ?? id
  }

  say(expectation: Expectation): string {
    if (expectation.is === 'gate' || expectation.is === 'no-gate')
      return `${expectation.rule} would${expectation.is === 'gate' ? '' : ' not'} have been asked of ${this.#label(expectation.entry)}`
    const what = this.#what(expectation)
    switch (expectation.is) {
      case 'fires':
        return `${what} ${expectation.first ? 'first shows' : 'shows'}${expectation.level ? ` ${expectation.level}` : ''} on ${expectation.on}`
      case 'does-not-fire':
        return `${what} does not show${expectation.level ? ` ${expectation.level}` : ''}${expectation.on ? ` on ${expectation.on}` : ' at any time'}`
      case 'due':
        return `${what} is due on ${expectation.on}`
      case 'cleared':
        return `${what} is ended by ${this.#label(expectation.by)}${expectation.as ? ` as ${expectation.as}` : ''}${expectation.on ? ` on ${expectation.on}` : ''}`
    }
  }

  #what({ rule, subject, name, of }: About): string {
    return `${rule}${name ? ` (${name})` : ''}${of ? ` of ${this.#label(of)}` : ''}${subject ? ` for ${this.#label(subject)}` : ''}`
  }

  spans(stood: readonly Stood[], about: About): string {
    return this.list(
      matching(stood, { ...about, level: null }).map(
        ({ finding, level, from, until }) =>
          `${level}${about.subject ? '' : ` for ${this.#label(finding.subject)}`} from ${dayOf(from)}${until ? ` until ${dayOf(until)}` : ' on'}`,
      ),
    )
  }

  readonly end = ({ end }: Finding): string =>
    end ? `ended as ${end.as}${end.by ? ` by ${this.#label(end.by)}` : ''} on ${dayOf(end.at)}` : 'it has not ended'

  list(found: readonly string[]): string {
    return found.length > 0 ? [...new Set(found)].join('; ') : 'nothing was found'
  }
}
