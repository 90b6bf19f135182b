import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt, moment } from '../../../guidance/index.ts'
import type { Entry, Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { findingDecision } from '../../../thread/own-kinds/index.ts'
import { accountId, subjectId, threadOf, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { byTodaysRules, findingsOf, firstShown, openedBy, shown } from '../../testing/replayed.ts'
import { meeting } from '../calling/meeting.ts'
import { meetingDissent } from '../dissent/dissent.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingMinutes } from '../minutes/minutes.ts'
import { meetingShared } from '../sharing/shared.ts'
import { action, actionAnswered, actionDone, meetingAction } from './action.ts'
import { isVague } from './vague.ts'

const of = 'meeting'
const called = (type: string, on = '2025-03-03T10:00:00Z') =>
  told('called', meeting, on, { of, facts: { type, at: moment(on), way: 'in-person', children: [subjectId('A')] } })
const held = (on = '2025-03-03T11:30:00Z') => told('held', meetingHeld, on, { of, facts: { attendance: [] } })
const whole = { account: accountId('officer'), dueOn: '2025-03-14', measured: true, risky: true }
const asked = (facts: Record<string, unknown> = whole, on = '2025-03-03T11:00:00Z', id = 'action') =>
  told(id, meetingAction, on, { of, facts: { action: subjectId('the action'), ...facts } })
const answered = (accepted: boolean, on = '2025-03-03T15:00:00Z', id = 'answer') =>
  told(id, actionAnswered, on, { of, answers: 'action', facts: { accepted } })
const done = (on: string, outcome = 'done') => told('done', actionDone, on, { of, answers: 'action', facts: { outcome } })
const final = (is = true): Entry => {
  const {
    corrects: _c,
    withdraws: _w,
    ...minutes
  } = told('minutes', meetingMinutes, '2025-03-04T10:00:00Z', { of, by: 'taker', facts: { final: is } })
  return { ...minutes, root: minutes.id } as Entry
}
const asks = (entries: readonly Told[], candidate = final()) =>
  gatesAsked(book, threadOf(entries, of, 'matter'), { others: [] }, candidate, byTodaysRules).map(one => one.rule)

describe('minutes are not final while an action is not specific, measurable, owned, accepted and dated', () => {
  it('an action that says all of it and is accepted lets the minutes be final', () => {
    assert.deepEqual(asks([called('strategy'), asked(), answered(true)]), [])
  })

  for (const [lacking, facts] of Object.entries({
    'how it will be known that it was done': { ...whole, measured: false },
    'an owner': { dueOn: '2025-03-14', measured: true, risky: true },
    'a day': { ...whole, dueOn: undefined },
    'a risk': { ...whole, risky: false },
  }))
    it(`without ${lacking} they are not`, () => {
      assert.deepEqual(asks([called('core-group'), asked(facts), answered(true)]), ['strategy-action-not-smart'])
    })

  it('nor while its owner has not said that it can be done, or said that it cannot', () => {
    assert.deepEqual(asks([called('strategy'), asked()]), ['strategy-action-not-smart'])
    assert.deepEqual(asks([called('strategy'), asked(), answered(false)]), ['strategy-action-not-smart'])
    assert.deepEqual(asks([called('strategy'), asked(), answered(false), answered(true, '2025-03-03T16:00:00Z', 'second')]), [])
  })

  it('minutes that are not final yet may be kept at any time', () => {
    assert.deepEqual(asks([called('strategy'), asked()], final(false)), [])
  })

  it('an action that is needed no more stands in no way', () => {
    assert.deepEqual(asks([called('strategy'), asked(), done('2025-03-03T17:00:00Z', 'no-longer-needed')]), [])
  })

  it('another person may override it in writing, and whoever takes the minutes may not', () => {
    const open = findingsOf([called('strategy'), asked()]).find(one => one.rule === 'strategy-action-not-smart')
    const over = (by: string) =>
      told('over', findingDecision, '2025-03-04T09:00:00Z', {
        of,
        by,
        facts: { rule: 'strategy-action-not-smart', key: open?.key, decision: 'overridden' },
      })
    assert.deepEqual(asks([called('strategy'), asked(), over('manager')]), [])
    assert.deepEqual(asks([called('strategy'), asked(), over('taker')]), ['strategy-action-not-smart'])
  })

  it('what it still needs is said in words, to whoever takes the minutes and whoever chairs', () => {
    const found = openedBy(findingsOf([called('strategy'), asked({ measured: true })]), 'strategy-action-not-smart', 'action')
    assert.deepEqual(found?.facts['lacks'], [
      'who does it',
      'a yes from its owner that it can be done',
      'the day by which it is done',
      'the risk on which it acts',
    ])
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['minutes', 'meeting-chair'],
    )
  })
})

describe('an action that is only a vague verb is asked about', () => {
  it('"monitor", "support", "keep an eye" and "offer" alone say nothing', () => {
    for (const text of ['School to monitor', 'Offer support', 'Health visitor to keep an eye on weight', 'Support mum.'])
      assert.ok(isVague(text), text)
  })
  it('who does what, how often or until when, says enough', () => {
    for (const text of [
      'Ms Sample rings home on each day of absence by 9.30',
      'Weigh the baby every Tuesday',
      'The landlord opens the flat so that the social worker sees the bedrooms, and mends the boiler',
      'Offer a place at breakfast club from Monday and ask his mother each Friday whether he came',
    ])
      assert.ok(!isVague(text), text)
  })
})

describe('whoever is asked says within one working day whether they can', () => {
  const owners = (on: string, ...more: Told[]) =>
    shown(
      findingsOf([told('own', action, '2025-03-07T16:00:00Z', { of: 'the action', facts: whole }), ...more]),
      'action-unanswered',
      'the action',
      on,
    )
  it('asked on a Friday, it is overdue on Tuesday, and the owner alone is told there', () => {
    assert.deepEqual(owners('2025-03-10'), ['DUE'])
    assert.deepEqual(owners('2025-03-11'), ['DUE', 'OVERDUE'])
    const found = openedBy(
      findingsOf([told('own', action, '2025-03-07T16:00:00Z', { of: 'the action', facts: whole })]),
      'action-unanswered',
      'own',
    )
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['action-owner'],
    )
  })
  it('an answer meets it, and an answer that came late stays late', () => {
    const yes = told('yes', actionAnswered, '2025-03-12T09:00:00Z', { of: 'the action', answers: 'own', facts: { accepted: true } })
    assert.deepEqual(owners('2025-03-12', yes), [])
    assert.deepEqual(owners('2025-03-11', yes), ['DUE', 'OVERDUE'])
  })
  it('on the meeting whoever chairs is told once it is late, and at once of a no, until somebody says yes', () => {
    const late = openedBy(findingsOf([called('strategy'), asked()]), 'action-unanswered', 'action')
    assert.deepEqual(late?.told, [{ to: 'meeting-chair', from: londonAt(day('2025-03-05'), '00:00') }])
    const no = [called('strategy'), asked(), answered(false)]
    assert.deepEqual(shown(findingsOf(no), 'action-unanswered', of, '2025-03-04'), ['DUE'])
    assert.deepEqual(shown(findingsOf([...no, answered(true, '2025-03-04T08:00:00Z', 'other')]), 'action-unanswered', of, '2025-03-04'), [])
  })
})

