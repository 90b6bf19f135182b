import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { accountId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, firstShown, openedBy, shown } from '../../testing/replayed.ts'
import { caseClosed } from '../closure/case-closed.ts'
import { offerUnanswered } from './offer-unanswered.rules.ts'

const works = (label: string, as: 'manager' | 'offered', on: string): Told =>
  told(label, involvement, on, { facts: { holder: accountId(label), form: 'team', as } })
const answered = (label: string, on: string, offer: 'taken-on' | 'turned-down' | 'taken-back'): Told =>
  told(`end of ${label}`, involvementEnd, on, { answers: label, facts: { offer } })
const findings = (...all: Told[]) => findingsOf([works('team', 'manager', '2024-01-02'), ...all], { rules: [offerUnanswered] })

// Thursday 4 January 2024: five working days after it is Thursday 11 January.
const offer = works('offer', 'offered', '2024-01-04')

describe('a child who is offered to another team has an answer', () => {
  it('an offer without one is overdue once five working days have passed, to the manager of the team that offered', () => {
    const said = findings(offer)
    assert.deepEqual(shown(said, 'offer-unanswered', 'child', '2024-01-11'), [])
    assert.equal(firstShown(said, 'offer-unanswered', 'child', 'OVERDUE'), '2024-01-12')
    assert.deepEqual(
      said[0]?.told.map(({ to, from }) => [to, from]),
      [['manager', '2024-01-12T00:00:00.000000Z']],
    )
  })

  it('whatever the answer is ends it, and so does taking the offer back', () => {
    for (const how of ['taken-on', 'turned-down', 'taken-back'] as const) {
      const said = findings(offer, answered('offer', '2024-01-11', how))
      assert.equal(said[0]?.end?.as, 'met', how)
      assert.deepEqual(shown(said, 'offer-unanswered', 'child', '2024-01-20'), [], how)
    }
  })

  it('a child who is offered again is counted anew, and one who never was is not counted', () => {
    const said = findings(offer, answered('offer', '2024-01-08', 'turned-down'), works('again', 'offered', '2024-02-01'))
    assert.equal(openedBy(said, 'offer-unanswered', 'again')?.dueOn, '2024-02-08')
    assert.deepEqual(findings(), [])
  })

  it('nobody has to answer for a child whose case is closed, or who has died', () => {
    assert.equal(findings(offer, told('closed', caseClosed, '2024-01-08', { facts: { why: 'plan-met' } }))[0]?.end?.as, 'lapsed')
    assert.equal(findings(offer, told('death', death, '2024-01-08'))[0]?.end?.as, 'cancelled')
    const before = told('closed', caseClosed, '2024-01-03', { facts: { why: 'plan-met' } })
    assert.equal(firstShown(findings(before, offer), 'offer-unanswered', 'child', 'OVERDUE'), '2024-01-12', 'closed before it was offered')
  })
})
