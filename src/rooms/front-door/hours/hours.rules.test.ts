import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt, moment } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { levelsAt } from '../../../thread/finding.ts'
import { told } from '../../../thread/testing/tell.ts'
import { byTodaysRules, findingsOf, openedBy } from '../../testing/replayed.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyCheckAnswered, agencyCheckAsked } from '../screening/agency-check.ts'
import { childMatched } from '../screening/child-matched.ts'
import { concernFacts } from '../testing/concern-told.ts'
import { dutyHandover } from './duty-handover.ts'

const of = 'matter'
const concern = (on: string): Told =>
  told('concern', referralTold, on, {
    of,
    facts: concernFacts(),
  })
const night = (on: string, more: Told[] = []) => openedBy(findingsOf([concern(on), ...more]), 'out-of-hours-concern', 'concern')
const hold = (on: string, more: Told[] = []) => openedBy(findingsOf([concern(on), ...more]), 'bridge-hold', 'concern')
const decide = (on: string) => openedBy(findingsOf([concern(on)]), 'referral-decision-due', 'concern')

describe('out of hours a concern belongs to the Emergency Duty Team, and to The Bridge at its opening', () => {
  it('told at 16:29 on a Wednesday it is The Bridge’s at once', () => {
    assert.equal(night('2026-01-14T16:29:00Z'), undefined)
    assert.equal(hold('2026-01-14T16:29:00Z')?.facts.outOfHours, false)
    assert.equal(hold('2026-01-14T16:29:00Z')?.dueOn, '2026-01-15')
  })

  it('told at 16:31 it is the duty team’s until 08:30 the next morning', () => {
    const found = night('2026-01-14T16:31:00Z')
    assert.equal(found?.end?.at, moment('2026-01-15T08:30:00Z'))
    assert.equal(found?.end?.as, 'lapsed')
    assert.deepEqual(found?.told, [{ to: 'duty', from: moment('2026-01-14T16:31:00Z') }])
    assert.deepEqual(found && levelsAt(found, moment('2026-01-15T08:29:59Z')), ['DUE'])
    assert.deepEqual(found && levelsAt(found, moment('2026-01-15T08:30:00Z')), [])
  })

  it('told at 16:31 on a Friday it waits for Monday, and is to be decided by the end of Monday all the same', () => {
    assert.equal(night('2026-01-16T16:31:00Z')?.end?.at, moment('2026-01-19T08:30:00Z'))
    assert.equal(decide('2026-01-16T16:31:00Z')?.dueOn, '2026-01-19')
    assert.equal(hold('2026-01-16T16:31:00Z')?.dueOn, '2026-01-20')
  })

  it('told on Good Friday it waits until the Tuesday after Easter, 08:30 by summer time', () => {
    assert.equal(night('2026-04-03T10:00:00Z')?.end?.at, londonAt(day('2026-04-07'), '08:30'))
    assert.equal(decide('2026-04-03T10:00:00Z')?.dueOn, '2026-04-07')
  })

  it('by summer time half past four is half past three in UTC', () => {
    assert.equal(night('2026-07-15T15:29:00Z'), undefined)
    assert.ok(night('2026-07-15T15:31:00Z'))
  })

  it('a concern of which only the day is known came at no hour', () => assert.equal(night('2026-01-17'), undefined))

  it('is said to be handed over once the duty team has left a note, and stays theirs until the opening', () => {
    const note = told('note', dutyHandover, '2026-01-14T23:00:00Z', { of, answers: 'concern', facts: { did: 'spoke' } })
    assert.equal(night('2026-01-14T16:31:00Z')?.facts.handedOver, false)
    assert.equal(night('2026-01-14T16:31:00Z', [note])?.facts.handedOver, true)
    assert.equal(night('2026-01-14T16:31:00Z', [note])?.end?.at, moment('2026-01-15T08:30:00Z'))
    assert.equal(hold('2026-01-14T16:31:00Z', [note])?.facts.handedOver, true)
  })

  it('a decision taken in the night ends it', () => {
    const decided = told('decided', referralDecision, '2026-01-14T20:00:00Z', { of, answers: 'concern', facts: { outcome: 'section-47' } })
    assert.equal(night('2026-01-14T16:31:00Z', [decided])?.end?.at, moment('2026-01-14T20:00:00Z'))
  })

  it('the hours that a partnership has set hold, for the clock as for the night', () => {
    const changed = new Map([['announcer.bridge-closes', [{ from: day('2020-01-01'), value: 1020 }]]])
    const said = findingsOf([concern('2026-01-14T16:31:00Z')], { lens: { ...byTodaysRules, changed } })
    assert.equal(openedBy(said, 'out-of-hours-concern', 'concern'), undefined)
    assert.equal(openedBy(said, 'bridge-hold', 'concern')?.dueOn, '2026-01-15')
  })
})

describe('a concern stays with The Bridge for one working day at most', () => {
  const at = '2026-01-14T10:00:00Z'
  const asked = told('asked', agencyCheckAsked, at, { of, answers: 'concern', facts: { agency: 'health' } })
  const answered = told('answered', agencyCheckAnswered, at, { of, answers: 'asked', facts: { held: false } })
  const matched = told('matched', childMatched, at, { of, answers: 'concern', facts: { label: 'child 1', person: concern(at).subject } })

  it('overdue from the midnight after the next working day, and whoever screens it is told', () => {
    const found = hold(at)
    assert.equal(found?.shows.OVERDUE, londonAt(day('2026-01-16'), '00:00'))
    assert.deepEqual(found?.told, [{ to: 'screener', from: londonAt(day('2026-01-16'), '00:00') }])
  })

  it('the decision meets it', () => {
    const decided = told('decided', referralDecision, '2026-01-15T09:00:00Z', { of, answers: 'concern', facts: { outcome: 'early-help' } })
    assert.equal(hold(at, [decided])?.end?.as, 'met')
  })

  it('its stage is told from what was done: new, being screened, waiting for agencies, ready to decide', () => {
    assert.equal(hold(at)?.facts.stage, 'new')
    assert.equal(hold(at, [matched])?.facts.stage, 'screening')
    assert.equal(hold(at, [asked])?.facts.stage, 'waiting')
    assert.equal(hold(at, [asked, answered])?.facts.stage, 'screening')
    assert.equal(hold(at, [asked, answered, matched])?.facts.stage, 'ready')
  })
})
