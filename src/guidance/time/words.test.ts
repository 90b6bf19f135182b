import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, dueInWords, londonAt, moment, plural, printDay, printMoment, printMomentShort, printShort, spanInWords } from './index.ts'

test('days are printed as people write them', () => {
  assert.equal(printDay(day('2024-02-13')), 'Tuesday 13 February 2024')
  assert.equal(printShort(day('2024-02-03')), '3 Feb 2024')
})

test("moments are printed by London's clocks", () => {
  assert.equal(printMoment(moment('2024-02-13T14:05:00Z')), 'Tuesday 13 February 2024 at 2:05pm')
  assert.equal(printMoment(moment('2024-06-30T23:30:00Z')), 'Monday 1 July 2024 at 12:30am')
  assert.equal(printMomentShort(londonAt(day('2024-06-04'), '09:00')), '4 Jun 2024 at 9am')
  assert.equal(printMomentShort(londonAt(day('2024-06-04'), '12:00')), '4 Jun 2024 at midday')
  assert.equal(printMomentShort(londonAt(day('2024-06-04'), '00:00')), '4 Jun 2024 at midnight')
  assert.equal(printMomentShort(londonAt(day('2024-06-04'), '12:01')), '4 Jun 2024 at 12:01pm')
})

test('in the hour that autumn repeats, print says which of the two', () => {
  assert.equal(printMomentShort(moment('2026-10-25T00:30:00Z')), '25 Oct 2026 at 1:30am before the clocks went back')
  assert.equal(printMomentShort(moment('2026-10-25T01:30:00Z')), '25 Oct 2026 at 1:30am after the clocks went back')
})

test('a deadline is said with what is left of it', () => {
  const due = day('2026-06-04')
  assert.equal(dueInWords(due, day('2026-06-02')), 'due Thursday 4 June, 2 working days left')
  assert.equal(dueInWords(due, day('2026-06-03')), 'due Thursday 4 June, 1 working day left')
  assert.equal(dueInWords(due, due), 'due today')
  assert.equal(dueInWords(due, day('2026-06-09')), 'was due Thursday 4 June, 3 working days ago')
  assert.equal(dueInWords(due, day('2026-06-05')), 'was due Thursday 4 June, 1 working day ago')
})

test('a deadline counts no weekend or holiday, and says so when nothing else is left', () => {
  assert.equal(dueInWords(day('2026-06-07'), day('2026-06-06')), 'due Sunday 7 June, no working days left')
  assert.equal(dueInWords(day('2026-06-05'), day('2026-06-07')), 'was due Friday 5 June, 2 days ago')
  assert.equal(dueInWords(day('2026-05-26'), day('2026-05-22')), 'due Tuesday 26 May, 1 working day left')
})

test('the year is said where it is another', () => {
  assert.equal(dueInWords(day('2025-01-07'), day('2024-12-30')), 'due Tuesday 7 January 2025, 5 working days left')
})

test('spans are said with the right number', () => {
  const today = day('2024-03-30')
  assert.equal(spanInWords(day('2024-03-01'), today), '29 days ago')
  assert.equal(spanInWords(today, today), 'today')
  assert.equal(spanInWords(day('2024-03-29'), today), '1 day ago')
  assert.equal(spanInWords(day('2024-04-01'), today), 'in 2 days')
  assert.equal(spanInWords(day('2023-03-30'), today), '12 months ago')
  assert.equal(spanInWords(day('2011-04-15'), today), '12 years ago')
  assert.equal(plural(0, 'day'), 'no days')
})
