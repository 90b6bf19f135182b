import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, moment } from '../../../guidance/index.ts'
import { hoursOn, isOpen, nextClosing, nextOpening } from './hours.ts'

const hours = hoursOn(day('2026-11-21'), [])

test('The Bridge is open from 08:30 to 16:30 by the clocks of London, on working days', () => {
  for (const [at, open] of [
    ['2026-01-14T08:29:59Z', false],
    ['2026-01-14T08:30:00Z', true],
    ['2026-01-14T16:29:59Z', true],
    ['2026-01-14T16:30:00Z', false],
    ['2026-07-15T07:30:00Z', true],
    ['2026-07-15T15:30:00Z', false],
    ['2026-01-17T12:00:00Z', false],
    ['2026-04-03T11:00:00Z', false],
    ['2026-12-28T12:00:00Z', false],
  ] as const)
    assert.equal(isOpen(moment(at), hours), open, at)
})

test('from a Friday evening it opens on Monday, and after Easter on Tuesday by summer time', () => {
  assert.equal(nextOpening(moment('2026-01-16T18:00:00Z'), hours), moment('2026-01-19T08:30:00Z'))
  assert.equal(nextOpening(moment('2026-04-02T18:00:00Z'), hours), moment('2026-04-07T07:30:00Z'))
  assert.equal(nextOpening(moment('2026-01-16T07:00:00Z'), hours), moment('2026-01-16T08:30:00Z'))
  assert.equal(nextClosing(moment('2026-01-16T12:00:00Z'), hours), moment('2026-01-16T16:30:00Z'))
  assert.equal(nextClosing(moment('2026-01-16T16:30:00Z'), hours), moment('2026-01-19T16:30:00Z'))
})

test('what an authority sets holds from its day on', () => {
  const changed = [
    { setting: 'announcer.acknowledge-within', from_on: day('2026-03-01'), value: 30 },
    { setting: 'announcer.bridge-closes', from_on: day('2026-03-01'), value: 1020 },
    { setting: 'another.thing', from_on: day('2026-03-01'), value: 1 },
  ]
  assert.deepEqual(hoursOn(day('2026-02-28'), changed), { patience: 60, opens: '08:30', closes: '16:30' })
  assert.deepEqual(hoursOn(day('2026-03-01'), changed), { patience: 30, opens: '08:30', closes: '17:00' })
})
