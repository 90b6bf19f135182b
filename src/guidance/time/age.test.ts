import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths, addYears, ageInWords, ageOn, ageOnList, babyMark, birthdayOn, day, monthsBetween } from './index.ts'

test('a child born on 29 February is a year older on 1 March of a common year, and on 29 February of a leap year', () => {
  const born = day('2008-02-29')
  assert.equal(birthdayOn(born, 18), '2026-03-01')
  assert.equal(ageOn(born, day('2026-02-28')), 17)
  assert.equal(ageOn(born, day('2026-03-01')), 18)
  assert.equal(birthdayOn(born, 16), '2024-02-29')
  assert.equal(ageOn(born, day('2024-02-28')), 15)
})

test('an age is reached when the birthday begins', () => {
  assert.equal(ageOn(day('2010-06-05'), day('2026-06-04')), 15)
  assert.equal(ageOn(day('2010-06-05'), day('2026-06-05')), 16)
  assert.equal(ageOn(day('2010-06-05'), day('2010-06-05')), 0)
})

test('nobody has an age before the birth', () => {
  assert.throws(() => ageOn(day('2014-01-02'), day('2014-01-01')), RangeError)
})

test('an age is said in years, in months before the first birthday, in days in the first month', () => {
  const born = day('2013-12-16')
  assert.equal(ageInWords({ born }, day('2019-12-16')), '6')
  assert.equal(ageInWords({ born }, day('2014-12-15')), '11 months')
  assert.equal(ageInWords({ born }, day('2014-01-16')), '1 month')
  assert.equal(ageInWords({ born }, day('2014-01-15')), '30 days')
  assert.equal(ageInWords({ born }, day('2013-12-17')), '1 day')
  assert.equal(ageInWords({ born }, born), 'born today')
  assert.equal(ageInWords({ born }, day('2013-12-15')), 'not yet born')
})

test('an unborn child is due, or was due, on its day', () => {
  assert.equal(ageInWords({ expected: day('2013-12-20') }, day('2013-10-15')), 'due 20 December 2013')
  assert.equal(ageInWords({ expected: day('2013-12-20') }, day('2013-12-21')), 'was due 20 December 2013')
})

test('a birth known only to the month or year gives no exact age', () => {
  assert.equal(ageInWords({ born: day('2007-07-01'), precision: 'year' }, day('2013-12-20')), 'about 6')
  assert.equal(ageInWords({ born: day('2013-07-15'), precision: 'month' }, day('2013-12-20')), 'about 5 months')
  assert.equal(ageInWords({ born: day('2013-07-01'), precision: 'year' }, day('2013-12-20')), 'under 1')
})

test('months and years end on the last day of a month that is too short', () => {
  assert.equal(addMonths(day('2024-01-31'), 1), '2024-02-29')
  assert.equal(addMonths(day('2024-03-31'), -1), '2024-02-29')
  assert.equal(addMonths(day('2024-01-15'), -13), '2022-12-15')
  assert.equal(addYears(day('2024-02-29'), 1), '2025-02-28')
  assert.equal(monthsBetween(day('2026-11-30'), day('2027-02-28')), 3)
  assert.equal(monthsBetween(day('2026-11-30'), day('2027-02-27')), 2)
})

test('a date beyond the years kept is refused, not wrapped', () => {
  assert.throws(() => addYears(day('2199-01-01'), 1), RangeError)
})

test('a list of children says of a baby that it is under one, until the first birthday', () => {
  const born = day('2013-12-16')
  assert.equal(ageOnList({ born }, born), 'born today, baby under one')
  assert.equal(ageOnList({ born }, day('2014-12-15')), '11 months, baby under one')
  assert.equal(ageOnList({ born }, day('2014-12-16')), '1')
  assert.equal(ageOnList({ born }, day('2013-12-15')), 'not yet born')
  assert.equal(ageOnList({ expected: day('2013-12-20') }, day('2013-10-15')), 'due 20 December 2013')
  assert.equal(ageOnList({ born: day('2013-07-01'), precision: 'year' }, day('2013-12-20')), 'under 1, baby under one')
  assert.equal(babyMark(born, day('2014-12-15')), 'baby under one')
  assert.equal(babyMark(born, day('2014-12-16')), undefined)
  assert.equal(babyMark(born, day('2013-12-15')), undefined)
  assert.equal(babyMark(null, born), undefined)
})
