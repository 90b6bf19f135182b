import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, type Day, day } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { metLate } from '../../../thread/finding.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, firstShown, shown } from '../../testing/replayed.ts'
import { challenge, challengeUrgent } from '../raising/challenge.ts'
import { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage } from './stage.ts'

const of = 'matter'
const raised = (on = '2019-09-04', more: Record<string, unknown> = {}) =>
  told('raised', challenge, `${on}T09:00:00Z`, { of, facts: { about: 'decision-on-a-concern', decidedOn: '2019-09-02', ...more } })
const answered = (on: string, id = 'answered') => told(id, challengeAnswered, `${on}T10:00:00Z`, { of, facts: { changes: false } })
const discussed = (on: string) => told('discussed', challengeDiscussed, `${on}T10:00:00Z`, { of })
const stage = (to: string, on: string) => told(`stage ${to}`, challengeStage, `${on}T11:00:00Z`, { of, facts: { stage: to } })
const settled = (on: string) => told('settled', challengeResolved, `${on}T12:00:00Z`, { of, facts: { resolution: 'compromise' } })
const urgent = (on: string) => told('urgent', challengeUrgent, `${on}T08:00:00Z`, { of })

const clock = (entries: readonly Told[], name: string) =>
  findingsOf(entries).find(one => one.rule === 'challenge-overdue' && one.name === name)
const levels = (entries: readonly Told[], on: string) => shown(findingsOf(entries), 'challenge-overdue', of, on)
/** The clocks that stand at the end of a day, by name. */
const standing = (entries: readonly Told[], on: string) =>
  findingsOf(entries)
    .filter(one => one.rule === 'challenge-overdue' && one.from <= `${on}T22:59` && (!one.end || one.end.at > `${on}T22:59`))
    .map(one => one.name)

describe('a school does not agree that nothing follows on its concern, decided on Monday 2 September 2019', () => {
  it('Wednesday 4 September is the last day to raise it; that it came in time, or late, is kept', () => {
    assert.equal(clock([raised()], 'raise')?.dueOn, '2019-09-04')
    assert.equal(metLate(clock([raised()], 'raise') ?? assert.fail()), false)
    assert.equal(metLate(clock([raised('2019-09-05')], 'raise') ?? assert.fail()), true)
    assert.deepEqual(clock([raised('2019-09-05')], 'raise')?.shows, {})
  })

  it('raised on the 4th, the answer is due by Monday 9 September, and from half of the time whoever answers is told', () => {
    const answer = clock([raised()], 'answer')
    assert.equal(answer?.dueOn, '2019-09-09')
    assert.deepEqual(levels([raised()], '2019-09-04'), [])
    assert.deepEqual(levels([raised()], '2019-09-09'), ['DUE'])
    assert.deepEqual(
      answer?.told.map(one => one.to),
      ['challenged', 'challenger'],
    )
  })

  it('unanswered on the 10th, both sides are told, and stage 1 is open', () => {
    assert.deepEqual(levels([raised()], '2019-09-10'), ['DUE', 'OVERDUE'])
    assert.deepEqual(standing([raised()], '2019-09-10'), ['answer', 'discuss'])
    assert.equal(clock([raised()], 'discuss')?.facts['stage'], '1')
    assert.equal(clock([raised()], 'discuss')?.dueOn, '2019-09-12')
    assert.equal(clock([raised()], 'outcome')?.dueOn, '2019-09-17')
  })

  it('left alone it goes through every stage, and is open on every day', () => {
    const names = findingsOf([raised()])
      .filter(one => one.rule === 'challenge-overdue')
      .map(one => one.name)
    assert.deepEqual(names, ['raise', 'answer', 'discuss', 'outcome', 'meet', 'letter', 'agencies', 'final'])
    for (let on: Day = day('2019-09-10'); on < '2020-03-01'; on = addDays(on, 7)) {
      assert.ok(standing([raised()], on).length >= 1, on)
      assert.ok(standing([raised()], on).length <= 2, on)
      assert.ok(levels([raised()], on).includes('OVERDUE') || standing([raised()], on).length > 0, on)
    }
    assert.deepEqual(levels([raised()], '2020-03-02'), ['DUE', 'OVERDUE'])
  })

  it('after twenty working days in all the chair of the partnership is told, whatever the stage, until it is settled', () => {
    const total = (entries: readonly Told[], on: string) => shown(findingsOf(entries), 'challenge-unresolved', of, on)
    assert.equal(firstShown(findingsOf([raised()]), 'challenge-unresolved', of, 'INFO'), '2019-10-03')
    const long = [raised(), answered('2019-09-06'), stage('1', '2019-09-09')]
    assert.deepEqual(total(long, '2019-10-02'), [])
    assert.deepEqual(total(long, '2019-10-03'), ['INFO'])
    assert.deepEqual(total([...long, settled('2019-10-07')], '2019-10-07'), [])
    assert.deepEqual(
      findingsOf(long)
        .find(one => one.rule === 'challenge-unresolved')
        ?.told.map(one => one.to),
      ['partnership-chair'],
    )
  })
})

