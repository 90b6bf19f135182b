import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { residenceEnd } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy } from '../../testing/replayed.ts'
import { concern, lives } from '../testing/concerns-of-a-family.ts'

describe('two agencies see the same', () => {
  const fires = (...versions: Told[]) => openedBy(findingsOf(versions), 'multi-source-corroboration', 'last')

  it('an agency that repeats itself corroborates nothing', () => {
    assert.equal(fires(concern('a', '2024-01-01', { name: 'school' }), concern('last', '2024-02-01', { name: ' SCHOOL' })), undefined)
  })

  it('another agency with the same concern does, and names what both see', () => {
    const said = fires(
      concern('a', '2024-01-01', { name: 'school', concerns: ['neglect', 'sexual'] }),
      concern('last', '2024-02-01', { source: 'health', name: 'school', concerns: ['neglect', 'physical'] }),
    )
    assert.deepEqual(said?.facts, { concerns: ['neglect'], source: 'school', otherSource: 'school' })
  })

  it('another agency with another concern does not, nor two that both say only "another worry"', () => {
    assert.equal(
      fires(concern('a', '2024-01-01', { name: 'school' }), concern('last', '2024-02-01', { source: 'health', concerns: ['physical'] })),
      undefined,
    )
    assert.equal(
      fires(concern('a', '2024-01-01', { concerns: ['other'] }), concern('last', '2024-02-01', { source: 'health', concerns: ['other'] })),
      undefined,
    )
  })

  it('a source without a name may be any of its kind, and is not taken for another', () => {
    assert.equal(fires(concern('a', '2024-01-01', { name: 'school' }), concern('last', '2024-02-01')), undefined)
    assert.equal(fires(concern('a', '2024-01-01'), concern('last', '2024-02-01', { name: 'nursery' })), undefined)
    assert.ok(fires(concern('a', '2024-01-01'), concern('last', '2024-02-01', { source: 'police' })))
  })

  it('an agency is new again when twelve months have gone by, if another raised it meanwhile', () => {
    const meanwhile = concern('b', '2023-10-01', { source: 'health', name: 'clinic' })
    assert.ok(fires(concern('a', '2023-02-01', { name: 'school' }), meanwhile, concern('last', '2024-02-01', { name: 'school' })))
    assert.equal(
      fires(concern('a', '2023-02-02', { name: 'school' }), meanwhile, concern('last', '2024-02-01', { name: 'school' })),
      undefined,
    )
  })

  it('the nursery of the younger corroborates the school of the elder while they live together, and not after', () => {
    const family = (until: Told[]) =>
      fires(
        lives('child', '2020-01-01'),
        lives('elder', '2020-01-01'),
        ...until,
        concern('a', '2024-01-01', { of: 'elder', name: 'school' }),
        concern('last', '2024-02-01', { name: 'nursery' }),
      )
    assert.ok(family([]))
    assert.equal(family([told('left', residenceEnd, '2023-12-01', { of: 'elder', facts: { household: subjectId('home') } })]), undefined)
  })

  it('what another authority was told corroborates nothing here', () => {
    assert.equal(fires(concern('a', '2024-01-01', { source: 'health', elsewhere: 'Bolton' }), concern('last', '2024-02-01')), undefined)
  })
})
