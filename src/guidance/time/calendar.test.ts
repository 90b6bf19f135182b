import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, days, dueAfter, endOfDay, isWorkingDay, type Limit, londonAt, months, printDay, weeks, workingDays } from './index.ts'

/** The calendar rows every deadline must pass: from a day, a limit, its last day, and why the row is worth having. */
const rows: readonly [from: string, limit: Limit, last: string, why: string][] = [
  ['2024-12-24', workingDays(1), 'Friday 27 December 2024', 'steps over both days of Christmas'],
  ['2024-12-12', workingDays(15), 'Tuesday 7 January 2025', 'counts holidays, not only weekends'],
  ['2025-04-17', workingDays(1), 'Tuesday 22 April 2025', 'steps over Easter'],
  ['2025-04-17', workingDays(7), 'Wednesday 30 April 2025', 'carries a private fostering visit over Easter'],
  ['2022-05-31', workingDays(10), 'Thursday 16 June 2022', 'knows the moved and the added Jubilee days'],
  ['2022-09-16', workingDays(1), 'Tuesday 20 September 2022', 'knows the day of the state funeral'],
  ['2027-12-23', workingDays(5), 'Tuesday 4 January 2028', 'knows the days kept when Christmas and New Year fall on Saturdays'],
  ['2026-11-30', months(3), 'Sunday 28 February 2027', 'ends on the last day of a short month, a Sunday or not'],
  ['2025-08-18', weeks(1), 'Monday 25 August 2025', 'is calendar time, not moved for the bank holiday it ends on'],
  ['2009-12-15', weeks(4), 'Tuesday 12 January 2010', 'is 28 days over a turn of the year'],
]

for (const [from, limit, last, why] of rows) {
  test(`${limit.count} ${limit.unit} from ${printDay(day(from))} end on ${last}: it ${why}`, () => {
    const { due, dueOn } = dueAfter(limit, day(from))
    assert.equal(printDay(dueOn), last)
    assert.equal(due, endOfDay(dueOn))
  })
}

test('eight days of emergency protection from Friday 19 December 2025 end on Boxing Day, and a court may then say noon on the Saturday', () => {
  // The day of the order is the first of the eight, so seven follow it.
  const { dueOn } = dueAfter(days(7), day('2025-12-19'))
  assert.equal(printDay(dueOn), 'Friday 26 December 2025')
  assert.equal(isWorkingDay(dueOn), false)
  assert.equal(londonAt(day('2025-12-27'), '12:00'), '2025-12-27T12:00:00.000000Z')
})
