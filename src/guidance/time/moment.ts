import { dateOfNumber, daysInMonth, firstYear, lastYear, numberOfDate, two } from './calendar.ts'
import { type Day, dayNumbered, numberOf, wholeNumber } from './day.ts'
import { minutesAhead, secondsShowing } from './london.ts'
import type { Instant } from './temporal.ts'

/** An instant as UTC text of one width, 'YYYY-MM-DDTHH:mm:ss.ssssssZ': text order is time order, and a microsecond is never lost. */
export type Moment = string & { readonly __moment: unique symbol }

const form = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)$/

/** A moment's microseconds since 1970: a safe whole number for every year kept. */
export const microsecondsOf = (of: Moment): number =>
  (numberOf(of as string as Day) * 86_400 + Number(of.slice(11, 13)) * 3600 + Number(of.slice(14, 16)) * 60 + Number(of.slice(17, 19))) *
    1e6 +
  Number(of.slice(20, 26))

// A deadline of the last day kept ends in the year after, and London's first midnights may lie in the year before.
const first = numberOfDate(firstYear - 1, 12, 31) * 86_400e6
const last = numberOfDate(lastYear + 1, 1, 2) * 86_400e6

export const momentNumbered = (microseconds: number): Moment => {
  if (!(microseconds >= first && microseconds < last))
    throw new RangeError(`this moment falls outside the years ${firstYear} to ${lastYear}`)
  const seconds = Math.floor(microseconds / 1e6)
  const number = Math.floor(seconds / 86_400)
  const { year, month, day } = dateOfNumber(number)
  const ofDay = seconds - number * 86_400
  const hour = Math.floor(ofDay / 3600)
  const minute = Math.floor(ofDay / 60) % 60
  const fraction = `${microseconds - seconds * 1e6}`.padStart(6, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(ofDay % 60)}.${fraction}Z` as Moment
}

/**
 * The moment a text says, put into the one fixed form. Takes ISO 8601 (or PostgreSQL's) date and time with an offset or Z, to the
 * microsecond. Refuses (RangeError) a text without an offset, since nobody may guess the zone; finer than a microsecond; a date or
 * time that does not exist; and years outside 1900 to 2199.
 */
export const moment = (text: string): Moment => {
  const refuse = (why: string) => new RangeError(`not a moment: ${JSON.stringify(text)} (${why})`)
  const parts = form.exec(text)
  if (!parts) throw refuse('a moment is written like 2024-02-13T14:05:00Z, with its offset from UTC')
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(part => Number(part ?? 0))
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) throw refuse('that date does not exist')
  if (hour > 23 || minute > 59 || second > 59) throw refuse('that time does not exist')
  const [hoursAhead, minutesMore] = [Number(parts[10] ?? 0), Number(parts[11] ?? 0)]
  if (hoursAhead > 14 || minutesMore > 59) throw refuse('that offset does not exist')
  const ahead = (hoursAhead * 60 + minutesMore) * (parts[9] === '-' ? -1 : 1)
  const seconds = numberOfDate(year, month, date) * 86_400 + hour * 3600 + (minute - ahead) * 60 + second
  return momentNumbered(seconds * 1e6 + Number((parts[7] ?? '').padEnd(6, '0')))
}

/** True when the text is a moment in the one fixed form. */
export const isMoment = (text: unknown): text is Moment => {
  if (typeof text !== 'string' || text.length !== 27) return false
  try {
    return moment(text) === text
  } catch {
    return false
  }
}

/** The moment of a Temporal.Instant; what is finer than a microsecond is cut off, as PostgreSQL keeps none of it. */
export const momentOf = (instant: Instant): Moment => {
  const nanoseconds = instant.epochNanoseconds
  const below = ((nanoseconds % 1000n) + 1000n) % 1000n
  return momentNumbered(Number((nanoseconds - below) / 1000n))
}

const minuteOf = (time: string): number => {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!parts) throw new RangeError(`not a time of day: ${JSON.stringify(time)} (written HH:MM, from 00:00 to 23:59)`)
  return Number(parts[1]) * 60 + Number(parts[2])
}

/** Every moment at which London's clocks show 'HH:MM' on a day, earliest first: one; none when the clocks go forward over it; two when they go back over it. */
export const londonTimes = (on: Day, time: string): readonly Moment[] =>
  secondsShowing(numberOf(on), minuteOf(time)).map(second => momentNumbered(second * 1e6))

/**
 * The moment at which London's clocks show 'HH:MM' on a day. A time the clocks skip (01:30 on 29 March 2026) is refused (RangeError):
 * nothing happened then, so whoever typed it must be asked. Of a time shown twice (01:30 on 25 October 2026) the earlier is meant,
 * which never makes a limit longer.
 */
export const londonAt = (on: Day, time: string): Moment => {
  const [earliest] = londonTimes(on, time)
  if (earliest === undefined) throw new RangeError(`${time} did not exist on ${on} in London: the clocks went forward over it`)
  return earliest
}

/** 00:00 in London on that day. */
export const startOfDay = (of: Day): Moment => londonAt(of, '00:00')

/** 00:00 in London on the day after: the instant at which the day has ended, where a limit counted in days ends. */
export const endOfDay = (of: Day): Moment => {
  const number = numberOf(of) + 1
  const [midnight = number * 86_400] = secondsShowing(number, 0)
  return momentNumbered(midnight * 1e6)
}

/** What London's clocks and calendar show at a moment: the day, and the minute of the day. */
export const inLondon = (at: Moment): { readonly on: Day; readonly minuteOfDay: number } => {
  const seconds = Math.floor(microsecondsOf(at) / 1e6)
  const local = seconds + minutesAhead(seconds) * 60
  const number = Math.floor(local / 86_400)
  return { on: dayNumbered(number), minuteOfDay: Math.floor((local - number * 86_400) / 60) }
}

/** The day it is in London at a moment. */
export const dayOf = (at: Moment): Day => inLondon(at).on

/** The moment `count` hours of elapsed time later: a change of the clocks lengthens and shortens nothing. */
export const plusHours = (from: Moment, count: number): Moment => momentNumbered(microsecondsOf(from) + wholeNumber(count) * 3600e6)

/** The moment `count` microseconds later. */
export const plusMicroseconds = (from: Moment, count: number): Moment => momentNumbered(microsecondsOf(from) + wholeNumber(count))

/** The day of a day or of a moment, in London. */
export const asDay = (when: Day | Moment): Day => (when.length === 10 ? (when as Day) : dayOf(when as Moment))

/** True for a moment, false for a day, of the two. */
export const isTimed = (when: Day | Moment): when is Moment => when.length !== 10

/** The first moment a day or moment can mean: the moment itself, or 00:00 in London. */
export const asMoment = (when: Day | Moment): Moment => (isTimed(when) ? when : startOfDay(when))

/** The day before a moment's own day ends at it: the last day that lies, at least in part, before the moment. */
export const lastDayBefore = (at: Moment): Day => dayOf(plusMicroseconds(at, -1))
