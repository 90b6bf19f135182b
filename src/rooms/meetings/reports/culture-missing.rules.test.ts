import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Entry, Told } from '../../../thread/entry.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { findingsOf } from '../../testing/replayed.ts'
import { meeting, meetingCancelled } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingInvited } from '../inviting/invitation.ts'
import { cultureMissing } from './culture-missing.rules.ts'
import { meetingReport } from './report.ts'

const of = 'matter'
const call = (type = 'initial-conference'): Told =>
  told('called', meeting, '2026-02-02', {
    of,
    facts: { type, at: '2026-02-12T10:00:00.000000Z', way: 'in-person', children: [subjectId('child')] },
  })
const report = (id: string, on: string, facts: object = {}, agencyKind: Told['agencyKind'] = 'childrens-social-care'): Told =>
  told(id, meetingReport, on, { of, facts: { ...facts }, agencyKind })
const found = (...more: Told[]) => findingsOf(more, { rules: [cultureMissing] })

describe('culture-missing: the social work report of a first conference says what culture means for the child’s days', () => {
  it('is asked for from the call on, of a conference that decides for the first time and of no other meeting', () => {
    const [one] = found(call())
    assert.deepEqual([Object.keys(one?.shows ?? {}), one?.end, one?.told.map(({ to }) => to)], [['GATE'], null, ['meeting-chair']])
    assert.equal(found(call('transfer-in-conference')).length, 1)
    for (const type of ['review-conference', 'strategy', 'core-group']) assert.deepEqual(found(call(type)), [], type)
  })

  it('is met by the report of children’s social care that says it, and by no other agency’s and no other report', () => {
    assert.equal(found(call(), report('theirs', '2026-02-09', { culture: true }))[0]?.end?.as, 'met')
    assert.equal(found(call(), report('theirs', '2026-02-09'))[0]?.end, null)
    assert.equal(found(call(), report('school', '2026-02-09', { culture: true }, 'education'))[0]?.end, null)
  })

  it('ends when the conference is held without it, and when it is not held', () => {
    assert.equal(found(call(), told('held', meetingHeld, '2026-02-12', { of, facts: { attendance: [] } }))[0]?.end?.as, 'lapsed')
    assert.equal(found(call(), told('off', meetingCancelled, '2026-02-10', { of }))[0]?.end?.as, 'cancelled')
  })

  it('stops the social work report that leaves it out, also one that answers its invitation, and nobody else’s', () => {
    const stops = (one: Told) => cultureMissing.gate?.stops({ ...one, root: one.id } as unknown as Entry)
    assert.equal(stops(report('theirs', '2026-02-09')), true)
    assert.equal(stops(report('theirs', '2026-02-09', { culture: true })), false)
    assert.equal(stops(report('school', '2026-02-09', {}, 'education')), false)
    assert.equal(stops(report('phoned', '2026-02-09', { agencyKind: 'health' })), false, 'whoever writes down what another agency said')
    const invited = told('invited', meetingInvited, '2026-02-02', { of, facts: { as: 'professional' } })
    assert.ok(found(call(), invited)[0]?.evidence.includes(invited.id))
  })
})
