import { addYears, type Day, dateOf, daysBetween, monthOf, monthsBetween, weekdayOf, yearOf } from './day.ts'
import { clock } from './london.ts'
import { inLondon, londonTimes, type Moment } from './moment.ts'
import { englandAndWales, type Holidays, workingDaysBetween } from './working-days.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const monthName = (of: Day): string => monthNames[monthOf(of) - 1] ?? ''
const weekdayName = (of: Day): string => weekdays[weekdayOf(of)] ?? ''

/** '1 day', '2 days', 'no days'. */
export const plural = (count: number, one: string): string => `${count === 0 ? 'no' : count} ${one}${count === 1 ? '' : 's'}`

/** '13 February 2024' */
export const printDate = (of: Day): string => `${dateOf(of)} ${monthName(of)} ${yearOf(of)}`

/** 'Tuesday 13 February 2024' */
export const printDay = (of: Day): string => `${weekdayName(of)} ${printDate(of)}`

/** '13 Feb 2024' */
export const printShort = (of: Day): string => `${dateOf(of)} ${printMonth(of)}`

/** 'Feb 2024' */
export const printMonth = (of: Day): string => `${monthName(of).slice(0, 3)} ${yearOf(of)}`

/** 'February 2024' */
export const printMonthInFull = (of: Day): string => `${monthName(of)} ${yearOf(of)}`

/** 'Thursday 4 June', with the year only where it is another than today's. */
const printNear = (of: Day, today: Day): string =>
  `${weekdayName(of)} ${dateOf(of)} ${monthName(of)}${yearOf(of) === yearOf(today) ? '' : ` ${yearOf(of)}`}`

/** London's time of day: '2:05pm', '9am', 'midday', 'midnight'; in the hour that autumn repeats, which of the two. */
export const printTimeOfDay = (at: Moment): string => {
  const { on, minuteOfDay } = inLondon(at)
  const [minute, hour] = [minuteOfDay % 60, Math.floor(minuteOfDay / 60)]
  const words =
    minuteOfDay === 0
      ? 'midnight'
      : minuteOfDay === 720
        ? 'midday'
        : `${hour % 12 === 0 ? 12 : hour % 12}${minute === 0 ? '' : `:${clock(minute).slice(3)}`}${hour < 12 ? 'am' : 'pm'}`
  const [first, second] = londonTimes(on, clock(minuteOfDay))
  if (first === undefined || second === undefined) return words
  return `${words} ${at < second ? 'before' : 'after'} the clocks went back`
}

/** 'Tuesday 13 February 2024 at 2:05pm', by London's clocks. */
export const printMoment = (at: Moment): string => `${printDay(inLondon(at).on)} at ${printTimeOfDay(at)}`

/** '13 Feb 2024 at 2:05pm', by London's clocks. */
export const printMomentShort = (at: Moment): string => `${printShort(inLondon(at).on)} at ${printTimeOfDay(at)}`

const spanOf = (from: Day, to: Day): string => {
  const count = daysBetween(from, to)
  if (count < 100) return plural(count, 'day')
  if (addYears(from, 2) > to) return plural(monthsBetween(from, to), 'month')
  return plural(Math.floor(monthsBetween(from, to) / 12), 'year')
}

/** How far a day lies from today: '29 days ago', 'today', 'in 1 day'; in months from 100 days on, in years from two. */
export const spanInWords = (on: Day, today: Day): string =>
  on === today ? 'today' : on < today ? `${spanOf(on, today)} ago` : `in ${spanOf(today, on)}`

/**
 * A deadline as said today: 'due Thursday 4 June, 2 working days left', 'due today', 'was due Thursday 4 June, 3 working days ago'. The
 * year is said where it is not this year's. Where only days off have passed since, they are counted as days.
 */
export const dueInWords = (dueOn: Day, today: Day, holidays: Holidays = englandAndWales): string => {
  if (dueOn === today) return 'due today'
  return `${dueOn > today ? 'due' : 'was due'} ${printNear(dueOn, today)}, ${leftInWords(dueOn, today, holidays)}`
}

/** How far off a day is by which something is due, where the day itself is written beside it: '2 working days left', 'today', '3 working days ago'. */
export const leftInWords = (dueOn: Day, today: Day, holidays: Holidays = englandAndWales): string => {
  if (dueOn === today) return 'today'
  if (dueOn > today) return `${plural(Math.abs(workingDaysBetween(today, dueOn, holidays)), 'working day')} left`
  const since = workingDaysBetween(dueOn, today, holidays)
  return `${since > 0 ? plural(since, 'working day') : spanOf(dueOn, today)} ago`
}
