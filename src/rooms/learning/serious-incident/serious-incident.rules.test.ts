import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { birth, death, identity, residence } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { conference } from '../../child-protection/index.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { childDeathNotified, rapidReview, seriousIncident, seriousIncidentNotified } from './serious-incident.ts'

const plan = told('plan', conference, '2013-10-15', { facts: { type: 'initial', plan: true, category: 'neglect' } })
const born = told('born', birth, '2013-12-16', {})
const died = told('died', death, '2014-01-15', { precision: 'month' })
const baby = [plan, born, died]
const incident = (on: string, facts: Record<string, unknown> = {}): Told =>
  told('incident', seriousIncident, on, { facts: { harm: 'harmed', abuse: 'suspected', ...facts } })

describe('serious-incident: somebody knows at once, and the national panel within five working days', () => {
  const rule = 'serious-incident'

  it('the death of 15 January 2014 of a child on a plan is critical at once, and the panel notified by 22 January', () => {
    const said = findingsOf(baby)
    assert.equal(openedBy(said, rule, 'died')?.dueOn, '2014-01-22')
    assert.deepEqual(shown(said, rule, 'child', '2014-01-14'), [])
    assert.deepEqual(shown(said, rule, 'child', '2014-01-15'), ['CRITICAL'])
    assert.deepEqual(shown(said, rule, 'child', '2014-06-30'), ['CRITICAL'], 'and never falls silent')
    assert.deepEqual(
      openedBy(said, rule, 'died')?.told.map(one => one.to),
      ['service-manager', 'manager', 'chair'],
    )
  })

  it('the death of a child who was on no plan asks nothing by itself, and an incident that is written down does', () => {
    assert.deepEqual(
      findingsOf([born, died]).filter(one => one.rule === rule),
      [],
    )
    const said = findingsOf([born, incident('2024-03-04')])
    assert.equal(openedBy(said, rule, 'incident')?.dueOn, '2024-03-11')
  })

  it('is met by the notification, and stays late where it was late', () => {
    const sent = told('sent', seriousIncidentNotified, '2014-01-24', {})
    const finding = openedBy(findingsOf([...baby, sent]), rule, 'died')
    assert.equal(finding?.end?.as, 'met')
    assert.ok(finding?.due && finding.end && finding.end.at >= finding.due)
  })

  it('a death that was weighed is one incident and not two; where abuse and neglect are not suspected it asks no more', () => {
    const weighed = incident('2014-01-16', { harm: 'died', abuse: 'suspected' })
    const said = findingsOf([...baby, weighed]).filter(one => one.rule === rule)
    assert.deepEqual(
      said.map(one => [one.facts['weighed'], one.dueOn]),
      [[true, '2014-01-22']],
    )
    const not = findingsOf([...baby, incident('2014-01-16', { harm: 'died', abuse: 'no' })])
    assert.equal(openedBy(not, rule, 'died')?.end?.as, 'cancelled')
    assert.deepEqual(
      not.filter(one => one.rule === 'rapid-review-due'),
      [],
    )
    assert.deepEqual(
      findingsOf([born, incident('2024-03-04', { abuse: 'no' })]).filter(one => one.rule === rule),
      [],
    )
  })
})

describe('rapid-review-due: five working days, then fifteen from the sending', () => {
  const rule = 'rapid-review-due'

  it('sent on 22 January 2014 the rapid review is due by 12 February, and overdue from the 13th', () => {
    const said = findingsOf([...baby, told('sent', seriousIncidentNotified, '2014-01-22', {})])
    assert.equal(openedBy(said, rule, 'sent')?.dueOn, '2014-02-12')
    assert.deepEqual(shown(said, rule, 'child', '2014-02-12'), ['DUE'])
    assert.deepEqual(shown(said, rule, 'child', '2014-02-13'), ['DUE', 'OVERDUE'])
  })

  it('nothing sent is overdue from 23 January; the review counts from the sending, however late', () => {
    assert.deepEqual(shown(findingsOf(baby), rule, 'child', '2014-01-23'), ['DUE', 'OVERDUE'])
    const late = findingsOf([...baby, told('sent', seriousIncidentNotified, '2014-02-03', {})])
    assert.equal(openedBy(late, rule, 'sent')?.dueOn, '2014-02-24')
  })

  it('ends with the review', () => {
    const all = [
      ...baby,
      told('sent', seriousIncidentNotified, '2014-01-22', {}),
      told('review', rapidReview, '2014-02-10', { facts: { decided: 'local-review' } }),
    ]
    assert.deepEqual(shown(findingsOf(all), rule, 'child', '2014-02-13'), [])
  })
})

describe('child-death: who reviews a death hears of it within 24 hours', () => {
  const rule = 'child-death'

  it('asks at once and is overdue when 24 hours have passed', () => {
    const said = findingsOf([born, told('died', death, '2026-03-02T15:00:00Z', {})])
    assert.equal(openedBy(said, rule, 'died')?.due, '2026-03-03T15:00:00.000000Z')
    assert.deepEqual(shown(said, rule, 'child', '2026-03-02'), ['DUE'])
    assert.deepEqual(shown(said, rule, 'child', '2026-03-03'), ['DUE', 'OVERDUE'])
  })

  it('is asked too where an incident says that the child died and the death is not on the record yet, and once where it is', () => {
    const weighed = incident('2026-03-03', { harm: 'died' })
    assert.deepEqual(shown(findingsOf([weighed]), rule, 'child', '2026-03-03'), ['DUE'])
    const both = findingsOf([weighed, told('died', death, '2026-03-02', {})]).filter(one => one.rule === rule)
    assert.equal(both.length, 1)
  })

  it('is met by the notification, and asked of no adult', () => {
    assert.equal(openedBy(findingsOf([born, died, told('told', childDeathNotified, '2014-01-15', {})]), rule, 'died')?.end?.as, 'met')
    const adult = told('who', identity, '2014-01-01', { facts: { is: 'adult', given: 'Robin' } })
    const grown = told('who', identity, '2014-01-01', { facts: { is: 'child', given: 'Robin', born: '1996-01-15' } })
    for (const who of [adult, grown])
      assert.deepEqual(
        findingsOf([who, died]).filter(one => one.rule === rule),
        [],
      )
  })

  it('stops what else was asked about the child, and not about a brother or sister', () => {
    const home = (of: string) => told(`home-${of}`, residence, '2013-10-15', { of, facts: { household: subjectId('home') } })
    const sibling = [
      home('sister'),
      told('plan-sister', conference, '2013-10-15', { of: 'sister', facts: { type: 'initial', plan: true, category: 'neglect' } }),
    ]
    const said = findingsOf([...baby, home('child'), ...sibling])
    for (const rule of ['cp-visit-due', 'not-seen-at-home', 'neglect-tool-due']) {
      assert.deepEqual(shown(said, rule, 'child', '2014-02-28'), [], rule)
      assert.ok(shown(said, rule, 'sister', '2014-02-28').length > 0, rule)
    }
  })
})
