import assert from 'node:assert/strict'
import { it } from 'node:test'
import { book } from '../../book.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { referralTold } from '../../front-door/index.ts'
import { copyOf, onPaper } from './copy.ts'
import { partKey, troubleWith } from './decide.ts'
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

it('what somebody keeps back by hand is kept back in the title too', () => {
  const record = { group: 'record' as const, facts: { doneBy: 'Bazza', outcome: 'going-on' }, narrative: {} }
  const entry = {
    id: 'e',
    subject: 's',
    kind: earlyHelpAssessment.name,
    on: '2025-02-01',
    known: '2025-02-01T10:00:00Z',
    parts: [record],
    files: [],
    role: 'r',
  } as unknown as ToldEntry
  const parts = new Map([[partKey(entry.id, 'record'), { ...given, hide: ['Bazza'], reason: 'third-party' as const }]])
  const copy = copyOf([entry], { book, own: ownOf([], [entry]), others: [], by: 'the-person', decisions: { parts, others: new Map() } })
  const title = onPaper(copy.entries[0]?.title ?? [])
  assert.ok(title.includes('kept back') && !title.includes('Bazza'), title)
})
