import { numberOfDate } from './calendar.ts'
import { type Day, day, dayNumbered } from './day.ts'
import { type Holiday, standingHolidays } from './standing-holidays.ts'

/** The days off of one year, and what the list rests on. */
export type HolidayYear = { readonly year: number; readonly basis: string; readonly days: readonly Holiday[] }

/** Days off by year, as data: what is kept as a setting, compared and replaced. Years it leaves out follow the standing rule. */
export type HolidayList = { readonly called: string; readonly years: readonly HolidayYear[] }

/** 2009 to 2030 as observed. Christmas Day and Boxing Day share a column; 'moved' marks a day taken off its usual Monday. */
const printed = `
  2009 | 1 Jan | 10 Apr | 13 Apr | 4 May | 25 May | 31 Aug | 25, 28 Dec | -
  2010 | 1 Jan | 2 Apr | 5 Apr | 3 May | 31 May | 30 Aug | 27, 28 Dec | -
  2011 | 3 Jan | 22 Apr | 25 Apr | 2 May | 30 May | 29 Aug | 26, 27 Dec | 29 Apr
  2012 | 2 Jan | 6 Apr | 9 Apr | 7 May | 4 Jun | 27 Aug | 25, 26 Dec | 5 Jun
  2013 | 1 Jan | 29 Mar | 1 Apr | 6 May | 27 May | 26 Aug | 25, 26 Dec | -
  2014 | 1 Jan | 18 Apr | 21 Apr | 5 May | 26 May | 25 Aug | 25, 26 Dec | -
  2015 | 1 Jan | 3 Apr | 6 Apr | 4 May | 25 May | 31 Aug | 25, 28 Dec | -
  2016 | 1 Jan | 25 Mar | 28 Mar | 2 May | 30 May | 29 Aug | 26, 27 Dec | -
  2017 | 2 Jan | 14 Apr | 17 Apr | 1 May | 29 May | 28 Aug | 25, 26 Dec | -
  2018 | 1 Jan | 30 Mar | 2 Apr | 7 May | 28 May | 27 Aug | 25, 26 Dec | -
  2019 | 1 Jan | 19 Apr | 22 Apr | 6 May | 27 May | 26 Aug | 25, 26 Dec | -
  2020 | 1 Jan | 10 Apr | 13 Apr | 8 May (moved) | 25 May | 31 Aug | 25, 28 Dec | -
  2021 | 1 Jan | 2 Apr | 5 Apr | 3 May | 31 May | 30 Aug | 27, 28 Dec | -
  2022 | 3 Jan | 15 Apr | 18 Apr | 2 May | 2 Jun (moved) | 29 Aug | 26, 27 Dec | 3 Jun, 19 Sep
  2023 | 2 Jan | 7 Apr | 10 Apr | 1 May | 29 May | 28 Aug | 25, 26 Dec | 8 May
  2024 | 1 Jan | 29 Mar | 1 Apr | 6 May | 27 May | 26 Aug | 25, 26 Dec | -
  2025 | 1 Jan | 18 Apr | 21 Apr | 5 May | 26 May | 25 Aug | 25, 26 Dec | -
  2026 | 1 Jan | 3 Apr | 6 Apr | 4 May | 25 May | 31 Aug | 25, 28 Dec | -
  2027 | 1 Jan | 26 Mar | 29 Mar | 3 May | 31 May | 30 Aug | 27, 28 Dec | -
  2028 | 3 Jan | 14 Apr | 17 Apr | 1 May | 29 May | 28 Aug | 25, 26 Dec | -
  2029 | 1 Jan | 30 Mar | 2 Apr | 7 May | 28 May | 27 Aug | 25, 26 Dec | -
  2030 | 1 Jan | 19 Apr | 22 Apr | 6 May | 27 May | 26 Aug | 25, 26 Dec | -
`

const columns = ["New Year's Day", 'Good Friday', 'Easter Monday', 'Early May bank holiday', 'Spring bank holiday', 'Summer bank holiday']

const oneOffs: Readonly<Record<string, string>> = {
  '2011-04-29': 'Royal wedding',
  '2012-06-05': 'Diamond Jubilee',
  '2022-06-03': 'Platinum Jubilee',
  '2022-09-19': 'State funeral of Queen Elizabeth II',
  '2023-05-08': 'Coronation of King Charles III',
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Reads '25, 28 Dec' or '3 Jun, 19 Sep' of a year: a number without a month takes the month that follows. */
const daysIn = (cell: string, year: number): readonly Day[] => {
  const words = cell.replace('(moved)', '').split(/[ ,]+/)
  return words.flatMap((word, at) => {
    if (!/^\d+$/.test(word)) return []
    const month = months.indexOf(words.slice(at).find(next => months.includes(next)) ?? '') + 1
    return [dayNumbered(numberOfDate(year, month, Number(word)))]
  })
}

const readRow = (row: string): HolidayYear => {
  const [first = '', ...cells] = row.split('|').map(cell => cell.trim())
  const year = Number(first)
  const usual = cells.slice(0, 6).flatMap((cell, at) => daysIn(cell, year).map(on => ({ on, called: columns[at] ?? '' })))
  const christmas = daysIn(cells[6] ?? '', year).map(on => ({
    on,
    called: on.endsWith('12-25') ? 'Christmas Day' : 'Christmas or Boxing Day, as observed',
  }))
  const extra = daysIn(cells[7] ?? '', year).map(on => ({ on, called: oneOffs[on] ?? 'One-off bank holiday' }))
  const basis = year >= 2024 && year <= 2026 ? 'standing rule, compared with published lists' : 'standing rule and proclamations'
  return { year, basis, days: [...usual, ...christmas, ...extra].sort((a, b) => (a.on < b.on ? -1 : 1)) }
}

/** What was decided otherwise before 2009: days that were taken out, and days put in. */
const decidedBefore2009: Readonly<
  Record<number, { readonly without: readonly string[]; readonly also: Readonly<Record<string, string>> }>
> = {
  1981: { without: [], also: { '1981-07-29': 'Royal wedding' } },
  1995: { without: ['1995-05-01'], also: { '1995-05-08': 'Early May bank holiday, moved to the 50th anniversary of VE Day' } },
  1999: { without: [], also: { '1999-12-31': 'Millennium' } },
  2002: { without: ['2002-05-27'], also: { '2002-06-03': 'Golden Jubilee', '2002-06-04': 'Spring bank holiday, moved' } },
}

const yearBefore2009 = (year: number): HolidayYear => {
  const decided = decidedBefore2009[year]
  const kept = standingHolidays(year).filter(({ on }) => !decided?.without.includes(on))
  const put = Object.entries(decided?.also ?? {}).map(([on, called]) => ({ on: day(on), called }))
  return { year, basis: 'standing rule and known proclamations', days: [...kept, ...put].sort((a, b) => (a.on < b.on ? -1 : 1)) }
}

/**
 * The bank holidays of England and Wales with Good Friday and Christmas Day, 1978 to 2030. From 2027 on no published list has been
 * compared: load the official one each year (`withPublished`).
 */
export const englandAndWalesList: HolidayList = {
  called: 'England and Wales',
  years: [...Array.from({ length: 2009 - 1978 }, (_, at) => yearBefore2009(1978 + at)), ...printed.trim().split('\n').map(readRow)],
}
