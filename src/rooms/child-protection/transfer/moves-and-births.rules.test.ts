import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { birth, death, residence } from '../../../thread/own-kinds/index.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { motherUnfit, postBirthMeeting } from '../before-birth/post-birth.ts'
import { postBirthOverdue } from '../before-birth/post-birth-overdue.rules.ts'
import { conference } from '../conference/conference.ts'
import { coreGroup } from '../core-group/core-group.ts'
import { safetyScaled } from '../safety/safety.ts'
import { scalingApart } from '../safety/scaling-apart.rules.ts'
import { temporaryResidence, transferInNotice, transferOutNotice } from './transfer.ts'
import { transferDue } from './transfer-due.rules.ts'

const of = 'A'
const plan = (on: string) => told('plan', conference, on, { of, facts: { type: 'initial', plan: true, category: 'neglect' } })
const levels = (rule: AnyRule, entries: readonly Told[], on: string) => shown(findingsOf(entries, { rules: [rule] }), rule.id, of, on)

describe('a child on a plan moves', () => {
  const notice = told('notice', transferInNotice, '2024-12-12', { of, facts: { authority: 'Testshire' } })

  it('into the area: the conference is held within 15 working days of written notice, over Christmas by 7 January 2025', () => {
    assert.equal(openedBy(findingsOf([notice], { rules: [transferDue] }), 'transfer-due', 'notice')?.dueOn, '2025-01-07')
    assert.deepEqual(levels(transferDue, [notice], '2025-01-07'), ['DUE'])
    assert.deepEqual(levels(transferDue, [notice], '2025-01-08'), ['DUE', 'OVERDUE'])
    const here = told('here', conference, '2025-01-06', { of, facts: { type: 'transfer-in', plan: true, category: 'neglect' } })
    assert.deepEqual(levels(transferDue, [notice, here], '2025-01-08'), [])
  })

  it('away: the other authority is told within one working day of the new address, and the clock ends when it was', () => {
    const moved = told('moved', residence, '2025-03-07', { of, facts: { household: subjectId('new home'), area: 'Testshire' } })
    const entries = [plan('2025-01-15'), moved]
    assert.equal(openedBy(findingsOf(entries, { rules: [transferDue] }), 'transfer-due', 'moved')?.dueOn, '2025-03-10')
    assert.deepEqual(levels(transferDue, entries, '2025-03-11'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      levels(
        transferDue,
        [...entries, told('told', transferOutNotice, '2025-03-10', { of, facts: { authority: 'Testshire' } })],
        '2025-03-11',
      ),
      [],
    )
    assert.deepEqual(findingsOf([moved], { rules: [transferDue] }), [], 'a child without a plan moves as it likes')
  })

  it('away for a time is told as well; living here for a time is not', () => {
    const stay = (direction: string) => told('stay', temporaryResidence, '2025-03-07', { of, facts: { direction, authority: 'Testshire' } })
    assert.deepEqual(levels(transferDue, [plan('2025-01-15'), stay('away')], '2025-03-11'), ['DUE', 'OVERDUE'])
    assert.deepEqual(levels(transferDue, [plan('2025-01-15'), stay('here')], '2025-03-11'), [])
  })
})

describe('a child is born on a plan', () => {
  const born = [plan('2013-10-15'), told('E16', birth, '2013-12-16', { of })]

  it('the plan is looked at by 2 January 2014 after a birth on 16 December, over Christmas and New Year; overdue on 3 January (case 17)', () => {
    assert.equal(openedBy(findingsOf(born, { rules: [postBirthOverdue] }), 'post-birth-overdue', 'E16')?.dueOn, '2014-01-02')
    assert.deepEqual(levels(postBirthOverdue, born, '2014-01-02'), ['DUE'])
    assert.deepEqual(levels(postBirthOverdue, born, '2014-01-03'), ['DUE', 'OVERDUE'])
    assert.deepEqual(levels(postBirthOverdue, [...born, told('E17', death, '2014-01-15', { of })], '2014-01-15'), [])
  })

  it('a core group, a review or another meeting after the birth meets it', () => {
    for (const met of [
      told('core', coreGroup, '2013-12-30', { of }),
      told('meeting', postBirthMeeting, '2013-12-30', { of, facts: { as: 'other' } }),
      told('review', conference, '2013-12-30', { of, facts: { type: 'review', plan: true } }),
    ])
      assert.deepEqual(levels(postBirthOverdue, [...born, met], '2014-01-03'), [], met.kind)
    assert.deepEqual(levels(postBirthOverdue, [...born, told('before', coreGroup, '2013-10-29', { of })], '2014-01-03'), ['DUE', 'OVERDUE'])
  })

  it('within twenty working days where the mother is not well enough to come: by 16 January 2014', () => {
    const unfit = [...born, told('unfit', motherUnfit, '2013-12-20', { of })]
    assert.equal(openedBy(findingsOf(unfit, { rules: [postBirthOverdue] }), 'post-birth-overdue', 'E16')?.dueOn, '2014-01-16')
  })

  it('a child whose plan began after the birth has no such clock', () => {
    assert.deepEqual(findingsOf([told('born', birth, '2013-12-16', { of }), plan('2014-01-15')], { rules: [postBirthOverdue] }), [])
  })
})

describe('answers on the safety scale', () => {
  const says = (id: string, on: string, who: string, scale: number, more: Record<string, unknown> = {}) =>
    told(id, safetyScaled, on, { of, facts: { who, scale, when: 'conference', ...more } })
  const apart = (entries: readonly Told[], on: string) => levels(scalingApart, entries, on)

  it('four steps apart ask for a talk, three do not; nothing is averaged', () => {
    assert.deepEqual(apart([says('m', '2025-03-03', 'mother', 8), says('c', '2025-03-03', 'child', 4)], '2025-03-03'), ['INFO'])
    assert.deepEqual(apart([says('m', '2025-03-03', 'mother', 8), says('c', '2025-03-03', 'child', 5)], '2025-03-03'), [])
    const found = findingsOf([says('m', '2025-03-03', 'mother', 8), says('c', '2025-03-03', 'child', 4)], { rules: [scalingApart] })[0]
    assert.deepEqual(found?.facts, { lowest: 4, lowestBy: 'the child', highest: 8, highestBy: 'mother' })
  })

  it('it ends when they come closer, and answers long past are not compared', () => {
    const entries = [says('m', '2025-03-03', 'mother', 8), says('c', '2025-03-03', 'child', 4), says('m2', '2025-03-20', 'mother', 6)]
    assert.deepEqual(apart(entries, '2025-03-19'), ['INFO'])
    assert.deepEqual(apart(entries, '2025-03-20'), [])
    assert.deepEqual(apart([says('m', '2025-03-03', 'mother', 8), says('c', '2025-04-03', 'child', 2)], '2025-04-03'), [])
  })

  it('each danger has a scale of its own, and each agency speaks for itself', () => {
    const on = (id: string, who: string, scale: number, answers: string) =>
      told(id, safetyScaled, '2025-03-03', { of, answers, facts: { who, scale } })
    assert.deepEqual(apart([on('a', 'mother', 9, 'danger 1'), on('b', 'child', 2, 'danger 2')], '2025-03-03'), [])
    assert.deepEqual(
      apart(
        [
          says('s', '2025-03-03', 'professional', 2, { agencyKind: 'education' }),
          says('h', '2025-03-03', 'professional', 7, { agencyKind: 'health' }),
        ],
        '2025-03-03',
      ),
      ['INFO'],
    )
  })
})
