import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death, identity, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { accountId, told } from '../../../thread/testing/tell.ts'
import { careBegan, careEnded } from '../../cared-for/index.ts'
import { conference, planEnd, visit } from '../../child-protection/index.ts'
import { note } from '../../recording/index.ts'
import { findingsOf, shown } from '../../testing/replayed.ts'
import { babyVisitDue } from './baby-visit-due.rules.ts'

const baby = told('who', identity, '2026-01-05', { facts: { is: 'child', given: 'Ivy', family: 'Testcase', born: '2026-01-05' } })
const led = told('led', involvement, '2026-02-02', { facts: { holder: accountId('w'), form: 'account', as: 'lead' } })
const visited = (on: string, facts: object = {}): Told =>
  told(`visit-${on}`, visit, on, { facts: { by: 'lead', place: 'home', seen: 'seen-not-spoken', observedAlone: true, ...facts } })
const turns = (versions: Told[]) => findingsOf(versions, { rules: [babyVisitDue] }).map(({ dueOn, end }) => [dueOn, end?.as])
const on = (versions: Told[], date: string) => shown(findingsOf(versions, { rules: [babyVisitDue] }), 'baby-visit-due', 'child', date)

describe('baby-visit-due: a baby in need is visited at least every four weeks', () => {
  it('is due for the worker from the twenty-first day and overdue, for the manager too, from the twenty-ninth', () => {
    assert.deepEqual(on([baby, led], '2026-02-22'), [])
    assert.deepEqual(on([baby, led], '2026-02-23'), ['DUE'])
    assert.deepEqual(on([baby, led], '2026-03-02'), ['DUE'])
    assert.deepEqual(on([baby, led], '2026-03-03'), ['DUE', 'OVERDUE'])
    const [found] = findingsOf([baby, led], { rules: [babyVisitDue] })
    assert.deepEqual(
      found?.told.map(({ to }) => to),
      ['lead', 'manager'],
    )
  })

  it('restarts from each visit, and a late one stays late', () => {
    assert.deepEqual(turns([baby, led, visited('2026-02-20'), visited('2026-03-25')]), [
      ['2026-03-02', 'met'],
      ['2026-03-20', 'met'],
      ['2026-04-22', 'lapsed'],
    ])
    assert.deepEqual(on([baby, led, visited('2026-02-20'), visited('2026-03-25')], '2026-03-24'), ['DUE', 'OVERDUE'])
  })

  it('a note of children’s social care that saw the child counts; a health visitor’s, a call and a visit of another professional do not', () => {
    const noted = (more: object, by: Parameters<typeof told>[3] = {}) =>
      told('note', note, '2026-02-20', { facts: { contact: 'at-home', seen: 'seen-not-spoken', ...more }, ...by })
    assert.equal(turns([baby, led, noted({})]).length, 2)
    assert.equal(turns([baby, led, noted({}, { agencyKind: 'health' })]).length, 1)
    assert.equal(turns([baby, led, noted({ contact: 'telephone', seen: undefined })]).length, 1)
    assert.equal(turns([baby, led, visited('2026-02-20', { by: 'other' })]).length, 1)
  })

  it('gives way to a plan and to care, and counts anew from their end', () => {
    const plan = told('plan', conference, '2026-02-10', { facts: { type: 'initial', plan: true, category: 'neglect' } })
    const over = told('over', planEnd, '2026-04-10', { facts: { ground: 'no-longer-likely' } })
    assert.deepEqual(turns([baby, led, plan, over]), [
      ['2026-03-02', 'superseded'],
      ['2026-05-08', 'lapsed'],
    ])
    const care = told('care', careBegan, '2026-02-10', { facts: { as: 'agreed' } })
    const home = told('home', careEnded, '2026-03-10', { facts: { as: 'home' } })
    assert.deepEqual(turns([baby, led, care, home]), [
      ['2026-03-02', 'superseded'],
      ['2026-04-07', 'lapsed'],
    ])
    assert.deepEqual(turns([baby, led, care]), [['2026-03-02', 'superseded']])
  })

  it('ends with the first birthday, with the work and with death, and is asked of no older child', () => {
    const late = told('late', involvement, '2026-12-20', { facts: { holder: accountId('w'), form: 'account', as: 'lead' } })
    assert.deepEqual(on([baby, late], '2027-01-04'), [])
    assert.deepEqual(on([baby, late, visited('2026-12-21')], '2027-01-25'), [])
    assert.equal(turns([baby, led, told('gone', involvementEnd, '2026-02-20', { answers: 'led' })])[0]?.[1], 'lapsed')
    assert.equal(turns([baby, led, told('death', death, '2026-02-20')])[0]?.[1], 'cancelled')
    const older = told('who', identity, '2026-01-05', { facts: { is: 'child', given: 'Ada', family: 'Testcase', born: '2020-01-05' } })
    assert.deepEqual(turns([older, led]), [])
    assert.deepEqual(turns([baby]), [], 'with whom nobody works')
  })
})
