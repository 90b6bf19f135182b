import { anniversaryIn, type Day, daysBetween, monthsBetween, wholeNumber, yearOf } from './day.ts'
import { plural, printDate } from './words.ts'

/**
 * The day on which somebody born on `born` reaches the age `years`. A child born on 29 February reaches it on 1 March in a common
 * year: an age is attained at the commencement of the anniversary of the birth (Family Law Reform Act 1969, section 9), and a year
 * without that date has none before March. It is also the careful reading: a child stays a child one day longer.
 */
export const birthdayOn = (born: Day, years: number): Day => anniversaryIn(yearOf(born) + wholeNumber(years), born)

/** Age in whole years on a day. Refuses (RangeError) a day before the birth: nobody has an age then. */
export const ageOn = (born: Day, on: Day): number => {
  if (on < born) throw new RangeError(`there is no age on ${on}: born ${born}`)
  const years = yearOf(on) - yearOf(born)
  return birthdayOn(born, years) > on ? years - 1 : years
}

export type Birth = { readonly born: Day; readonly precision?: 'day' | 'month' | 'year' } | { readonly expected: Day }

/**
 * An age as people say it: '6', '5 months' before the first birthday, '3 days' in the first month, 'born today'; 'due 20 December 2013' or 'was due
 * 20 December 2013' before the birth; 'about 6' where the birth is known only to the month or year.
 */
export const ageInWords = (birth: Birth, on: Day): string => {
  if ('expected' in birth) return `${birth.expected < on ? 'was due' : 'due'} ${printDate(birth.expected)}`
  const { born, precision = 'day' } = birth
  if (on < born) return 'not yet born'
  const about = precision === 'day' ? '' : 'about '
  const years = ageOn(born, on)
  if (years > 0) return `${about}${years}`
  if (on === born && precision === 'day') return 'born today'
  const months = monthsBetween(born, on)
  if (precision === 'year' || (precision === 'month' && months === 0)) return 'under 1'
  return months > 0 ? `${about}${plural(months, 'month')}` : plural(daysBetween(born, on), 'day')
}

/**
 * An age as a list of children says it: as `ageInWords`, and of a child in the first year of life that it is a baby, who is especially vulnerable (practice:
 * baby-under-one): '5 months, baby under one'.
 */
export const ageOnList = (birth: Birth, on: Day): string =>
  [ageInWords(birth, on), 'born' in birth && babyMark(birth.born, on)].filter(Boolean).join(', ')

/** The mark of a child in the first year of life, for a list that says no ages; nothing for anybody else. */
export const babyMark = (born: Day | null | undefined, on: Day): 'baby under one' | undefined =>
  born && on >= born && ageOn(born, on) === 0 ? 'baby under one' : undefined
