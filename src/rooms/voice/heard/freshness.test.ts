import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { subjectId, threadOf, told } from '../../../thread/testing/tell.ts'
import { conference, visit } from '../../child-protection/index.ts'
import type { ToldByKind } from '../../family/index.ts'
import { childsVoice } from './childs-voice.ts'
import { lastHeard, sayFreshness } from './freshness.ts'

/** What a page reads of a thread, by Kit Invented. */
const read = (versions: readonly Told[]): ToldByKind => {
  const thread = threadOf(versions)
  return { of: (kind: Parameters<typeof thread.of>[0]) => thread.of(kind).map(one => ({ ...one, by: 'Kit Invented', said: {} })) } as never
}
const says = (...versions: Told[]): string => sayFreshness('Amira', lastHeard(read(versions)), day('2026-11-22'))
const seen = (on: string, facts: Record<string, unknown> = {}): Told =>
  told(`visit ${on}`, visit, on, { facts: { by: 'lead', place: 'school', seen: 'seen-alone', ...facts } })

describe('how fresh a child’s voice is', () => {
  it('says how many days ago, how, and by whom', () => {
    assert.equal(says(seen('2026-10-10')), 'Amira was last heard 43 days ago, alone, at a visit, by Kit Invented.')
  })

  it('says that something changed for the child since', () => {
    const moved = told('moved', residence, '2026-11-03', { facts: { household: subjectId('home') } })
    assert.equal(
      says(seen('2026-10-10'), moved),
      'Amira was last heard 43 days ago, alone, at a visit, by Kit Invented: before the child’s home changed.',
    )
    const decided = told('decided', conference, '2026-11-10', { facts: { type: 'review', plan: true, category: 'neglect' } })
    assert.match(says(seen('2026-10-10'), moved, decided), /before a conference decided/)
    assert.doesNotMatch(says(seen('2026-11-15'), moved, decided), /before/)
  })

  it('a child who was seen and not spoken to was not heard, and a child who could not be heard was not either', () => {
    const tried = told('tried', childsVoice, '2026-11-01', { facts: { obtained: false } })
    assert.equal(says(seen('2026-10-10', { seen: 'seen-not-spoken' }), tried), 'Nothing that Amira said or showed is on record yet.')
    const drew = told('drew', childsVoice, '2026-11-01', { facts: { obtained: true, heard: ['drawing'], where: 'school' } })
    assert.match(says(tried, drew), /^Amira was last heard 21 days ago, .*at school or nursery, by Kit Invented\.$/)
  })
})
