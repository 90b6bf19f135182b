import type { Moment } from '../guidance/index.ts'
import type { SubjectId } from './ids.ts'
import { countsFrom } from './life.ts'
import { residence, residenceEnd } from './own-kinds/index.ts'
import type { Home, Member } from './rule.ts'
import type { Thread } from './thread.ts'

/** A time in a household: from its first moment, until (not included) its end; null while it lasts. `entry` is the record it rests on. */
export type Stay = { household: SubjectId; from: Moment; until: Moment | null; entry: string }

/** The times a person has belonged to each household, in order. A move ends every stay before it; a second home does not. */
export const staysOf = (person: Thread): Stay[] => {
  const stays: Stay[] = []
  for (const entry of person.entries) {
    if (entry.kind === residence.name) {
      const { household, moves } = (entry as ReturnType<typeof person.of<typeof residence>>[number]).facts
      for (const stay of stays) if (stay.until === null && (moves || stay.household === household)) stay.until = entry.at
      stays.push({ household, from: entry.at, until: null, entry: entry.root })
    }
    if (entry.kind === residenceEnd.name) {
      const { household } = (entry as ReturnType<typeof person.of<typeof residenceEnd>>[number]).facts
      for (const stay of stays) if (stay.until === null && stay.household === household) stay.until = entry.at
    }
  }
  return stays.filter(stay => stay.until === null || stay.from < stay.until)
}

type Span = { from: Moment; until: Moment | null }

/** When two people belonged to one household, in order, never before either counts as a person there (an unborn child: from the pregnancy). */
export const timesTogether = (a: Thread, b: Thread): Span[] => {
  const notBefore = latest(countsFrom(a), countsFrom(b))
  const spans: Span[] = []
  const theirs = staysOf(b)
  for (const mine of staysOf(a))
    for (const their of theirs) {
      if (mine.household !== their.household) continue
      const from = latest(latest(mine.from, their.from), notBefore) ?? mine.from
      const until = soonest(mine.until, their.until)
      if (until === null || from < until) spans.push({ from, until })
    }
  return joined(spans.sort((x, y) => (x.from < y.from ? -1 : x.from > y.from ? 1 : 0)))
}

/**
 * The home of one subject among the threads of everybody who may have shared a household with them; the order of `others` does not matter.
 * Somebody who was together with the subject only as far as others may know (one agency keeps a move to itself) is a member with no times.
 */
export const homeOf = (subject: Thread, others: Iterable<Thread>): Home => {
  const members: Member[] = []
  for (const thread of others) {
    if (thread.subject === subject.subject || thread.form !== 'person') continue
    const together = timesTogether(subject, thread)
    if (together.length > 0 || togetherOpenly(subject, thread)) members.push({ thread, together })
  }
  return { others: members.sort((a, b) => (a.thread.subject < b.thread.subject ? -1 : 1)) }
}

/** The home as it is without what one agency keeps to itself: its members' threads and their times together, from what everybody may know. */
export const openHome = (subject: Thread, home: Home): Home =>
  homeOf(
    subject.withoutRestricted(),
    home.others.map(member => member.thread.withoutRestricted()),
  )

const togetherOpenly = (a: Thread, b: Thread): boolean =>
  (a.hasRestricted || b.hasRestricted) && timesTogether(a.withoutRestricted(), b.withoutRestricted()).length > 0

/** The others of a home as a set of ids. */
export const othersIn = (home: Home): SubjectId[] => home.others.map(member => member.thread.subject)

/** Did these two belong together at this moment? */
export const togetherAt = (member: Member, moment: Moment): boolean =>
  member.together.some(span => span.from <= moment && (span.until === null || moment < span.until))

const joined = (spans: readonly Span[]): Span[] => {
  const all: Span[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (last && (last.until === null || span.from <= last.until))
      last.until = last.until === null || span.until === null ? null : latest(last.until, span.until)
    else all.push({ ...span })
  }
  return all
}

function latest(a: Moment, b: Moment): Moment
function latest(a: Moment | null, b: Moment | null): Moment | null
function latest(a: Moment | null, b: Moment | null): Moment | null {
  return a === null ? b : b === null ? a : a > b ? a : b
}
const soonest = (a: Moment | null, b: Moment | null): Moment | null => (a === null ? b : b === null ? a : a < b ? a : b)
