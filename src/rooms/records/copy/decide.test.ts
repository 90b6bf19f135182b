import assert from 'node:assert/strict'
import { it } from 'node:test'
import { referralTold } from '../../front-door/index.ts'
import { troubleWith } from './decide.ts'
import { isSealed, mayBeNamed, othersIn, ownOf } from './others.ts'
import type { ToldEntry } from './told-copy.ts'

const toldBy = (withheld: boolean) => ({
  group: 'referrer' as const,
  facts: withheld ? { withheld } : {},
  narrative: { name: 'Nellie Neighbour' },
})
const given = { answer: 'given' as const, reason: null, hide: [], show: [], opinion: null, why: 'They agreed.' }

it('whoever told us and asked not to be named is looked for, not named to whoever prepares the copy, and never given', () => {
  for (const withheld of [true, false]) {
    const part = toldBy(withheld)
    const entry = { id: 'e', subject: 's', kind: referralTold.name, parts: [part], files: [] } as unknown as ToldEntry
    const [other] = othersIn(ownOf([], [entry]), [entry], [], false)
    assert.ok(other && other.phrases.length > 0)
    assert.deepEqual([isSealed(part), mayBeNamed(other), other.called.includes('Nellie')], [withheld, !withheld, !withheld])
    assert.equal(troubleWith(part, entry, 'the-person', given).length, withheld ? 1 : 0)
  }
})
