import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { birth, death, identity, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { accountId, told } from '../../../thread/testing/tell.ts'
import { conference, enquiry, homeConditions, planEnd, visit } from '../../child-protection/index.ts'
import { note } from '../../recording/index.ts'
import { findingsOf, firstShown } from '../../testing/replayed.ts'
import { childsVoice } from '../../voice/index.ts'
import { childSeen } from '../sightings/child-seen.ts'
import { unseenChild } from './unseen-child.rules.ts'

const child = told('who', identity, '2024-01-01', { facts: { is: 'child', given: 'Ada', family: 'Testcase' } })
const led = told('led', involvement, '2024-01-02', { facts: { holder: accountId('w'), form: 'account', as: 'lead' } })
const plan = told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect' } })
const seenBy = (on: string, id = `seen-${on}`): Told => told(id, childSeen, on, { facts: { where: 'school' } })
const turns = (versions: Told[]) => findingsOf(versions, { rules: [unseenChild] }).map(({ name, dueOn, end }) => [name, dueOn, end?.as])
const overdue = (versions: Told[]) => firstShown(findingsOf(versions, { rules: [unseenChild] }), 'unseen-child', 'child', 'OVERDUE')

describe('a child whose case is open is seen by somebody', () => {
  it('on a plan at least every fourteen days, counted from the plan and then from the day the child was seen', () => {
    assert.equal(overdue([child, plan]), '2024-01-30')
    assert.deepEqual(turns([child, plan, seenBy('2024-01-29'), seenBy('2024-02-10')]), [
      ['on-plan', '2024-01-29', 'met'],
      ['on-plan', '2024-02-12', 'met'],
      ['on-plan', '2024-02-24', undefined],
    ])
  })

  it('otherwise at least every twenty-eight days, while somebody leads or a team manages', () => {
    assert.equal(overdue([child, led]), '2024-01-31')
    assert.deepEqual(turns([child]), [])
    const ended = told('ended', involvementEnd, '2024-01-20', { answers: 'led' })
    assert.deepEqual(turns([child, led, ended]), [['open', '2024-01-30', 'lapsed']])
  })

  it('the plan takes over while it lasts, and afterwards the longer time counts from its end', () => {
    const ended = told('end', planEnd, '2024-02-01', { facts: { ground: 'no-longer-likely' } })
    assert.deepEqual(turns([child, led, plan, ended]), [
      ['open', '2024-01-30', 'superseded'],
      ['on-plan', '2024-01-29', 'lapsed'],
      ['open', '2024-02-29', undefined],
    ])
  })

  it('a change of worker begins nothing anew', () => {
    const other = told('other', involvement, '2024-01-12', { facts: { holder: accountId('x'), form: 'account', as: 'lead' } })
    assert.deepEqual(turns([child, led, other]), [['open', '2024-01-30', undefined]])
  })

  it('whoever sees the child counts: a visit, another professional, a note, the child’s voice, the police in the home, an enquiry on its day', () => {
    const seen: Told[] = [
      told('s', visit, '2024-01-20', { facts: { by: 'other', place: 'school', seen: 'seen-with-carer' } }),
      told('s', note, '2024-01-20', { facts: { contact: 'at-school', seen: 'seen-not-spoken' } }),
      told('s', childsVoice, '2024-01-20', { facts: { obtained: true, heard: ['play'], where: 'school' } }),
      told('s', homeConditions, '2024-01-20', { facts: { seenBy: 'police', fit: false, childSeen: true } }),
      told('s', enquiry, '2024-01-25', { facts: { seen: 'alone', seenOn: '2024-01-20' } }),
    ]
    for (const one of seen) assert.equal(turns([child, plan, one]).at(-1)?.[1], '2024-02-03', one.kind)
  })

  it('no record is not seen: a call, a video, a note that says nothing, a home without the child', () => {
    const not: Told[] = [
      told('s', visit, '2024-01-20', { facts: { by: 'lead', place: 'video', seen: 'not-seen' } }),
      told('s', note, '2024-01-20', { facts: { contact: 'telephone' } }),
      told('s', note, '2024-01-20', { facts: { contact: 'at-home' } }),
      told('s', childsVoice, '2024-01-20', { facts: { obtained: true, heard: ['written'], where: 'apart' } }),
      told('s', homeConditions, '2024-01-20', { facts: { seenBy: 'police', fit: false } }),
    ]
    for (const one of not) assert.equal(turns([child, plan, one]).at(-1)?.[1], '2024-01-29', one.kind)
  })

  it('an unborn child is not counted until birth; death ends it; of an adult nothing is said', () => {
    const unborn = [
      told('who', identity, '2024-01-01', { facts: { is: 'unborn', family: 'Testcase' } }),
      told('expecting', pregnancy, '2024-01-01'),
      plan,
    ]
    assert.deepEqual(turns(unborn), [])
    assert.equal(overdue([...unborn, told('born', birth, '2024-03-01')]), '2024-03-16')
    assert.deepEqual(turns([child, plan, told('died', death, '2024-01-20')]), [['on-plan', '2024-01-29', 'cancelled']])
    const adult = told('who', identity, '2024-01-01', { facts: { is: 'adult', given: 'Ada', family: 'Testcase' } })
    assert.deepEqual(turns([adult, led]), [])
  })
})
