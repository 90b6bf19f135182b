import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breakGlass } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, shown } from '../../testing/replayed.ts'
import { breakGlassReviewed } from './break-glass-reviewed.ts'

const opened = told('opened', breakGlass, '2026-06-05', { facts: { category: 'in-danger-now', hours: 4 } })
const reviewed = (on: string) => told('reviewed', breakGlassReviewed, on, { answers: 'opened', facts: { outcome: 'justified' } })

describe('a record that was opened in an emergency', () => {
  it('is told at once to the child’s worker and to the team’s manager', () => {
    const said = findingsOf([opened]).filter(one => one.rule === 'break-glass')
    assert.deepEqual(said.map(one => one.name).sort(), ['opened', 'review'])
    assert.deepEqual(
      said.find(one => one.name === 'opened')?.told.map(one => one.to),
      ['lead', 'manager'],
    )
    assert.deepEqual(shown(findingsOf([opened]), 'break-glass', 'child', '2026-06-05'), ['INFO'])
  })

  it('on a Friday is reviewed by the end of Tuesday, and is late from Wednesday on', () => {
    const review = findingsOf([opened]).find(one => one.rule === 'break-glass' && one.name === 'review')
    assert.equal(review?.dueOn, '2026-06-09')
    assert.ok(!shown(findingsOf([opened]), 'break-glass', 'child', '2026-06-09').includes('OVERDUE'))
    assert.ok(shown(findingsOf([opened]), 'break-glass', 'child', '2026-06-10').includes('OVERDUE'))
    assert.deepEqual(review?.told, [{ to: 'manager', from: review?.due }])
  })

  it('waits until somebody has reviewed it: late is late all the same', () => {
    const review = findingsOf([opened, reviewed('2026-06-12')]).find(one => one.rule === 'break-glass' && one.name === 'review')
    assert.deepEqual([review?.end?.as, review?.end?.at.slice(0, 10)], ['met', '2026-06-11'])
  })
})
