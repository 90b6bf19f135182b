import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { numberOfDate } from './calendar.ts'
import {
  addDays,
  day,
  dayOf,
  endOfDay,
  isDay,
  isMoment,
  londonAt,
  londonTimes,
  moment,
  momentOf,
  plusHours,
  startOfDay,
  Temporal,
} from './index.ts'
import { minutesAhead } from './london.ts'

test('a day is a date that exists, from 1900 to 2199', () => {
  for (const text of ['2024-02-29', '1900-01-01', '2199-12-31', '2000-02-29']) assert.equal(isDay(text) && day(text), text)
  for (const text of [
    '2023-02-29',
    '1900-02-29',
    '1899-12-31',
    '2200-01-01',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-4-1',
    '2024-04-01T00:00',
    '',
    ' 2024-04-01',
  ]) {
    assert.equal(isDay(text), false)
    assert.throws(() => day(text), { name: 'RangeError', message: /^not a day: / })
  }
  assert.equal(isDay(20240229), false)
})

test('a moment has one form, whatever offset or precision it came with', () => {
  const same = '2024-06-04T13:05:00.000000Z'
  for (const text of [
    '2024-06-04T13:05Z',
    '2024-06-04T14:05:00+01:00',
    '2024-06-04 13:05:00+00',
    '2024-06-04T13:05:00.000Z',
    '2024-06-04T03:05:00-1000',
  ])
    assert.equal(moment(text), same)
  assert.equal(moment('2024-06-04T13:05:00.12Z'), '2024-06-04T13:05:00.120000Z')
})

test('a moment without an offset, finer than a microsecond, or that never was, is refused', () => {
  for (const text of [
    '2024-06-04T13:05:00',
    '2024-06-04',
    '2024-06-04T13:05:00.1234567Z',
    '2024-02-30T00:00:00Z',
    '2024-02-01T24:00:00Z',
    '2024-02-01T10:60:00Z',
    '1800-01-01T00:00:00Z',
    '2024-02-01T10:00:00+19:00',
  ]) {
    assert.throws(() => moment(text), RangeError, text)
    assert.equal(isMoment(text), false)
  }
  assert.equal(isMoment('2024-06-04T13:05:00.000000Z'), true)
  assert.equal(isMoment('2024-06-04T13:05:00Z'), false)
})

test('an instant keeps its microseconds, before 1970 too', () => {
  assert.equal(momentOf(Temporal.Instant.from('2024-06-04T13:05:00.123456789Z')), '2024-06-04T13:05:00.123456Z')
  assert.equal(momentOf(Temporal.Instant.from('1969-12-31T23:59:59.999999999Z')), '1969-12-31T23:59:59.999999Z')
})

test('01:30 does not exist on 29 March 2026 and is refused', () => {
  assert.deepEqual(londonTimes(day('2026-03-29'), '01:30'), [])
  assert.throws(() => londonAt(day('2026-03-29'), '01:30'), { name: 'RangeError', message: /did not exist/ })
  assert.equal(londonAt(day('2026-03-29'), '02:00'), '2026-03-29T01:00:00.000000Z')
})

test('01:30 on 25 October 2026 happens twice, and the earlier is meant', () => {
  assert.deepEqual(londonTimes(day('2026-10-25'), '01:30'), ['2026-10-25T00:30:00.000000Z', '2026-10-25T01:30:00.000000Z'])
  assert.equal(londonAt(day('2026-10-25'), '01:30'), '2026-10-25T00:30:00.000000Z')
})

test('a time of day runs from 00:00 to 23:59', () => {
  for (const time of ['24:00', '9:00', '12:60', 'noon']) assert.throws(() => londonAt(day('2026-06-04'), time), RangeError)
})

test('days of 23 and 25 hours begin and end at midnight', () => {
  assert.equal(endOfDay(day('2026-03-29')), plusHours(startOfDay(day('2026-03-29')), 23))
  assert.equal(endOfDay(day('2026-10-25')), plusHours(startOfDay(day('2026-10-25')), 25))
  assert.equal(endOfDay(day('2199-12-31')), '2200-01-01T00:00:00.000000Z')
})

test('London kept summer time through the winter of 1970, and two hours of it in the summer of 1943', () => {
  assert.equal(startOfDay(day('1970-01-01')), '1969-12-31T23:00:00.000000Z')
  assert.equal(startOfDay(day('1943-07-01')), '1943-06-30T22:00:00.000000Z')
  assert.equal(startOfDay(day('1972-01-01')), '1972-01-01T00:00:00.000000Z')
})

test("London's clocks agree with the platform's at every hour around every change from 1960 to 2099, and daily between", () => {
  const platform = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' })
  const minutesOf = (milliseconds: number): number => {
    const [, hour, minute] = /GMT(?:\+(\d\d):(\d\d))?/.exec(platform.format(milliseconds)) ?? []
    return Number(hour ?? 0) * 60 + Number(minute ?? 0)
  }
  const start = numberOfDate(1960, 1, 1) * 86_400
  const end = numberOfDate(2100, 1, 1) * 86_400
  const wrong: number[] = []
  for (let second = start, before = minutesOf(start * 1000); second < end; second += 86_400) {
    const now = minutesOf(second * 1000)
    const hoursBack = now === before ? 0 : 24
    for (let hour = 0; hour <= hoursBack; hour++) {
      const at = second - hour * 3600
      if (minutesAhead(at) !== minutesOf(at * 1000) || (hoursBack > 0 && minutesAhead(at - 1) !== minutesOf((at - 1) * 1000)))
        wrong.push(at)
    }
    before = now
  }
  assert.deepEqual(wrong, [])
})

test('property: every moment of a day is of that day, and the text order of moments is their order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 0, max: 22 }),
      fc.integer({ min: -50, max: 50 }),
      (count, hour, more) => {
        const on = addDays(day('1901-01-01'), count)
        const at = plusHours(startOfDay(on), hour)
        const other = plusHours(at, more)
        return dayOf(at) === on && endOfDay(on) === startOfDay(addDays(on, 1)) && Math.sign(more) === (other > at ? 1 : other < at ? -1 : 0)
      },
    ),
    { numRuns: 5000 },
  )
})
