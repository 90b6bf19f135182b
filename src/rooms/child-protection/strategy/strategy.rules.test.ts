import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt, moment } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { referralDecision } from '../../front-door/index.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { conference } from '../conference/conference.ts'
import { enquiryOutcome } from '../enquiry/enquiry.ts'
import { harmSuspected } from '../harm/harm-suspected.ts'
import { policeProtection } from '../protection/orders.ts'
import { strategyDecision } from './strategy-decision.ts'

const harm = (on: string): Told => told('harm', harmSuspected, on)
const decided = (on: string, decision = 'section-47-alone', id = 'decided'): Told => told(id, strategyDecision, on, { facts: { decision } })
const due = (versions: Told[], entry = 'harm') => openedBy(findingsOf(versions), 'strategy-due', entry)
const shows = (versions: Told[], on: string) => shown(findingsOf(versions), 'strategy-due', 'child', on)

describe('a strategy meeting is held the same day, within one working day at most', () => {
  it('harm suspected on Tuesday 2 April 2024: a fact at once, due from noon of Wednesday, overdue from Thursday', () => {
    const found = due([harm('2024-04-02T10:00:00Z')])
    assert.equal(found?.dueOn, '2024-04-03')
    assert.equal(found?.shows.INFO, moment('2024-04-02T10:00:00Z'))
    assert.equal(found?.shows.DUE, londonAt(day('2024-04-03'), '12:00'))
    assert.equal(found?.shows.OVERDUE, londonAt(day('2024-04-04'), '00:00'))
  })

  it('on Christmas Eve 2024 it is due on Friday 27 December, two holidays later', () =>
    assert.equal(due([harm('2024-12-24')])?.dueOn, '2024-12-27'))

  it('what the meeting decided meets it, and a late meeting stays late on the record', () => {
    const held = due([harm('2024-04-02T10:00:00Z'), decided('2024-04-02T15:00:00Z')])
    assert.equal(held?.end?.as, 'met')
    const late = due([harm('2024-04-02T10:00:00Z'), decided('2024-04-05T15:00:00Z')])
    assert.equal(late?.end?.as, 'met')
    assert.ok(late?.due && late.end && late.end.at > late.due)
    assert.deepEqual(shows([harm('2024-04-02'), decided('2024-04-05')], '2024-04-04'), ['INFO', 'DUE', 'OVERDUE'])
    assert.deepEqual(shows([harm('2024-04-02'), decided('2024-04-05')], '2024-04-05'), [])
  })

  it('the police got in on 3 April 2024 and the meeting was held the same day: met that day (seen at school only)', () => {
    const found = due([harm('2024-04-03'), decided('2024-04-03')])
    assert.equal(found?.end?.as, 'met')
    assert.deepEqual(shows([harm('2024-04-03'), decided('2024-04-03')], '2024-04-03'), [])
  })

  it('a meeting held before the harm was suspected meets nothing', () => {
    assert.equal(due([harm('2024-04-02T10:00:00Z'), decided('2024-04-02T09:00:00Z')])?.end, null)
    assert.equal(due([harm('2024-04-02'), decided('2024-04-01')])?.end, null)
  })

  it('no enquiry is a decision too', () => assert.equal(due([harm('2024-04-02'), decided('2024-04-02', 'no-section-47')])?.end?.as, 'met'))

  it('The Bridge decides on an enquiry or immediate protection: that asks for a strategy meeting, and nothing less does', () => {
    for (const [outcome, asks] of [
      ['section-47', true],
      ['emergency-protection', true],
      ['child-in-need', false],
      ['no-further-action', false],
    ] as const)
      assert.equal(due([told('r', referralDecision, '2024-04-02', { facts: { outcome } })], 'r') !== undefined, asks, outcome)
  })

  it('police protection asks for it where no enquiry runs, and not where one does', () => {
    const taken = told('taken', policeProtection, '2024-04-02T22:00:00Z')
    assert.equal(due([taken], 'taken')?.facts.because, 'police protection')
    assert.equal(due([decided('2024-04-01'), taken], 'taken'), undefined)
    const closed = told('closed', enquiryOutcome, '2024-04-01T12:00:00Z', { facts: { outcome: 'not-substantiated' } })
    assert.ok(due([decided('2024-03-20'), closed, taken], 'taken'), 'an enquiry that has ended is none')
  })

  it('out of hours the duty desk is told as well; within hours it is not', () => {
    const duties = (on: string) => due([harm(on)])?.told.map(({ to }) => to)
    assert.ok(duties('2024-04-06T22:00:00Z')?.includes('duty'))
    assert.ok(!duties('2024-04-02T10:00:00Z')?.includes('duty'))
    assert.ok(!duties('2024-04-06')?.includes('duty'), 'of a day alone nobody says at what hour')
  })

  it('the service manager is told when it has been overdue for a working day', () => {
    const found = due([harm('2024-04-02')])
    assert.equal(found?.told.find(({ to }) => to === 'service-manager')?.from, londonAt(day('2024-04-05'), '00:00'))
  })

  it('history without a strategy meeting on record is not overdue for ever: an initial conference goes past it, a review does not', () => {
    const held = (type: string) => told('held', conference, '2024-04-20', { facts: { type, plan: true } })
    assert.equal(due([harm('2024-04-02'), held('initial')])?.end?.as, 'superseded')
    assert.equal(due([harm('2024-04-02'), held('review')])?.end, null)
  })

  it('death cancels it', () => assert.equal(due([harm('2024-04-02'), told('died', death, '2024-04-02')])?.end?.as, 'cancelled'))
})
