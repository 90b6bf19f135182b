import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { accountId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, firstShown, openedBy, shown } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { unallocated } from './unallocated.rules.ts'

const rule = 'unallocated'
const works = (label: string, as: 'manager' | 'lead', on: string): Told =>
  told(label, involvement, on, { facts: { holder: accountId(label), form: as === 'manager' ? 'team' : 'account', as } })
const leaves = (label: string, on: string): Told => told(`end of ${label}`, involvementEnd, on, { answers: label, facts: {} })
const findings = (...all: Told[]) => findingsOf(all, { rules: [unallocated] })

const team = works('team', 'manager', '2024-01-04')
const worker = works('worker', 'lead', '2024-01-04')
// Monday 15 January 2024.
const plan = told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect' } })

describe('unallocated: a child on a plan has a social worker', () => {
  it('whose worker leaves on a Thursday and who has none after the Friday is critical on the Saturday, to the service manager too', () => {
    const said = findings(team, worker, plan, leaves('worker', '2024-02-01'))
    assert.deepEqual(shown(said, rule, 'child', '2024-02-02'), [])
    assert.equal(firstShown(said, rule, 'child', 'CRITICAL'), '2024-02-03')
    assert.deepEqual(said[0]?.told.map(({ to }) => to).sort(), ['manager', 'service-manager'])
  })

  it('a plan that begins while nobody is the child’s worker counts from the conference', () => {
    const said = findings(team, plan)
    assert.equal(openedBy(said, rule, 'plan')?.dueOn, '2024-01-16')
  })

  it('a new worker named in time meets it, and one named late ends it', () => {
    const gone = [team, worker, plan, leaves('worker', '2024-02-01')]
    assert.equal(findings(...gone, works('next', 'lead', '2024-02-02'))[0]?.end?.as, 'met')
    assert.deepEqual(shown(findings(...gone, works('late', 'lead', '2024-02-07')), rule, 'child', '2024-02-08'), [])
  })

  it('the end of the plan ends it, and a child on no plan is the matter of lead-missing alone', () => {
    const said = findings(
      team,
      worker,
      plan,
      leaves('worker', '2024-02-01'),
      told('end', planEnd, '2024-02-02', { facts: { ground: 'no-longer-likely' } }),
    )
    assert.deepEqual(shown(said, rule, 'child', '2024-02-10'), [])
    assert.deepEqual(findings(team), [])
    assert.deepEqual(
      findings(team, worker, told('end', planEnd, '2024-02-02', { facts: { ground: 'no-longer-likely' } }), leaves('worker', '2024-02-05')),
      [],
    )
  })

  it('nothing is said of a child of whom no team is on record: who works with them is not known', () => {
    assert.deepEqual(findings(plan), [])
  })
})
