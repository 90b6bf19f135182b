import { dateOfNumber, daysInMonth, firstYear, isLeapYear, lastYear, numberOfDate, two, weekdayOfNumber } from './calendar.ts'

/** A civil date in London, 'YYYY-MM-DD', from 1900 to 2199. Text order is date order. */
export type Day = string & { readonly __day: unique symbol }

const troubleWith = (text: string): string | undefined => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return 'a day is written YYYY-MM-DD'
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < firstYear || year > lastYear) return `the year must be from ${firstYear} to ${lastYear}`
  if (month < 1 || month > 12) return 'there are twelve months'
  if (date < 1 || date > daysInMonth(year, month)) return 'that month has no such day'
  return undefined
}

/** True when the text is a day that exists, written 'YYYY-MM-DD', from 1900 to 2199. */
export const isDay = (text: unknown): text is Day => typeof text === 'string' && troubleWith(text) === undefined

/** The day a text says. Refuses (RangeError) any other form, a day that does not exist, and years outside 1900 to 2199. */
export const day = (text: string): Day => {
  const trouble = troubleWith(text)
  if (trouble) throw new RangeError(`not a day: ${JSON.stringify(text)} (${trouble})`)
  return text as Day
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48

export const yearOf = (of: Day): number => digit(of, 0) * 1000 + digit(of, 1) * 100 + digit(of, 2) * 10 + digit(of, 3)
export const monthOf = (of: Day): number => digit(of, 5) * 10 + digit(of, 6)
export const dateOf = (of: Day): number => digit(of, 8) * 10 + digit(of, 9)

/** The day's number, counted from 1 January 1970. */
export const numberOf = (of: Day): number => numberOfDate(yearOf(of), monthOf(of), dateOf(of))

export const firstNumber = numberOfDate(firstYear, 1, 1)
export const lastNumber = numberOfDate(lastYear, 12, 31)

/** The day with this number. Refuses (RangeError) what falls outside 1900 to 2199. */
export const dayNumbered = (number: number): Day => {
  if (!(number >= firstNumber && number <= lastNumber)) {
    throw new RangeError(`this date falls outside the years ${firstYear} to ${lastYear}`)
  }
  const { year, month, day: date } = dateOfNumber(number)
  return `${year}-${two(month)}-${two(date)}` as Day
}

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (of: Day): number => weekdayOfNumber(numberOf(of))

export const wholeNumber = (count: number): number => {
  if (!Number.isSafeInteger(count)) throw new RangeError(`a count must be a whole number, not ${count}`)
  return count
}

/** The day `count` days later (earlier where negative). */
export const addDays = (from: Day, count: number): Day => dayNumbered(numberOf(from) + wholeNumber(count))

/** The day `count` calendar weeks later: seven days each, moved for no holiday. */
export const addWeeks = (from: Day, count: number): Day => addDays(from, wholeNumber(count) * 7)

/**
 * The same date `count` calendar months later; where that month is too short, its last day (30 November and three months is
 * the last of February). Moved for no weekend or holiday.
 */
export const addMonths = (from: Day, count: number): Day => {
  const months = yearOf(from) * 12 + monthOf(from) - 1 + wholeNumber(count)
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return dayNumbered(numberOfDate(year, month, Math.min(dateOf(from), daysInMonth(year, month))))
}

/** The same date `count` years later; 29 February becomes 28 February in a common year. For ages use `birthdayOn`. */
export const addYears = (from: Day, count: number): Day => addMonths(from, wholeNumber(count) * 12)

/** Days from one day to another: 1 from today to tomorrow, negative backwards. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** Whole calendar months that have passed by a day, by the rule of `addMonths`; negative backwards. */
export const monthsBetween = (from: Day, to: Day): number => {
  if (to < from) return 0 - monthsBetween(to, from)
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  return addMonths(from, months) > to ? months - 1 : months
}

/** The first day of that date in a year: 29 February falls on 1 March where the year has none. */
export const anniversaryIn = (year: number, of: Day): Day =>
  monthOf(of) === 2 && dateOf(of) === 29 && !isLeapYear(year)
    ? dayNumbered(numberOfDate(year, 3, 1))
    : dayNumbered(numberOfDate(year, monthOf(of), dateOf(of)))