describe('what a meeting asked for is done by its day', () => {
  const meetingsView = (...more: Told[]) => findingsOf([called('strategy'), asked(), ...more])
  it('is due two days before and overdue the day after', () => {
    assert.equal(firstShown(meetingsView(), 'action-overdue', of, 'DUE'), '2025-03-12')
    assert.equal(firstShown(meetingsView(), 'action-overdue', of, 'OVERDUE'), '2025-03-15')
    assert.equal(openedBy(meetingsView(), 'action-overdue', 'action')?.dueOn, '2025-03-14')
  })
  it('ends when it is said what became of it, and stays late where that was late', () => {
    assert.deepEqual(shown(meetingsView(done('2025-03-13T09:00:00Z')), 'action-overdue', of, '2025-03-15'), [])
    const late = meetingsView(done('2025-03-20T09:00:00Z'))
    assert.deepEqual(shown(late, 'action-overdue', of, '2025-03-19'), ['DUE', 'OVERDUE'])
    assert.equal(openedBy(late, 'action-overdue', 'action')?.end?.as, 'met')
  })
  it('an owner who cannot do it is not reminded; an action without a day has no clock', () => {
    assert.deepEqual(shown(meetingsView(answered(false)), 'action-overdue', of, '2025-03-20'), [])
    assert.equal(openedBy(findingsOf([called('strategy'), asked({})]), 'action-overdue', 'action'), undefined)
  })
})

