import { numberOfDate, weekdayOfNumber } from './calendar.ts'
import { type Day, dayNumbered } from './day.ts'

/** One day off in England and Wales, and what it is called. */
export type Holiday = { readonly on: Day; readonly called: string }

/** The day number of Easter Sunday in a year (the computation of Meeus, Jones and Butcher, Gregorian calendar). */
export const easterSunday = (year: number): number => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return numberOfDate(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
}

const firstMonday = (year: number, month: number): number => {
  const first = numberOfDate(year, month, 1)
  return first + ((8 - weekdayOfNumber(first)) % 7)
}

const lastMonday = (year: number, month: 5 | 8): number => {
  const last = numberOfDate(year, month, 31)
  return last - ((weekdayOfNumber(last) + 6) % 7)
}

const isWeekend = (number: number): boolean => weekdayOfNumber(number) % 6 === 0

const nextFree = (number: number, taken: readonly number[]): number => {
  let at = number
  while (isWeekend(at) || taken.includes(at)) at++
  return at
}

/**
 * The days off a year has when nobody has decided otherwise: Christmas Day and Good Friday (common law), the bank holidays of the
 * Banking and Financial Dealings Act 1971, schedule 1, and those proclaimed every year since (New Year's Day from 1974, early May
 * from 1978), each as observed when it falls on a weekend. Earlier years use the same days as far as they then existed.
 */
export const standingHolidays = (year: number): readonly Holiday[] => {
  const easter = easterSunday(year)
  const christmas = nextFree(numberOfDate(year, 12, 25), [numberOfDate(year, 12, 26)])
  const boxing = nextFree(numberOfDate(year, 12, 26), [christmas])
  const days: readonly [from: number, number, string][] = [
    [1974, nextFree(numberOfDate(year, 1, 1), []), "New Year's Day"],
    [0, easter - 2, 'Good Friday'],
    [0, easter + 1, 'Easter Monday'],
    [1978, firstMonday(year, 5), 'Early May bank holiday'],
    [0, lastMonday(year, 5), 'Spring bank holiday'],
    [0, lastMonday(year, 8), 'Summer bank holiday'],
    [0, christmas, 'Christmas Day'],
    [0, boxing, 'Boxing Day'],
  ]
  return days.filter(([from]) => year >= from).map(([, number, called]) => ({ on: dayNumbered(number), called }))
}
