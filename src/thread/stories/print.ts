import {
  type Day,
  dayOf,
  type Moment,
  momentOf,
  printDate,
  printMomentShort,
  printPartial,
  startOfDay,
  Temporal,
} from '../../guidance/index.ts'
import type { Book } from '../book.ts'
import type { Precision, Told } from '../entry.ts'
import type { Replay, SaidThen } from './replay.ts'
import type { Story, StoryEntry } from './story.ts'

/**
 * A replay for a person to read, in plain English: day by day what was told and what was said, then what a gate would have asked and whether the
 * story's expectations held. What the source knows only to a month is printed as that month, and so is everything reckoned from it.
 */
export const printReplay = (story: Story, replay: Replay, book: Book): string => {
  const names = new Map(story.subjects.map(subject => [subject.label, subject.name ?? subject.label]))
  const nameOf = (label: string) => names.get(label) ?? label
  const rank = new Map(story.subjects.map(({ label, name }, at) => [name ?? label, at]))
  const lines = [...heading(story, replay), '', ...days([...toldLines(story, replay, book, nameOf), ...saidLines(replay, nameOf)], rank)]
  if (replay.wouldHaveAsked.length > 0) {
    lines.push('', 'A gate would have been asked')
    for (const { entry, rule, asks } of replay.wouldHaveAsked) lines.push(`  of ${entry}: ${asks} (${rule})`)
  }
  return [...lines, '', ...verdict(replay), ''].join('\n')
}

const heading = (story: Story, { rules, asOf, knownAt }: Replay): string[] => [
  `${story.title} (${story.name})`,
  ...[story.about, story.note, story.source && `Source: ${story.source}`].flatMap(text => text || []),
  `Judged by ${rules === 'of-the-day' ? 'the rules in force on each day' : `the rules in force on ${printDate(rules)}`}.`,
  `Told ${upTo(asOf)}${knownAt === asOf ? '' : `, by what was known ${upTo(knownAt)}`}.`,
]

/** `cut` is the first moment left out. */
const upTo = (cut: Moment): string => {
  const last = momentOf(Temporal.Instant.from(cut).subtract({ microseconds: 1 }))
  return startOfDay(dayOf(cut)) === cut ? `to the end of ${printDate(dayOf(last))}` : `to ${printMomentShort(last)}`
}

/** A line under the day it belongs to, `order` being when it came. */
type Line = { order: Moment; when: string; says: string; whom: string }

const when = (on: Day, at: Moment, precision: Precision): string =>
  printPartial(precision === 'moment' ? { at, precision } : { on, precision })

/** Told lines: what became known, on the day it became known; what one act tells of several is one line. */
const toldLines = (story: Story, { told }: Replay, book: Book, nameOf: (label: string) => string): Line[] =>
  told.map(entry => {
    const late = dayOf(entry.told.known) > entry.told.on
    const happened = when(entry.told.on, entry.told.at, entry.told.precision)
    return {
      order: entry.told.known,
      when: late ? printPartial({ on: dayOf(entry.told.known), precision: 'day' }) : dayHeading(entry.told),
      says: `told  ${versionWords(entry, story)}${titleOf(entry, book)}${late ? ` (happened ${happened})` : timeOf(entry.told)}`,
      whom: nameOf(story.labels.get(entry.told.subject) ?? entry.told.subject),
    }
  })

const dayHeading = ({ on, precision }: Told): string => printPartial({ on, precision: precision === 'moment' ? 'day' : precision })

const timeOf = ({ at, precision }: Told): string => (precision === 'moment' ? ` (${printMomentShort(at)})` : '')

const titleOf = ({ told }: StoryEntry, book: Book): string => {
  const kind = book.kinds.get(told.kind)
  return told.withdraws || !kind ? (kind?.words ?? told.kind) : kind.title(told.facts)
}

const versionWords = ({ told }: StoryEntry, story: Story): string =>
  told.corrects === null ? '' : `${told.withdraws ? 'withdrawn' : 'corrected'} (${story.labels.get(told.corrects) ?? told.corrects}): `

const saidLines = ({ said }: Replay, nameOf: (label: string) => string): Line[] =>
  said.map(one => ({
    order: one.at,
    when: printPartial({ on: one.day, precision: one.precision === 'moment' ? 'day' : one.precision }),
    says: `said  ${sentence(one)}`,
    whom: nameOf(one.subject),
  }))

const sentence = ({ event, level, rule, how, says }: SaidThen): string => {
  switch (event) {
    case 'begins':
      return `${level}: ${says} (${rule})`
    case 'rises':
      return `now ${level}: ${says} (${rule})`
    case 'eases':
      return `back to ${level}: ${says} (${rule})`
    case 'ends':
      return `${level} ended, ${how ?? 'as it is no longer so by what is now known'} (${rule})`
  }
}

/** Lines under the heading of their day; the same line about several people once, with all their names in the story's order. */
const days = (lines: readonly Line[], rank: ReadonlyMap<string, number>): string[] => {
  const sorted = lines.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  const printed: string[] = []
  let heading = ''
  for (let at = 0; at < sorted.length; ) {
    const when = sorted[at]?.when ?? ''
    if (when !== heading) printed.push(...(heading ? [''] : []), when)
    heading = when
    const whom = new Map<string, Set<string>>()
    for (; sorted[at]?.when === when; at += 1) {
      const line = sorted[at]
      if (!line) break
      const names = whom.get(line.says)
      if (names) names.add(line.whom)
      else whom.set(line.says, new Set([line.whom]))
    }
    for (const [says, names] of whom)
      printed.push(`  ${says} [${[...names].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)).join(', ')}]`)
  }
  return printed
}

const verdict = ({ checks, notAsked }: Replay): string[] => {
  const failed = checks.filter(check => !check.held)
  const count = checks.length - failed.length
  return [
    ...failed.map(check => `NOT AS EXPECTED: ${check.expected}; instead: ${check.found}`),
    checks.length === 0 ? 'The story expects nothing.' : `${count} of ${checks.length} expectations held.`,
    ...(notAsked > 0 ? [`${notAsked} more lie beyond what was told or known, and were not asked.`] : []),
  ]
}
