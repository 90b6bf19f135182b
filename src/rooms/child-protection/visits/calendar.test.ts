import assert from 'node:assert/strict'
import { it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import { calendarOf } from './calendar.ts'
import type { VisitsView } from './visits-view.ts'

const began = day('2024-01-02')
const atHome = (on: string) => ({ on: day(on), facts: { by: 'lead', place: 'home', seen: 'seen-alone', observedAlone: false } })

/** A child on a plan since 2 January, seen at home and alone on 16 January; the clock of the home runs out on this day. */
const view = (dueOn: string) =>
  ({
    child: {
      born: day('2018-02-02'),
      clocks: [{ rule: 'not-seen-at-home', dueOn: day(dueOn), since: startOfDay(day('2024-01-16')), late: true }],
    },
    plans: [{ from: began, until: null }],
    visits: [atHome('2024-01-16')],
    attempts: [],
  }) as unknown as VisitsView

it('the picture of visits breaks the line that runs now where its clock runs out: after the two weeks of a plan that says so, and not after four', () => {
  const today = day('2024-02-05')
  const of = (dueOn: string) => calendarOf(view(dueOn), today)?.home.stretches.map(one => [one.from, one.lastDay, one.late, one.open])
  assert.deepEqual(of('2024-01-30'), [
    ['2024-01-02', '2024-01-30', false, false],
    ['2024-01-16', '2024-01-30', true, true],
  ])
  assert.deepEqual(of('2024-02-13')?.at(-1), ['2024-01-16', '2024-02-13', false, true])
})

it('a clock that is not on record is drawn by four weeks', () => {
  assert.deepEqual(
    calendarOf(view('2024-01-30'), day('2024-02-05'))?.alone.stretches.map(one => [one.from, one.lastDay, one.late]),
    [
      ['2024-01-02', '2024-01-30', false],
      ['2024-01-16', '2024-02-13', false],
    ],
  )
})
