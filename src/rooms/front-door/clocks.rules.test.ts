import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt } from '../../guidance/index.ts'
import type { Told } from '../../thread/entry.ts'
import { levelsAt } from '../../thread/finding.ts'
import { entryId, told } from '../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../testing/replayed.ts'
import { referralDecision } from './decision/referral-decision.ts'
import { referralAcknowledged, referralFeedback } from './feedback/referrer-feedback.ts'
import { referral } from './referral/referral.ts'
import { referralTold } from './referral/referral-told.ts'
import { agencyCheckAnswered, agencyCheckAsked } from './screening/agency-check.ts'
import { concernFacts } from './testing/concern-told.ts'

const of = 'matter'
const concern = (on: string, facts: Record<string, unknown> = {}): Told =>
  told('concern', referralTold, on, {
    of,
    facts: concernFacts(facts),
  })
const decided = (on: string): Told => told('decided', referralDecision, on, { of, answers: 'concern', facts: { outcome: 'early-help' } })
const feedback = (on: string, answers = 'concern'): Told => told('feedback', referralFeedback, on, { of, answers })

describe('a concern is decided within one working day', () => {
  const due = (on: string) => openedBy(findingsOf([concern(on)]), 'referral-decision-due', 'concern')

  it('told on Friday at 11pm it is due by the end of Monday', () => {
    assert.equal(due('2026-11-20T23:00:00Z')?.dueOn, '2026-11-23')
  })

  it('told on Christmas Eve 2024 it is due on 27 December', () => {
    assert.equal(due('2024-12-24T16:00:00Z')?.dueOn, '2024-12-27')
  })

  it('told at half past midnight in summer it counts from that day, though it was still yesterday in UTC', () => {
    assert.equal(due('2026-06-09T23:30:00Z')?.dueOn, '2026-06-11')
  })

  it('is due from noon of the last day in London, overdue from the midnight after, and told further after three working days', () => {
    const found = due('2026-06-05T15:00:00Z')
    assert.equal(found?.shows.DUE, londonAt(day('2026-06-08'), '12:00'))
    assert.equal(found?.shows.OVERDUE, londonAt(day('2026-06-09'), '00:00'))
    assert.deepEqual(found?.told, [
      { to: 'bridge-manager', from: londonAt(day('2026-06-08'), '12:00') },
      { to: 'service-manager', from: londonAt(day('2026-06-12'), '00:00') },
    ])
    assert.equal(found?.queue, 'bridge')
  })

  it('the decision that answers it meets it; one that answers another concern does not', () => {
    const other = { ...concern('2026-06-05'), id: entryId('other') }
    const said = findingsOf([concern('2026-06-05T15:00:00Z'), other, decided('2026-06-05T16:00:00Z')])
    assert.equal(openedBy(said, 'referral-decision-due', 'concern')?.end?.as, 'met')
    assert.equal(openedBy(said, 'referral-decision-due', 'other')?.end, null)
  })

  it('runs once: on the matter that was told, or on the child where nothing was told as a matter', () => {
    const matched = told('matched', referral, '2026-06-05', {
      of: 'child',
      facts: { source: 'education', concerns: ['neglect'], matter: concern('2026-06-05').subject },
    })
    const direct = told('direct', referral, '2026-06-05', { of: 'other child', facts: { source: 'education', concerns: ['neglect'] } })
    const said = findingsOf([concern('2026-06-05'), matched, direct]).filter(({ rule }) => rule === 'referral-decision-due')
    assert.deepEqual(new Set(said.map(({ subject }) => subject)), new Set([concern('2026-06-05').subject, direct.subject]))
  })
})

describe('an agency that was asked answers in time for the decision', () => {
  const asked = (on: string, id = 'asked', facts: Record<string, unknown> = { agency: 'health', agencyName: 'School nursing' }): Told =>
    told(id, agencyCheckAsked, on, { of, facts, answers: 'concern' })
  const check = (versions: Told[], id = 'asked') => openedBy(findingsOf(versions), 'agency-check-unanswered', id)

  it('the answer is due at half of the working day a concern may stay: noon of the next', () => {
    const found = check([concern('2026-06-05T15:00:00Z'), asked('2026-06-05T15:30:00Z')])
    assert.equal(found?.shows.DUE, londonAt(day('2026-06-08'), '12:00'))
    assert.equal(found?.facts.agency, 'School nursing')
  })

  it('asked late it is due at once, since the decision does not wait', () => {
    const found = check([concern('2026-06-05T15:00:00Z'), asked('2026-06-08T14:00:00Z')])
    assert.equal(found?.shows.DUE, '2026-06-08T14:00:00.000000Z')
    assert.equal(found?.from, '2026-06-08T14:00:00.000000Z')
    assert.equal(found?.dueOn, '2026-06-08')
  })

  it('each check stands alone: an answer meets its own, that nothing is held and that it is refused as well', () => {
    const two = [concern('2026-06-05'), asked('2026-06-05'), asked('2026-06-05', 'asked too', { agency: 'police' })]
    for (const facts of [{ held: true }, { held: false }, { held: false, refused: true }]) {
      const said = [...two, told('answered', agencyCheckAnswered, '2026-06-05', { of, answers: 'asked', facts })]
      assert.equal(check(said)?.end?.as, 'met')
      assert.equal(check(said, 'asked too')?.end, null)
    }
  })

  it('a decision taken without the answer ends the waiting', () => {
    assert.equal(check([concern('2026-06-05'), asked('2026-06-05'), decided('2026-06-08')])?.end?.as, 'superseded')
  })
})

describe('whoever raised a concern hears of it', () => {
  const ack = (versions: Told[]) => openedBy(findingsOf(versions), 'referrer-acknowledgement-due', 'concern')
  const prompt = (versions: Told[]) => openedBy(findingsOf(versions), 'referrer-prompt', 'concern')

  it('that it has arrived, within one working day; the outcome says so too', () => {
    assert.deepEqual(shown(findingsOf([concern('2026-06-05')]), 'referrer-acknowledgement-due', of, '2026-06-09'), ['DUE', 'OVERDUE'])
    assert.equal(ack([concern('2026-06-05'), told('ack', referralAcknowledged, '2026-06-05', { of, answers: 'concern' })])?.end?.as, 'met')
    assert.equal(ack([concern('2026-06-05'), feedback('2026-06-08')])?.end?.as, 'met')
    assert.equal(ack([concern('2026-06-05'), decided('2026-06-08'), feedback('2026-06-08', 'decided')])?.end?.as, 'met')
  })

  it('a practitioner who hears nothing for three working days is reminded to ask; a decision nobody told them of is no answer', () => {
    const silent = prompt([concern('2026-06-05'), decided('2026-06-08')])
    assert.equal(silent?.shows.INFO, londonAt(day('2026-06-11'), '00:00'))
    assert.deepEqual(
      silent?.told.map(({ to }) => to),
      ['referrer'],
    )
    const answered = prompt([concern('2026-06-05'), decided('2026-06-08'), feedback('2026-06-09', 'decided')])
    assert.deepEqual(answered && levelsAt(answered, londonAt(day('2026-06-12'), '09:00')), [])
  })

  it('nobody answers whoever gave no name, and only practitioners are reminded', () => {
    const anonymous = [concern('2026-06-05', { referrerIs: 'public', source: 'public', anonymous: true })]
    assert.equal(ack(anonymous), undefined)
    assert.equal(prompt(anonymous), undefined)
    const neighbour = [concern('2026-06-05', { referrerIs: 'public', source: 'public' })]
    assert.ok(ack(neighbour))
    assert.equal(prompt(neighbour), undefined)
  })
})
