import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Day } from '../../../guidance/index.ts'
import type { Entry, Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { meetingAbout, meetingAnswered, meetingHeld, meetingInvited } from '../../meetings/index.ts'
import { byTodaysRules, findingsOf, openedBy, shown, threadsOf } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { conferenceInvitations, conferenceRequested } from '../conference/request.ts'
import { reflectivePartnerMissing } from './reflective-partner-missing.rules.ts'
import { reflectiveSession, reflectiveSessionSet } from './reflective-session.ts'
import { reflectiveSessionRequired } from './reflective-session-required.rules.ts'

const rules = [reflectiveSessionRequired]
const of = 'A'
const held = (id: string, on: string, facts: Record<string, unknown> = {}, child = of) =>
  told(id, conference, on, { of: child, facts: { type: 'initial', plan: true, category: 'neglect', ...facts } })
const ended = (id: string, on: string, child = of) => told(id, planEnd, on, { of: child, facts: { ground: 'no-longer-likely' } })
const asked = (id: string, on: string, what = 'initial', child = of) => told(id, conferenceRequested, on, { of: child, facts: { what } })
const called = (id: string, on: string, at: string, type = 'initial-conference') =>
  told(id, meetingAbout, on, { of, facts: { meeting: subjectId('meeting'), type, at } })
const noon = (on: string) => `${on}T12:00:00.000000Z`
const required = (entries: readonly Told[], on: string, child = of) =>
  shown(findingsOf(entries, { rules }), 'reflective-session-required', child, on)

describe('the professionals reflect before a conference of a child who returns, or comes for the third time', () => {
  const returned = [held('first', '2024-01-15'), ended('end', '2024-11-20')]

  it('a child who returns on the anniversary of the plan’s end is within the twelve months; a day later is not', () => {
    assert.deepEqual(
      required([...returned, asked('again', '2025-11-03'), called('call', '2025-11-04', noon('2025-11-20'))], '2025-11-05'),
      ['GATE'],
    )
    assert.deepEqual(
      required([...returned, asked('again', '2025-11-03'), called('call', '2025-11-04', noon('2025-11-21'))], '2025-11-05'),
      [],
    )
  })

  it('until a day is set it is asked by the day of the request, and asked again whenever the day moves', () => {
    const entries = [
      ...returned,
      asked('again', '2025-11-03'),
      called('call', '2025-11-05', noon('2025-11-24')),
      called('back', '2025-11-07', noon('2025-11-19')),
    ]
    assert.deepEqual(required(entries, '2025-11-04'), ['GATE'], 'asked for within the twelve months')
    assert.deepEqual(required(entries, '2025-11-06'), [], 'set for a day after them')
    assert.deepEqual(required(entries, '2025-11-07'), ['GATE'], 'brought forward into them')
    const first = openedBy(findingsOf(entries, { rules }), 'reflective-session-required', 'again')
    assert.equal(first?.end?.as, 'lapsed')
    assert.deepEqual(
      first?.told.map(({ to }) => to),
      ['conference-office', 'chair'],
    )
  })

  it('the third initial conference asks for it whatever the gap, also where no plan came of the earlier ones', () => {
    const two = [
      held('one', '2015-03-02', { plan: false, category: undefined }),
      held('two', '2019-06-03', { plan: false, category: undefined }),
    ]
    assert.deepEqual(required([two[0] as Told, asked('second', '2024-05-01')], '2024-05-02'), [])
    const third = [...two, asked('third', '2024-05-01')]
    assert.deepEqual(required(third, '2024-05-02'), ['GATE'])
    assert.equal(openedBy(findingsOf(third, { rules }), 'reflective-session-required', 'third')?.facts.conferences, 3)
  })

  it('a conference before the birth and one after a move into the area count; a review never does', () => {
    const unborn = held('before-birth', '2019-06-03', { plan: false, category: undefined })
    const moved = held('moved', '2020-06-03', { type: 'transfer-in', plan: false, category: undefined })
    assert.deepEqual(required([unborn, moved, asked('third', '2024-05-01')], '2024-05-02'), ['GATE'])
    const reviewed = [held('one', '2015-03-02'), held('review', '2015-05-02', { type: 'review' }), ended('end', '2016-03-02')]
    assert.deepEqual(required([...reviewed, asked('second', '2024-05-01')], '2024-05-02'), [])
  })

  it('each child apart: a first conference for the unborn child asks for none, whatever the brothers and sisters had (case 17, 15 October 2013)', () => {
    const family = [held('A1', '2013-04-15', {}, 'A'), held('B1', '2013-04-15', {}, 'B'), held('baby', '2013-10-15', {}, 'baby')]
    assert.deepEqual(findingsOf(family, { rules }), [])
  })

  it('both reasons may hold, and both are said with the dates that were compared', () => {
    const entries = [
      held('one', '2018-01-15', { plan: false, category: undefined }),
      held('two', '2024-01-15'),
      ended('end', '2024-11-20'),
      asked('again', '2025-03-03'),
    ]
    const finding = openedBy(findingsOf(entries, { rules }), 'reflective-session-required', 'again')
    assert.deepEqual(finding?.facts, { planEndedOn: '2024-11-20', conferences: 3, conferenceOn: '2025-03-03' })
    assert.match(finding ? reflectiveSessionRequired.says(finding) : '', /ended on .*20 November 2024.*number 3/)
  })

  it('a session that is set meets it; so does one that was held', () => {
    const set = told('set', reflectiveSessionSet, '2025-11-06', { of, facts: { at: noon('2025-11-19') } })
    const entries = [...returned, asked('again', '2025-11-03'), set]
    assert.deepEqual(required(entries, '2025-11-05'), ['GATE'])
    assert.deepEqual(required(entries, '2025-11-06'), [])
    assert.equal(openedBy(findingsOf(entries, { rules }), 'reflective-session-required', 'again')?.end?.as, 'met')
  })

  it('a conference held without it is overdue to the chair and the unit, until they reflect after all; it stays on the record', () => {
    const entries = [...returned, asked('again', '2025-11-03'), held('back', '2025-11-19')]
    assert.deepEqual(required(entries, '2025-11-19'), ['OVERDUE'])
    const late = [...entries, told('late', reflectiveSession, '2025-12-01', { of })]
    assert.deepEqual(required(late, '2025-12-01'), [])
    const kept = openedBy(findingsOf(late, { rules }), 'reflective-session-required', 'back')
    assert.equal(kept?.end?.as, 'met')
    assert.deepEqual(
      kept?.told.map(({ to }) => to),
      ['conference-office', 'chair'],
    )
    const inTime = [
      ...returned,
      asked('again', '2025-11-03'),
      told('session', reflectiveSession, '2025-11-19', { of, known: '2025-11-20' }),
      told('back', conference, '2025-11-19T14:00:00Z', { of, facts: { type: 'initial', plan: true } }),
    ]
    assert.equal(openedBy(findingsOf(inTime, { rules }), 'reflective-session-required', 'back'), undefined)
  })

  it('an authority may end the sessions from a day on', () => {
    const lens = {
      ...byTodaysRules,
      rules: 'of-the-day' as const,
      changed: new Map([['reflective-session-required.goesOn', [{ from: '2025-01-01' as Day, value: 0 }]]]),
    }
    assert.deepEqual(findingsOf([...returned, asked('again', '2025-11-03')], { rules, lens }), [])
  })

  it('the invitations do not go out while it is required and not set, and go out with it', () => {
    const entries = [...returned, asked('again', '2025-11-03')]
    const [thread] = threadsOf(entries)
    assert.ok(thread)
    const invitation = (facts: Record<string, unknown>) => {
      const version = told('invite', conferenceInvitations, '2025-11-05T10:00:00Z', { of, facts: { at: noon('2025-11-19'), ...facts } })
      return { ...version, root: version.id } as unknown as Entry
    }
    const gates = (facts: Record<string, unknown>) =>
      gatesAsked({ ...book, rules }, thread, homeOf(thread, []), invitation(facts), byTodaysRules).map(one => one.rule)
    assert.deepEqual(gates({}), ['reflective-session-required'])
    assert.deepEqual(gates({ reflectiveAt: '2025-11-19T09:00:00.000000Z' }), [])
  })
})

describe('a partner who cannot come to reflect', () => {
  const matter = 'meeting'
  const set = told('set', reflectiveSessionSet, '2025-11-06', { of: matter, facts: { at: noon('2025-11-19') } })
  const invited = told('school', meetingInvited, '2025-11-06', { of: matter, facts: { as: 'professional', agencyKind: 'education' } })
  const reply = (id: string, on: string, says: string) =>
    told(id, meetingAnswered, on, { of: matter, answers: 'school', facts: { reply: says } })
  const due = (entries: readonly Told[], on: string) =>
    shown(findingsOf(entries, { rules: [reflectivePartnerMissing] }), 'reflective-partner-missing', matter, on)

  it('is told to the safeguarding lead and the chair, until somebody is sent or the conference was held', () => {
    const no = reply('no', '2025-11-10', 'apologies')
    assert.deepEqual(due([set, invited, no], '2025-11-10'), ['DUE'])
    assert.deepEqual(due([invited, no], '2025-11-10'), [], 'no session, nothing to miss')
    assert.deepEqual(due([set, invited, no, reply('other', '2025-11-12', 'sends-somebody')], '2025-11-12'), [])
    assert.deepEqual(
      due([set, invited, no, told('held', meetingHeld, '2025-11-19', { of: matter, facts: { attendance: [] } })], '2025-11-19'),
      [],
    )
    assert.deepEqual(due([set, invited, reply('yes', '2025-11-10', 'coming')], '2025-11-10'), [])
  })
})
