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

describe('work before court proceedings, step by step', () => {
  const at = (id: string, on: string, facts: Record<string, unknown>): Told => told(id, preProceedings, on, { of: 'child', facts })
  const begun = at('begun', '2025-01-06', { step: 'begun', legalPlanningOn: '2025-01-03' })
  const of = (rule: string, name: string, ...more: Told[]) =>
    findingsOf([begun, ...more]).filter(one => one.rule === rule && one.name === name)

  it('the letter, the meeting and a look at it end nothing; that it goes on for a reason is a decision, and counts twelve weeks anew', () => {
    const steps = ['letter', 'meeting', 'reviewed'].map((step, week) => at(step, `2025-01-${20 + week}`, { step }))
    assert.equal(of('plo-drift', 'decision', ...steps)[0]?.end, null)
    const goesOn = at('goes-on', '2025-03-31', { step: 'goes-on' })
    const turns = of('plo-drift', 'decision', ...steps, goesOn)
    assert.deepEqual(
      turns.map(one => [one.dueOn, one.end?.as]),
      [
        ['2025-03-31', 'met'],
        ['2025-06-23', undefined],
      ],
    )
  })

  it('from the letter on it takes no more than sixteen weeks: by 12 May 2025 from 20 January', () => {
    const letter = at('letter', '2025-01-20', { step: 'letter' })
    assert.equal(of('plo-drift', 'whole', letter)[0]?.dueOn, '2025-05-12')
    const goesOn = at('goes-on', '2025-03-31', { step: 'goes-on' })
    assert.deepEqual(shown(findingsOf([begun, letter, goesOn]), 'plo-drift', 'child', '2025-05-13').includes('OVERDUE'), true)
    const court = at('court', '2025-05-12', { step: 'ended-court' })
    assert.equal(of('plo-drift', 'whole', letter, court)[0]?.end?.as, 'met')
  })

  it('what was agreed at the meeting is looked at every six weeks, counted from the last look, until the work ends', () => {
    const meeting = at('meeting', '2025-02-03', { step: 'meeting' })
    assert.deepEqual(of('plo-review-due', 'review'), [], 'there is nothing to look at before the meeting')
    assert.equal(of('plo-review-due', 'review', meeting)[0]?.dueOn, '2025-03-17')
    assert.deepEqual(shown(findingsOf([begun, meeting]), 'plo-review-due', 'child', '2025-03-18'), ['DUE', 'OVERDUE'])
    const looked = at('looked', '2025-03-10', { step: 'reviewed' })
    assert.equal(of('plo-review-due', 'review', meeting, looked).at(-1)?.dueOn, '2025-04-21')
    const ended = at('ended', '2025-03-12', { step: 'ended-no-court' })
    assert.equal(of('plo-review-due', 'review', meeting, looked, ended).at(-1)?.end?.as, 'lapsed')
  })

  it('begun without a legal planning meeting on record, it says so until one is told of', () => {
    assert.deepEqual(of('plo-review-due', 'planning'), [])
    const bare = told('bare', preProceedings, '2025-01-06', { of: 'child', facts: { step: 'begun' } })
    const said = (...more: Told[]) => findingsOf([bare, ...more]).filter(one => one.rule === 'plo-review-due')
    assert.equal(said()[0]?.end, null)
    assert.deepEqual(shown(findingsOf([bare]), 'plo-review-due', 'child', '2025-01-07'), ['DUE'])
    const later = at('later', '2025-01-20', { step: 'letter', legalPlanningOn: '2025-01-15' })
    assert.equal(said(later)[0]?.end?.as, 'met')
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
