import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, day, englandAndWales, londonAt, moment } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { subjectId, threadOf, told } from '../../../thread/testing/tell.ts'
import { findingsOf } from '../../testing/replayed.ts'
import { emergencyOrders, latestEnd, policeProtections, protectionEpisodes } from './in-force.ts'
import { childAssessmentOrder, emergencyProtectionOrder, policeProtection, protectionEnded } from './orders.ts'

const said = (versions: Told[], rule: string) =>
  findingsOf(versions)
    .filter(finding => finding.rule === rule && finding.subject === subjectId('child'))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
const named = (versions: Told[], rule: string) => said(versions, rule).map(({ name, from }) => `${name} ${from}`)

describe('police protection ends after 72 hours at most', () => {
  const taken = (on: string, facts = {}) => told('taken', policeProtection, on, { facts })

  it('told 24, 12 and 4 hours before, and at the end', () => {
    assert.deepEqual(named([taken('2026-01-14T21:00:00Z')], 'police-protection-expiry'), [
      `first ${moment('2026-01-16T21:00:00Z')}`,
      `second ${moment('2026-01-17T09:00:00Z')}`,
      `last ${moment('2026-01-17T17:00:00Z')}`,
      `ended ${moment('2026-01-17T21:00:00Z')}`,
    ])
  })

  it('each is critical, goes to lead, manager and legal adviser, and gives way to the next; the last stands', () => {
    const found = said([taken('2026-01-14T21:00:00Z')], 'police-protection-expiry')
    for (const { shows, told } of found) {
      assert.deepEqual(Object.keys(shows), ['CRITICAL'])
      assert.deepEqual(told.map(({ to }) => to).sort(), ['lead', 'legal', 'manager'])
    }
    assert.deepEqual(
      found.map(({ end }) => end?.at ?? null),
      [moment('2026-01-17T09:00:00Z'), moment('2026-01-17T17:00:00Z'), moment('2026-01-17T21:00:00Z'), null],
    )
  })

  it('72 hours are elapsed time: begun before the clocks go forward they end an hour later by the clock', () => {
    const [one] = policeProtections(threadOf([taken('2026-03-28T20:00:00Z')]))
    assert.equal(one?.expires, moment('2026-03-31T20:00:00Z'))
    assert.equal(one?.expires, londonAt(day('2026-03-31'), '21:00'))
  })

  it('an end that the police named sooner holds; a later one does not lengthen it, and is pointed out', () => {
    const [sooner] = policeProtections(threadOf([taken('2026-01-14T21:00:00Z', { until: '2026-01-15T09:00:00.000000Z' })]))
    assert.equal(sooner?.expires, moment('2026-01-15T09:00:00Z'))
    const longer = [taken('2026-01-14T21:00:00Z', { until: '2026-01-20T09:00:00.000000Z' })]
    assert.equal(policeProtections(threadOf(longer))[0]?.expires, moment('2026-01-17T21:00:00Z'))
    assert.equal(said(longer, 'police-protection-expiry')[0]?.facts.beyond, true)
    assert.deepEqual(
      named([taken('2026-01-14T21:00:00Z', { until: '2026-01-15T09:00:00.000000Z' })], 'police-protection-expiry').length,
      3,
      'what lay before it began is told once, as the nearest step: 12 hours, 4 hours and the end',
    )
  })

  it('what became of it ends the countdown; what was not reached is never told', () => {
    const ended = told('ended', protectionEnded, '2026-01-16T22:00:00Z', { answers: 'taken', facts: { how: 'agreed' } })
    const found = said([taken('2026-01-14T21:00:00Z'), ended], 'police-protection-expiry')
    assert.deepEqual(
      found.map(({ name, end }) => [name, end?.as]),
      [['first', 'met']],
    )
  })

  it('written down after the end it meets what stood since', () => {
    const late = told('ended', protectionEnded, '2026-01-18T09:00:00Z', { answers: 'taken', facts: { how: 'home' } })
    const last = said([taken('2026-01-14T21:00:00Z'), late], 'police-protection-expiry').at(-1)
    assert.deepEqual([last?.name, last?.end?.as, last?.end?.at], ['ended', 'met', moment('2026-01-18T09:00:00Z')])
  })

  it('death cancels it', () => {
    const found = said([taken('2026-01-14T21:00:00Z'), told('died', death, '2026-01-16T22:00:00Z')], 'police-protection-expiry')
    assert.deepEqual(
      found.map(({ end }) => end?.as),
      ['cancelled'],
    )
  })
})

