import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { birth, death, findingDecision, identity, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { accountId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { conference, planEnd, visit } from '../../child-protection/index.ts'
import { note } from '../../recording/index.ts'
import { byTodaysRules, findingsOf, shown, threadsOf } from '../../testing/replayed.ts'
import { childsVoice } from './childs-voice.ts'

const rule = 'child-voice-missing'
const who = told('who', identity, '2026-01-05', { facts: { is: 'child', given: 'Robin' } })
const lead = told('lead', involvement, '2026-02-02', { facts: { holder: accountId('worker'), form: 'account', as: 'lead' } })
const child = [who, lead]
const heard = (id: string, on: string): Told => told(id, childsVoice, on, { facts: { obtained: true, heard: ['play'], where: 'home' } })
const review = (on: string, facts: Record<string, unknown> = {}): Told => told('review', childInNeedReview, on, { facts })
const said = (...versions: Told[]) => findingsOf([...child, ...versions]).filter(one => one.rule === rule)

/** What the gate asks about an entry after some others. */
const ask = (candidate: Told, ...before: Told[]) => {
  const threads = threadsOf([...child, ...before])
  const [thread] = threads
  assert.ok(thread)
  const { corrects: _corrects, withdraws: _withdraws, ...content } = candidate
  return gatesAsked(book, thread, homeOf(thread, threads), { ...content, root: candidate.id }, byTodaysRules).filter(
    one => one.rule === rule,
  )
}

describe('child-voice-missing: a plan or review does not go without the child', () => {
  it('asks of a review, a conference, the end of a plan and a closure while the child was never heard', () => {
    for (const candidate of [
      review('2026-03-02'),
      told('conference', conference, '2026-03-02', { facts: { type: 'initial', plan: true, category: 'neglect' } }),
      told('over', planEnd, '2026-03-02', { facts: { ground: 'no-longer-likely' } }),
      told('closed', caseClosed, '2026-03-02', {}),
    ])
      assert.equal(ask(candidate).length, 1, candidate.kind)
  })

  it('lets pass what brings the child’s voice itself, and a plan that ends because the child is no longer here', () => {
    assert.deepEqual(ask(review('2026-03-02', { childHeard: true })), [])
    assert.deepEqual(ask(told('c', conference, '2026-03-02', { facts: { type: 'review', plan: true, childTookPart: true } })), [])
    assert.deepEqual(ask(told('over', planEnd, '2026-03-02', { facts: { ground: 'turned-18' } })), [])
    assert.equal(ask(review('2026-03-02', { childHeard: false })).length, 1)
  })

  it('what the child said answers it for six weeks, the last day included; then it is asked for again', () => {
    const voice = heard('voice', '2026-03-02')
    assert.deepEqual(ask(review('2026-03-02'), voice), [])
    assert.deepEqual(ask(review('2026-04-13'), voice), [])
    assert.equal(ask(review('2026-04-14'), voice).length, 1)
    assert.deepEqual(
      said(voice).map(one => [one.end?.as ?? null, one.facts['since']]),
      [
        ['met', null],
        [null, '2026-03-02'],
      ],
    )
  })

  it('a note that says how the child was heard counts, and one that does not, does not', () => {
    const noted = (facts: Record<string, unknown>) => told('note', note, '2026-03-02', { facts: { contact: 'at-home', ...facts } })
    assert.deepEqual(ask(review('2026-03-03'), noted({ voice: { heard: ['spoken'] } })), [])
    assert.equal(ask(review('2026-03-03'), noted({})).length, 1)
  })

  it('a visit at which the child was seen alone counts, and one at which nobody spoke with the child does not', () => {
    const visited = (seen: string, more: Record<string, unknown> = {}) =>
      told('visit', visit, '2026-03-02', { facts: { by: 'lead', place: 'home', seen, ...more } })
    assert.deepEqual(ask(review('2026-03-03'), visited('seen-alone')), [])
    assert.deepEqual(ask(review('2026-03-03'), visited('seen-with-carer', { observedAlone: true })), [])
    assert.equal(ask(review('2026-03-03'), visited('seen-not-spoken')).length, 1)
    assert.equal(ask(review('2026-03-03'), visited('not-seen')).length, 1)
  })

  it('a written reason why the child could not be heard answers it', () => {
    assert.deepEqual(ask(review('2026-03-03'), told('not', childsVoice, '2026-03-02', { facts: { obtained: false } })), [])
  })

  it('stands from the day somebody leads, and ends when nobody does', () => {
    const all = findingsOf(child)
    assert.deepEqual(shown(all, rule, 'child', '2026-02-01'), [])
    assert.deepEqual(shown(all, rule, 'child', '2026-02-02'), ['GATE'])
    assert.deepEqual(all.find(one => one.rule === rule)?.told, [{ to: 'lead', from: startOfDay(day('2026-02-02')) }])
    const ended = said(told('left', involvementEnd, '2026-05-04', { answers: 'lead', facts: {} }))
    assert.deepEqual(
      ended.map(one => one.end?.as),
      ['lapsed'],
    )
  })

  it('stands for a child on a plan whom nobody leads for', () => {
    const plan = told('plan', conference, '2026-03-02', { facts: { type: 'initial', plan: true, category: 'neglect' } })
    assert.deepEqual(shown(findingsOf([who, plan]), rule, 'child', '2026-03-03'), ['GATE'])
  })

  it('asks nothing of an unborn child, of an adult, and after death', () => {
    const unborn = told('p', pregnancy, '2026-01-05', { facts: { expected: '2026-06-01' } })
    const isUnborn = told('who', identity, '2026-01-05', { facts: { is: 'unborn' } })
    const of = (...versions: Told[]) => findingsOf(versions).filter(one => one.rule === rule)
    assert.deepEqual(of(isUnborn, unborn, lead), [])
    assert.equal(of(isUnborn, unborn, lead, told('b', birth, '2026-05-20', { facts: {} }))[0]?.from, startOfDay(day('2026-05-20')))
    assert.deepEqual(of(told('who', identity, '2026-01-05', { facts: { is: 'adult' } }), lead), [])
    assert.deepEqual(
      said(told('died', death, '2026-03-02', { facts: {} })).map(one => one.end?.as),
      ['cancelled'],
    )
  })

  it('another person goes over it in writing; whoever writes the review cannot', () => {
    const [asked] = ask(review('2026-03-02'))
    assert.ok(asked)
    const over = (by: string) =>
      told('over', findingDecision, '2026-03-02', { by, facts: { rule, key: asked.key, decision: 'overridden' } })
    assert.deepEqual(ask(review('2026-03-03'), over('manager')), [])
    assert.equal(ask(review('2026-03-03'), over('worker')).length, 1)
  })
})
