import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { openDatabase } from '../../src/kernel/db/with-actor.ts'
import { startWorker } from '../../src/kernel/jobs/index.ts'
import { openLog } from '../../src/kernel/log.ts'
import { book } from '../../src/rooms/book.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { derivesNow, sweepAfterUpdate } from '../../src/rooms/rule-book/index.ts'
import type { Book } from '../../src/thread/book.ts'
import { rebuild } from '../../src/thread/store/rebuild.ts'
import { freshDatabase, ids, type TestDatabase } from '../database.ts'

/** The version before: a book that knew one rule less. */
const earlier: Book = { ...book, rules: book.rules.filter(rule => rule.id !== 'not-seen-at-home') }

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
  await testcaseFamily(database)
  await rebuilt(earlier)
  await database.admin('delete from graphile_worker._private_jobs')
})
after(() => database?.drop())

const rebuilt = async (of: Book): Promise<number> => {
  const bringIn = openDatabase(database.urls.gt_import, 1)
  try {
    return (await rebuild(bringIn, ids.partnership, of, () => {})).rows
  } finally {
    await bringIn.close()
  }
}
const versions = async () =>
  (
    await database.admin<{ rules_version: string }>('select distinct rules_version from gt.subject where partnership_id = $1', [
      ids.partnership,
    ])
  ).map(row => row.rules_version)
const known = () => database.admin('select subject_id, version, known_at from gt.subject order by 1')
const news = async () => (await database.admin("select 1 as one from gt.finding where rule = 'not-seen-at-home'")).length

const lines: Record<string, unknown>[] = []
const log = openLog('info', line => lines.push(JSON.parse(line)))
const once = (of: Book, stopping = new AbortController().signal) =>
  sweepAfterUpdate(of).run({}, { database: database.worker, log, at: momentOf(Temporal.Now.instant()), job: '1', stopping })

test('a worker of a new version finds what the one before it derived, and makes it again, as a rebuild would', async () => {
  assert.equal(await news(), 0)
  const [old] = await versions()
  const heads = await known()
  await derivesNow(database.worker, book)
  const worker = await startWorker({
    url: database.urls.gt_worker,
    database: database.worker,
    log,
    jobs: [{ ...sweepAfterUpdate(book), every: null }],
  })
  await database.admin("select graphile_worker.add_job('sweep-after-update', '{}')")
  for (;;) {
    const now = await versions()
    if (now.length === 1 && now[0] !== old) break
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await worker.stop()
  assert.ok((await news()) > 0)
  assert.deepEqual(await known(), heads, 'nobody came to know anything by it')
  assert.ok(lines.some(line => line['what'] === 'derived rows made again after an update' && Number(line['threads']) >= 4))
  assert.equal(await rebuilt(book), 0)
  assert.equal((await database.admin('select 1 as one from gt.access_line where role = $1', ['upkeep'])).length, 0)
})

test('one of the version before, which has not ended yet, undoes nothing; were it the last to begin, it would', async () => {
  const now = await versions()
  await once(earlier)
  assert.deepEqual(await versions(), now)
  await derivesNow(database.worker, earlier)
  await once(book)
  assert.deepEqual(await versions(), now)
  await once(earlier)
  assert.notDeepEqual(await versions(), now)
  assert.equal(await news(), 0)
})

test('told to stop it leaves off, and what is left is found by the next round', async () => {
  await derivesNow(database.worker, book)
  const stopped = new AbortController()
  stopped.abort()
  const now = await versions()
  await once(book, stopped.signal)
  assert.deepEqual(await versions(), now)
  await once(book)
  assert.notDeepEqual(await versions(), now)
  assert.equal(await rebuilt(book), 0)
})
