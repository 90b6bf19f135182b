import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entryId, told } from '../../../thread/testing/tell.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { concern, decided, lives } from '../testing/concerns-of-a-family.ts'
import { referral } from './referral.ts'

describe('a repeated concern is shown with its past', () => {
  it('twelve months leave out the same day last year and take in the day after', () => {
    const on = (first: string) =>
      openedBy(findingsOf([concern('a', first), concern('b', '2024-05-10')]), 'repeat-referral', 'b')?.facts.in12
    assert.equal(on('2023-05-10'), undefined)
    assert.equal(on('2023-05-11'), 2)
  })

  it('from 29 February the window reaches back to the last of February', () => {
    const on = (first: string) =>
      openedBy(findingsOf([concern('a', first), concern('b', '2024-02-29')]), 'repeat-referral', 'b')?.facts.in12
    assert.equal(on('2023-02-28'), undefined)
    assert.equal(on('2023-03-01'), 2)
  })

  it('is shown until the decision on it', () => {
    const said = findingsOf([concern('a', '2024-01-01'), concern('b', '2024-02-01'), decided('d', 'b', '2024-02-05')])
    assert.deepEqual(shown(said, 'repeat-referral', 'child', '2024-02-04'), ['INFO'])
    assert.deepEqual(shown(said, 'repeat-referral', 'child', '2024-02-05'), [])
    assert.equal(openedBy(said, 'repeat-referral', 'b')?.end?.by, entryId('d'))
  })

  it('counts what is about the child, the household, since the closure, ever here and elsewhere, from how many sources, about what', () => {
    const said = findingsOf([
      lives('child', '2020-01-01'),
      lives('brother', '2020-01-01'),
      concern('old', '2022-01-01', { name: 'school' }),
      concern('away', '2022-06-01', { elsewhere: 'Bolton' }),
      told('closed', caseClosed, '2023-06-01', {}),
      concern('his', '2023-09-01', { of: 'brother', name: 'nursery', concerns: ['physical'] }),
      concern('one', '2023-10-01', { name: 'School', concerns: ['neglect', 'domestic-abuse'] }),
      concern('two', '2024-01-01', { name: 'nursery', concerns: ['neglect', 'sexual'] }),
    ])
    assert.deepEqual(openedBy(said, 'repeat-referral', 'two')?.facts, {
      in12: 2,
      household12: 3,
      sinceClosure: 2,
      lifetime: 3,
      elsewhere: 1,
      sources: 2,
      concernsOverlap: ['neglect'],
    })
  })

  it('what was told of a sister counts only from a time when they belonged together', () => {
    const said = (moved: string) =>
      openedBy(
        findingsOf([
          lives('child', '2020-01-01'),
          lives('sister', '2020-01-01'),
          lives('sister', moved, 'elsewhere'),
          concern('hers', '2024-01-01', { of: 'sister' }),
          concern('mine', '2024-02-01'),
        ]),
        'repeat-referral',
        'mine',
      )
    assert.equal(said('2024-01-02')?.facts.household12, 2)
    assert.equal(said('2024-01-01'), undefined)
  })

  it('what was told of a brother before he came to live here does not count', () => {
    const versions = [
      lives('child', '2020-01-01'),
      concern('his', '2024-01-01', { of: 'brother' }),
      lives('brother', '2024-01-15'),
      concern('mine', '2024-02-01'),
    ]
    assert.equal(openedBy(findingsOf(versions), 'repeat-referral', 'mine'), undefined)
  })

  it('one telling of several children, or one matter matched to several, is one concern', () => {
    const together = [lives('child', '2020-01-01'), lives('sister', '2020-01-01')]
    for (const same of [{ act: 'one telling' }, { matter: 'one matter' }]) {
      const said = findingsOf([...together, concern('hers', '2024-01-01', { of: 'sister', ...same }), concern('mine', '2024-01-01', same)])
      assert.deepEqual(
        said.filter(({ rule }) => rule === 'repeat-referral'),
        [],
        JSON.stringify(same),
      )
    }
    const apart = findingsOf([...together, concern('hers', '2024-01-01', { of: 'sister' }), concern('mine', '2024-01-02')])
    assert.equal(openedBy(apart, 'repeat-referral', 'mine')?.facts.household12, 2)
  })

  it('a corrected concern stays the one concern it was', () => {
    const corrected = told('b2', referral, '2024-02-03', {
      corrects: 'b',
      known: '2024-03-01',
      act: 'a later act',
      facts: { source: 'health', concerns: ['sexual'] },
    })
    const [before, after] = [[], [corrected]].map(more =>
      openedBy(findingsOf([concern('a', '2024-01-01'), concern('b', '2024-02-01'), ...more]), 'repeat-referral', 'b'),
    )
    assert.equal(before?.key, after?.key)
    assert.equal(after?.facts.in12, 2)
  })
})
