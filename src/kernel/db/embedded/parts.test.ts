import assert from 'node:assert/strict'
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries, libraryLinks } from './binaries.ts'
import { alone } from './lock.ts'
import { serves } from './postmaster.ts'
import { EmbeddedRefusal } from './refusal.ts'
import { ordinaryAccount } from './run-as.ts'

test('a machine for which there is no built-in PostgreSQL is refused, with the way out', () => {
  const wayOut = (error: unknown) => error instanceof EmbeddedRefusal && /Set DATABASE_URL/.test(error.message)
  assert.throws(() => findBinaries('darwin', 'arm64'), wayOut)
  assert.throws(() => findBinaries('linux', 'mips'), wayOut)
  assert.equal(findBinaries().major, '18')
})

test('the links to the libraries are made once and mended where they point elsewhere', () => {
  const parent = mkdtempSync(join(tmpdir(), 'gt-links-'))
  const { native } = findBinaries()
  const links = libraryLinks(native, parent)
  assert.equal(libraryLinks(native, parent), links)
  assert.match(readlinkSync(join(links, 'libicuuc.so.60')), /libicuuc\.so\.60\.\d+$/)
  rmSync(parent, { recursive: true })
})

test('postgres is preferred to nobody, and root is never an ordinary account', () => {
  const nobody = 'nobody:x:65534:65534:nobody:/:/bin/false'
  assert.equal(ordinaryAccount(`root:x:0:0::/root:/bin/sh\n${nobody}\npostgres:x:101:104:::`)?.name, 'postgres')
  assert.deepEqual(ordinaryAccount(`root:x:0:0::/root:/bin/sh\n${nobody}\n`), { name: 'nobody', uid: 65534, gid: 65534 })
  assert.equal(ordinaryAccount('root:x:0:0::/root:/bin/sh\npostgres:x:0:0:::\n'), undefined)
})

test('a process that is not PostgreSQL on this very folder is never taken for it', () => {
  assert.equal(serves(process.pid, process.cwd()), false)
  assert.equal(serves(0, '/'), false)
  assert.equal(serves(Number.NaN, '/'), false)
})

test('work under one name is done by one at a time, also after a failure', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await sleep(20)
    inside -= 1
  }
  await Promise.all([1, 2, 3].map(() => alone('a test of one at a time', () => {}, work)))
  assert.equal(most, 1)
  await assert.rejects(
    alone(
      'a test of one at a time',
      () => {},
      () => Promise.reject(new Error('planted')),
    ),
    /planted/,
  )
  await alone('a test of one at a time', () => {}, work)
})
