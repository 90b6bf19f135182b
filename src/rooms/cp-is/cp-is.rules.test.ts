import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../guidance/index.ts'
import type { Told } from '../../thread/entry.ts'
import { birth, death, identifier, identity } from '../../thread/own-kinds/index.ts'
import { entryId, told } from '../../thread/testing/tell.ts'
import { careBegan, careEnded } from '../cared-for/index.ts'
import {
  conference,
  cpIsAttendance,
  cpIsAttendanceRead,
  cpIsAttendancesWeighed,
  cpIsSent,
  planEnd,
  transferOutNotice,
} from '../child-protection/index.ts'
import { findingsOf, openedBy, shown } from '../testing/replayed.ts'

const plan = told('plan', conference, '2026-11-06', { facts: { type: 'initial', plan: true, category: 'neglect' } })
const number = told('number', identifier, '2026-01-05', { facts: { scheme: 'nhs-number', value: '9434765919' } })
const sent = (id: string, on: string, what: string, about: string): Told =>
  told(id, cpIsSent, on, { facts: { what, about: entryId(about), how: 'program' } })
const ended = told('ended', planEnd, '2026-12-10', { facts: { ground: 'no-longer-likely' } })

describe('cp-is-update: the NHS is told of a change within one working day', () => {
  const rule = 'cp-is-update'
  const about = (versions: Told[], id: string) => openedBy(findingsOf(versions), rule, id)

  it('a plan that begins on a Friday is told by the end of Monday, and is overdue for the unit on Tuesday', () => {
    const found = about([plan, number], 'plan')
    assert.equal(found?.dueOn, '2026-11-09')
    assert.deepEqual(found?.told, [{ to: 'conference-office', from: startOfDay(day('2026-11-10')) }])
    assert.deepEqual(shown(findingsOf([plan, number]), rule, 'child', '2026-11-09'), [])
    assert.deepEqual(shown(findingsOf([plan, number]), rule, 'child', '2026-11-10'), ['OVERDUE'])
    assert.equal(about([plan], 'plan'), undefined, 'without an NHS number the NHS cannot be told')
  })

  it('is met once it was told of that change, and stays late where it was late', () => {
    const found = about([number, plan, sent('told', '2026-11-12', 'plan-start', 'plan')], 'plan')
    assert.deepEqual([found?.end?.as, found?.end?.by], ['met', entryId('told')])
    assert.ok(found?.due && found.end && found.end.at >= found.due)
    assert.equal(about([number, plan, sent('told', '2026-11-12', 'plan-start', 'another')], 'plan')?.end, null)
  })

  it('the end is told where the beginning was, and a beginning that nobody told is told no more', () => {
    const told = [number, plan, sent('told', '2026-11-09', 'plan-start', 'plan'), ended]
    assert.equal(about(told, 'ended')?.dueOn, '2026-12-11')
    assert.equal(about([...told, sent('over', '2026-12-11', 'plan-end', 'ended')], 'ended')?.end?.as, 'met')
    assert.equal(about([number, plan, ended], 'plan')?.end?.as, 'superseded')
    assert.equal(about([number, plan, ended], 'ended'), undefined)
  })

  it('a decision that is put right to no plan is taken back where the plan was told, from when it was put right', () => {
    const start = sent('told', '2026-11-09', 'plan-start', 'plan')
    const none = told('none', conference, '2026-11-06', {
      facts: { type: 'initial', plan: false },
      corrects: 'plan',
      known: '2026-11-16T10:00:00Z',
    })
    const found = about([number, plan, start, none], 'plan')
    assert.deepEqual([found?.name, found?.dueOn, found?.end], ['plan-end', '2026-11-17', null])
    assert.equal(about([number, plan, start, none, sent('over', '2026-11-17', 'plan-end', 'plan')], 'plan')?.end?.as, 'met')
    assert.equal(about([number, plan, none], 'plan'), undefined, 'what the NHS never knew is not taken back')
    const again = told('again', conference, '2026-11-06', {
      facts: { type: 'initial', plan: true, category: 'neglect' },
      corrects: 'plan',
      known: '2026-11-18T10:00:00Z',
    })
    assert.equal(about([number, plan, start, none, again], 'plan')?.name, 'plan-start', 'put right once more, it is a plan')
  })

  it('of a cared-for child it is told when care begins, not when its ground changes, and its end where the beginning was told', () => {
    const began = told('began', careBegan, '2026-11-06', { facts: { as: 'agreed' } })
    const order = told('order', careBegan, '2026-11-20', { facts: { as: 'interim-care-order' } })
    const home = told('home', careEnded, '2026-12-10', { facts: { as: 'home' } })
    assert.equal(about([number, began, order], 'began')?.dueOn, '2026-11-09')
    assert.equal(about([number, began, order], 'order'), undefined)
    const both = [number, began, sent('told', '2026-11-09', 'care-start', 'began'), order, home]
    assert.equal(about(both, 'began')?.end?.as, 'met')
    assert.equal(about(both, 'home')?.dueOn, '2026-12-11')
    assert.equal(about([...both, sent('over', '2026-12-11', 'care-end', 'home')], 'home')?.end?.as, 'met')
    assert.equal(about([number, began, home], 'began')?.end?.as, 'superseded')
    assert.equal(about([number, began, home], 'home'), undefined)
    // A plan and care at the same time are two things to tell.
    assert.deepEqual(
      [about([number, plan, began], 'plan')?.dueOn, about([number, plan, began], 'began')?.dueOn],
      ['2026-11-09', '2026-11-09'],
    )
  })

  it('on the eighteenth birthday care ends by itself: the NHS is told of it within a working day, once, and of nothing where it never knew', () => {
    const who = told('who', identity, '2026-01-05', { facts: { is: 'child', given: 'Zara', family: 'Testcase', born: '2008-11-13' } })
    const began = told('began', careBegan, '2026-11-06', { facts: { as: 'care-order' } })
    const known = [who, number, began, sent('told', '2026-11-09', 'care-start', 'began')]
    const atEighteen = (versions: Told[]) => findingsOf(versions).find(one => one.rule === rule && one.name === 'care-end')
    assert.deepEqual([atEighteen(known)?.from, atEighteen(known)?.dueOn], [startOfDay(day('2026-11-13')), '2026-11-16'])
    assert.deepEqual(shown(findingsOf(known), rule, 'child', '2026-11-16'), [])
    assert.deepEqual(shown(findingsOf(known), rule, 'child', '2026-11-17'), ['OVERDUE'])
    const both = [...known, sent('over', '2026-11-16', 'care-end', 'began')]
    assert.deepEqual([atEighteen(both)?.end?.as, atEighteen(both)?.end?.by], ['met', entryId('over')])
    assert.equal(atEighteen([who, number, began]), undefined)
    assert.equal(findingsOf([who, number, began]).find(one => one.name === 'care-start')?.end?.as, 'superseded')
    // Ended before the birthday, it is that end of which the NHS is told, and no other.
    const home = told('home', careEnded, '2026-11-12', { facts: { as: 'home' } })
    assert.equal(about([...known, home], 'home')?.dueOn, '2026-11-13')
    assert.equal(findingsOf([...known, home]).filter(one => one.name === 'care-end').length, 1)
  })

  it('a birth and a move while the plan runs are told; before and after it they are not', () => {
    const born = told('born', birth, '2026-11-20')
    const moved = told('moved', transferOutNotice, '2026-11-25', { facts: { authority: 'Bolton' } })
    assert.equal(about([number, plan, born, moved], 'born')?.dueOn, '2026-11-23')
    assert.equal(about([number, plan, born, moved], 'moved')?.dueOn, '2026-11-26')
    assert.equal(
      about(
        [
          plan,
          sent('told', '2026-11-09', 'plan-start', 'plan'),
          ended,
          told('later', transferOutNotice, '2026-12-15', { facts: { authority: 'Bolton' } }),
        ],
        'later',
      ),
      undefined,
    )
    assert.equal(about([number, told('early', birth, '2026-10-01'), plan], 'early'), undefined)
  })

  it('death cancels what was still to be told of the plan', () => {
    assert.equal(about([number, plan, told('death', death, '2026-11-07')], 'plan')?.end?.as, 'cancelled')
  })
})

