import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, shown } from '../../testing/replayed.ts'

const rule = 'baby-under-one'
const who = (facts: Record<string, unknown>, on = '2026-01-10'): Told =>
  told('who', identity, on, { facts: { is: 'child', given: 'Baby', family: 'Testcase', ...facts } })
const flag = (versions: Told[]) => findingsOf(versions).filter(one => one.rule === rule)
const on = (versions: Told[], date: string) => shown(findingsOf(versions), rule, 'child', date)

describe('baby-under-one: everybody who works with a baby sees that the child is under one', () => {
  it('shows from the day of birth until the first birthday, which it does not', () => {
    const versions = [who({ born: '2026-01-05' })]
    assert.deepEqual(on(versions, '2026-01-04'), [])
    assert.deepEqual(on(versions, '2026-01-05'), ['INFO'])
    assert.deepEqual(on(versions, '2027-01-04'), ['INFO'])
    assert.deepEqual(on(versions, '2027-01-05'), [])
    assert.equal(flag(versions)[0]?.end?.as, 'lapsed')
  })

  it('a child born on 29 February is one on 1 March', () => {
    assert.equal(flag([who({ born: '2024-02-29' })])[0]?.end?.at, startOfDay(day('2025-03-01')))
  })

  it('where only the month or the year is known it shows as long as the child may be under one', () => {
    const month = [who({ born: '2026-01-15', bornPrecision: 'month' })]
    assert.deepEqual(on(month, '2026-01-01'), ['INFO'])
    assert.deepEqual(on(month, '2027-01-30'), ['INFO'])
    assert.deepEqual(on(month, '2027-01-31'), [])
    const year = [who({ born: '2025-07-01', bornPrecision: 'year' })]
    assert.deepEqual(on(year, '2025-01-01'), ['INFO'])
    assert.deepEqual(on(year, '2026-12-30'), ['INFO'])
    assert.deepEqual(on(year, '2026-12-31'), [])
  })

  it('an unborn child is flagged from the day the birth was expected, and from the birth once that is told', () => {
    const expecting = [who({ is: 'unborn' }), told('pregnancy', pregnancy, '2026-01-10', { facts: { expected: '2026-06-20' } })]
    assert.deepEqual(on(expecting, '2026-06-19'), [])
    assert.deepEqual(on(expecting, '2026-06-20'), ['INFO'])
    assert.equal(flag(expecting)[0]?.facts['expected'], true)
    const born = [...expecting, told('birth', birth, '2026-06-16')]
    assert.deepEqual(on(born, '2026-06-16'), ['INFO'])
    assert.deepEqual(on(born, '2027-06-16'), [])
    assert.equal(flag(born)[0]?.facts['expected'], false)
    assert.equal(flag(born).length, 1)
  })

  it('ends at death, and is told to the whole team', () => {
    const found = flag([who({ born: '2026-01-05' }), told('death', death, '2026-02-01')])[0]
    assert.equal(found?.end?.as, 'cancelled')
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['lead', 'manager', 'chair', 'core-group', 'screener'],
    )
  })

  it('a change of name begins nothing anew', () => {
    const before = flag([who({ born: '2026-01-05' })])
    const after = flag([
      who({ born: '2026-01-05' }),
      told('renamed', identity, '2026-03-01', { facts: { is: 'child', given: 'Other', born: '2026-01-05' } }),
    ])
    assert.deepEqual(after, before)
  })

  it('says nothing of a grown-up, of an older child on the day, or where no birth is known', () => {
    assert.deepEqual(flag([who({})]), [])
    assert.deepEqual(on([who({ born: '2018-01-01' })], '2026-06-01'), [])
    assert.deepEqual(flag([who({ is: 'adult', born: '2026-01-05' })]), [], 'a grown-up has no first year, whatever was typed')
  })
})
