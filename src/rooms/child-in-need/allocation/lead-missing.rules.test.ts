import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { accountId, entryId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, firstShown, openedBy, shown } from '../../testing/replayed.ts'
import { caseClosed } from '../closure/case-closed.ts'
import { leadMissing } from './lead-missing.rules.ts'

const works = (label: string, as: 'manager' | 'lead' | 'co-worker', on: string): Told =>
  told(label, involvement, on, { facts: { holder: accountId(label), form: as === 'manager' ? 'team' : 'account', as } })
const leaves = (label: string, on: string): Told => told(`end of ${label}`, involvementEnd, on, { answers: label, facts: {} })
const findings = (...all: Told[]) => findingsOf(all, { rules: [leadMissing] })

// Thursday 4 January 2024: five working days after it is Thursday 11 January.
const team = works('team', 'manager', '2024-01-04')

describe('a child whom a team works with has a lead worker', () => {
  it('a child without one is overdue once five working days have passed, to the team manager', () => {
    const said = findings(team)
    assert.deepEqual(shown(said, 'lead-missing', 'child', '2024-01-11'), [])
    assert.equal(firstShown(said, 'lead-missing', 'child', 'OVERDUE'), '2024-01-12')
    assert.deepEqual(
      said[0]?.told.map(({ to, from }) => [to, from]),
      [['manager', '2024-01-12T00:00:00.000000Z']],
    )
  })

  it('a lead worker named in time meets it, and a second worker does not', () => {
    assert.equal(findings(team, works('lead', 'lead', '2024-01-11'))[0]?.end?.as, 'met')
    assert.deepEqual(shown(findings(team, works('second', 'co-worker', '2024-01-05')), 'lead-missing', 'child', '2024-01-12'), ['OVERDUE'])
  })

  it('a child who had a lead worker from the first day never lacked one', () => {
    assert.deepEqual(findings(works('lead', 'lead', '2024-01-04'), team), [])
  })

  it('when a lead worker leaves, the time begins on that day', () => {
    const said = findings(team, works('lead', 'lead', '2024-01-04'), leaves('lead', '2024-02-01'))
    assert.equal(openedBy(said, 'lead-missing', 'end of lead')?.dueOn, '2024-02-08')
  })

  it('a child passed from one worker to another on one day was never without one', () => {
    const said = findings(team, works('first', 'lead', '2024-01-04'), leaves('first', '2024-02-01'), works('second', 'lead', '2024-02-01'))
    assert.deepEqual(said, [])
  })

  it('nobody is missed where no team works with the child, nor after it is closed or the team has left', () => {
    assert.deepEqual(findings(works('lead', 'lead', '2024-01-04'), leaves('lead', '2024-02-01')), [])
    for (const end of [leaves('team', '2024-01-08'), told('closed', caseClosed, '2024-01-08', { facts: { why: 'plan-met' } })]) {
      const said = findings(team, end)
      assert.equal(said[0]?.end?.as, 'lapsed')
      assert.deepEqual(shown(said, 'lead-missing', 'child', '2024-01-20'), [])
    }
  })

  it('a child who comes back to a team after closing needs a lead worker again', () => {
    const said = findings(
      team,
      told('closed', caseClosed, '2024-01-08', { facts: { why: 'plan-met' } }),
      works('again', 'manager', '2024-03-01'),
    )
    assert.equal(openedBy(said, 'lead-missing', 'again')?.dueOn, '2024-03-08')
  })

  it('death cancels it', () => {
    assert.equal(findings(team, told('death', death, '2024-01-08'))[0]?.end?.as, 'cancelled')
  })

  it('an allocation recorded late meets it on the day it was made', () => {
    const late: Told = { ...works('lead', 'lead', '2024-01-05'), known: told('x', death, '2024-03-01').known }
    const said = findings(team, late)
    assert.equal(said[0]?.end?.at.slice(0, 10), '2024-01-05')
    assert.equal(said[0]?.end?.by, entryId('lead'))
  })
})
