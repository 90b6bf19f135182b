import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { moment } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { death, findingDecision, identity } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { byTodaysRules, findingsOf, firstShown, shown, threadsOf } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { planEndChecked } from './plan-end-checked.ts'

const rule = 'closure-gate'
const held = (on: string, facts: Record<string, unknown>): Told => told(`held ${on}`, conference, on, { facts })
const begun = [
  told('who', identity, '2024-01-01', { facts: { is: 'child', given: 'Robin' } }),
  held('2024-01-15', { type: 'initial', plan: true, category: 'neglect' }),
]
const all = {
  stepDown: 'child-in-need',
  whoLeads: 'J Invented, social worker',
  agenciesToldOn: '2024-04-02',
  cpIs: true,
  goodEnough: true,
  seen: true,
}
const checked = (on: string, facts: Record<string, unknown> = all): Told => told(`checked ${on}`, planEndChecked, on, { facts })
const ended = (on: string, ground = 'no-longer-likely'): Told => told('ended', planEnd, on, { facts: { ground } })

const asksOf = (candidate: Told, ...before: Told[]) => {
  const threads = threadsOf([...begun, ...before])
  const [thread] = threads
  assert.ok(thread)
  const { corrects: _corrects, withdraws: _withdraws, ...content } = candidate
  return gatesAsked(book, thread, homeOf(thread, threads), { ...content, root: candidate.id }, byTodaysRules).filter(
    one => one.rule === rule,
  )
}

describe('closure-gate: a plan ends when what must stand before it does', () => {
  it('is asked for six weeks before the review is due, or once one is called', () => {
    assert.equal(firstShown(findingsOf(begun), rule, 'child', 'GATE'), '2024-03-04')
    const called = told('called', meetingAbout, '2024-02-01', {
      facts: { meeting: subjectId('review'), type: 'review-conference', at: moment('2024-04-12T09:00:00Z') },
    })
    assert.equal(firstShown(findingsOf([...begun, called]), rule, 'child', 'GATE'), '2024-02-01')
    const coreGroup = told('called', meetingAbout, '2024-02-01', {
      facts: { meeting: subjectId('core'), type: 'core-group', at: moment('2024-02-12T09:00:00Z') },
    })
    assert.equal(firstShown(findingsOf([...begun, coreGroup]), rule, 'child', 'GATE'), '2024-03-04', 'a core group ends no plan')
  })

  it('asks of a review that ends the plan and of the end itself, and of neither once all of it stands', () => {
    const review = held('2024-04-12', { type: 'review', plan: false })
    assert.equal(asksOf(review).length, 1)
    assert.equal(asksOf(ended('2024-04-12')).length, 1)
    assert.deepEqual(asksOf(review, checked('2024-04-10')), [])
    assert.deepEqual(asksOf(ended('2024-04-12'), checked('2024-04-10')), [])
  })

  it('lets a review pass that carries the plan on, and an end that is no judgment', () => {
    assert.deepEqual(asksOf(held('2024-04-12', { type: 'review', plan: true })), [])
    for (const ground of ['turned-18', 'died', 'moved-and-taken-over', 'left-the-country'])
      assert.deepEqual(asksOf(ended('2024-04-12', ground)), [], ground)
  })

  it('says what is still lacking: better is not good enough', () => {
    for (const [field, words] of [
      ['whoLeads', 'who leads'],
      ['agenciesToldOn', 'every agency'],
      ['cpIs', 'tells the NHS'],
      ['goodEnough', 'good enough'],
      ['seen', 'seen and heard'],
    ] as const) {
      const { [field]: _left, ...rest } = all
      const found = findingsOf([...begun, checked('2024-04-10', rest)]).filter(one => one.rule === rule && one.end === null)
      assert.equal(found.length, 1, field)
      assert.match(String(found[0]?.facts['lacking']), new RegExp(words))
    }
    assert.equal(asksOf(ended('2024-04-12'), checked('2024-04-10', { ...all, goodEnough: false })).length, 1)
  })

  it('is met by what completes it, and asked again before the next review', () => {
    const on = held('2024-04-12', { type: 'review', plan: true })
    const found = findingsOf([...begun, checked('2024-04-10'), on])
    assert.deepEqual(
      found.filter(one => one.rule === rule).map(one => one.end?.as ?? null),
      ['met', null],
    )
    assert.deepEqual(shown(found, rule, 'child', '2024-08-30'), [])
    assert.deepEqual(shown(found, rule, 'child', '2024-08-31'), ['GATE'])
    assert.equal(asksOf(ended('2024-10-01'), checked('2024-04-10'), on).length, 1)
  })

  it('ends with the plan, and death cancels it', () => {
    assert.deepEqual(shown(findingsOf([...begun, ended('2024-03-20', 'left-the-country')]), rule, 'child', '2024-03-21'), [])
    const died = findingsOf([...begun, told('died', death, '2024-03-20')]).find(one => one.rule === rule)
    assert.equal(died?.end?.as, 'cancelled')
  })

  it('a manager goes over it in writing; whoever ends the plan cannot', () => {
    const [asked] = asksOf(ended('2024-04-12'))
    assert.ok(asked)
    const over = (by: string) =>
      told('over', findingDecision, '2024-04-11', { by, facts: { rule, key: asked.key, decision: 'overridden' } })
    assert.deepEqual(asksOf(ended('2024-04-12'), over('manager')), [])
    assert.equal(asksOf(ended('2024-04-12'), over('worker')).length, 1)
  })
})

