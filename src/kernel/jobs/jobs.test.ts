import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { z } from 'zod'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../../../tests/database.ts'
import { statement } from '../db/statement.ts'
import { openLog } from '../log.ts'
import { type AnyJob, defineChore, defineJob, enqueue, type JobWorker, startWorker } from './index.ts'

let database: TestDatabase
let worker: JobWorker | undefined
const lines: Record<string, unknown>[] = []
const log = openLog('info', line => lines.push(JSON.parse(line)))
before(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  lines.length = 0
  await database.admin('delete from graphile_worker._private_jobs')
})
after(() => database.drop())

const work = async (...jobs: AnyJob[]) => {
  worker = await startWorker({ url: database.urls.gt_worker, database: database.worker, jobs, log })
}
const until = async (what: () => boolean | Promise<boolean>, milliseconds = 5000) => {
  const end = performance.now() + milliseconds
  while (!(await what())) {
    if (performance.now() > end) throw new Error('it did not come to pass in time')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
const waiting = async () => (await database.admin<{ n: number }>('select count(*)::integer as n from graphile_worker._private_jobs'))[0]?.n

const note = (done: unknown[]) =>
  defineJob({
    name: 'note',
    payload: z.strictObject({ child: z.uuid() }),
    run: async (payload, context) => {
      done.push(await context.withActor('a test', async tx => ({ child: payload.child, by: tx.actor.account, role: tx.actor.role })))
    },
  })
const child = '018f0000-0000-7000-8000-00000000000a'

test('a job is done for the account that asked for it, soon after its transaction is committed', async () => {
  const done: unknown[] = []
  const job = note(done)
  await work(job)
  const began = performance.now()
  await database.app.withActor(await database.session('bridge-screener'), testPurpose, tx => enqueue(tx, job, { child }))
  await until(() => done.length === 1)
  assert.deepEqual(done, [{ child, by: ids.account('bridge-screener'), role: 'bridge-screener' }])
  assert.ok(performance.now() - began < 2000, `picked up after ${performance.now() - began} ms`)
  await until(async () => (await waiting()) === 0)
})

test('a job asked for in a transaction that is rolled back was never asked for', async () => {
  const done: unknown[] = []
  const job = note(done)
  await assert.rejects(
    database.worker.withActor(as('social-worker'), testPurpose, async tx => {
      await enqueue(tx, job, { child })
      throw new Error('something else went wrong')
    }),
    /something else/,
  )
  assert.equal(await waiting(), 0)
})

test('of several under one key that have not begun, the last is done; another account cannot take the place of any', async () => {
  const done: unknown[] = []
  const job = note(done)
  const other = '018f0000-0000-7000-8000-00000000000b'
  for (const one of [child, other])
    await database.worker.withActor(as('social-worker'), testPurpose, tx => enqueue(tx, job, { child: one }, { key: 'k' }))
  await database.worker.withActor(as('team-manager'), testPurpose, tx => enqueue(tx, job, { child }, { key: 'k' }))
  assert.equal(await waiting(), 2)
  await work(job)
  await until(() => done.length === 2)
  assert.deepEqual(
    new Set(done.map(one => JSON.stringify(one))),
    new Set([
      JSON.stringify({ child: other, by: ids.account('social-worker'), role: 'social-worker' }),
      JSON.stringify({ child, by: ids.account('team-manager'), role: 'team-manager' }),
    ]),
  )
})

test('a job that fails is tried again, and neither the log nor the queue keeps a word of what it was about', async () => {
  let tries = 0
  const job = defineJob({
    name: 'fails-once',
    payload: z.strictObject({ child: z.uuid() }),
    run: async () => {
      tries += 1
      if (tries === 1) throw new RangeError('Amira Testcase lives at 1 Sample Street')
    },
  })
  await work(job)
  await database.worker.withActor(as('social-worker'), testPurpose, tx => enqueue(tx, job, { child }))
  await until(() => lines.length === 1)
  await until(
    async () =>
      (await database.admin('select 1 from graphile_worker._private_jobs where last_error is not null and locked_at is null')).length === 1,
  )
  const [kept] = await database.admin<{ last_error: string }>('select last_error from graphile_worker._private_jobs')
  assert.equal(kept?.last_error.split('\n')[0], 'fails-once failed (RangeError)')
  assert.deepEqual(
    [lines[0]?.['what'], lines[0]?.['name'], lines[0]?.['fault'], lines[0]?.['attempt']],
    ['a job failed and will be tried again', 'fails-once', 'RangeError', 1],
  )
  assert.doesNotMatch(
    JSON.stringify(lines) + JSON.stringify(await database.admin('select * from graphile_worker._private_jobs')),
    /Amira|Sample Street/,
  )
  await database.admin('update graphile_worker._private_jobs set run_at = now()')
  await until(() => tries === 2, 8000)
  await until(async () => (await waiting()) === 0)
})

test('a payload that does not fit is refused where it is asked for, and again where it is read', async () => {
  const done: unknown[] = []
  const job = note(done)
  await assert.rejects(database.worker.withActor(as('social-worker'), testPurpose, tx => enqueue(tx, job, { child: 'Amira' })))
  await database.admin(`select graphile_worker.add_job('note', '{"child": "written by somebody else"}')`)
  await work(job)
  await until(() => lines.length === 1)
  assert.equal(lines[0]?.['fault'], 'ZodError')
  assert.deepEqual(done, [])
})

test('the web can ask for nothing but through the door: not for another account, and not in the queue itself', async () => {
  const session = await database.session('bridge-screener')
  const tried = (text: string) => database.app.withActor(session, testPurpose, tx => tx.run(statement<unknown>('a-try', null, text), []))
  await assert.rejects(tried(`select graphile_worker.add_job('note', '{}')`), /permission denied/)
  await assert.rejects(tried('select * from graphile_worker._private_jobs'), /permission denied/)
  await assert.rejects(tried(`select gt.look_at(null, null)`), /permission denied/)
  await assert.rejects(database.app.door(`select gt.enqueue('note', '{}', null, null)`, []), /asked for by somebody/)
})

test('a chore acts for nobody, and stopping waits for what is under way', async () => {
  const seen: string[] = []
  const chore = defineChore({
    name: 'sweep',
    payload: z.strictObject({}),
    run: async (_payload, { database: own, job }) => {
      seen.push('began')
      await new Promise(resolve => setTimeout(resolve, 200))
      seen.push(`nobody sees ${(await own.door<{ n: number }>('select count(*)::integer as n from gt.account', []))[0]?.n} accounts`)
      assert.match(job, /^\d+$/)
    },
  })
  await work(chore)
  await database.admin(`select graphile_worker.add_job('sweep', '{}')`)
  await until(() => seen.length === 1)
  await worker?.stop()
  worker = undefined
  assert.deepEqual(seen, ['began', 'nobody sees 0 accounts'])
  assert.deepEqual(lines, [])
})

test('what a killed worker had begun is taken up at once by the next one, but not while another may still be at it', async () => {
  const done: unknown[] = []
  const job = note(done)
  // Asked for and marked in one transaction: a worker that is at work hears of it only with the mark on it.
  const leftBehind = () =>
    database.admin(
      `do $$ begin
         perform graphile_worker.add_job('note', '${JSON.stringify({ for: { partnership: ids.partnership, account: ids.account('social-worker') }, with: { child } })}');
         update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-that-was-killed', attempts = 1;
       end $$`,
    )
  await leftBehind()
  await work(job)
  await until(async () => done.length === 1 && (await waiting()) === 0)
  await leftBehind()
  const second = await startWorker({ url: database.urls.gt_worker, database: database.worker, jobs: [job], log })
  await new Promise(resolve => setTimeout(resolve, 300))
  await second.stop()
  assert.equal(done.length, 1)
})
