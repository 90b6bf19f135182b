import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { entryId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy } from '../../testing/replayed.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { decided } from '../testing/concerns-of-a-family.ts'
import { familyTold } from './family-told.ts'
import { referral } from './referral.ts'

describe('danger, and a family that does not know', () => {
  const danger = told('r', referral, '2024-01-05T18:00:00Z', {
    facts: { source: 'public', concerns: ['physical'], inDangerNow: true, familyTold: 'no' },
  })

  it('danger is critical at once, to whoever is on duty, until it is decided', () => {
    const said = findingsOf([
      danger,
      told('d', referralDecision, '2024-01-05T19:00:00Z', { answers: 'r', facts: { outcome: 'emergency-protection' } }),
    ])
    const found = openedBy(said, 'immediate-danger', 'r')
    assert.equal(found?.shows.CRITICAL, danger.at)
    assert.deepEqual(
      found?.told.map(({ to }) => to),
      ['duty', 'bridge-manager'],
    )
    assert.equal(found?.end?.at, '2024-01-05T19:00:00.000000Z')
  })

  it('that the family does not know is shown until they are told, a decision that leaves them untold included', () => {
    const until = (...more: Told[]) => openedBy(findingsOf([danger, ...more]), 'family-unaware', 'r')?.end?.by
    assert.equal(until(), undefined)
    assert.equal(until(decided('d', 'r', '2024-01-08')), undefined)
    assert.equal(until(decided('d', 'r', '2024-01-08', { familyTold: true })), entryId('d'))
    assert.equal(until(told('t', familyTold, '2024-01-09', { answers: 'r' })), entryId('t'))
  })

  it('death ends what was shown about a concern', () => {
    const said = findingsOf([danger, told('died', death, '2024-01-06', {})])
    // What a death itself asks for begins with it.
    const before = said.filter(({ rule, from }) => rule !== 'referral-decision-due' && from < startOfDay(day('2024-01-06')))
    assert.ok(before.length > 0)
    for (const finding of before) assert.equal(finding.end?.as, 'cancelled', finding.rule)
  })
})
