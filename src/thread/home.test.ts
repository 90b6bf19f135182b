import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../guidance/index.ts'
import { homeOf, othersIn, staysOf, timesTogether, togetherAt } from './home.ts'
import { birth, pregnancy, residence, residenceEnd } from './own-kinds/index.ts'
import { subjectId, threadOf, told } from './testing/tell.ts'

const at = (text: string) => startOfDay(day(text))
const lives = (of: string, household: string, on: string, more: { moves?: boolean } = {}) =>
  told(`${of} to ${household} ${on}`, residence, on, { of, facts: { household: subjectId(household), ...more } })
const leaves = (of: string, household: string, on: string) =>
  told(`${of} from ${household} ${on}`, residenceEnd, on, { of, facts: { household: subjectId(household) } })

describe('who is at home with whom', () => {
  it('is together from the later of two arrivals to the earlier of two departures', () => {
    const rows = [lives('a', 'home', '2020-01-01'), lives('b', 'home', '2021-03-01'), leaves('a', 'home', '2022-05-01')]
    assert.deepEqual(timesTogether(threadOf(rows, 'a'), threadOf(rows, 'b')), [{ from: at('2021-03-01'), until: at('2022-05-01') }])
  })

  it('ends every household before it with a move, and none with a second home', () => {
    const moved = threadOf([lives('a', 'first', '2020-01-01'), lives('a', 'second', '2021-01-01')], 'a')
    assert.deepEqual(
      staysOf(moved).map(stay => [stay.household, stay.until]),
      [
        [subjectId('first'), at('2021-01-01')],
        [subjectId('second'), null],
      ],
    )
    const two = threadOf([lives('a', 'first', '2020-01-01'), lives('a', 'second', '2021-01-01', { moves: false })], 'a')
    assert.deepEqual(
      staysOf(two).map(stay => stay.until),
      [null, null],
    )
  })

  it('counts brothers and sisters of both homes of a child of two homes, and not those of one home for those of the other', () => {
    const rows = [
      lives('child', 'mother', '2020-01-01'),
      lives('child', 'father', '2020-06-01', { moves: false }),
      lives('at mother’s', 'mother', '2020-01-01'),
      lives('at father’s', 'father', '2020-01-01'),
    ]
    const everybody = ['child', 'at mother’s', 'at father’s'].map(of => threadOf(rows, of))
    const home = homeOf(threadOf(rows), everybody)
    assert.deepEqual(new Set(othersIn(home)), new Set([subjectId('at mother’s'), subjectId('at father’s')]))
    assert.deepEqual(othersIn(homeOf(threadOf(rows, 'at father’s'), everybody)), [subjectId('child')])
    const atFathers = home.others.find(member => member.thread.subject === subjectId('at father’s'))
    assert.ok(atFathers)
    assert.equal(togetherAt(atFathers, at('2020-05-31')), false)
    assert.equal(togetherAt(atFathers, at('2020-06-01')), true)
  })

  it('joins times that touch, and keeps apart those between which one of them was away', () => {
    const rows = [
      lives('a', 'home', '2020-01-01'),
      lives('b', 'home', '2020-01-01'),
      lives('b', 'home', '2020-09-01'),
      leaves('b', 'home', '2021-01-01'),
      lives('b', 'home', '2021-02-01'),
    ]
    assert.deepEqual(timesTogether(threadOf(rows, 'a'), threadOf(rows, 'b')), [
      { from: at('2020-01-01'), until: at('2021-01-01') },
      { from: at('2021-02-01'), until: null },
    ])
  })

  it('counts an unborn child from the day the pregnancy is recorded, and no earlier', () => {
    const rows = [
      lives('sibling', 'home', '2010-01-01'),
      lives('baby', 'home', '2013-06-01'),
      told('expecting', pregnancy, '2013-08-20', { of: 'baby', facts: { expected: '2013-12-20' } }),
      told('born', birth, '2013-12-16', { of: 'baby' }),
    ]
    for (const [a, b] of [
      ['sibling', 'baby'],
      ['baby', 'sibling'],
    ] as const)
      assert.deepEqual(timesTogether(threadOf(rows, a), threadOf(rows, b)), [{ from: at('2013-08-20'), until: null }])
  })

  it('does not depend on the order of the others, and never holds the subject itself', () => {
    const rows = ['a', 'b', 'c', 'child'].map(of => lives(of, 'home', '2020-01-01'))
    const everybody = ['a', 'b', 'c', 'child'].map(of => threadOf(rows, of))
    const home = othersIn(homeOf(threadOf(rows), everybody))
    assert.equal(home.length, 3)
    assert.deepEqual(othersIn(homeOf(threadOf(rows), everybody.toReversed())), home)
  })

  it('holds nobody who never shared a household', () => {
    const rows = [lives('child', 'home', '2020-01-01'), leaves('child', 'home', '2021-01-01'), lives('later', 'home', '2021-01-01')]
    assert.deepEqual(homeOf(threadOf(rows), [threadOf(rows, 'later')]).others, [])
  })
})
