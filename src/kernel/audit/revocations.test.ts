import assert from 'node:assert/strict'
import { appendFileSync, statSync } from 'node:fs'
import { after, test } from 'node:test'
import { openRevocations, readRevocations, standingRevocations } from './revocations.ts'
import { testFolder } from './testing.ts'

const folder = testFolder()
after(() => folder.remove())

const [one, two] = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b']
const at = '2026-03-04 11:00:00+00'
const keysOf = (file: string) => readRevocations(file).lines.map(line => `${line.key}=${JSON.stringify(line.value)}`)

test('each thing that was revoked is noted once, also by the process that comes next; what was given back is said too', () => {
  const file = folder.path('list.jsonl')
  const list = openRevocations(file)
  list.note(one, at, [])
  list.note(one, at, [
    { key: 'account/a', value: true },
    { key: 'entry/e', value: { subject: 's' } },
    { key: 'closed/s', value: ['x', 'y'] },
  ])
  list.note(two, at, [{ key: 'account/a', value: true }])
  const next = openRevocations(file)
  // Entries are asked for from a moment on, and are not named again.
  next.note(one, at, [
    { key: 'account/a', value: true },
    { key: 'closed/s', value: ['x'] },
  ])
  next.note(one, at, [{ key: 'closed/s', value: ['x'] }])
  next.note(one, at, [
    { key: 'account/a', value: true },
    { key: 'closed/s', value: ['x'] },
  ])
  assert.deepEqual(keysOf(file), [
    'account/a=true',
    'entry/e={"subject":"s"}',
    'closed/s=["x","y"]',
    'account/a=true',
    'closed/s=["x"]',
    'account/a=null',
    'account/a=true',
  ])
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const standing = standingRevocations(readRevocations(file).lines)
  assert.deepEqual(
    [...(standing.get(one)?.values() ?? [])].map(line => line.value),
    [true, { subject: 's' }, ['x']],
  )
  assert.equal(standing.get(two)?.size, 1)
})

test('a line that was cut while it was written spoils itself alone and is noted again; one that cannot be read is counted', () => {
  const file = folder.path('torn.jsonl')
  openRevocations(file).note(one, at, [{ key: 'account/a', value: true }])
  appendFileSync(file, '{"partnership":"018f')
  const list = openRevocations(file)
  list.note(one, at, [
    { key: 'account/a', value: true },
    { key: 'account/b', value: true },
  ])
  assert.deepEqual(keysOf(file), ['account/a=true', 'account/b=true'])
  assert.equal(readRevocations(file).unread, 1)
  assert.equal(readRevocations(folder.path('none.jsonl')).lines.length, 0)
})
