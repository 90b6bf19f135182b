import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { told } from '../../../thread/testing/tell.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import { findingsOf, openedBy } from '../../testing/replayed.ts'
import { concern, lives } from '../testing/concerns-of-a-family.ts'

describe('a concern after a closure', () => {
  const after = (on: string) =>
    openedBy(findingsOf([told('closed', caseClosed, '2023-02-28', {}), concern('r', on)]), 're-referral-after-closure', 'r')

  it('of two closures on one day the child’s own counts, whichever was written down last and however the two are called', () => {
    const closed = (id: string, of: string, at = '2024-03-01', known = at) => told(id, caseClosed, at, { of, known })
    const whose = (own: Told, other: Told) =>
      openedBy(
        findingsOf([lives('child', '2020-01-01'), lives('brother', '2020-01-01'), own, other, concern('r', '2024-06-01')]),
        're-referral-after-closure',
        'r',
      )?.facts.whose
    for (const [a, b] of [
      ['closed', 'closed too'],
      ['closed too', 'closed'],
    ] as const) {
      assert.equal(whose(closed(a, 'child'), closed(b, 'brother')), 'child')
      assert.equal(whose(closed(a, 'child'), closed(b, 'brother', '2024-03-01', '2024-03-09')), 'child')
      assert.equal(whose(closed(a, 'child'), closed(b, 'brother', '2024-03-01T15:00:00Z')), 'child')
    }
    assert.equal(whose(closed('closed', 'child'), closed('closed too', 'brother', '2024-03-02')), 'household')
  })

  it('is looked at in its light up to and on the anniversary', () => {
    assert.equal(after('2024-02-28')?.facts.days, 365)
    assert.equal(after('2024-02-29'), undefined)
    assert.equal(after('2023-02-27'), undefined)
  })

  it('is so in the household too, and says whose case it was', () => {
    const said = findingsOf([
      lives('child', '2020-01-01'),
      lives('sister', '2020-01-01'),
      told('closed', caseClosed, '2024-01-01', { of: 'sister' }),
      concern('r', '2024-03-01'),
    ])
    assert.equal(openedBy(said, 're-referral-after-closure', 'r')?.facts.whose, 'household')
    assert.equal(openedBy(said, 're-referral-after-closure', 'r')?.facts.sinceClosure, null)
  })
})
