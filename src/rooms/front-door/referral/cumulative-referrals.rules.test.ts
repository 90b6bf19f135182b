import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { conference, conferenceInvitations, cpPlanAgreed, planEnd } from '../../child-protection/index.ts'
import { meetingMinutes, meetingReport } from '../../meetings/index.ts'
import { byTodaysRules, findingsOf, openedBy, threadsOf } from '../../testing/replayed.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { concern, decided } from '../testing/concerns-of-a-family.ts'

describe('the third concern in twelve months asks for the whole picture', () => {
  const three = [concern('a', '2024-01-01'), concern('b', '2024-02-01'), concern('c', '2024-03-01')]
  const ask = (facts: Record<string, unknown>, more: Told[] = [], answers = 'c') => {
    const candidate = decided('d', answers, '2024-03-02', facts)
    const threads = threadsOf([...three, ...more])
    const [child] = threads
    assert.ok(child)
    const { corrects: _corrects, withdraws: _withdraws, ...entry } = candidate
    return gatesAsked(book, child, homeOf(child, threads), { ...entry, root: candidate.id }, byTodaysRules)
  }

  it('no further action, or advice alone, is not decided without a written review', () => {
    for (const outcome of ['no-further-action', 'information-and-advice'])
      assert.deepEqual(
        ask({ outcome }).map(({ rule }) => rule),
        ['cumulative-referrals'],
      )
  })

  it('with the review, or with help that follows, it is', () => {
    assert.deepEqual(ask({ outcome: 'no-further-action', cumulativeReview: true }), [])
    assert.deepEqual(ask({ outcome: 'early-help' }), [])
    assert.deepEqual(ask({ outcome: 'section-47' }), [])
  })

  it('a closure within the year asks as well', () => {
    const asked = ask({ outcome: 'no-further-action' }, [told('closed', caseClosed, '2024-02-20', {})])
    assert.deepEqual(
      asked.map(({ rule }) => rule),
      ['cumulative-referrals', 're-referral-after-closure'],
    )
  })

  it('gates stop decisions, plans, reviews and what is brought to them alone: nobody is ever stopped from raising a concern', () => {
    const mayBeAsked: readonly AnyKind[] = [
      referralDecision,
      childInNeedReview,
      conference,
      conferenceInvitations,
      cpPlanAgreed,
      planEnd,
      caseClosed,
      meetingMinutes,
      meetingReport,
    ]
    const gates = book.rules.flatMap(rule => (rule.gate ? [{ id: rule.id, kinds: rule.gate.kinds }] : []))
    assert.ok(gates.some(gate => gate.id === 'cumulative-referrals'))
    for (const { id, kinds } of gates) for (const kind of kinds) assert.ok(mayBeAsked.includes(kind), `${id} asks about ${kind.name}`)
  })

  it('ends with the decision: met by one that is allowed, past by one that went over it', () => {
    const end = (facts: Record<string, unknown>) =>
      openedBy(findingsOf([...three, decided('d', 'c', '2024-03-02', facts)]), 'cumulative-referrals', 'c')?.end?.as
    assert.equal(end({ outcome: 'no-further-action', cumulativeReview: true }), 'met')
    assert.equal(end({ outcome: 'section-47' }), 'met')
    assert.equal(end({ outcome: 'no-further-action' }), 'lapsed')
  })
})
