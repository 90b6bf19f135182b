import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { moment } from '../guidance/index.ts'
import { kind } from './kind.ts'
import { entryId, threadOf, told } from './testing/tell.ts'

const note = kind({
  name: 'test-note',
  words: 'note',
  of: ['person'],
  title: facts => facts.says,
  record: { facts: z.strictObject({ says: z.string() }), narrative: z.strictObject({}) },
  retention: 'oversight',
})
const reply = kind({
  ...note,
  name: 'test-reply',
  record: { facts: z.strictObject({}), narrative: z.strictObject({}) },
  title: () => 'reply',
})

const says = (text: string) => ({ facts: { says: text } })
const first = told('first', note, '2024-01-10', says('as first told'))
const corrected = told('second', note, '2024-01-08', { ...says('as corrected'), corrects: 'first', known: '2024-02-01' })

describe('a thread', () => {
  it('shows an entry as last corrected, under the identity and the first knowing of its root', () => {
    const [entry, ...rest] = threadOf([first, corrected]).of(note)
    assert.equal(rest.length, 0)
    assert.equal(entry?.facts.says, 'as corrected')
    assert.equal(entry?.root, entryId('first'))
    assert.equal(entry?.id, entryId('second'))
    assert.equal(entry?.on, '2024-01-08')
    assert.equal(entry?.known, first.known)
  })

  it('takes the correction that became known last, whatever the order the rows arrive in', () => {
    const again = told('third', note, '2024-01-09', { ...says('corrected again'), corrects: 'first', known: '2024-03-01' })
    for (const rows of [
      [first, corrected, again],
      [again, corrected, first],
      [corrected, again, first],
      [again, first, corrected],
    ])
      assert.deepEqual(
        threadOf(rows)
          .of(note)
          .map(entry => entry.facts.says),
        ['corrected again'],
      )
  })

  it('leaves out what was withdrawn, and shows it again as known before the withdrawal', () => {
    const withdrawn = told('gone', note, '2024-01-10', { withdraws: 'first', known: '2024-02-20' })
    const thread = threadOf([first, corrected, withdrawn])
    assert.deepEqual(thread.entries, [])
    assert.equal(thread.find(entryId('first')), undefined)
    assert.equal(thread.asKnownAt(moment('2024-02-19T12:00Z')).of(note)[0]?.facts.says, 'as corrected')
    assert.equal(thread.asKnownAt(moment('2024-01-31T12:00Z')).of(note)[0]?.facts.says, 'as first told')
    assert.deepEqual(thread.asKnownAt(moment('2024-01-09T12:00Z')).entries, [])
  })

  it('holds at a moment what became known at that very moment', () => {
    assert.equal(threadOf([first, corrected]).asKnownAt(corrected.known).of(note)[0]?.facts.says, 'as corrected')
  })

  it('is in the order things happened, however late each became known', () => {
    const rows = [
      told('c', note, '2024-01-03', says('third')),
      told('a', note, '2024-01-01', { ...says('first'), known: '2024-05-01' }),
      told('b', note, '2024-01-01T09:00Z', says('second')),
    ]
    for (const order of [rows, rows.toReversed()])
      assert.deepEqual(
        threadOf(order)
          .of(note)
          .map(entry => entry.facts.says),
        ['first', 'second', 'third'],
      )
  })

  it('of one moment puts what became known first before the other, and then the smaller id', () => {
    const rows = [
      told('x', note, '2024-01-01', { ...says('later known'), known: '2024-01-02' }),
      told('y', note, '2024-01-01', says('one')),
      told('z', note, '2024-01-01', says('other')),
    ]
    const order = threadOf(rows).entries.map(entry => entry.root)
    assert.deepEqual(
      threadOf(rows.toReversed()).entries.map(entry => entry.root),
      order,
    )
    assert.equal(order[2], entryId('x'))
    assert.ok((order[0] ?? '') < (order[1] ?? ''))
  })

  it('finds the answers to an entry under its root, also after the entry was corrected', () => {
    const answer = told('answer', reply, '2024-01-12', { answers: 'first' })
    const thread = threadOf([first, answer, corrected])
    const [entry] = thread.of(note)
    assert.ok(entry)
    assert.deepEqual(
      thread.answering(reply, entry).map(found => found.root),
      [entryId('answer')],
    )
    assert.deepEqual(thread.answering(note, entry), [])
  })

  it('keeps what a corrected answer answers where the correction does not say', () => {
    const answer = told('answer', reply, '2024-01-12', { answers: 'first' })
    const fixed = told('answer, fixed', reply, '2024-01-13', { corrects: 'answer', known: '2024-01-20' })
    const thread = threadOf([first, answer, fixed])
    const [entry] = thread.of(note)
    assert.ok(entry)
    assert.equal(thread.answering(reply, entry)[0]?.on, '2024-01-13')
  })

  it('without what one agency keeps to itself is the same thread where there is nothing such', () => {
    const open = threadOf([first])
    assert.equal(open.withoutRestricted(), open)
    const police = told('police', note, '2024-01-11', { ...says('police only'), audience: 'agency' })
    const all = threadOf([first, police])
    assert.equal(all.hasRestricted, true)
    assert.deepEqual(
      all.withoutRestricted().entries.map(entry => entry.root),
      [entryId('first')],
    )
  })
})
