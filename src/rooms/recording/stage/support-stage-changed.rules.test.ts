import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { threadOf, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { stageEpisodes, stageProposed, supportStage } from './support-stage.ts'

const confirmed = (id: string, on: string, stage: string, more: Parameters<typeof told>[3] = {}): Told =>
  told(id, supportStage, on, { ...more, facts: { stage, discussed: true, ...more.facts } })
const proposed = (id: string, on: string, stage: string, more: Parameters<typeof told>[3] = {}): Told =>
  told(id, stageProposed, on, { ...more, facts: { stage, discussed: true, ...more.facts } })
const now = (...versions: Told[]) =>
  stageEpisodes(threadOf(versions)).map(one => [one.state, one.from.slice(0, 10), one.until?.slice(0, 10) ?? null])

describe('a child has exactly one stage of support', () => {
  it('the next ends the one before, and death ends the last', () => {
    const help = confirmed('help', '2026-01-10', 'getting-help')
    const risk = confirmed('risk', '2026-02-10', 'getting-risk-support')
    assert.deepEqual(now(help, risk), [
      ['getting-help', '2026-01-10', '2026-02-10'],
      ['getting-risk-support', '2026-02-10', null],
    ])
    assert.deepEqual(now(help, risk, told('died', death, '2026-03-01')).at(-1), ['getting-risk-support', '2026-02-10', '2026-03-01'])
  })

  it('two of one moment leave one: the one that became known last', () => {
    const versions = [
      confirmed('first', '2026-01-10', 'getting-help', { known: '2026-01-10' }),
      confirmed('second', '2026-01-10', 'getting-advice', { known: '2026-01-11' }),
    ]
    assert.deepEqual(now(...versions), [['getting-advice', '2026-01-10', null]])
  })

  it('any practitioner’s proposal holds at once where social work is neither in it nor was before', () => {
    assert.deepEqual(now(proposed('p', '2026-01-10', 'getting-help')), [['getting-help', '2026-01-10', null]])
    assert.deepEqual(now(proposed('p', '2026-01-10', 'getting-more-help', { facts: { led: 'early-help' } })), [
      ['getting-more-help/early-help', '2026-01-10', null],
    ])
  })

  it('into social work, and out of it, it waits for The Bridge or the owning team', () => {
    assert.deepEqual(now(proposed('p', '2026-01-10', 'getting-risk-support')), [])
    assert.deepEqual(now(proposed('p', '2026-01-10', 'getting-more-help', { facts: { led: 'social-work' } })), [])
    const risk = confirmed('risk', '2026-01-10', 'getting-risk-support')
    assert.deepEqual(now(risk, proposed('p', '2026-02-10', 'getting-advice')), [['getting-risk-support', '2026-01-10', null]])
  })
})

describe('the team is told when the stage changes', () => {
  const help = confirmed('help', '2026-06-01', 'getting-help')

  it('everybody of it, for four weeks, with the stage before', () => {
    const said = findingsOf([help, confirmed('more', '2026-06-10', 'getting-more-help', { facts: { led: 'social-work' } })])
    const found = openedBy(said, 'support-stage-changed', 'more')
    assert.deepEqual(found?.facts, { stage: 'Getting More Help, led by a social worker', before: 'Getting Help' })
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['lead', 'manager', 'chair', 'core-group'],
    )
    assert.deepEqual(shown(said, 'support-stage-changed', 'child', '2026-07-07'), ['INFO'])
    assert.deepEqual(shown(said, 'support-stage-changed', 'child', '2026-07-08'), [])
  })

  it('a change written down later is news from the day it became known', () => {
    const found = openedBy(
      findingsOf([confirmed('late', '2026-03-01', 'getting-help', { known: '2026-06-01' })]),
      'support-stage-changed',
      'late',
    )
    assert.equal(found?.from, startOfDay(day('2026-06-01')))
  })

  it('the same stage again is no change', () => {
    assert.equal(
      openedBy(findingsOf([help, confirmed('again', '2026-06-10', 'getting-help')]), 'support-stage-changed', 'again'),
      undefined,
    )
  })

  it('a proposal that waits is told to those who can confirm, until something is confirmed', () => {
    const p = proposed('p', '2026-06-10', 'getting-risk-support')
    assert.equal(openedBy(findingsOf([help, p]), 'support-stage-changed', 'p')?.end, null)
    const answered = openedBy(findingsOf([help, p, confirmed('c', '2026-06-12', 'getting-risk-support')]), 'support-stage-changed', 'p')
    assert.deepEqual([answered?.end?.as, answered?.end?.at], ['met', startOfDay(day('2026-06-12'))])
  })
})
