import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../guidance/index.ts'
import type { Told } from '../../thread/entry.ts'
import { entryId, subjectId, told } from '../../thread/testing/tell.ts'
import { findingsOf } from '../testing/replayed.ts'
import { meeting, meetingCancelled, meetingMoved } from './calling/meeting.ts'
import { meetingHeld } from './held/held.ts'
import { meetingAnswered, meetingExcluded, meetingInvited } from './inviting/invitation.ts'
import { meetingReport } from './reports/report.ts'

const of = 'matter'
const called = (type: string, on: string, at: string): Told =>
  told('called', meeting, on, { of, facts: { type, at, way: 'in-person', children: [subjectId('amira')] } })
const invited = (id: string, agencyKind: string | undefined, on = '2023-10-02', more: Record<string, unknown> = {}): Told =>
  told(id, meetingInvited, on, { of, facts: { as: 'professional', ...(agencyKind ? { agencyKind } : {}), ...more } })
const held = (on: string, attendance: Record<string, 'came' | 'sent' | 'neither'>): Told =>
  told('held', meetingHeld, on, {
    of,
    facts: {
      attendance: Object.entries(attendance).map(([one, how]) => ({ invited: entryId(one), came: how === 'came', sent: how === 'sent' })),
    },
  })

describe('every agency that matters comes to a strategy meeting or sends what it knows', () => {
  const call = called('strategy', '2023-10-02T10:00:00Z', '2023-10-03T09:00:00.000000Z')
  const all = [invited('police', 'police'), invited('health', 'health'), invited('school', 'education')]
  const missing = (...told: Told[]) =>
    findingsOf([call, ...told])
      .filter(({ rule }) => rule === 'strategy-attendee-missing')
      .map(one => ({ who: one.facts['who'], level: Object.keys(one.shows)[0], end: one.end?.as ?? null }))

  it('nothing is said before it is held, nor where all came or sent what they know', () => {
    assert.deepEqual(missing(...all), [])
    assert.deepEqual(missing(...all, held('2023-10-03T10:00:00Z', { police: 'came', health: 'sent', school: 'came' })), [])
  })

  it('the police or health missing with nothing sent may leave a child unsafe; a school missing is due', () => {
    assert.deepEqual(missing(...all, held('2023-10-03T10:00:00Z', { police: 'neither', health: 'came', school: 'neither' })), [
      { who: 'the police', level: 'CRITICAL', end: null },
      { who: 'education', level: 'DUE', end: null },
    ])
  })

  it('the police who were never asked are missing too', () => {
    const said = findingsOf([call, invited('health', 'health'), held('2023-10-03T10:00:00Z', { health: 'came' })]).filter(
      ({ rule }) => rule === 'strategy-attendee-missing',
    )
    assert.deepEqual(
      said.map(one => [one.facts['who'], one.facts['asked'], one.told.map(({ to }) => to)]),
      [['the police', false, ['meeting-chair', 'manager']]],
    )
  })

  it('one colleague of two coming is enough for an agency', () => {
    assert.deepEqual(
      missing(
        ...all,
        invited('nurse', 'health'),
        held('2023-10-03T10:00:00Z', { police: 'came', health: 'neither', nurse: 'came', school: 'came' }),
      ),
      [],
    )
  })

  it('what was sent before the meeting counts as sent, and what comes afterwards ends it', () => {
    const report = (on: string) => told('report', meetingReport, on, { of, agencyKind: 'police' })
    const without = held('2023-10-03T10:00:00Z', { police: 'neither', health: 'came', school: 'came' })
    assert.deepEqual(missing(...all, report('2023-10-02T16:00:00Z'), without), [])
    assert.deepEqual(missing(...all, without, report('2023-10-04T09:00:00Z')), [{ who: 'the police', level: 'CRITICAL', end: 'met' }])
    const again = { ...held('2023-10-05T10:00:00Z', { police: 'came', health: 'came', school: 'came' }), id: entryId('held again') }
    assert.deepEqual(missing(...all, without, again), [{ who: 'the police', level: 'CRITICAL', end: 'superseded' }])
  })

  it('whoever the chair kept out is not missing, and family who do not come are not', () => {
    const keptOut = told('kept', meetingExcluded, '2023-10-02', { of, answers: 'school', facts: {} })
    const father = told('father', meetingInvited, '2023-10-02', { of, facts: { as: 'has-responsibility' } })
    assert.deepEqual(
      missing(
        ...all,
        keptOut,
        father,
        held('2023-10-03T10:00:00Z', { police: 'came', health: 'came', school: 'neither', father: 'neither' }),
      ),
      [],
    )
  })

  it('says nothing of another meeting', () => {
    const core = called('core-group', '2023-10-02T10:00:00Z', '2023-10-03T09:00:00.000000Z')
    assert.deepEqual(
      findingsOf([core, ...all, held('2023-10-03T10:00:00Z', { police: 'neither' })]).filter(
        one => one.rule === 'strategy-attendee-missing',
      ),
      [],
    )
  })
})

