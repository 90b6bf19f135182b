/**
 * The Gregorian calendar as whole numbers: day 0 is Thursday 1 January 1970.
 * Days are counted, never read from a clock, so no time zone of the machine can move them.
 */

export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

export const firstYear = 1900
export const lastYear = 2199

/** True for a leap year of the Gregorian calendar. */
export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** How many days a month (1 to 12) of a year has. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** The number of a civil date. Years are counted from March, so that the leap day is the last of its year. */
export const numberOfDate = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The civil date of a day number; the other way of `numberOfDate`. */
export const dateOfNumber = (number: number): CivilDate => {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 }
}

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOfNumber = (number: number): number => (((number + 4) % 7) + 7) % 7

export const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)