describe('before the case of a child in need is closed', () => {
  const review = (on: string, outcome?: string): Told => told(`review ${on}`, childInNeedReview, on, { facts: outcome ? { outcome } : {} })
  const close = (on: string, why = 'plan-met'): Told => told('closed', caseClosed, on, { facts: { why } })
  const gates = (candidate: Told, ...before: Told[]) => {
    const threads = threadsOf([told('who', identity, '2011-01-01', { facts: { is: 'child', given: 'Robin' } }), ...before])
    const [thread] = threads
    assert.ok(thread)
    const { corrects: _corrects, withdraws: _withdraws, ...content } = candidate
    const asked = gatesAsked(book, thread, homeOf(thread, threads), { ...content, root: candidate.id }, byTodaysRules)
    return asked.filter(one => one.rule === rule).length
  }

  it('reviewed on 28 November 2011 and closed on 15 May 2012 with nothing of it on record: the closing is asked (case 17)', () => {
    assert.equal(gates(close('2012-05-15', 'not-known'), review('2011-11-28')), 1)
    assert.deepEqual(shown(findingsOf([review('2011-11-28')]), rule, 'child', '2012-05-15'), ['GATE'])
  })

  it('passes once it is on record who leads, that every agency was told, that it is good enough and that the child was seen; of the NHS nothing is asked', () => {
    const { cpIs: _none, ...noNhs } = all
    assert.equal(gates(close('2012-05-15'), review('2011-11-28'), checked('2012-05-10', noNhs)), 0)
    assert.equal(gates(close('2012-05-15'), review('2011-11-28'), checked('2012-05-10', { ...noNhs, seen: false })), 1)
  })

  it('is asked of a closing that no review came before, from the first check on that lacks something; a check while on a plan is of the plan alone', () => {
    const { cpIs: _none, seen: _unseen, ...unseen } = all
    assert.equal(gates(close('2012-05-15'), checked('2012-05-10', unseen)), 1)
    assert.equal(gates(close('2012-05-15'), checked('2012-05-10', { ...unseen, seen: true })), 0)
    assert.equal(gates(close('2012-05-15'), checked('2012-05-10', unseen), checked('2012-05-12', { ...unseen, seen: true })), 0)
    const ofThePlan = findingsOf([...begun, checked('2024-04-10', unseen)]).filter(one => one.rule === rule && one.name === 'case')
    assert.deepEqual(ofThePlan, [])
    const afterIt = findingsOf([...begun, ended('2024-04-12', 'left-the-country'), checked('2024-05-10', unseen)])
    assert.equal(afterIt.filter(one => one.rule === rule && one.name === 'case').length, 1)
  })

  it('asks nothing while a review carries the plan on, nor where the child moved, has grown up or has died; what was closed asks no more', () => {
    assert.equal(gates(close('2012-05-15'), review('2011-11-28', 'close'), review('2012-02-01', 'continue')), 0)
    for (const why of ['moved', 'grown-up', 'died']) assert.equal(gates(close('2012-05-15', why), review('2011-11-28')), 0, why)
    const over = findingsOf([review('2011-11-28', 'close'), close('2012-05-15')]).find(one => one.rule === rule)
    assert.equal(over?.end?.as, 'lapsed')
    const gone = findingsOf([review('2011-11-28', 'close'), told('died', death, '2012-01-05')]).find(one => one.rule === rule)
    assert.equal(gone?.end?.as, 'cancelled')
  })
})
