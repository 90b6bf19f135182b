import { englandAndWalesList, type HolidayList, type HolidayYear } from './bank-holidays.ts'
import { weekdayOfNumber } from './calendar.ts'
import { type Day, day, dayNumbered, firstNumber, lastNumber, numberOf, wholeNumber, yearOf } from './day.ts'
import { standingHolidays } from './standing-holidays.ts'

/**
 * A list of days off, made ready for counting. It is a value: pass another one and every working-day sum follows it; keep `version`
 * with what was computed, and a changed list shows.
 */
export type Holidays = {
  readonly list: HolidayList
  /** Changes whenever a day off does. */
  readonly version: string
  /** Every day off from 1900 to 2199 and what it is called. */
  readonly named: ReadonlyMap<Day, string>
  /** The numbers of all working days, in order. */
  readonly working: Int32Array
  /** For each day from 1 January 1900: how many working days have come, itself included. */
  readonly upTo: Int32Array
}

// FNV-1a: the rule book may run in a browser, where the platform's digests only answer asynchronously.
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Makes a list ready. Years it leaves out follow the standing rule, and are provisional. Refuses a day that does not exist or is not of its year. */
export const holidaysOf = (list: HolidayList): Holidays => {
  const listed = new Map(list.years.map(entry => [entry.year, entry.days]))
  const named = new Map<Day, string>()
  for (let year = yearOf(dayNumbered(firstNumber)); year <= yearOf(dayNumbered(lastNumber)); year++) {
    for (const { on, called } of listed.get(year) ?? standingHolidays(year)) {
      if (yearOf(day(on)) !== year) throw new RangeError(`${on} is listed as a day off in ${year}`)
      named.set(on, called)
    }
  }
  const off = new Set([...named.keys()].map(numberOf))
  const upTo = new Int32Array(lastNumber - firstNumber + 1)
  const working: number[] = []
  for (let number = firstNumber; number <= lastNumber; number++) {
    if (weekdayOfNumber(number) % 6 !== 0 && !off.has(number)) working.push(number)
    upTo[number - firstNumber] = working.length
  }
  const years = list.years.map(({ year }) => year)
  const version = `${list.called} ${Math.min(...years)} to ${Math.max(...years)}, ${fingerprint([...named.keys()].join())}`
  return { list, version, named, working: Int32Array.from(working), upTo }
}

/** The days off of England and Wales as known when this was written. */
export const englandAndWales: Holidays = holidaysOf(englandAndWalesList)

/** The same list with other years in place of its own, for example the year newly published. */
export const withYears = (holidays: Holidays, years: readonly HolidayYear[]): Holidays => {
  const replaced = new Set(years.map(({ year }) => year))
  const kept = holidays.list.years.filter(({ year }) => !replaced.has(year))
  return holidaysOf({ ...holidays.list, years: [...kept, ...years].sort((a, b) => a.year - b.year) })
}

/** The same list with the events of an officially published list (title and date of each) in place of those of its years. */
export const withPublished = (
  holidays: Holidays,
  events: readonly { readonly title: string; readonly date: string }[],
  basis: string,
): Holidays => {
  const days = events.map(({ title, date }) => ({ on: day(date), called: title })).sort((a, b) => (a.on < b.on ? -1 : 1))
  const years = [...new Set(days.map(({ on }) => yearOf(on)))]
  return withYears(
    holidays,
    years.map(year => ({ year, basis, days: days.filter(({ on }) => yearOf(on) === year) })),
  )
}

/** True where the day lies in a year the list leaves out, so that its days off are only those of the standing rule. */
export const isProvisional = (on: Day, holidays: Holidays = englandAndWales): boolean =>
  !holidays.list.years.some(({ year }) => year === yearOf(on))

/** What a day off is called, or undefined on any other day. */
export const holidayOn = (on: Day, holidays: Holidays = englandAndWales): string | undefined => holidays.named.get(on)

const countUpTo = (number: number, { upTo }: Holidays): number => (number < firstNumber ? 0 : (upTo[number - firstNumber] ?? 0))

/** True unless Saturday, Sunday, Christmas Day, Good Friday or a bank holiday in England and Wales (Care Planning Regulations 2010, part 1). */
export const isWorkingDay = (on: Day, holidays: Holidays = englandAndWales): boolean => {
  const number = numberOf(on)
  return countUpTo(number, holidays) !== countUpTo(number - 1, holidays)
}

/**
 * The last day 'within `count` working days' of a day. That day is day 0 whatever it is, a Sunday or holiday too; counted are the
 * working days after it (before it, where negative). 0 gives the day itself.
 */
export const addWorkingDays = (from: Day, count: number, holidays: Holidays = englandAndWales): Day => {
  if (wholeNumber(count) === 0) return from
  const number = numberOf(from)
  const at = count > 0 ? countUpTo(number, holidays) + count - 1 : countUpTo(number - 1, holidays) + count
  const found = holidays.working[at]
  if (found === undefined) throw new RangeError(`${count} working days from ${from} falls outside the years kept`)
  return dayNumbered(found)
}

/**
 * Working days that come after `from`, up to and including `to`: how far apart two days are by `addWorkingDays`. Where `to` is earlier,
 * the negative count of those before `from` down to and including `to`.
 */
export const workingDaysBetween = (from: Day, to: Day, holidays: Holidays = englandAndWales): number =>
  to >= from
    ? countUpTo(numberOf(to), holidays) - countUpTo(numberOf(from), holidays)
    : countUpTo(numberOf(to) - 1, holidays) - countUpTo(numberOf(from) - 1, holidays)

/** The day itself when it is a working day, else the last one before: the day to aim at when a limit ends on a holiday. */
export const lastWorkingDayOnOrBefore = (on: Day, holidays: Holidays = englandAndWales): Day => {
  const found = holidays.working[countUpTo(numberOf(on), holidays) - 1]
  if (found === undefined) throw new RangeError(`no working day is kept before ${on}`)
  return dayNumbered(found)
}
