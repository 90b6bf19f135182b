import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { entryId, threadOf, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { conference } from '../conference/conference.ts'
import { strategyDecision } from '../strategy/strategy-decision.ts'
import { enquiries, enquiryEpisodes } from './enquiries.ts'
import { enquiryOutcome, enquirySigned } from './enquiry.ts'

const strategy = (id: string, on: string, decision = 'section-47-alone'): Told => told(id, strategyDecision, on, { facts: { decision } })
const outcome = (id: string, on: string, came: string, by = 'worker'): Told =>
  told(id, enquiryOutcome, on, { facts: { outcome: came }, answers: 'began', by })
const signed = (id: string, on: string, agreed: boolean, by: string, answers = 'outcome'): Told =>
  told(id, enquirySigned, on, { facts: { agreed }, answers, by })
const held = (type: string, on: string): Told => told('held', conference, on, { facts: { type, plan: true } })
const began = (versions: Told[]) => enquiries(threadOf(versions)).map(one => one.began.root)

describe('an enquiry counts from the strategy meeting at which it was begun', () => {
  it('a second meeting at which the enquiry is begun is the one it counts from, and not the first that decided against', () => {
    assert.deepEqual(began([strategy('first', '2024-12-02', 'no-section-47'), strategy('second', '2024-12-12')]), [entryId('second')])
  })

  it('a further strategy meeting while the enquiry runs begins none: the first stays the one it counts from', () => {
    assert.deepEqual(began([strategy('first', '2024-12-02'), strategy('further', '2024-12-12', 'section-47-joint')]), [entryId('first')])
  })

  it('after an outcome the next one is an enquiry of its own', () => {
    const again = [strategy('began', '2024-12-02'), outcome('outcome', '2024-12-10', 'not-substantiated'), strategy('again', '2025-03-03')]
    assert.deepEqual(began(again), [entryId('began'), entryId('again')])
    assert.deepEqual(
      enquiryEpisodes(threadOf(again)).map(({ until }) => until !== null),
      [true, false],
    )
  })

  it('a strategy meeting that decides against it ends it; so does a first conference; a review does not', () => {
    const closed = (more: Told) => enquiries(threadOf([strategy('began', '2024-12-02'), more]))[0]?.closed?.as
    assert.equal(closed(strategy('against', '2024-12-09', 'no-section-47')), 'superseded')
    assert.equal(closed(held('initial', '2024-12-20')), 'met')
    assert.equal(closed(held('review', '2024-12-20')), undefined)
  })
})

describe('an enquiry comes to an outcome by the fifteenth working day', () => {
  const due = (versions: Told[]) => openedBy(findingsOf(versions), 'enquiry-due', 'began')

  it('begun on Thursday 12 December 2024 it is due on 7 January 2025, over Christmas and New Year, and overdue from the 8th', () => {
    const open = [strategy('began', '2024-12-12')]
    assert.equal(due(open)?.dueOn, '2025-01-07')
    const shows = (on: string) => shown(findingsOf(open), 'enquiry-due', 'child', on)
    assert.deepEqual(shows('2025-01-01'), [])
    assert.deepEqual(shows('2025-01-07'), ['DUE'])
    assert.deepEqual(shows('2025-01-08'), ['DUE', 'OVERDUE'])
  })

  it('an outcome that needs no second signature meets it', () => {
    for (const came of ['not-substantiated', 'continuing-risk'])
      assert.equal(due([strategy('began', '2024-12-12'), outcome('outcome', '2024-12-20', came)])?.end?.as, 'met', came)
  })

  it('harm found and no continuing risk: open until somebody else has signed; one’s own signature is none', () => {
    const waiting = [strategy('began', '2024-12-12'), outcome('outcome', '2024-12-20', 'no-continuing-risk')]
    assert.equal(due(waiting)?.end, null)
    assert.equal(due([...waiting, signed('own', '2024-12-23', true, 'worker')])?.end, null)
    assert.equal(due([...waiting, signed('given back', '2024-12-23', false, 'senior')])?.end, null)
    assert.equal(due([...waiting, signed('signed', '2024-12-23', true, 'senior')])?.end?.as, 'met')
  })

  it('no enquiry, no clock; death cancels it', () => {
    assert.equal(due([strategy('began', '2024-12-12', 'no-section-47')]), undefined)
    assert.equal(due([strategy('began', '2024-12-12'), told('died', death, '2024-12-15')])?.end?.as, 'cancelled')
  })
})

describe('harm found and no continuing risk waits for a second signature', () => {
  const unsigned = (versions: Told[]) => openedBy(findingsOf(versions), 'enquiry-unsigned', 'outcome')
  const waiting = [strategy('began', '2024-12-12'), outcome('outcome', '2024-12-20', 'no-continuing-risk')]

  it('due at once and overdue after two working days: Friday 20 December 2024, by the end of Tuesday 24', () => {
    assert.equal(unsigned(waiting)?.dueOn, '2024-12-24')
    assert.deepEqual(shown(findingsOf(waiting), 'enquiry-unsigned', 'child', '2024-12-20'), ['DUE'])
    assert.deepEqual(shown(findingsOf(waiting), 'enquiry-unsigned', 'child', '2024-12-25'), ['DUE', 'OVERDUE'])
  })

  it('another person’s signature meets it; whoever wrote it cannot sign', () => {
    assert.equal(unsigned([...waiting, signed('own', '2024-12-23', true, 'worker')])?.end, null)
    assert.equal(unsigned([...waiting, signed('signed', '2024-12-23', true, 'senior')])?.end?.as, 'met')
  })

  it('given back it waits no more: the enquiry is open, and another outcome takes its place', () => {
    assert.equal(unsigned([...waiting, signed('back', '2024-12-23', false, 'senior')])?.end?.as, 'met')
    const other = told('other', enquiryOutcome, '2025-01-03', { facts: { outcome: 'continuing-risk' }, answers: 'began' })
    assert.equal(unsigned([...waiting, other])?.end?.as, 'superseded')
  })

  it('no other outcome waits for one', () => {
    for (const came of ['not-substantiated', 'continuing-risk'])
      assert.equal(unsigned([strategy('began', '2024-12-12'), outcome('outcome', '2024-12-20', came)]), undefined, came)
  })
})
