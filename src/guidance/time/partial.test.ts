import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparePartial, day, dayOfPartial, isPartialDate, type PartialDate, partialDate, printPartial } from './index.ts'

test('a month is printed as a month and a year as a year, never as an invented day', () => {
  assert.equal(printPartial(partialDate('2011-04')), 'Apr 2011')
  assert.equal(printPartial(partialDate('2011')), '2011')
  assert.equal(printPartial(partialDate('2011-04-15', 'month')), 'Apr 2011')
  assert.equal(printPartial(partialDate('2013-12-16')), '16 Dec 2013')
  assert.equal(printPartial(partialDate('2024-02-13T14:05:00Z')), '13 Feb 2024 at 2:05pm')
})

test('a month stands in by its 15th and a year by 1 July, unless a day was chosen', () => {
  assert.equal(dayOfPartial(partialDate('2011-04')), '2011-04-15')
  assert.equal(dayOfPartial(partialDate('2011')), '2011-07-01')
  assert.equal(dayOfPartial(partialDate('2013-09-16', 'month')), '2013-09-16')
})

test('a moment late in the evening belongs to its London day', () => {
  assert.equal(dayOfPartial(partialDate('2024-06-30T23:30:00Z')), '2024-07-01')
})

test('what is no date is refused', () => {
  for (const text of ['', '11', '2011-13', '2011-02-30', 'April 2011', '2024-02-13T14:05:00'])
    assert.throws(() => partialDate(text), RangeError)
})

test('a value from outside is a partial date only with a day or moment that exists', () => {
  assert.equal(isPartialDate({ on: '2011-04-15', precision: 'month' }), true)
  assert.equal(isPartialDate({ at: '2011-04-15T10:00:00.000000Z', precision: 'moment' }), true)
  for (const value of [
    { on: '2011-02-30', precision: 'day' },
    { at: '2011-04-15', precision: 'moment' },
    { on: '2011-04-15', precision: 'moment' },
    { on: '2011-04-15' },
    null,
    '2011-04-15',
  ]) {
    assert.equal(isPartialDate(value), false)
  }
})

test('what happened on one day stands before its moments, and days in their order', () => {
  const sorted: PartialDate[] = [
    partialDate('2024-02-14'),
    partialDate('2024-02-13T14:05:00Z'),
    partialDate('2024-02-13'),
    { on: day('2024-02-01'), precision: 'month' },
  ]
  assert.deepEqual(sorted.sort(comparePartial).map(printPartial), ['Feb 2024', '13 Feb 2024', '13 Feb 2024 at 2:05pm', '14 Feb 2024'])
})
