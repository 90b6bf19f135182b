import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  type Day,
  day,
  dayOf,
  days,
  dueAfter,
  endOfDay,
  englandAndWales,
  hours,
  inTime,
  type Limit,
  londonAt,
  moment,
  months,
  plusHours,
  printLimit,
  printMoment,
  shownFrom,
  startOfDay,
  weeks,
  withYears,
  workingDays,
} from './index.ts'

test('a referral at 11pm on a Friday is due by the end of Monday', () => {
  const { due, dueOn } = dueAfter(workingDays(1), londonAt(day('2026-06-05'), '23:00'))
  assert.equal(dueOn, '2026-06-08')
  assert.equal(due, londonAt(day('2026-06-09'), '00:00'))
})

test('a moment late in the UTC evening of summer counts from the London day it belongs to', () => {
  assert.equal(dueAfter(days(1), moment('2026-06-04T23:30:00Z')).dueOn, '2026-06-06')
})

test('a limit counted from a Sunday or a bank holiday takes that day as day 0', () => {
  assert.equal(dueAfter(workingDays(1), day('2026-06-07')).dueOn, '2026-06-08')
  assert.equal(dueAfter(workingDays(1), day('2026-05-25')).dueOn, '2026-05-26')
})

test('the same day is a limit: no working days end on the day itself, a Saturday too', () => {
  assert.equal(dueAfter(workingDays(0), day('2026-06-06')).dueOn, '2026-06-06')
})

test('two working days before a conference on the Tuesday after Easter is the Wednesday before Good Friday', () => {
  assert.equal(dueAfter(workingDays(-2), day('2025-04-22')).dueOn, '2025-04-16')
})

test('72 hours that span the spring change of the clocks end an hour later by the clock, and an hour earlier in autumn', () => {
  assert.equal(printMoment(dueAfter(hours(72), londonAt(day('2026-03-27'), '14:00')).due), 'Monday 30 March 2026 at 3pm')
  assert.equal(printMoment(dueAfter(hours(72), londonAt(day('2026-10-23'), '14:00')).due), 'Monday 26 October 2026 at 1pm')
})

test('hours counted from a day nobody knows the hour of begin at its first moment', () => {
  const { due, dueOn } = dueAfter(hours(72), day('2026-06-01'))
  assert.equal(due, startOfDay(day('2026-06-04')))
  assert.equal(dueOn, '2026-06-03')
})

test('what happens on the last day is in time, and at midnight after it is late', () => {
  const deadline = dueAfter(weeks(4), day('2013-04-15'))
  assert.equal(deadline.dueOn, '2013-05-13')
  assert.equal(inTime(deadline, day('2013-05-13')), true)
  assert.equal(inTime(deadline, londonAt(day('2013-05-13'), '23:59')), true)
  assert.equal(inTime(deadline, endOfDay(day('2013-05-13'))), false)
  assert.equal(inTime(deadline, day('2013-05-14')), false)
})

test('the seventy-second hour itself is in time, and a microsecond more is late', () => {
  const returned = moment('2026-06-01T13:05:00Z')
  const deadline = dueAfter(hours(72), returned)
  assert.equal(inTime(deadline, plusHours(returned, 72)), true)
  assert.equal(inTime(deadline, moment('2026-06-04T13:05:00.000001Z')), false)
})

test('four weeks are shown as due from the last fifth, six days before', () => {
  assert.equal(shownFrom(weeks(4), day('2024-01-01')), startOfDay(day('2024-01-23')))
})

test('45 working days are shown as due from nine working days before', () => {
  assert.equal(dayOf(shownFrom(workingDays(45), day('2024-01-02'))), '2024-02-21')
  assert.equal(dueAfter(workingDays(45), day('2024-01-02')).dueOn, '2024-03-05')
})

test('a short limit is shown as due at least two working days before its end, and never before it began', () => {
  assert.equal(shownFrom(weeks(1), day('2025-04-15')), startOfDay(day('2025-04-16')))
  const begins = londonAt(day('2026-06-04'), '10:00')
  assert.equal(shownFrom(workingDays(1), begins), begins)
  assert.equal(shownFrom(workingDays(1), day('2026-06-04')), startOfDay(day('2026-06-04')))
  assert.equal(shownFrom(workingDays(-2), day('2026-06-12')), startOfDay(day('2026-06-08')))
})

test('72 hours over a weekend are shown from the start, so that two working days are left', () => {
  const begins = londonAt(day('2026-06-05'), '10:00')
  assert.equal(shownFrom(hours(72), begins), begins)
})

test('twenty days given in hours are shown from the last fifth, 96 hours before', () => {
  const begins = londonAt(day('2026-06-01'), '10:00')
  assert.equal(shownFrom(hours(480), begins), plusHours(begins, 384))
})

test('a holiday announced later moves the deadline that is computed again', () => {
  const year = englandAndWales.list.years.find(entry => entry.year === 2026)
  assert.ok(year)
  const announced = withYears(englandAndWales, [{ ...year, days: [...year.days, { on: day('2026-06-15'), called: 'Invented day' }] }])
  assert.equal(dueAfter(workingDays(1), day('2026-06-12')).dueOn, '2026-06-15')
  assert.equal(dueAfter(workingDays(1), day('2026-06-12'), announced).dueOn, '2026-06-16')
  assert.notEqual(announced.version, englandAndWales.version)
})

test('a limit is whole: half a day and hours that count back are refused', () => {
  assert.throws(() => workingDays(0.5), RangeError)
  assert.throws(() => hours(-1), RangeError)
})

test('a limit is said in words', () => {
  assert.deepEqual([workingDays(15), weeks(1), hours(72), months(3), workingDays(-2), workingDays(1)].map(printLimit), [
    '15 working days',
    '1 week',
    '72 hours',
    '3 months',
    '2 working days before',
    '1 working day',
  ])
})

const anyDay = fc.integer({ min: 0, max: 50_000 }).map(count => addDays(day('1960-01-01'), count))
const anyLimit = fc
  .tuple(fc.constantFrom(workingDays, days, weeks, months, hours), fc.integer({ min: 0, max: 90 }))
  .map(([of, count]): Limit => of(count))

test('property: a later start never brings an earlier end, and due is shown between the start and the end', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 40 }), anyLimit, (from: Day, more, limit) => {
      const [first, second] = [dueAfter(limit, from), dueAfter(limit, addDays(from, more))]
      const shown = shownFrom(limit, from)
      return first.due <= second.due && shown >= startOfDay(from) && shown <= first.due
    }),
    { numRuns: 5000 },
  )
})
