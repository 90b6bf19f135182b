import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { birth, death, pregnancy, residence } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { conference, planEnd } from '../../child-protection/index.ts'
import { findingsOf, firstShown, openedBy, shown } from '../../testing/replayed.ts'
import { preProceedings } from './pre-proceedings.ts'
import { stepDownChecked } from './step-down-checked.ts'

const month = { precision: 'month' as const }
const step = (id: string, on: string, to: string, of = 'child', act = id): Told =>
  told(id, preProceedings, on, { of, act, facts: { step: to }, ...month })

describe('work before court proceedings comes to a decision within twelve weeks', () => {
  const begun = step('begun', '2013-09-16', 'begun')
  const drift = (...versions: Told[]) => openedBy(findingsOf([begun, ...versions]), 'plo-drift', 'begun')

  it('begun on 16 September 2013 and ended on 9 December it was in time: the eighty-fourth day is the last', () => {
    const ended = step('ended', '2013-12-09', 'ended-no-court')
    assert.equal(drift(ended)?.dueOn, '2013-12-09')
    assert.equal(drift(ended)?.end?.as, 'met')
    for (const on of ['2013-12-09', '2013-12-10', '2014-01-15'])
      assert.deepEqual(shown(findingsOf([begun, ended]), 'plo-drift', 'child', on), [], on)
  })

  it('a day later it would have been overdue, for the service manager and the lawyers', () => {
    assert.deepEqual(shown(findingsOf([begun]), 'plo-drift', 'child', '2013-12-09'), ['DUE'])
    assert.deepEqual(shown(findingsOf([begun]), 'plo-drift', 'child', '2013-12-10'), ['DUE', 'OVERDUE'])
    const told = drift()?.told.filter(({ from }) => from === drift()?.shows.OVERDUE)
    assert.deepEqual(
      told?.map(({ to }) => to),
      ['service-manager', 'legal'],
    )
  })

  it('an application to the court is a decision; beginning again while it runs is none; death cancels it', () => {
    assert.equal(drift(step('court', '2013-10-01', 'ended-court'))?.end?.as, 'met')
    assert.equal(drift(step('again', '2013-10-01', 'begun'))?.end, null)
    assert.equal(drift(told('died', death, '2013-11-01'))?.end?.as, 'cancelled')
  })
})

describe('work before court, or a plan, that ends close to a birth', () => {
  const home = (of: string): Told => told(`home-${of}`, residence, '2009-01-01', { of, facts: { household: subjectId('home') } })
  const together = [home('A'), home('B'), home('baby')]
  const expecting = told('expecting', pregnancy, '2013-10-01', { of: 'baby', facts: { expected: '2013-12-20' } })
  const ended = ['A', 'B'].map(of => step(`ended-${of}`, '2013-12-09', 'ended-no-court', of, 'E15'))
  const born = told('born', birth, '2013-12-16', { of: 'baby', ...month })
  const case17 = [...together, expecting, ...ended, born]
  const critical = (versions: Told[], of = 'baby') => firstShown(findingsOf(versions), 'legal-stepdown-near-birth', of, 'CRITICAL')
  const found = (versions: Told[]) => findingsOf(versions).filter(({ rule }) => rule === 'legal-stepdown-near-birth')

  it('case 17: ended for the brothers and sisters on 9 December 2013, seven days before the birth: critical for the baby that day, once', () => {
    assert.equal(critical(case17), '2013-12-09')
    assert.equal(found(case17).length, 1)
    assert.equal(
      critical([...together, expecting, ...ended]),
      '2013-12-09',
      'as it was known that day: eleven days before the birth was expected',
    )
  })

  it('service manager, chair and lawyers are told', () => {
    const duties = found(case17)[0]?.told.map(({ to }) => to) ?? []
    for (const duty of ['service-manager', 'chair', 'legal'] as const) assert.ok(duties.includes(duty), duty)
  })

  it('thirty days before and after count, thirty-one do not', () => {
    const on = (when: string) => critical([...together, expecting, step('one', when, 'ended-no-court', 'A')])
    assert.equal(on('2013-11-20'), '2013-11-20')
    assert.equal(on('2013-11-19'), undefined)
    assert.equal(on('2014-01-19'), '2014-01-19')
    assert.equal(on('2014-01-20'), undefined)
  })

  it('where nobody knew of the pregnancy it is said when the baby is there', () => {
    assert.equal(critical([...together, ...ended, born]), '2013-12-16')
  })

  it('going to court is no step down; a plan that ended is, and one that ended with a death is not', () => {
    assert.equal(critical([...together, expecting, step('court', '2013-12-09', 'ended-court', 'A')]), undefined)
    const plan = told('plan', conference, '2013-04-15', { of: 'A', facts: { type: 'initial', plan: true } })
    const over = (ground: string) => told('over', planEnd, '2013-12-09', { of: 'A', facts: { ground } })
    assert.equal(critical([...together, expecting, plan, over('no-longer-likely')]), '2013-12-09')
    assert.equal(critical([...together, expecting, plan, over('died')]), undefined)
  })

  it('it stands until it was looked at again for the baby, or the work began again', () => {
    assert.equal(found(case17)[0]?.end, null)
    const checked = told('checked', stepDownChecked, '2013-12-10', { of: 'baby', facts: { chairTold: true } })
    assert.equal(found([...case17, checked])[0]?.end?.as, 'met')
    const again = step('again', '2013-12-11', 'begun', 'baby')
    assert.equal(found([...case17, again])[0]?.end?.as, 'superseded')
  })
})