describe('a challenge is answered, taken further, or settled', () => {
  it('an answer in time meets the clock, and whoever raised it has two working days to say whether that settles it', () => {
    const answeredIn = [raised(), answered('2019-09-06')]
    assert.equal(clock(answeredIn, 'answer')?.end?.as, 'met')
    assert.deepEqual(standing(answeredIn, '2019-09-07'), ['reply'])
    assert.equal(clock(answeredIn, 'reply')?.dueOn, '2019-09-10')
    assert.deepEqual(levels(answeredIn, '2019-09-11'), ['DUE', 'OVERDUE'])
    assert.deepEqual(
      clock(answeredIn, 'reply')?.told.map(one => one.to),
      ['challenger', 'challenged'],
    )
  })

  it('a late answer is late for good, and answers the stage that has opened by itself', () => {
    const late = [raised(), answered('2019-09-11')]
    assert.equal(metLate(clock(late, 'answer') ?? assert.fail()), true)
    assert.equal(clock(late, 'outcome')?.end?.as, 'met')
    assert.equal(clock(late, 'discuss')?.end?.as, 'superseded')
    assert.deepEqual(standing(late, '2019-09-11'), ['reply'])
  })

  it('taken to stage 1, the managers talk within two working days and write the outcome within two more', () => {
    const one = [raised(), answered('2019-09-06'), stage('1', '2019-09-09')]
    assert.equal(clock(one, 'reply')?.end?.as, 'met')
    assert.equal(clock(one, 'discuss')?.dueOn, '2019-09-11')
    const talked = [...one, discussed('2019-09-10')]
    assert.equal(clock(talked, 'discuss')?.end?.as, 'met')
    assert.equal(clock(talked, 'outcome')?.dueOn, '2019-09-12')
    assert.deepEqual(standing([...talked, answered('2019-09-12', 'outcome')], '2019-09-12'), ['reply'])
  })

  it('a stage may be passed over', () => {
    const far = [raised(), stage('3', '2019-09-05')]
    assert.equal(clock(far, 'answer')?.end?.as, 'superseded')
    assert.deepEqual(standing(far, '2019-09-06'), ['agencies'])
    assert.equal(clock(far, 'agencies')?.dueOn, '2019-09-12')
  })

  it('settled, nothing of it stands', () => {
    for (const entries of [
      [raised(), settled('2019-09-05')],
      [raised(), answered('2019-09-06'), settled('2019-09-06')],
      [raised(), stage('4', '2019-09-05'), settled('2019-09-30')],
    ])
      assert.deepEqual(standing(entries, '2019-10-01'), [])
  })
})

describe('a child says that they are afraid to go home', () => {
  it('from that hour each stage has one working day', () => {
    const afraid = [raised(), urgent('2019-09-05')]
    assert.equal(clock(afraid, 'answer')?.end?.as, 'superseded')
    assert.equal(clock(afraid, 'urgent-0')?.dueOn, '2019-09-06')
    assert.deepEqual(levels(afraid, '2019-09-07'), ['DUE', 'OVERDUE'])
    assert.equal(clock(afraid, 'urgent-1')?.dueOn, '2019-09-09')
  })

  it('raised as urgent, the first answer is due the next working day', () => {
    assert.equal(clock([raised('2019-09-04', { urgent: true })], 'urgent-0')?.dueOn, '2019-09-05')
    assert.deepEqual(
      standing([raised('2019-09-04', { urgent: true }), answered('2019-09-05')], '2019-09-05'),
      ['urgent-0', 'reply'].slice(1),
    )
  })
})
