import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accountId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, shown } from '../../testing/replayed.ts'
import { familyView, type ViewSort } from './family-view.ts'
import { sharedWithFamily } from './shared-with-family.ts'

const rule = 'family-waits-for-answer'
const wrote = (on: string, sort: ViewSort = 'question') => told('wrote', familyView, on, { facts: { sort, by: 'parent' } })
const answered = (on: string, answers = 'wrote') =>
  told('answered', sharedWithFamily, on, { answers, facts: { sort: 'answer', account: accountId('parent'), item: accountId('item') } })
const due = (...entries: ReturnType<typeof told>[]) => findingsOf(entries).find(one => one.rule === rule)

describe('a family that writes', () => {
  it('has its answer within five working days', () => {
    assert.equal(due(wrote('2026-11-02'))?.dueOn, '2026-11-09')
    assert.ok(!shown(findingsOf([wrote('2026-11-02')]), rule, 'child', '2026-11-09').includes('OVERDUE'))
    assert.ok(shown(findingsOf([wrote('2026-11-02')]), rule, 'child', '2026-11-10').includes('OVERDUE'))
  })

  it('has it when something is shared in answer, and not when something else is shared', () => {
    assert.equal(due(wrote('2026-11-02'), answered('2026-11-04'))?.end?.as, 'met')
    assert.equal(due(wrote('2026-11-02'), answered('2026-11-04', 'another'))?.end, null)
  })

  it('is answered when it asks, wants something put right or somebody to speak for it; what it thinks is heard', () => {
    for (const sort of ['question', 'correction', 'advocate'] as const) assert.ok(due(wrote('2026-11-02', sort)), sort)
    assert.equal(due(wrote('2026-11-02', 'view')), undefined)
  })
})
