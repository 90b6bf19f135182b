import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death, identity } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { lackingIn } from './missing.ts'
import { visit, visitAttempted, visitPlanned, visitRead } from './visit.ts'

const plan = told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect' } })
const ended = (on: string) => told('end', planEnd, on, { facts: { ground: 'no-longer-likely' } })
const whole = { place: 'home', meals: 'seen', sleeping: 'told-by-child' }
const seen = (id: string, on: string, facts: Record<string, unknown> = {}, more: { by?: string; corrects?: string; known?: string } = {}) =>
  told(id, visit, on, { facts: { by: 'lead', place: 'school', seen: 'seen-alone', ...facts }, ...more })
const tried = (id: string, on: string, facts: Record<string, unknown> = {}, more: { answers?: string } = {}) =>
  told(id, visitAttempted, on, { facts: { access: 'no-answer', ...facts }, ...more })

describe('what a visit has to show', () => {
  const lacking = (facts: Record<string, unknown>) =>
    lackingIn({ facts: visit.record.facts.parse({ by: 'lead', place: 'home', seen: 'seen-alone', ...facts }) })

  it('seen alone at home, with meals and sleeping each with how it is known, it is complete', () => {
    assert.deepEqual(lacking({ meals: 'seen', sleeping: 'told-by-parent' }), [])
  })

  it('a visit at school is never complete', () => {
    assert.deepEqual(lacking({ place: 'school', meals: 'told-by-child', sleeping: 'told-by-child' }), ['home'])
  })

  it('a child too young to speak who was watched awake while no carer led was alone, and never spoken to; otherwise the reason stands and the child was not', () => {
    assert.deepEqual(lacking({ seen: 'seen-not-spoken', observedAlone: true, meals: 'seen', sleeping: 'seen' }), [])
    assert.deepEqual(lacking({ seen: 'seen-not-spoken', notAlone: 'too-young-asleep', meals: 'seen', sleeping: 'seen' }), ['alone'])
    assert.deepEqual(lacking({ seen: 'seen-with-carer', observedAlone: true, meals: 'seen', sleeping: 'seen' }), ['alone'])
  })
})

describe('visit-incomplete: what a visit lacks is said at once', () => {
  const rule = 'visit-incomplete'

  it('the visit at school of 6 February 2024 lacks the home, meals and sleeping, and worker and manager are told', () => {
    const found = openedBy(findingsOf([plan, seen('V04', '2024-02-06')]), rule, 'V04')
    assert.deepEqual(shown(findingsOf([plan, seen('V04', '2024-02-06')]), rule, 'child', '2024-02-06'), ['OVERDUE'])
    assert.deepEqual(
      found?.told.map(({ to }) => to),
      ['lead', 'manager'],
    )
    for (const what of [/seen at home/, /eats/, /sleeps/]) assert.match(String(found?.facts['lacking']), what)
    assert.doesNotMatch(String(found?.facts['lacking']), /alone/)
  })

  it('is met by the next visit that lacks nothing, and gives way to the next that lacks something', () => {
    const entries = [plan, seen('V04', '2024-02-06'), seen('V06', '2024-03-05'), seen('whole', '2024-03-20', whole)]
    const found = findingsOf(entries)
    assert.deepEqual([openedBy(found, rule, 'V04')?.end?.as, openedBy(found, rule, 'V06')?.end?.as], ['superseded', 'met'])
    assert.equal(openedBy(found, rule, 'whole'), undefined)
    assert.deepEqual(shown(found, rule, 'child', '2024-03-20'), [])
  })

  it('what another professional saw is no visit that has to be complete, and completes none', () => {
    const entries = [plan, seen('nurse', '2024-02-06', { by: 'other' })]
    assert.deepEqual(shown(findingsOf(entries), rule, 'child', '2024-02-07'), [])
    const after = [plan, seen('V04', '2024-02-06'), seen('nurse', '2024-02-08', { ...whole, by: 'other' })]
    assert.deepEqual(shown(findingsOf(after), rule, 'child', '2024-02-08'), ['OVERDUE'])
  })

  it('what its author adds puts it right; before, it stood as incomplete', () => {
    const first = seen('V04', '2024-02-06', { place: 'home' })
    const added = seen('V04b', '2024-02-06', whole, { corrects: 'V04', known: '2024-02-08' })
    assert.deepEqual(shown(findingsOf([plan, first, added]), rule, 'child', '2024-02-09'), [])
    assert.deepEqual(shown(findingsOf([plan, first, added], { knownAt: '2024-02-07T10:00:00Z' }), rule, 'child', '2024-02-07'), ['OVERDUE'])
  })

  it('ends with the plan, and asks nothing of a child who is not on one', () => {
    assert.deepEqual(shown(findingsOf([seen('V04', '2024-02-06')]), rule, 'child', '2024-02-07'), [])
    assert.equal(openedBy(findingsOf([plan, seen('V04', '2024-02-06'), ended('2024-02-20')]), rule, 'V04')?.end?.as, 'lapsed')
  })
})

