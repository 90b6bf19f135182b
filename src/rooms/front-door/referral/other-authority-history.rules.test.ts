import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf } from '../../testing/replayed.ts'
import { historyAsked, historyReceived, livedElsewhere } from './other-authority.ts'

describe('the history another authority holds', () => {
  const known = (on: string, more: Told[] = []) =>
    findingsOf([told('lived', livedElsewhere, on, { facts: { authority: 'Trafford' } }), ...more])

  it('is asked for once for each authority, however often and however written', () => {
    assert.equal(known('2024-01-08', [told('again', livedElsewhere, '2024-02-01', { facts: { authority: ' trafford' } })]).length, 1)
    assert.equal(known('2024-01-08', [told('more', livedElsewhere, '2024-02-01', { facts: { authority: 'Bolton' } })]).length, 2)
  })

  it('asking is not having: only the answer meets it, that nothing is held as well', () => {
    const asked = told('asked', historyAsked, '2024-01-09', { facts: { authority: 'Trafford' } })
    const answer = told('answer', historyReceived, '2024-01-12', { facts: { authority: 'trafford', held: false } })
    const [waiting] = known('2024-01-08', [asked])
    assert.deepEqual([waiting?.end, waiting?.facts.asked], [null, true])
    assert.equal(known('2024-01-08', [asked, answer])[0]?.end?.as, 'met')
  })
})
