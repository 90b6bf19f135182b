import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { metLate } from '../../../thread/finding.ts'
import { death, identity, involvement, involvementEnd, pregnancy, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { accountId, subjectId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { changeWeighed, circumstancesChanged } from './circumstances.ts'

const rule = 'changing-circumstances'
const lives = (id: string, of: string, on: string, home = 'home', more: Parameters<typeof told>[3] = {}): Told =>
  told(id, residence, on, { of, facts: { household: subjectId(home) }, ...more })
const worker = (id: string, of: string, on: string): Told =>
  told(id, involvement, on, { of, facts: { holder: accountId('worker'), form: 'account', as: 'lead' } })
const child = [
  told('who', identity, '2026-01-05', { facts: { is: 'child', given: 'Robin' } }),
  lives('first', 'child', '2026-01-05'),
  worker('lead', 'child', '2026-02-02'),
]
const changed = (id: string, on: string, what = 'parents-health', more: Parameters<typeof told>[3] = {}): Told =>
  told(id, circumstancesChanged, on, { facts: { what }, ...more })
const weighed = (id: string, on: string): Told => told(id, changeWeighed, on, { facts: { stageStillFits: true } })
const said = (...versions: Told[]) => findingsOf([...child, ...versions]).filter(one => one.rule === rule)

describe('a change around a child is thought through within five working days', () => {
  it('a move is due to be weighed by the end of the fifth working day, and overdue after it', () => {
    const all = findingsOf([...child, lives('moved', 'child', '2026-06-01', 'elsewhere')])
    const found = openedBy(all, rule, 'moved')
    assert.equal(found?.dueOn, '2026-06-08')
    assert.deepEqual(shown(all, rule, 'child', '2026-06-01'), ['DUE'])
    assert.deepEqual(shown(all, rule, 'child', '2026-06-08'), ['DUE'])
    assert.deepEqual(shown(all, rule, 'child', '2026-06-09'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['lead', 'manager'],
    )
  })

  it('what it means, written down, meets it; written down late it stays late', () => {
    assert.deepEqual(
      said(changed('change', '2026-06-01'), weighed('answer', '2026-06-05')).map(one => [one.end?.as, metLate(one)]),
      [['met', false]],
    )
    assert.deepEqual(
      said(changed('change', '2026-06-01'), weighed('answer', '2026-06-15')).map(one => [one.end?.as, metLate(one)]),
      [['met', true]],
    )
  })

  it('changes before the answer are answered together, one after it anew', () => {
    const all = said(
      changed('one', '2026-06-01'),
      changed('two', '2026-06-03', 'school'),
      weighed('answer', '2026-06-04'),
      changed('three', '2026-06-05'),
    )
    assert.deepEqual(
      all.map(one => [one.facts.changes, one.dueOn, one.end?.as ?? null]),
      [
        [2, '2026-06-08', 'met'],
        [1, '2026-06-12', null],
      ],
    )
  })

  it('the first home that is recorded, and whatever lay before somebody worked with the child, is history', () => {
    assert.deepEqual(said(), [])
    assert.deepEqual(said(changed('before', '2026-01-20')), [])
    assert.deepEqual(said(changed('told later', '2026-01-20', 'arrest', { known: '2026-06-01' })), [])
  })

  it('a change told later counts from the day it became known', () => {
    assert.equal(said(changed('late', '2026-03-02', 'bail', { known: '2026-06-01' }))[0]?.dueOn, '2026-06-08')
  })

  it('nobody is asked where nobody works with the child any more; when the last of them leaves, it lapses', () => {
    const left = told('left', involvementEnd, '2026-06-03', { answers: 'lead' })
    assert.deepEqual(said(left, changed('after', '2026-06-10')), [])
    assert.deepEqual(
      said(left, changed('just before', '2026-06-02')).map(one => one.end?.as),
      ['lapsed'],
    )
  })

  it('from one worker to the next it goes on', () => {
    const all = said(
      changed('change', '2026-06-01'),
      worker('next', 'child', '2026-06-03'),
      told('left', involvementEnd, '2026-06-03', { answers: 'lead' }),
    )
    assert.deepEqual(
      all.map(one => one.end),
      [null],
    )
  })

  it('somebody who moves in, a partner and a pregnancy in the home ask about each child there, and not about the adult', () => {
    const mother = [
      told('adult', identity, '2026-01-05', { of: 'mother', facts: { is: 'adult', given: 'Marta' } }),
      lives('m', 'mother', '2026-01-05'),
    ]
    const man = [
      told('man', identity, '2026-06-01', { of: 'man', facts: { is: 'adult', given: 'Max' } }),
      lives('moves in', 'man', '2026-06-01'),
    ]
    assert.ok(openedBy(said(...mother, ...man), rule, 'moves in'))
    assert.deepEqual(new Set(said(...mother, ...man).map(one => one.subject)), new Set([subjectId('child')]))
    const partner = told('partner', relationship, '2026-06-01', { of: 'mother', facts: { to: subjectId('man'), as: 'partner' } })
    assert.ok(openedBy(said(...mother, partner), rule, 'partner'))
    const mere = told('friend', relationship, '2026-06-01', { of: 'mother', facts: { to: subjectId('man'), as: 'friend' } })
    assert.deepEqual(said(...mother, mere), [])
    const baby = [told('unborn', pregnancy, '2026-06-01', { of: 'baby' }), lives('b', 'baby', '2026-06-01')]
    assert.ok(said(...baby).length > 0)
  })

  it('who moves in somewhere else asks nothing here', () => {
    assert.deepEqual(said(lives('elsewhere', 'man', '2026-06-01', 'another home')), [])
  })

  it('death ends it', () => {
    assert.deepEqual(
      said(changed('change', '2026-06-01'), told('died', death, '2026-06-02')).map(one => one.end?.as),
      ['cancelled'],
    )
    assert.deepEqual(said(changed('change', '2026-06-05'), told('died', death, '2026-06-02')), [])
  })
})
