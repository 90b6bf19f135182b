import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { birth } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { referral } from '../../front-door/index.ts'
import { findingsOf, openedBy } from '../../testing/replayed.ts'
import { strategyDecision } from '../strategy/strategy-decision.ts'
import { harmSuspected } from './harm-suspected.ts'

const born = told('born', birth, '2025-01-10')
const hurt = (on: string, facts: Record<string, unknown> = {}): Told =>
  told('hurt', harmSuspected, on, { facts: { injury: true, ...facts } })
const found = (...versions: Told[]) => openedBy(findingsOf(versions), 'immobile-baby-injury', 'hurt')

describe('an injury to a baby who does not move by itself yet', () => {
  it('is critical at once, until a strategy meeting has decided', () => {
    const open = found(born, hurt('2025-03-03'))
    assert.deepEqual(Object.keys(open?.shows ?? {}), ['CRITICAL'])
    assert.equal(open?.end, null)
    const decided = told('decided', strategyDecision, '2025-03-03', { facts: { decision: 'section-47-joint' } })
    assert.equal(found(born, hurt('2025-03-03'), decided)?.end?.as, 'met')
  })

  it('where nobody says how the baby moves, one of fewer than six months counts as not moving', () => {
    assert.ok(found(born, hurt('2025-07-09')))
    assert.equal(found(born, hurt('2025-07-10')), undefined, 'six months old that day')
    assert.ok(found(born, hurt('2025-07-09', { moves: 'not-known' })))
    assert.equal(found(hurt('2025-03-03')), undefined, 'of whom nobody knows the age')
  })

  it('what was seen of how the baby moves goes before its age', () => {
    assert.ok(found(born, hurt('2025-09-09', { moves: 'no' })))
    assert.equal(found(born, hurt('2025-05-09', { moves: 'yes' })), undefined)
  })

  it('harm without an injury is none; a concern about an injury to so young a baby is', () => {
    assert.equal(found(born, told('hurt', harmSuspected, '2025-03-03')), undefined)
    const concern = (concerns: string[]) => told('hurt', referral, '2025-03-03', { facts: { source: 'health', concerns } })
    assert.ok(found(born, concern(['accident-or-injury'])))
    assert.equal(found(born, concern(['neglect'])), undefined)
  })
})
