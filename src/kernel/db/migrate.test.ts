import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { testSecret } from '../../../tests/database.ts'
import { migrate } from './migrate.ts'

const server = process.env.GT_TEST_ADMIN_URL ?? ''

/** Some empty databases on the tests' server, while `work` is done with them. */
const withDatabases = async (count: number, work: (urls: readonly string[]) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  const names = Array.from({ length: count }, () => `gt_test_migrate_${randomBytes(6).toString('hex')}`)
  try {
    for (const name of names) await client.query(`create database ${name}`)
    await work(
      names.map(name => {
        const url = new URL(server)
        url.pathname = `/${name}`
        return url.href
      }),
    )
  } finally {
    for (const name of names) await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
}

test('databases of one server are brought up at once, and the same one by several processes, though they share their roles', () =>
  withDatabases(3, async urls => {
    const [first] = urls
    assert.ok(first)
    const done = await Promise.all([...urls, first, first].map(url => migrate(url, testSecret)))
    assert.equal(done.filter(one => one.ran.length > 0).length, 3)
    for (const { ran } of await Promise.all(urls.map(url => migrate(url, testSecret)))) assert.deepEqual(ran, [])
  }))

test('a database of another version is refused and left as it is', () =>
  withDatabases(1, async ([url = '']) => {
    await migrate(url, testSecret)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query(`update public.gt_migration set digest = 'planted' where name = '0002-the-thread.sql'`)
      await assert.rejects(migrate(url, testSecret), /another version of the migration 0002-the-thread/)
    } finally {
      await client.end()
    }
  }))
