import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { metLate } from '../../../thread/finding.ts'
import { death, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { agencyId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { visit } from '../visits/visit.ts'
import { coreGroup } from './core-group.ts'

const plan = (on: string, id = 'plan', type = 'initial') => told(id, conference, on, { facts: { type, plan: true, category: 'neglect' } })
const met = (on: string, facts: Record<string, unknown> = {}): Told => told(`met ${on}`, coreGroup, on, { facts })

describe('core-group-overdue: the core group meets within ten working days, and then every 28 days', () => {
  const rule = 'core-group-overdue'

  it('after the conference of 15 April 2013 it is due on 29 April, shown for the last fifth and overdue from the 30th', () => {
    const found = findingsOf([plan('2013-04-15')])
    assert.equal(openedBy(found, rule, 'plan')?.dueOn, '2013-04-29')
    assert.deepEqual(shown(found, rule, 'child', '2013-04-24'), [])
    assert.deepEqual(shown(found, rule, 'child', '2013-04-29'), ['DUE'])
    assert.deepEqual(shown(found, rule, 'child', '2013-04-30'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      openedBy(found, rule, 'plan')?.told.map(one => one.to),
      ['lead', 'manager', 'chair', 'service-manager'],
    )
  })

  it('for a child not yet born, after the conference of 15 October 2013, on 29 October', () => {
    const found = findingsOf([told('p', pregnancy, '2013-10-01', { facts: { expected: '2013-12-20' } }), plan('2013-10-15')])
    assert.equal(openedBy(found, rule, 'plan')?.dueOn, '2013-10-29')
  })

  it('one held on the tenth working day is in time, and the next is due 28 days later', () => {
    const found = findingsOf([plan('2024-01-15'), met('2024-01-29')])
    const first = openedBy(found, rule, 'plan')
    assert.ok(first)
    assert.deepEqual([first.end?.as, metLate(first)], ['met', false])
    assert.equal(openedBy(found, rule, 'met 2024-01-29')?.dueOn, '2024-02-26')
    assert.deepEqual(shown(found, rule, 'child', '2024-02-19'), [])
    assert.deepEqual(shown(found, rule, 'child', '2024-02-26'), ['DUE'])
    assert.deepEqual(shown(found, rule, 'child', '2024-02-27'), ['DUE', 'OVERDUE'])
  })

  it('a late one stays late, and the next counts from the day it really met', () => {
    const found = findingsOf([plan('2024-01-15'), met('2024-02-05')])
    const first = openedBy(found, rule, 'plan')
    assert.ok(first && metLate(first))
    assert.equal(openedBy(found, rule, 'met 2024-02-05')?.dueOn, '2024-03-04')
  })

  it('it counts though the social worker did not come: it is everyone’s task', () => {
    const found = findingsOf([plan('2024-01-15'), met('2024-01-22', { withoutSocialWorker: true })])
    assert.equal(openedBy(found, rule, 'plan')?.end?.as, 'met')
  })

  it('it ends with the plan, and with the child’s death it is cancelled', () => {
    const over = findingsOf([plan('2024-01-15'), told('end', planEnd, '2024-01-20', { facts: { ground: 'left-the-country' } })])
    assert.deepEqual([openedBy(over, rule, 'plan')?.end?.as, shown(over, rule, 'child', '2024-03-01')], ['lapsed', []])
    const died = findingsOf([plan('2024-01-15'), told('died', death, '2024-01-29')])
    assert.equal(openedBy(died, rule, 'plan')?.end?.as, 'cancelled')
  })

  it('a core group on the day on which one plan ended and another began belongs to one of them', () => {
    const found = findingsOf([
      plan('2024-01-15'),
      told('end', planEnd, '2024-03-01T09:00:00Z', { facts: { ground: 'left-the-country' } }),
      plan('2024-03-01T10:00:00Z', 'again', 'transfer-in'),
      met('2024-03-01'),
    ])
    assert.equal(found.filter(one => one.rule === rule && one.name === 'next').length, 1)
  })

  it('a core group is no visit, even where the child was there: both visit clocks run on', () => {
    const facts = { child: true, seenBy: [{ agencyKind: 'childrens-social-care', on: '2024-01-29', place: 'home', alone: true }] }
    const with_ = findingsOf([plan('2024-01-15'), met('2024-01-29', facts)])
    const without = findingsOf([plan('2024-01-15')])
    for (const clock of ['cp-visit-due', 'not-seen-at-home'])
      assert.deepEqual(
        with_.filter(one => one.rule === clock),
        without.filter(one => one.rule === clock),
        clock,
      )
    const seen = findingsOf([
      plan('2024-01-15'),
      told('seen', visit, '2024-01-29', { facts: { by: 'lead', place: 'home', seen: 'seen-alone' } }),
    ])
    assert.notDeepEqual(
      seen.filter(one => one.rule === 'cp-visit-due'),
      without.filter(one => one.rule === 'cp-visit-due'),
      'a visit does restart it',
    )
  })
})

describe('core-group-absent-twice: an agency that stays away twice running is asked about it', () => {
  const rule = 'core-group-absent-twice'
  const school = (came: boolean) => ({
    members: [{ agencyKind: 'education', agency: agencyId('school'), agencyName: 'Sample Primary School', came }],
  })
  const about = (...versions: Told[]) => findingsOf([plan('2024-01-15'), ...versions]).filter(one => one.rule === rule)

  it('once says nothing; the second running tells that agency’s safeguarding lead, the worker and the chair', () => {
    assert.deepEqual(about(met('2024-01-29', school(false))), [])
    const [found] = about(met('2024-01-29', school(false)), met('2024-02-26', school(false)))
    assert.equal(found?.from, startOfDay(day('2024-02-26')))
    assert.deepEqual(
      found.told.map(one => one.to),
      ['agency-safeguarding-lead', 'lead', 'chair'],
    )
    assert.deepEqual(found.facts, { agency: 'Sample Primary School', times: 2, askedAgency: agencyId('school') })
  })

  it('two that are not running say nothing, nor does a core group of which nothing is said of the agency between them count as coming', () => {
    assert.deepEqual(about(met('2024-01-29', school(false)), met('2024-02-26', school(true)), met('2024-03-25', school(false))), [])
    assert.equal(about(met('2024-01-29', school(false)), met('2024-02-26'), met('2024-03-25', school(false))).length, 1)
  })

  it('it ends when somebody of the agency comes, and a third absence makes no second one', () => {
    const away = [met('2024-01-29', school(false)), met('2024-02-26', school(false)), met('2024-03-25', school(false))]
    assert.equal(about(...away).length, 1)
    const [found] = about(...away, met('2024-04-22', school(true)))
    assert.deepEqual([found?.end?.as, found?.end?.at], ['met', startOfDay(day('2024-04-22'))])
  })

  it('of two people of one agency one is enough', () => {
    const two = {
      members: [...school(false).members, { ...school(true).members[0], came: true }],
    }
    assert.deepEqual(about(met('2024-01-29', two), met('2024-02-26', two)), [])
  })

  it('goes by who was expected: an agency that works with the child and is not noted where others are was away, and one whose work had ended was not', () => {
    const works = (on: string) =>
      told('health works', involvement, on, { facts: { holder: agencyId('health'), form: 'agency', as: 'agency' } })
    const [found] = about(works('2024-01-16'), met('2024-01-29', school(true)), met('2024-02-26', school(true)))
    assert.deepEqual(found?.facts, { agency: 'an agency that works with the child', times: 2, askedAgency: agencyId('health') })
    const named = {
      members: [...school(true).members, { agencyKind: 'health', agency: agencyId('health'), agencyName: 'Sample Health', came: true }],
    }
    const later = about(works('2024-01-16'), met('2024-01-29', named), met('2024-02-26', school(true)), met('2024-03-25', school(true)))
    assert.deepEqual([later.length, later[0]?.facts['agency']], [1, 'Sample Health'])
    assert.deepEqual(about(works('2024-01-16'), met('2024-01-29', {}), met('2024-02-26', {})), [], 'who came was not written down')
    assert.deepEqual(about(works('2024-02-01'), met('2024-01-29', school(true)), met('2024-02-26', school(true))), [], 'not yet there')
    const over = told('health gone', involvementEnd, '2024-02-10', { answers: 'health works' })
    assert.deepEqual(about(works('2024-01-16'), met('2024-01-29', school(true)), over, met('2024-02-26', school(true))), [])
  })

  it('where only the kind of organisation is on record, no one agency’s lead is asked', () => {
    const [found] = about(met('2024-01-29', { absent: ['health'] }), met('2024-02-26', { absent: ['health'] }))
    assert.deepEqual([found?.facts['agency'], found?.facts['askedAgency']], ['health', 'not named'])
  })

  it('ends with the plan, and is asked again at the first core group of the next to which nobody comes', () => {
    const found = about(
      met('2024-01-29', school(false)),
      met('2024-02-26', school(false)),
      told('end', planEnd, '2024-03-01', { facts: { ground: 'left-the-country' } }),
      plan('2024-06-03', 'again', 'initial'),
      met('2024-06-10', school(false)),
    )
    assert.deepEqual(
      found.map(one => [one.end?.as ?? null, one.facts['times']]),
      [
        ['lapsed', 2],
        [null, 3],
      ],
    )
  })
})
