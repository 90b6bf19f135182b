import { addDays, addMonths, addWeeks, type Day, daysBetween, wholeNumber } from './day.ts'
import {
  asDay,
  asMoment,
  endOfDay,
  isTimed,
  lastDayBefore,
  type Moment,
  microsecondsOf,
  plusHours,
  plusMicroseconds,
  startOfDay,
} from './moment.ts'
import { plural } from './words.ts'
import { addWorkingDays, englandAndWales, type Holidays } from './working-days.ts'

/**
 * How long something may take. Always a maximum, never a target.
 * - working days: the day it is counted from is day 0, whatever the hour, a weekend or holiday too;
 * - days, weeks, months: calendar time; a month too short gives its last day; never moved for a weekend or holiday;
 * - hours: elapsed time, which a change of the clocks neither lengthens nor shortens.
 * A negative number of days counts back ('2 working days before the conference').
 */
export type Limit =
  | { readonly unit: 'working days'; readonly count: number }
  | { readonly unit: 'days'; readonly count: number }
  | { readonly unit: 'weeks'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number }
  | { readonly unit: 'hours'; readonly count: number }

export const workingDays = (count: number): Limit => ({ unit: 'working days', count: wholeNumber(count) })
export const days = (count: number): Limit => ({ unit: 'days', count: wholeNumber(count) })
export const weeks = (count: number): Limit => ({ unit: 'weeks', count: wholeNumber(count) })
export const months = (count: number): Limit => ({ unit: 'months', count: wholeNumber(count) })

/** Refuses a negative number: nothing is asked for some hours before another moment. */
export const hours = (count: number): Limit => {
  if (wholeNumber(count) < 0) throw new RangeError(`hours count forward: ${count}`)
  return { unit: 'hours', count }
}

/**
 * When a limit ends. `due` is the instant from which it is overdue: 00:00 London of the day after for a limit that runs to the end of a
 * day, the exact instant for hours. `dueOn` is the last day (London) inside the limit, for print.
 */
export type Deadline = { readonly due: Moment; readonly dueOn: Day; readonly runsTo: 'end of day' | 'moment' }

const lastDayOf = (limit: Limit, from: Day, holidays: Holidays): Day => {
  switch (limit.unit) {
    case 'working days':
      return addWorkingDays(from, limit.count, holidays)
    case 'weeks':
      return addWeeks(from, limit.count)
    case 'months':
      return addMonths(from, limit.count)
    default:
      return addDays(from, limit.count)
  }
}

/**
 * When a limit counted from a day or moment ends. A limit in days counts from the London day of a moment; hours counted from a day of
 * which nobody knows the hour start at its first moment, which never makes them longer.
 */
export const dueAfter = (limit: Limit, from: Day | Moment, holidays: Holidays = englandAndWales): Deadline => {
  if (limit.unit === 'hours') {
    const due = plusHours(asMoment(from), limit.count)
    return { due, dueOn: limit.count === 0 ? asDay(due) : lastDayBefore(due), runsTo: 'moment' }
  }
  const dueOn = lastDayOf(limit, asDay(from), holidays)
  return { due: endOfDay(dueOn), dueOn, runsTo: 'end of day' }
}

/**
 * True when something that happened then kept the deadline. The last moment of hours still counts ('within 72 hours'); of what is known
 * only by its day, any hour of the last day counts.
 */
export const inTime = (deadline: Deadline, happened: Day | Moment): boolean => {
  if (!isTimed(happened)) return happened <= deadline.dueOn
  return deadline.runsTo === 'moment' ? happened <= deadline.due : happened < deadline.due
}

const earlier = <When extends Day | Moment>(a: When, b: When): When => (a < b ? a : b)
const later = <When extends Day | Moment>(a: When, b: When): When => (a > b ? a : b)

/**
 * From when a limit is shown as due: the last fifth of it, but at least 2 working days before its end, and never before it began.
 * The fifth of working days is counted in working days, of days, weeks and months in calendar days, each rounded up; of hours in
 * elapsed time. (Our own choice, for every clock that is not given a day of its own.)
 */
export const shownFrom = (limit: Limit, from: Day | Moment, holidays: Holidays = englandAndWales): Moment => {
  const { due, dueOn } = dueAfter(limit, from, holidays)
  const atLeast = addWorkingDays(dueOn, -2, holidays)
  if (limit.count < 0) return startOfDay(atLeast)
  if (limit.unit === 'hours') {
    const begins = asMoment(from)
    const fifth = Math.ceil((microsecondsOf(due) - microsecondsOf(begins)) / 5)
    return later(begins, earlier(plusMicroseconds(due, -fifth), startOfDay(atLeast)))
  }
  const fifth =
    limit.unit === 'working days'
      ? addWorkingDays(dueOn, 0 - Math.ceil(limit.count / 5), holidays)
      : addDays(dueOn, 0 - Math.ceil(daysBetween(asDay(from), dueOn) / 5))
  return later(asMoment(from), startOfDay(earlier(fifth, atLeast)))
}

/** A limit in words: '15 working days', '1 week', '72 hours', '2 working days before'. */
export const printLimit = ({ unit, count }: Limit): string => `${plural(Math.abs(count), unit.slice(0, -1))}${count < 0 ? ' before' : ''}`
