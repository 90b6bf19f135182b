import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { death } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { preProceedings } from '../../cared-for/index.ts'
import { conference, planEnd } from '../../child-protection/index.ts'
import { findingsOf, shown } from '../../testing/replayed.ts'
import { familyGroupConference } from './family-group-conference.ts'

const rule = 'fgc-not-offered'
const plan = told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect' } })
const fgc = (on: string, facts: Record<string, unknown> = { step: 'offered' }) => told(`fgc ${on}`, familyGroupConference, on, { facts })
const about = (...versions: ReturnType<typeof told>[]) => findingsOf(versions).filter(one => one.rule === rule)

describe('fgc-not-offered: the wider family is asked', () => {
  it('is due from the day of the plan, told to worker and manager, and met by an offer', () => {
    assert.deepEqual(shown(findingsOf([plan]), rule, 'child', '2024-01-15'), ['DUE'])
    const [found] = about(plan, fgc('2024-02-01'))
    assert.deepEqual([found?.told.map(one => one.to), found?.end?.as], [['lead', 'manager'], 'met'])
    assert.deepEqual(shown(findingsOf([plan, fgc('2024-02-01')]), rule, 'child', '2024-02-01'), [])
  })

  it('a family that said no was offered one', () => {
    const [found] = about(plan, fgc('2024-02-01', { step: 'declined', by: 'has-responsibility' }))
    assert.equal(found?.end?.as, 'met')
  })

  it('an offer of the twelve months before counts, its anniversary included; an older one does not', () => {
    assert.deepEqual(about(fgc('2023-01-15'), plan), [])
    assert.equal(about(fgc('2023-01-14'), plan).length, 1)
  })

  it('is due too for work before court proceedings, and ends with it', () => {
    const begun = told('plo', preProceedings, '2024-03-04', { facts: { step: 'begun' } })
    assert.deepEqual(
      about(begun).map(one => [one.name, one.end]),
      [['court', null]],
    )
    const [found] = about(begun, told('over', preProceedings, '2024-05-01', { facts: { step: 'ended-no-court' } }))
    assert.equal(found?.end?.as, 'lapsed')
  })

  it('ends with the plan, and with the child’s death', () => {
    assert.equal(about(plan, told('end', planEnd, '2024-03-01', { facts: { ground: 'left-the-country' } }))[0]?.end?.as, 'lapsed')
    assert.equal(about(plan, told('died', death, '2024-03-01'))[0]?.end?.as, 'cancelled')
  })
})
