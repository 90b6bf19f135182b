import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { type Advice, adviceWords, bridgeConsultation, consultationFollowed, isToRefer } from './consultation.ts'

const of = 'matter'
const advised = (on: string, advice: Advice): Told =>
  told('consultation', bridgeConsultation, on, { of, facts: { number: 'C-7QRT-3ACD', source: 'education', advice } })
const raised = (on: string): Told => told('raised', consultationFollowed, on, { of, answers: 'consultation' })
const levels = (entries: readonly Told[], on: string) => shown(findingsOf(entries), 'consultation-follow-up', of, on)

describe('whoever was advised to raise a concern and has not is reminded after one working day', () => {
  it('advised on a Friday, nothing shows on Monday, and it is due from Tuesday', () => {
    assert.deepEqual(levels([advised('2026-06-05T15:00:00Z', 'referral')], '2026-06-08'), [])
    assert.deepEqual(levels([advised('2026-06-05T15:00:00Z', 'referral')], '2026-06-09'), ['DUE'])
  })

  it('only whoever asked is told, and only then', () => {
    const found = openedBy(findingsOf([advised('2026-06-05T15:00:00Z', 'assessment')]), 'consultation-follow-up', 'consultation')
    assert.deepEqual(found?.told, [{ to: 'referrer', from: '2026-06-08T23:00:00.000000Z' }])
    assert.equal(found?.queue, null)
  })

  it('the concern meets it, in time or late', () => {
    assert.deepEqual(levels([advised('2026-06-05T15:00:00Z', 'referral'), raised('2026-06-05T16:00:00Z')], '2026-06-09'), [])
    const late = [advised('2026-06-05T15:00:00Z', 'referral'), raised('2026-06-11T09:00:00Z')]
    assert.deepEqual(levels(late, '2026-06-10'), ['DUE'])
    assert.deepEqual(levels(late, '2026-06-11'), [])
    assert.equal(openedBy(findingsOf(late), 'consultation-follow-up', 'consultation')?.end?.as, 'met')
  })

  it('advice that needs no concern reminds nobody', () => {
    for (const advice of Object.keys(adviceWords) as Advice[])
      if (!isToRefer(advice)) assert.deepEqual(findingsOf([advised('2026-06-05T15:00:00Z', advice)]), [], advice)
  })

  it('says the number, so that the call can be found', () => {
    const found = openedBy(findingsOf([advised('2026-06-05', 'referral')]), 'consultation-follow-up', 'consultation')
    assert.equal(found?.facts['number'], 'C-7QRT-3ACD')
  })
})
