import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addWorkingDays,
  day,
  daysBetween,
  englandAndWales,
  holidayOn,
  holidaysOf,
  isProvisional,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  withPublished,
  workingDaysBetween,
} from './index.ts'
import { standingHolidays } from './standing-holidays.ts'

const daysOff = (year: number): readonly string[] =>
  [...englandAndWales.named.keys()].filter(on => on.startsWith(`${year}`)).map(on => on.slice(5))

test('VE Day moved the early May holiday of 1995, the millennium and the Golden Jubilee added and moved theirs', () => {
  assert.equal(isWorkingDay(day('1995-05-01')), true)
  assert.equal(isWorkingDay(day('1995-05-08')), false)
  assert.equal(holidayOn(day('1999-12-31')), 'Millennium')
  assert.deepEqual(daysOff(2002).slice(4, 6), ['06-03', '06-04'])
  assert.equal(isWorkingDay(day('2002-05-27')), true)
})

test('every printed year from 2009 to 2030 is the standing rule but for what was decided otherwise', () => {
  const differences = englandAndWales.list.years.flatMap(({ year, days }) => {
    const standing = new Set(standingHolidays(year).map(({ on }) => on))
    const listed = new Set(days.map(({ on }) => on))
    return year < 2009
      ? []
      : [
          ...[...standing].filter(on => !listed.has(on)).map(on => `-${on}`),
          ...[...listed].filter(on => !standing.has(on)).map(on => `+${on}`),
        ]
  })
  assert.deepEqual(differences, [
    '+2011-04-29',
    '-2012-05-28',
    '+2012-06-04',
    '+2012-06-05',
    '-2020-05-04',
    '+2020-05-08',
    '-2022-05-30',
    '+2022-06-02',
    '+2022-06-03',
    '+2022-09-19',
    '+2023-05-08',
  ])
})

test('every listed year has eight days off or more, each on a weekday, once, with a name', () => {
  for (const { year, days, basis } of englandAndWales.list.years) {
    assert.ok(days.length >= 8 && basis !== '', `${year}`)
    assert.equal(new Set(days.map(({ on }) => on)).size, days.length)
    for (const { on, called } of days) assert.ok(daysBetween(day('1970-01-05'), on) % 7 < 5 && called !== '', on)
  }
})

test('years outside the list follow the standing rule and say that they are provisional', () => {
  assert.equal(isProvisional(day('2031-01-01')), true)
  assert.equal(isProvisional(day('2030-12-31')), false)
  assert.equal(isProvisional(day('1977-12-31')), true)
  assert.equal(addWorkingDays(day('2031-12-24'), 1), '2031-12-29')
  assert.equal(addWorkingDays(day('1965-06-04'), 1), '1965-06-07')
  assert.equal(isWorkingDay(day('1970-01-01')), true)
})

test('a newly published year takes the place of the computed one', () => {
  const published = withPublished(
    englandAndWales,
    [
      { title: "New Year's Day", date: '2031-01-01' },
      { title: 'Invented jubilee', date: '2031-06-13' },
    ],
    'an invented list',
  )
  assert.equal(isProvisional(day('2031-01-01'), published), false)
  assert.equal(holidayOn(day('2031-06-13'), published), 'Invented jubilee')
  assert.equal(isWorkingDay(day('2031-12-25'), published), true)
  assert.equal(isWorkingDay(day('2030-12-25'), published), false)
  assert.equal(isWorkingDay(day('2031-12-25')), false)
})

test('a list is the same after it has been kept as JSON, and a day in the wrong year is refused', () => {
  assert.equal(holidaysOf(JSON.parse(JSON.stringify(englandAndWales.list))).version, englandAndWales.version)
  assert.throws(
    () => holidaysOf({ called: 'Wrong', years: [{ year: 2026, basis: 'none', days: [{ on: day('2027-01-01'), called: 'Late' }] }] }),
    RangeError,
  )
})

test('counting working days is the other way of adding them, forwards and back, and nothing is minus nought', () => {
  const [start, end] = [day('2024-12-12'), day('2025-01-07')]
  assert.equal(workingDaysBetween(start, end), 15)
  assert.equal(workingDaysBetween(end, start), -15)
  assert.equal(addWorkingDays(end, -15), start)
  assert.ok(Object.is(workingDaysBetween(day('2026-06-07'), day('2026-06-06')), 0))
  assert.equal(workingDaysBetween(start, start), 0)
  assert.equal(workingDaysBetween(day('2026-06-06'), day('2026-06-05')), -1)
  assert.equal(addWorkingDays(day('2026-06-06'), -1), '2026-06-05')
})

test('the day to aim at when a limit ends on a holiday is the last working day before', () => {
  assert.equal(lastWorkingDayOnOrBefore(day('2025-04-21')), '2025-04-17')
  assert.equal(lastWorkingDayOnOrBefore(day('2025-04-17')), '2025-04-17')
})

test('a hundred thousand working-day sums take less than a second', () => {
  const from = day('2024-12-12')
  const began = performance.now()
  for (let count = 0; count < 100_000; count++) addWorkingDays(from, count % 60)
  assert.ok(performance.now() - began < 1000, 'ten microseconds each at the very most; measured 0.1')
})