const attendance = (id: string, on: string): Told =>
  told(id, cpIsAttendance, on, { facts: { notice: id, setting: 'emergency-department', organisation: 'Invented Royal Infirmary' } })

describe('cp-is-attendance: a notice of the NHS is read within one working day', () => {
  const about = (versions: Told[], id = 'first') => openedBy(findingsOf(versions), 'cp-is-attendance', id)

  it('a child seen on Friday evening: told at once to the social worker, due at noon of Monday, then to the manager', () => {
    const found = about([attendance('first', '2026-11-20T22:10:00Z')])
    assert.equal(found?.dueOn, '2026-11-23')
    assert.deepEqual(shown(findingsOf([attendance('first', '2026-11-20T22:10:00Z')]), 'cp-is-attendance', 'child', '2026-11-22'), ['INFO'])
    assert.deepEqual(shown(findingsOf([attendance('first', '2026-11-20T22:10:00Z')]), 'cp-is-attendance', 'child', '2026-11-23'), [
      'INFO',
      'DUE',
    ])
    assert.deepEqual(
      found?.told.map(one => [one.to, one.from]),
      [
        ['lead', '2026-11-20T22:10:00.000000Z'],
        ['manager', '2026-11-23T12:00:00.000000Z'],
      ],
    )
  })

  it('reading it meets it; reading another does not; death cancels it', () => {
    const one = attendance('first', '2026-11-20')
    const read = (answers: string) => told('read', cpIsAttendanceRead, '2026-11-23', { answers })
    assert.equal(about([one, read('first')])?.end?.as, 'met')
    assert.equal(about([one, attendance('other', '2026-11-21'), read('other')])?.end, null)
    assert.equal(about([one, told('death', death, '2026-11-21')])?.end?.as, 'cancelled')
  })
})

describe('cp-is-attendances: twice within thirty days is for a manager', () => {
  const rule = 'cp-is-attendances'
  const found = (versions: Told[]) => findingsOf(versions).filter(one => one.rule === rule)

  it('on the thirtieth day it is, on the thirty-first it is not, and once is not', () => {
    assert.deepEqual(found([attendance('first', '2026-10-01')]), [])
    assert.equal(found([attendance('first', '2026-10-01'), attendance('second', '2026-10-31')]).length, 1)
    assert.deepEqual(found([attendance('first', '2026-10-01'), attendance('second', '2026-11-01')]), [])
  })

  it('stands for the manager until it is weighed, and a third opens it anew', () => {
    const weighed = told('weighed', cpIsAttendancesWeighed, '2026-10-12')
    const two = [attendance('first', '2026-10-01'), attendance('second', '2026-10-10'), weighed]
    assert.deepEqual(
      found(two).map(one => [one.end?.as, one.told]),
      [['met', [{ to: 'manager', from: startOfDay(day('2026-10-10')) }]]],
    )
    const three = found([...two, attendance('third', '2026-10-20')])
    assert.deepEqual(
      three.map(one => one.end?.as ?? null),
      ['met', null],
    )
    assert.deepEqual(shown(three, rule, 'child', '2026-11-30'), ['DUE'])
  })
})
