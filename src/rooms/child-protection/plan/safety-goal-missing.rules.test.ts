import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { findingDecision, identity } from '../../../thread/own-kinds/index.ts'
import { entryId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { byTodaysRules, findingsOf, shown, threadsOf } from '../../testing/replayed.ts'
import { childsVoice } from '../../voice/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { cpPlan, cpPlanAgreed } from './cp-plan.ts'

const rule = 'safety-goal-missing'
const begun = [
  told('who', identity, '2024-01-01', { facts: { is: 'child', given: 'Robin' } }),
  told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect' } }),
]
const written = (on: string, ...goals: boolean[]): Told =>
  told(`written ${on}`, cpPlan, on, { facts: { risks: goals.map(goal => ({ goal, actions: [] })) } })
const agreed = (version: string, on: string): Told => told('agreed', cpPlanAgreed, on, { facts: { version: entryId(version) } })
const heard = told('heard', childsVoice, '2024-01-15', { facts: { obtained: true, heard: ['spoken'], where: 'home' } })

const asksOf = (candidate: Told, ...before: Told[]) => {
  const threads = threadsOf([...begun, ...before])
  const [thread] = threads
  assert.ok(thread)
  const { corrects: _corrects, withdraws: _withdraws, ...content } = candidate
  return gatesAsked(book, thread, homeOf(thread, threads), { ...content, root: candidate.id }, byTodaysRules)
}

describe('safety-goal-missing: no worry stands in a plan without what safety looks like', () => {
  it('a version that leaves one out may be written, and shows what is lacking until a version has it', () => {
    const found = findingsOf([...begun, written('2024-01-16', true, false), written('2024-01-20', true, true)])
    assert.deepEqual(shown(found, rule, 'child', '2024-01-16'), ['GATE'])
    assert.deepEqual(shown(found, rule, 'child', '2024-01-20'), [])
    const [gate] = found.filter(one => one.rule === rule)
    assert.deepEqual([gate?.end?.as, gate?.facts], ['superseded', { lacking: 1 }])
  })

  it('it is not agreed while a goal is missing, and is once all are there', () => {
    const rules = (...before: Told[]) => asksOf(agreed('written 2024-01-16', '2024-01-22'), heard, ...before).map(one => one.rule)
    assert.deepEqual(rules(written('2024-01-16', true, false)), [rule])
    assert.deepEqual(rules(written('2024-01-16', true, false), written('2024-01-20', true, true)), [])
  })

  it('it is asked again of a later version that leaves one out', () => {
    const before = [heard, written('2024-01-16', true), agreed('written 2024-01-16', '2024-01-17'), written('2024-02-01', true, false)]
    assert.deepEqual(
      asksOf(agreed('written 2024-02-01', '2024-02-02'), ...before).map(one => one.rule),
      [rule],
    )
  })

  it('another person goes over it in writing; whoever agrees the plan cannot', () => {
    const before = [heard, written('2024-01-16', false)]
    const [asked] = asksOf(agreed('written 2024-01-16', '2024-01-22'), ...before)
    assert.ok(asked)
    const over = (by: string) =>
      told('over', findingDecision, '2024-01-21', { by, facts: { rule, key: asked.key, decision: 'overridden' } })
    assert.deepEqual(asksOf(agreed('written 2024-01-16', '2024-01-22'), ...before, over('manager')), [])
    assert.equal(asksOf(agreed('written 2024-01-16', '2024-01-22'), ...before, over('worker')).length, 1)
  })

  it('ends with the plan', () => {
    const found = findingsOf([...begun, written('2024-01-16', false), told('end', planEnd, '2024-02-01', { facts: { ground: 'died' } })])
    assert.deepEqual(shown(found, rule, 'child', '2024-02-02'), [])
  })

  it('a plan is not agreed without the child’s voice either', () => {
    assert.deepEqual(
      asksOf(agreed('written 2024-01-16', '2024-01-22'), written('2024-01-16', true)).map(one => one.rule),
      ['child-voice-missing'],
    )
  })
})