describe('what was decided reaches everybody who was invited', () => {
  const share = (what: string, on: string) => told(`shared ${what}`, meetingShared, on, { of, facts: { what, with: [subjectId('x')] } })
  it('the actions of a strategy meeting within one working day: overdue to whoever chairs on the second', () => {
    const open = findingsOf([called('strategy'), held()])
    assert.deepEqual(shown(open, 'strategy-not-shared', of, '2025-03-04'), ['DUE'])
    assert.deepEqual(shown(open, 'strategy-not-shared', of, '2025-03-05'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      openedBy(open, 'strategy-not-shared', 'held')?.told.map(one => one.to),
      ['minutes', 'meeting-chair'],
    )
    assert.deepEqual(
      shown(findingsOf([called('strategy'), held(), share('actions', '2025-03-04T09:00:00Z')]), 'strategy-not-shared', of, '2025-03-06'),
      [],
    )
    assert.deepEqual(
      shown(findingsOf([called('strategy'), held(), share('papers', '2025-03-04T09:00:00Z')]), 'strategy-not-shared', of, '2025-03-05'),
      ['DUE', 'OVERDUE'],
    )
  })
  it('what a conference decided within one working day, its minutes within twenty', () => {
    const open = findingsOf([called('review-conference'), held()])
    assert.equal(openedBy(open, 'conference-decisions-late', 'held')?.dueOn, '2025-03-04')
    assert.equal(openedBy(open, 'conference-minutes-late', 'held')?.dueOn, '2025-03-31')
    assert.deepEqual(shown(open, 'conference-minutes-late', of, '2025-04-01'), ['DUE', 'OVERDUE'])
    assert.deepEqual(shown(open, 'conference-decisions-late', of, '2025-03-05'), ['DUE', 'OVERDUE'])
    const sent = findingsOf([
      called('review-conference'),
      held(),
      share('decisions', '2025-03-03T18:00:00Z'),
      share('minutes', '2025-03-20T09:00:00Z'),
    ])
    assert.deepEqual(shown(sent, 'conference-decisions-late', of, '2025-03-05'), [])
    assert.deepEqual(shown(sent, 'conference-minutes-late', of, '2025-04-01'), [])
  })
  it('before the meeting is held no such time runs, and no time of a conference runs after a core group', () => {
    assert.deepEqual(findingsOf([called('strategy')]), [])
    assert.deepEqual(
      findingsOf([called('core-group'), held()]).map(one => one.rule),
      [],
    )
  })
})

describe('an agency that does not agree that there is no enquiry', () => {
  const dissent = (from: string) =>
    told('dissent', meetingDissent, '2025-03-03T11:20:00Z', { of, facts: { agencyKind: 'education', agency: subjectId('school'), from } })
  it('its safeguarding lead is told, and no other agency’s', () => {
    const found = openedBy(findingsOf([called('strategy'), dissent('no-enquiry')]), 'strategy-no-s47-disagreement', 'dissent')
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['agency-safeguarding-lead'],
    )
    assert.equal(found?.facts['askedAgency'], subjectId('school'))
    assert.deepEqual(Object.keys(found?.shows ?? {}), ['INFO'])
  })
  it('word of it stands for four weeks; another dissent says nothing of it', () => {
    const said = findingsOf([called('strategy'), dissent('no-enquiry')])
    assert.deepEqual(shown(said, 'strategy-no-s47-disagreement', of, '2025-03-30'), ['INFO'])
    assert.deepEqual(shown(said, 'strategy-no-s47-disagreement', of, '2025-03-31'), [])
    assert.deepEqual(
      findingsOf([called('strategy'), dissent('actions')]).map(one => one.rule),
      [],
    )
  })
})
