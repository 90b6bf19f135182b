import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { entryId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, firstShown, shown } from '../../testing/replayed.ts'
import { conference } from '../conference/conference.ts'
import { cpPlan, cpPlanAgreed } from '../plan/cp-plan.ts'
import { visit } from './visit.ts'

const initial = (facts: Record<string, unknown> = {}): Told =>
  told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect', ...facts } })
const seen = (on: string): Told =>
  told(`visit-${on}`, visit, on, { facts: { by: 'lead', place: 'home', seen: 'seen-alone', meals: 'seen', sleeping: 'seen' } })
const agreed = (id: string, on: string, visitEvery?: number): Told[] => [
  told(id, cpPlan, on, { facts: { ...(visitEvery ? { visitEvery } : {}) } }),
  told(`${id}-agreed`, cpPlanAgreed, on, { facts: { version: entryId(id) } }),
]
const dueOf = (entries: readonly Told[], rule: string) =>
  findingsOf(entries)
    .filter(one => one.rule === rule)
    .map(one => one.dueOn)
const clocks = ['cp-visit-due', 'not-seen-at-home'] as const

describe('a child is visited as often as the plan says, and never less often than every four weeks', () => {
  it('where nobody says how often, both clocks run for four weeks', () => {
    for (const rule of clocks) assert.deepEqual(dueOf([initial(), seen('2024-02-06')], rule), ['2024-02-12', '2024-03-05'], rule)
  })

  it('a conference that decides every fourteen days is held to it from its own day', () => {
    for (const rule of clocks)
      assert.deepEqual(dueOf([initial({ visitEvery: 14 }), seen('2024-01-25')], rule), ['2024-01-29', '2024-02-08'], rule)
  })

  it('the plan that is agreed is what counts: a version that was only written says nothing yet', () => {
    const written = told('draft', cpPlan, '2024-01-20', { facts: { visitEvery: 7 } })
    for (const rule of clocks) {
      assert.deepEqual(dueOf([initial(), written], rule), ['2024-02-12'], rule)
      assert.deepEqual(dueOf([initial(), ...agreed('first', '2024-01-20', 14)], rule), ['2024-02-03'], rule)
    }
  })

  it('a shorter time agreed while the clock runs counts from its own day: nobody is late by what was agreed afterwards', () => {
    const late = [initial(), seen('2024-01-16'), ...agreed('first', '2024-02-10', 7)]
    assert.deepEqual(dueOf(late, 'cp-visit-due'), ['2024-02-12', '2024-02-13'], 'never later than four weeks after the visit either')
    assert.deepEqual(shown(findingsOf(late), 'cp-visit-due', 'child', '2024-02-13').includes('OVERDUE'), false)
  })

  it('a plan never lengthens four weeks, and a later version may lengthen what an earlier one made short', () => {
    const eased = [initial(), ...agreed('first', '2024-01-16', 7), seen('2024-01-20'), ...agreed('second', '2024-01-24', 28)]
    assert.deepEqual(dueOf(eased, 'cp-visit-due'), ['2024-01-23', '2024-02-17'])
    assert.throws(() => findingsOf([initial(), ...agreed('third', '2024-01-16', 29)]), 'the kind itself refuses more than four weeks')
  })

  it('of a short time it shows in the second half and not from the first day', () => {
    const said = findingsOf([initial({ visitEvery: 7 })])
    assert.equal(firstShown(said, 'cp-visit-due', 'child', 'DUE'), '2024-01-19')
    assert.equal(firstShown(said, 'cp-visit-due', 'child', 'OVERDUE'), '2024-01-23')
    assert.equal(firstShown(said, 'not-seen-at-home', 'child', 'CRITICAL'), '2024-01-23')
  })
})