describe('an emergency protection order ends when it says, and within eight days', () => {
  const made = (on: string, facts = {}, id = 'made') => told(id, emergencyProtectionOrder, on, { facts })
  const ends = (...versions: Told[]) => emergencyOrders(threadOf(versions), englandAndWales).map(({ expires }) => expires)

  it('made on Friday 19 December 2025 its eighth day is Boxing Day, a bank holiday: until noon of Saturday 27', () => {
    assert.deepEqual(ends(made('2025-12-19')), [londonAt(day('2025-12-27'), '12:00')])
  })

  it('an eighth day that is a Sunday runs until noon of Monday; before Easter Monday until noon of Tuesday', () => {
    assert.deepEqual(ends(made('2026-01-11')), [londonAt(addDays(day('2026-01-18'), 1), '12:00')])
    assert.equal(latestEnd(day('2026-03-29'), 8, englandAndWales), londonAt(day('2026-04-07'), '12:00'))
  })

  it('otherwise it runs to the end of the eighth day, or to the end that is printed on it where that is sooner', () => {
    assert.deepEqual(ends(made('2026-01-12')), [londonAt(day('2026-01-20'), '00:00')])
    assert.deepEqual(ends(made('2026-01-12', { until: '2026-01-15T16:00:00.000000Z' })), [moment('2026-01-15T16:00:00Z')])
  })

  it('a later end than the law allows is not counted to, and is pointed out', () => {
    const [first] = said([made('2026-01-12', { until: '2026-01-25T16:00:00.000000Z' })], 'epo-expiry')
    assert.equal(first?.facts.beyond, true)
    assert.equal(first?.facts.expires, londonAt(day('2026-01-20'), '00:00'))
  })

  it('after police protection the eight days count from the day on which that began', () => {
    const taken = told('taken', policeProtection, '2026-01-12T21:00:00Z')
    assert.deepEqual(ends(taken, made('2026-01-14T15:00:00Z')), [londonAt(day('2026-01-20'), '00:00')])
    assert.deepEqual(
      ends(taken, made('2026-01-20T15:00:00Z')),
      [londonAt(day('2026-01-28'), '00:00')],
      'police protection was over by then',
    )
  })

  it('it may be extended once, by up to seven days; the order that is extended counts down no more', () => {
    const extended = [
      made('2026-01-12'),
      told('more', emergencyProtectionOrder, '2026-01-19', { facts: { extension: true }, answers: 'made' }),
    ]
    assert.deepEqual(ends(...extended), [londonAt(day('2026-01-20'), '00:00'), londonAt(day('2026-01-27'), '00:00')])
    assert.ok(said(extended, 'epo-expiry').every(({ name, from }) => name !== 'ended' || from > moment('2026-01-26T00:00:00Z')))
    const again = [
      ...extended,
      told('third', emergencyProtectionOrder, '2026-01-26', { facts: { extension: true, until: '2026-02-10T12:00:00.000000Z' } }),
    ]
    assert.equal(emergencyOrders(threadOf(again), englandAndWales).at(-1)?.beyond, true, 'a second extension is no extension')
  })

  it('due at 72 and 48 hours, critical at 24 and at the end', () => {
    assert.deepEqual(
      said([made('2026-01-12')], 'epo-expiry').map(({ name, shows }) => `${name} ${Object.keys(shows).join()}`),
      ['first DUE', 'second DUE', 'last CRITICAL', 'ended CRITICAL'],
    )
  })
})

describe('a child assessment order ends within seven days of the day that it names', () => {
  it('due at 48 hours, critical at 24 and at the end; what became of it ends it', () => {
    const made = told('made', childAssessmentOrder, '2026-01-10', { facts: { starts: '2026-01-12' } })
    assert.deepEqual(named([made], 'child-assessment-order-expiry'), [
      `first ${londonAt(day('2026-01-17'), '00:00')}`,
      `last ${londonAt(day('2026-01-18'), '00:00')}`,
      `ended ${londonAt(day('2026-01-19'), '00:00')}`,
    ])
    const done = told('done', protectionEnded, '2026-01-16', { answers: 'made', facts: { how: 'assessed' } })
    assert.deepEqual(named([made, done], 'child-assessment-order-expiry'), [])
  })
})

describe('who is on call sees what is in force', () => {
  const episodes = protectionEpisodes(englandAndWales)

  it('until it ends by itself, or until what ended it', () => {
    const taken = told('taken', policeProtection, '2026-01-14T21:00:00Z')
    assert.deepEqual(
      episodes(threadOf([taken])).map(({ kind, until }) => [kind, until]),
      [['police-protection', moment('2026-01-17T21:00:00Z')]],
    )
    const ended = told('ended', protectionEnded, '2026-01-16T22:00:00Z', { answers: 'taken', facts: { how: 'home' } })
    assert.deepEqual(
      episodes(threadOf([taken, ended])).map(({ until }) => until),
      [moment('2026-01-16T22:00:00Z')],
    )
  })

  it('never two of one kind at once', () => {
    const twice = [told('one', policeProtection, '2026-01-14T21:00:00Z'), told('two', policeProtection, '2026-01-15T21:00:00Z')]
    const [one, two] = episodes(threadOf(twice))
    assert.equal(one?.until, two?.from)
  })
})