describe('whoever is invited to a conference answers five working days before it', () => {
  // Monday 15 January 2024: five working days before it is Monday 8 January.
  const call = called('initial-conference', '2023-12-20T10:00:00Z', '2024-01-15T10:00:00.000000Z')
  const school = invited('school', 'education', '2023-12-20', { agency: subjectId('a school') })
  const silent = (...told: Told[]) => findingsOf([call, school, ...told]).filter(({ rule }) => rule === 'conference-invitee-silent')

  it('is due from the fifth working day before, to its safeguarding lead and the chair', () => {
    const [said] = silent()
    assert.equal(said?.from, startOfDay(day('2024-01-08')))
    assert.deepEqual(Object.keys(said?.shows ?? {}), ['DUE'])
    assert.deepEqual(
      said?.told.map(({ to }) => to),
      ['agency-safeguarding-lead', 'meeting-chair'],
    )
    assert.equal(said?.facts['askedAgency'], subjectId('a school'))
    assert.equal(said?.end, null)
  })

  it('an answer in time leaves nothing, and a late one ends it', () => {
    const answer = (on: string) => told('answer', meetingAnswered, on, { of, answers: 'school', facts: { reply: 'apologies' } })
    assert.deepEqual(silent(answer('2024-01-05T12:00:00Z')), [])
    assert.equal(silent(answer('2024-01-09T12:00:00Z'))[0]?.end?.as, 'met')
  })

  it('an invitation within those days is asked about at once', () => {
    const nurse = invited('nurse', 'health', '2024-01-10T09:00:00Z')
    const said = silent(nurse).find(one => one.facts['agency'] === 'health')
    assert.equal(said?.from, nurse.at)
  })

  it('a conference that is moved asks from its new day, one that is held or cancelled no more', () => {
    const moved = told('moved', meetingMoved, '2024-01-09T12:00:00Z', {
      of,
      answers: 'called',
      facts: { at: '2024-01-29T10:00:00.000000Z' },
    })
    assert.deepEqual(
      silent(moved).map(one => one.from),
      [startOfDay(day('2024-01-22'))],
    )
    const cancelled = told('cancelled', meetingCancelled, '2024-01-09T12:00:00Z', { of, answers: 'called' })
    assert.equal(silent(cancelled)[0]?.end?.as, 'cancelled')
    assert.equal(silent(held('2024-01-15T11:00:00Z', {}))[0]?.end?.as, 'lapsed')
  })

  it('is not asked of a family, nor of a core group', () => {
    const mother = told('mother', meetingInvited, '2023-12-20', { of, facts: { as: 'has-responsibility' } })
    assert.equal(silent(mother).length, 1)
    const core = called('core-group', '2023-12-20T10:00:00Z', '2024-01-15T10:00:00.000000Z')
    assert.deepEqual(
      findingsOf([core, school]).filter(({ rule }) => rule === 'conference-invitee-silent'),
      [],
    )
  })
})
