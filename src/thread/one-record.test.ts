import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, type Moment, startOfDay } from '../guidance/index.ts'
import type { Told } from './entry.ts'
import { type EntryId, idNamed, type SubjectId } from './ids.ts'
import { bornOn } from './life.ts'
import { joinRecords, mergesOf } from './one-record.ts'
import { identity } from './own-kinds/index.ts'
import { Thread } from './thread.ts'

const subject = (name: string): SubjectId => idNamed('one record', name)
let count = 0
const told = (of: string, kind: string, on: string, facts: unknown, more: Partial<Told> = {}): Told => {
  count += 1
  const at = startOfDay(on as Day)
  return {
    id: idNamed<EntryId>('one record', `entry ${count}`),
    subject: subject(of),
    act: idNamed('one record', `act ${count}`),
    kind,
    on: on as Day,
    at,
    precision: 'day',
    known: at,
    author: idNamed('one record', 'author'),
    role: 'social-worker',
    agency: idNamed('one record', 'agency'),
    agencyKind: 'childrens-social-care',
    audience: 'professionals',
    answers: null,
    corrects: null,
    withdraws: false,
    facts,
    ...more,
  }
}
const merge = (of: string, into: string, on = '2026-03-01', more: Partial<Told> = {}): Told =>
  told(of, 'records-merged', on, { into: subject(into) }, more)
const who = (of: string, given: string, on: string, more: Record<string, unknown> = {}): Told =>
  told(of, identity.name, on, identity.record.facts.parse({ is: 'child', given, family: 'Sample', ...more }))
const threadsOf = (...versions: Told[]): ReadonlyMap<SubjectId, Thread> =>
  new Map([...Map.groupBy(versions, one => one.subject)].map(([id, own]) => [id, new Thread(id, 'person', own)]))

describe('records that were merged', () => {
  it('are one thread under the record that is kept, and alone where nothing was merged', () => {
    const alone = threadsOf(who('a', 'Amira', '2026-01-01'), who('b', 'Ameera', '2026-01-02'))
    assert.equal(joinRecords(alone), alone)
    const joined = joinRecords(threadsOf(who('a', 'Amira', '2026-01-01'), who('b', 'Ameera', '2026-01-02'), merge('b', 'a')))
    const whole = joined.get(subject('b'))
    assert.equal(whole, joined.get(subject('a')))
    assert.equal(whole?.subject, subject('a'))
    assert.ok(whole?.holds(subject('b')) && !whole.holds(subject('c')))
  })

  it('say who the person is by the record that is kept, whatever was said later on the other; what only the other knows is known', () => {
    const whole = joinRecords(
      threadsOf(who('a', 'Amira', '2026-01-01'), who('b', 'Ameera', '2026-02-01', { born: '2016-02-03' }), merge('b', 'a')),
    ).get(subject('a'))
    assert.equal(whole?.of(identity).at(-1)?.facts.given, 'Amira')
    assert.equal(whole && bornOn(whole), '2016-02-03')
  })

  it('are two again once the merge is withdrawn, with when it stood', () => {
    const first = merge('b', 'a')
    const threads = threadsOf(
      who('a', 'Amira', '2026-01-01'),
      who('b', 'Ameera', '2026-01-02'),
      first,
      merge('b', 'a', '2026-04-01', { corrects: first.id, withdraws: true, facts: {} }),
    )
    assert.equal(joinRecords(threads), threads)
    const thread = threads.get(subject('b'))
    assert.ok(thread)
    const until: Moment = startOfDay('2026-04-01' as Day)
    assert.deepEqual(mergesOf(thread), [{ entry: first.id, into: subject('a'), known: first.known, undone: until }])
  })

  it('are kept under the last of a chain, and of a ring under the same one whatever the order', () => {
    const chain = joinRecords(
      threadsOf(who('a', 'A', '2026-01-01'), who('b', 'B', '2026-01-01'), who('c', 'C', '2026-01-01'), merge('a', 'b'), merge('b', 'c')),
    )
    for (const name of ['a', 'b', 'c']) assert.equal(chain.get(subject(name))?.subject, subject('c'))
    const ring = [who('a', 'A', '2026-01-01'), who('b', 'B', '2026-01-01'), merge('a', 'b'), merge('b', 'a')]
    const least = [subject('a'), subject('b')].sort()[0]
    for (const order of [ring, ring.toReversed()])
      for (const name of ['a', 'b']) assert.equal(joinRecords(threadsOf(...order)).get(subject(name))?.subject, least)
  })

  it('are not joined with a record that is not there, nor by what one agency keeps to itself', () => {
    const nowhere = threadsOf(who('b', 'Ameera', '2026-01-02'), merge('b', 'a'))
    assert.equal(joinRecords(nowhere), nowhere)
    const kept = threadsOf(
      who('a', 'Amira', '2026-01-01'),
      who('b', 'Ameera', '2026-01-02'),
      merge('b', 'a', '2026-03-01', { audience: 'agency' }),
    )
    assert.equal(joinRecords(kept), kept)
  })
})
