import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death, identity, involvement, pregnancy, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { findingsOf } from '../../testing/replayed.ts'
import { conference } from '../conference/conference.ts'
import { harmSuspected } from '../harm/harm-suspected.ts'
import { strategyDecision } from '../strategy/strategy-decision.ts'
import { visitAttempted } from '../visits/visit.ts'
import { siblingConsidered } from './sibling-considered.ts'

const at = (of: string, on = '2024-01-01'): Told => told(`home-${of}`, residence, on, { of, facts: { household: subjectId('home') } })
const home = [at('A'), at('B'), at('C')]
const leads = (of: string): Told =>
  told(`lead-${of}`, involvement, '2024-01-02', { of, facts: { holder: subjectId('worker'), form: 'account', as: 'lead' } })
const asked = (versions: Told[], of: string) =>
  findingsOf(versions).filter(({ rule, subject }) => rule === 'sibling-consideration' && subject === subjectId(of))
const begun = told('s47-A', strategyDecision, '2024-04-03', { of: 'A', facts: { decision: 'section-47-alone' } })

describe('what happens for one child is thought through for every other child of the household', () => {
  it('an enquiry about one child asks it of each of the others, and nothing of the child itself', () => {
    const versions = [...home, begun]
    assert.deepEqual(asked(versions, 'A'), [])
    for (const who of ['B', 'C']) assert.deepEqual(Object.keys(asked(versions, who)[0]?.shows ?? {}), ['DUE'], who)
  })

  it('an enquiry, a first conference, a refusal and an injury ask it; a strategy meeting that decides against, a review and no answer do not', () => {
    for (const [kind, facts, asks] of [
      [strategyDecision, { decision: 'section-47-joint' }, 1],
      [conference, { type: 'initial', plan: false }, 1],
      [conference, { type: 'transfer-in', plan: true }, 1],
      [visitAttempted, { access: 'refused' }, 1],
      [harmSuspected, { injury: true }, 1],
      [strategyDecision, { decision: 'no-section-47' }, 0],
      [conference, { type: 'review', plan: true }, 0],
      [visitAttempted, { access: 'no-answer' }, 0],
      [harmSuspected, { injury: false }, 0],
    ] as const)
      assert.equal(
        asked([...home, told('one', kind, '2024-04-03', { of: 'A', facts })], 'B').length,
        asks,
        `${kind.name} ${JSON.stringify(facts)}`,
      )
  })

  it('one act that speaks of several children asks nothing among them (the refusal of 20 February 2024, told once for each of three)', () => {
    const refused = ['A', 'B', 'C'].map(of =>
      told(`refused-${of}`, visitAttempted, '2024-02-20', { of, act: 'refusal', facts: { access: 'refused' } }),
    )
    for (const who of ['A', 'B', 'C']) assert.deepEqual(asked([...home, ...refused], who), [], who)
  })

  it('one act about two children asks it of the third once', () => {
    const both = ['A', 'B'].map(of =>
      told(`s47-${of}`, strategyDecision, '2024-04-03', { of, act: 'meeting', facts: { decision: 'section-47-alone' } }),
    )
    assert.equal(asked([...home, ...both], 'C').length, 1)
  })

  it('it ends when it is written down for this child, or a strategy meeting is about this child too', () => {
    const considered = told('considered', siblingConsidered, '2024-04-04', { of: 'B', facts: { found: 'safe-as-it-stands' } })
    assert.equal(asked([...home, begun, considered], 'B')[0]?.end?.as, 'met')
    const own = told('s47-B', strategyDecision, '2024-04-08', { of: 'B', facts: { decision: 'no-section-47' } })
    assert.equal(asked([...home, begun, own], 'B')[0]?.end?.as, 'met')
    const before = told('before', siblingConsidered, '2024-04-02', { of: 'B', facts: { found: 'safe-as-it-stands' } })
    assert.equal(asked([...home, begun, before], 'B')[0]?.end, null, 'what was thought before does not answer it')
  })

  it('those who work with that child are told; where nobody does, The Bridge', () => {
    assert.deepEqual(
      asked([...home, leads('B'), begun], 'B')[0]?.told.map(({ to }) => to),
      ['lead', 'manager'],
    )
    const [nobody] = asked([...home, leads('B'), begun], 'C')
    assert.deepEqual([nobody?.told.map(({ to }) => to), nobody?.queue], [['bridge-manager'], 'bridge'])
  })

  it('a child not yet born counts from the day on which the pregnancy is recorded', () => {
    const expecting = told('expecting', pregnancy, '2024-05-01', { of: 'baby', facts: { expected: '2024-11-01' } })
    const later = told('later', conference, '2024-06-03', { of: 'A', facts: { type: 'initial', plan: true } })
    const versions = [...home, at('baby'), expecting, begun, later]
    assert.deepEqual(
      asked(versions, 'baby').map(({ facts }) => facts.what),
      ['a child protection conference'],
    )
  })

  it('who had moved out by then, a grown-up and a child who has died are not asked about', () => {
    const left = told('left', residenceEnd, '2024-03-01', { of: 'B', facts: { household: subjectId('home') } })
    assert.deepEqual(asked([...home, left, begun], 'B'), [])
    const grown = told('grown', identity, '2024-01-01', { of: 'B', facts: { is: 'adult' } })
    assert.deepEqual(asked([...home, grown, begun], 'B'), [])
    const died = told('died', death, '2024-04-05', { of: 'B' })
    assert.equal(asked([...home, begun, died], 'B')[0]?.end?.as, 'cancelled')
  })

  it('it names nobody', () => assert.doesNotMatch(JSON.stringify(asked([...home, begun], 'B')[0]?.facts), /[0-9a-f]{8}-/))
})
