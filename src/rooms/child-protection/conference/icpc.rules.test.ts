import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { metLate } from '../../../thread/finding.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { enquiryOutcome } from '../enquiry/enquiry.ts'
import { strategyDecision } from '../strategy/strategy-decision.ts'
import { conference } from './conference.ts'
import { icpcOverdue } from './icpc-overdue.rules.ts'
import { icpcRequestDue } from './icpc-request-due.rules.ts'
import { conferencePostponed, conferenceRequested } from './request.ts'

const of = 'A'
const strategy = (id: string, on: string, decision = 'section-47-alone') =>
  told(id, strategyDecision, on, { of, facts: { decision, harm: ['neglect'] } })
const outcome = (on: string, found = 'continuing-risk', id = 'outcome') =>
  told(id, enquiryOutcome, on, { of, answers: 'began', facts: { outcome: found } })
const asked = (on: string) => told('asked', conferenceRequested, on, { of, facts: { what: 'initial' } })
const held = (on: string, type = 'initial') => told('held', conference, on, { of, facts: { type, plan: true, category: 'neglect' } })
const levels = (rule: AnyRule, entries: readonly Told[], on: string) => shown(findingsOf(entries, { rules: [rule] }), rule.id, of, on)

describe('an initial conference is held within fifteen working days of the strategy meeting that began the enquiry', () => {
  const begun = [strategy('began', '2024-12-12'), outcome('2024-12-20')]

  it('counted from 12 December 2024, over Christmas and New Year, that is 7 January 2025; overdue from the next day', () => {
    const clock = openedBy(findingsOf(begun, { rules: [icpcOverdue] }), 'icpc-overdue', 'outcome')
    assert.equal(clock?.dueOn, '2025-01-07')
    assert.ok(!levels(icpcOverdue, begun, '2025-01-07').includes('OVERDUE'))
    assert.deepEqual(levels(icpcOverdue, begun, '2025-01-08'), ['DUE', 'OVERDUE'])
  })

  it('critical, and with the service manager, where it is not held on the twentieth working day: 14 January 2025', () => {
    assert.deepEqual(levels(icpcOverdue, begun, '2025-01-13'), ['DUE', 'OVERDUE'])
    assert.deepEqual(levels(icpcOverdue, begun, '2025-01-14'), ['DUE', 'OVERDUE', 'CRITICAL'])
    const [clock] = findingsOf(begun, { rules: [icpcOverdue] })
    assert.deepEqual(
      clock?.told.map(({ to, from }) => [to, from.slice(0, 10)]),
      [
        ['lead', '2025-01-02'],
        ['conference-office', '2025-01-02'],
        ['manager', '2025-01-08'],
        ['service-manager', '2025-01-14'],
      ],
    )
  })

  it('the conference meets it, and a late one stays late; being put off to another day ends nothing, not being held at all does', () => {
    assert.deepEqual(levels(icpcOverdue, [...begun, held('2025-01-07')], '2025-01-08'), [])
    const [late] = findingsOf([...begun, held('2025-01-09')], { rules: [icpcOverdue] })
    assert.ok(late && metLate(late))
    const off = (to?: string) => told('off', conferencePostponed, '2025-01-06', { of, facts: to ? { to } : {} })
    assert.deepEqual(levels(icpcOverdue, [...begun, off('2025-01-20')], '2025-01-08'), ['DUE', 'OVERDUE'])
    assert.deepEqual(levels(icpcOverdue, [...begun, off()], '2025-01-08'), [])
    assert.equal(findingsOf([...begun, told('died', death, '2025-01-07', { of })], { rules: [icpcOverdue] })[0]?.end?.as, 'cancelled')
  })

  it('it counts from the meeting at which the enquiry was begun, not from one before or after it', () => {
    const three = [
      strategy('first', '2024-11-01', 'no-section-47'),
      strategy('began', '2024-12-12'),
      strategy('third', '2024-12-18'),
      asked('2024-12-19'),
    ]
    assert.equal(openedBy(findingsOf(three, { rules: [icpcOverdue] }), 'icpc-overdue', 'asked')?.dueOn, '2025-01-07')
  })

  it('an enquiry that found no continuing risk asks for no conference', () => {
    assert.deepEqual(
      findingsOf([strategy('began', '2024-12-12'), outcome('2024-12-20', 'not-substantiated')], { rules: [icpcOverdue] }),
      [],
    )
  })

  it('a conference with no strategy meeting on record is shown as a gap, and as no breach (case 17, 15 April 2013)', () => {
    assert.deepEqual(levels(icpcOverdue, [held('2013-04-15')], '2013-05-15'), ['INFO'])
    assert.deepEqual(
      levels(
        icpcOverdue,
        [held('2013-04-15'), told('next', conference, '2013-07-01', { of, facts: { type: 'review', plan: true } })],
        '2013-07-01',
      ),
      [],
    )
    assert.deepEqual(findingsOf([held('2013-04-15', 'transfer-in')], { rules: [icpcOverdue] }), [])
    assert.equal(findingsOf([...begun, held('2025-01-07')], { rules: [icpcOverdue] }).length, 1)
  })
})

describe('the conference is asked for within one working day of the outcome', () => {
  const found = [strategy('began', '2025-04-10'), outcome('2025-04-17')]

  it('over Easter: an outcome of Thursday 17 April 2025 asks by Tuesday 22 April', () => {
    assert.equal(openedBy(findingsOf(found, { rules: [icpcRequestDue] }), 'icpc-request-due', 'outcome')?.dueOn, '2025-04-22')
    assert.deepEqual(levels(icpcRequestDue, found, '2025-04-23'), ['DUE', 'OVERDUE'])
  })

  it('a request meets it; so does a conference; a later outcome takes its place', () => {
    assert.deepEqual(levels(icpcRequestDue, [...found, asked('2025-04-22')], '2025-04-23'), [])
    assert.deepEqual(levels(icpcRequestDue, [...found, held('2025-04-22')], '2025-04-23'), [])
    assert.deepEqual(levels(icpcRequestDue, [...found, outcome('2025-04-22', 'not-substantiated', 'again')], '2025-04-23'), [])
  })
})