describe('visit-unread: the manager reads each visit and signs it', () => {
  const rule = 'visit-unread'
  const read = (id: string, on: string, signed: boolean, by = 'manager') =>
    told(id, visitRead, on, { answers: 'V04', by, facts: { signed } })
  const about = (...more: Told[]) => openedBy(findingsOf([plan, seen('V04', '2024-02-06', {}, { by: 'worker' }), ...more]), rule, 'V04')

  it('is due at once and overdue after five working days', () => {
    const found = about()
    assert.equal(found?.dueOn, '2024-02-13')
    assert.deepEqual(shown(findingsOf([plan, seen('V04', '2024-02-06')]), rule, 'child', '2024-02-13'), ['DUE'])
    assert.deepEqual(shown(findingsOf([plan, seen('V04', '2024-02-06')]), rule, 'child', '2024-02-14'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      found?.told.map(({ to }) => to),
      ['manager', 'service-manager'],
    )
  })

  it('is met by the signature of somebody else, and by nobody’s own; a question does not end it', () => {
    assert.equal(about(read('signed', '2024-02-08', true))?.end?.as, 'met')
    assert.equal(about(read('own', '2024-02-08', true, 'worker'))?.end, null)
    assert.equal(about(read('asked', '2024-02-08', false))?.end, null)
    assert.equal(about(read('asked', '2024-02-08', false), read('signed', '2024-02-20', true))?.end?.as, 'met')
  })

  it('gives way to a later visit, and ends with the plan and with the child’s death', () => {
    assert.equal(about(seen('V06', '2024-02-20'))?.end?.as, 'superseded')
    assert.equal(about(ended('2024-02-20'))?.end?.as, 'lapsed')
    assert.equal(about(told('death', death, '2024-02-09'))?.end?.as, 'cancelled')
  })
})

describe('visit-retry-due: after a first failed home visit there is a plan to try again', () => {
  const rule = 'visit-retry-due'
  const of = (...more: Told[]) => findingsOf([plan, ...more])

  it('the attempt of Monday 22 January 2024 asks for a plan by Wednesday the 24th', () => {
    const found = openedBy(of(tried('V02', '2024-01-22')), rule, 'V02')
    assert.equal(found?.dueOn, '2024-01-24')
    assert.deepEqual(shown(of(tried('V02', '2024-01-22')), rule, 'child', '2024-01-22'), ['DUE'])
    assert.deepEqual(shown(of(tried('V02', '2024-01-22')), rule, 'child', '2024-01-25'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      found?.told.map(({ to }) => to),
      ['lead', 'manager'],
    )
  })

  it('is met by a visit that is planned, by another attempt and by a visit; said with the attempt itself, it is never asked', () => {
    const planned = told('again', visitPlanned, '2024-01-23', { facts: { for: '2024-01-26', announced: false } })
    for (const next of [planned, tried('second', '2024-01-24'), seen('school', '2024-01-24')])
      assert.equal(openedBy(of(tried('V02', '2024-01-22'), next), rule, 'V02')?.end?.as, 'met')
    assert.equal(openedBy(of(tried('V02', '2024-01-22', { nextOn: '2024-01-25' })), rule, 'V02'), undefined)
  })

  it('the plan of the very visit that failed is no plan to try again', () => {
    const before = told('before', visitPlanned, '2024-01-22', { facts: { for: '2024-01-22', announced: true } })
    assert.equal(openedBy(of(before, tried('V02', '2024-01-22', {}, { answers: 'before' })), rule, 'V02')?.end, null)
  })

  it('a second attempt in a row and a refusal ask for no plan: they are access refused', () => {
    const found = of(tried('V02', '2024-01-22'), tried('second', '2024-01-29'), tried('refused', '2024-02-20', { access: 'refused' }))
    assert.equal(openedBy(found, rule, 'second'), undefined)
    assert.equal(openedBy(found, rule, 'refused'), undefined)
  })

  it('once the child was seen at home, a failed visit is a first one again; seen at school, it is not', () => {
    const home = of(tried('V02', '2024-01-22'), seen('home', '2024-01-24', { place: 'home' }), tried('later', '2024-02-20'))
    assert.equal(openedBy(home, rule, 'later')?.dueOn, '2024-02-22')
    const school = of(tried('V02', '2024-01-22'), seen('school', '2024-01-24'), tried('later', '2024-02-20'))
    assert.equal(openedBy(school, rule, 'later'), undefined)
  })

  it('an attempt anywhere but at home, and another professional’s, ask for nothing', () => {
    const found = of(tried('school', '2024-01-22', { place: 'school' }), tried('nurse', '2024-01-23', { by: 'other' }))
    assert.equal(openedBy(found, rule, 'school'), undefined)
    assert.equal(openedBy(found, rule, 'nurse'), undefined)
  })
})

describe('baby-visit-suggested: a baby on a plan is better seen every two weeks', () => {
  const rule = 'baby-visit-suggested'
  const born = (on: string) => told('who', identity, '2023-12-01', { facts: { is: 'child', given: 'Baby', born: on } })
  const of = (...entries: Told[]) => findingsOf([plan, ...entries])

  it('is shown from the fifteenth day, never overdue, and restarts from each visit', () => {
    const found = of(born('2023-11-20'))
    assert.equal(openedBy(found, rule, 'plan')?.dueOn, '2024-01-29')
    assert.deepEqual(shown(found, rule, 'child', '2024-01-29'), [])
    assert.deepEqual(shown(found, rule, 'child', '2024-01-30'), ['DUE'])
    assert.deepEqual(shown(found, rule, 'child', '2024-03-30'), ['DUE'])
    const visited = of(born('2023-11-20'), seen('home', '2024-02-01', { place: 'home' }))
    assert.equal(openedBy(visited, rule, 'plan')?.end?.as, 'met')
    assert.ok(visited.some(one => one.rule === rule && one.dueOn === '2024-02-15'))
  })

  it('the four weeks hold as for every child', () => {
    assert.ok(shown(of(born('2023-11-20')), 'cp-visit-due', 'child', '2024-02-13').includes('OVERDUE'))
  })

  it('ends with the first birthday, and is asked of no older child', () => {
    const found = openedBy(of(born('2023-02-10')), rule, 'plan')
    assert.equal(found?.end?.as, 'lapsed')
    assert.deepEqual(shown(of(born('2023-02-10')), rule, 'child', '2024-02-12'), [])
    assert.equal(openedBy(of(born('2015-02-10')), rule, 'plan'), undefined)
  })
})
