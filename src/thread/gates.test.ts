import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, englandAndWales, ownChoice } from '../guidance/index.ts'
import { book } from '../rooms/book.ts'
import { bind } from './book.ts'
import type { Lens } from './derive.ts'
import type { Entry, Told } from './entry.ts'
import { gatesAsked } from './gates.ts'
import { findingDecision } from './own-kinds/index.ts'
import { rule } from './rule.ts'
import { so } from './say.ts'
import { readKinds } from './store/reckon.ts'
import { testBook, verdict, worry } from './testing/field-visits.ts'
import { entryId, threadOf, told } from './testing/tell.ts'

const lens: Lens = { rules: 'of-the-day', holidays: englandAndWales, changed: new Map() }
const asCandidate = ({ corrects: _corrects, withdraws: _withdraws, ...content }: Told): Entry => ({ ...content, root: content.id })
const ask = (before: readonly Told[], candidate: Told) =>
  gatesAsked(testBook, threadOf(before), { others: [] }, asCandidate(candidate), lens)

/** A rule that reads worries, and asks about verdicts. */
const gatedAlone = rule({
  id: 'test-asks-of-verdicts',
  says: () => 'There is a worry.',
  because: [ownChoice('a rule of the tests')],
  kinds: [worry],
  inForce: { from: day('2000-01-01') },
  gate: { kinds: [verdict], stops: () => true, asks: 'Say why' },
  findings: thread => thread.of(worry).map(opened => so('GATE', { name: 'worry', opened, until: undefined, tell: [] })),
})

const first = told('w1', worry, '2024-01-05')
const second = told('w2', worry, '2024-02-05T14:00Z')
const dismissal = (on: string, more: Parameters<typeof told>[3] = {}) =>
  told('dismissal', verdict, on, { facts: { dismissed: true }, answers: 'w2', ...more })

describe('a gate', () => {
  it('asks about an entry that says too little while its rule shows GATE about what the entry answers', () => {
    assert.deepEqual(ask([first, second], dismissal('2024-02-06')), [
      { rule: 'test-many-worries', key: `many/${entryId('w2')}`, asks: 'Sum up what was raised before' },
    ])
  })

  it('lets pass an entry that says enough', () => {
    assert.deepEqual(ask([first, second], dismissal('2024-02-06', { facts: { dismissed: true, summedUp: true } })), [])
    assert.deepEqual(ask([first, second], dismissal('2024-02-06', { facts: { dismissed: false } })), [])
  })

  it('asks nothing before the condition, nothing after its end, and nothing about another matter', () => {
    assert.deepEqual(ask([first], dismissal('2024-02-06', { answers: 'w1' })), [])
    assert.deepEqual(ask([first, second], dismissal('2024-02-05T13:59Z')), [])
    assert.deepEqual(ask([first, second], dismissal('2024-02-06', { answers: 'w1' })), [])
    const taken = told('taken up', verdict, '2024-02-06', { facts: { dismissed: false }, answers: 'w2' })
    assert.deepEqual(ask([first, second, taken], dismissal('2024-02-07')), [])
  })

  it('asks of a day at its end: a decision known only to the day of what it answers is asked about', () => {
    assert.equal(ask([first, second], dismissal('2024-02-05')).length, 1)
  })

  it('never stops anybody from raising a worry', () => {
    assert.deepEqual(ask([first, second], told('w3', worry, '2024-02-07')), [])
  })

  const override = (by: string, more: Record<string, unknown> = {}) =>
    told('override', findingDecision, '2024-02-06', {
      by,
      facts: { rule: 'test-many-worries', key: `many/${entryId('w2')}`, decision: 'overridden', ...more },
    })

  it('is overridden by another person in writing, and by nobody for their own work', () => {
    assert.deepEqual(ask([first, second, override('manager')], dismissal('2024-02-07')), [])
    assert.equal(ask([first, second, override('worker')], dismissal('2024-02-07')).length, 1)
  })

  it('is not overridden by an acknowledgement, or by an override of something else', () => {
    assert.equal(ask([first, second, override('manager', { decision: 'acknowledged' })], dismissal('2024-02-07')).length, 1)
    assert.equal(ask([first, second, override('manager', { key: 'many/other' })], dismissal('2024-02-07')).length, 1)
    assert.equal(ask([first, second, override('manager', { rule: 'other' })], dismissal('2024-02-07')).length, 1)
  })

  it('that rests on what one agency keeps to itself asks that agency alone', () => {
    const secret = told('w1', worry, '2024-01-05', { audience: 'agency', agency: 'police' })
    assert.deepEqual(ask([secret, second], dismissal('2024-02-06')), [])
    const secretSecond = told('w2', worry, '2024-02-05', { audience: 'agency', agency: 'police' })
    assert.deepEqual(ask([first, secretSecond], dismissal('2024-02-06', { agency: 'council' })), [])
    assert.equal(ask([first, secretSecond], dismissal('2024-02-06', { agency: 'police' })).length, 1)
  })
})

describe('what a gate is asked about', () => {
  it('is read with the thread, though no rule draws anything from it: otherwise nobody would ever be asked', () => {
    const read = readKinds(book)
    for (const rule of book.rules)
      for (const kind of rule.gate?.kinds ?? []) assert.ok(read.includes(kind.name), `${rule.id} asks about ${kind.name}`)
    const alone = bind([{ room: 'planted', kinds: [worry, verdict], rules: [gatedAlone], episodes: [] }])
    assert.ok(readKinds(alone).includes(verdict.name))
  })
})
