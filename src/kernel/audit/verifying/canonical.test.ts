import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contentDigest, inOrder, merkleRoot } from './canonical.ts'

test('no two lists of values are written the same way', () => {
  assert.equal(inOrder(['a', null, '', 'é;1:b']), '1:a;-;0:;6:é;1:b;')
  const lists: (string | null)[][] = [
    [],
    [null],
    [''],
    ['-'],
    ['-;'],
    ['a', 'b'],
    ['ab'],
    ['1:a;'],
    ['a', ''],
    ['', 'a'],
    [null, 'a'],
    ['a', null],
  ]
  assert.equal(new Set(lists.map(inOrder)).size, lists.length)
})

test('an entry’s content says the same in whatever order its parts were read, and another thing under another salt', () => {
  const parts = [
    ['record', 's', 'a', 'family', '{}', '{}'],
    ['health', 's', 'a', 'family', '{}', '{}'],
  ]
  assert.deepEqual(contentDigest('00', parts, []), contentDigest('00', parts.toReversed(), []))
  assert.notDeepEqual(contentDigest('00', parts, []), contentDigest('01', parts, []))
  assert.notDeepEqual(contentDigest('00', parts, []), contentDigest(null, parts, []))
})

test('the root changes with any leaf, with their order and with their number', () => {
  const leaves = Array.from({ length: 7 }, (_, at) => Buffer.alloc(49, at))
  const root = (of: Buffer[]) => merkleRoot(Buffer.concat(of)).toString('hex')
  const roots = [
    leaves,
    leaves.toReversed(),
    leaves.slice(1),
    leaves.slice(0, 6),
    [...leaves, Buffer.alloc(49, 6)],
    [],
    leaves.slice(0, 1),
  ].map(root)
  assert.equal(new Set(roots).size, roots.length)
  // RFC 6962, 2.1: the tree of nothing is the digest of nothing.
  assert.equal(root([]), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.throws(() => merkleRoot(Buffer.alloc(48)), RangeError)
})

/** What a source imports that the verifier may not have: anything but node, pg, and its own folder. */
const foreign = (source: string, here: 'verify' | 'verifying'): string[] =>
  [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
    .map(found => found[1] ?? '')
    .filter(
      name =>
        !name.startsWith('node:') && name !== 'pg' && !(here === 'verify' ? /^\.\/verifying\/[\w-]+\.ts$/ : /^\.\/[\w-]+\.ts$/).test(name),
    )

test('the verifier imports nothing of the rest of the program', () => {
  const folder = import.meta.dirname
  const own = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  assert.ok(own.length > 4)
  for (const name of own) assert.deepEqual(foreign(readFileSync(join(folder, name), 'utf8'), 'verifying'), [], name)
  assert.deepEqual(foreign(readFileSync(join(folder, '..', 'verify.ts'), 'utf8'), 'verify'), [])
  assert.deepEqual(foreign("import { a } from '../sealer.ts'\nconst b = await import('zod')\nimport c from './said.ts'", 'verifying'), [
    '../sealer.ts',
    'zod',
  ])
})
