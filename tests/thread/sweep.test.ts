import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Day, day, type Limit, startOfDay, weeks, workingDays } from '../../src/guidance/index.ts'
import { statement } from '../../src/kernel/db/statement.ts'
import { book } from '../../src/rooms/book.ts'
import { idNamed, type SubjectId } from '../../src/thread/ids.ts'
import { sweep, sweepSome } from '../../src/thread/store/sweep.ts'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database.drop())

const p = ids.partnership
const upkeep = { by: 'upkeep', partnership: p } as const
const child = (name: string) => idNamed<SubjectId>('sweep', name)

/** Puts a thread there with nothing derived, as a bulk import would. */
const plant = async (name: string, entries: readonly (readonly [kind: string, on: string, facts: object])[]): Promise<void> => {
  const subject = child(name)
  await database.admin("insert into gt.subject (partnership_id, subject_id, form, known_at) values ($1, $2, 'person', $3)", [
    p,
    subject,
    startOfDay(day('2026-06-01')),
  ])
  for (const [kind, on, facts] of entries) {
    const id = idNamed('sweep', `${name} ${kind} ${on}`)
    await database.admin(
      `insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id,
         agency_kind, audience, field_groups) values ($1, $2, $3, $2, $4, $5, $6, 'day', $6, $7, 'social-worker', $8, 'childrens-social-care', 'professionals', '{record}')`,
      [p, id, subject, kind, on, startOfDay(day(on)), ids.account('social-worker'), ids.agency['social-care']],
    )
    await database.admin(
      "insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative) values ($1, $2, 'record', $3, $4, 'professionals', $5, '{}')",
      [p, id, subject, ids.agency['social-care'], JSON.stringify(facts)],
    )
  }
}

const onPlan = ['conference', '2026-01-01', { type: 'initial', plan: true, category: 'neglect' }] as const
const seenAtHome = (on: string) => ['visit', on, { by: 'lead', place: 'home', seen: 'seen-alone' }] as const

const set = (setting: string, from: string, value: Limit | number) =>
  database.admin(
    "insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, $2, $3, $4, $5, 'tried out in a test')",
    [p, setting, from, JSON.stringify(value), ids.account('social-worker')],
  )

const turns = async (name: string, rule = 'not-seen-at-home') =>
  (
    await database.admin<{ from: Day; due: Day }>(
      "select to_char(from_at at time zone 'Europe/London', 'YYYY-MM-DD') as from, to_char(due_on, 'YYYY-MM-DD') as due from gt.finding where subject_id = $1 and rule = $2 order by 1",
      [child(name), rule],
    )
  ).map(({ from, due }) => [from, due])

const sweptNow = () => sweep(database.worker, upkeep, book, testPurpose)
const heads = () => database.admin('select subject_id, version, known_at from gt.subject order by 1')

test('what nobody derived yet is derived, counted, and then there is nothing left to do', async () => {
  await plant('amira', [onPlan, seenAtHome('2026-01-20')])
  await plant('rowan', [onPlan])
  const before = await heads()
  const { threads, findings } = await sweptNow()
  assert.equal(threads, 2)
  assert.equal(findings, (await database.admin('select 1 as one from gt.finding')).length)
  assert.ok(findings >= 5)
  assert.deepEqual(await turns('amira'), [
    ['2026-01-01', '2026-01-29'],
    ['2026-01-20', '2026-02-17'],
  ])
  assert.deepEqual(await heads(), before, 'a sweep appends nothing, so no thread has come to know anything')
  assert.deepEqual(await sweptNow(), { threads: 0, findings: 0 })
})

test('a number that is changed holds for turns that begin from that day on, and a running turn keeps the number of the day it began', async () => {
  await set('not-seen-at-home.atMost', '2026-01-15', weeks(2))
  const { threads, findings } = await sweptNow()
  assert.equal(threads, 2)
  assert.equal(findings, 1, 'of both children one turn began after the change')
  assert.deepEqual(await turns('amira'), [
    ['2026-01-01', '2026-01-29'],
    ['2026-01-20', '2026-02-03'],
  ])
  assert.deepEqual(await turns('rowan'), [['2026-01-01', '2026-01-29']])
})

const everyFinding = () => database.admin('select * from gt.finding order by subject_id, rule, key')

test('two sweeps at once do no harm, and between them count each change once', async () => {
  const before = (await everyFinding()).length
  for (let at = 0; at < 45; at += 1) await plant(`child ${at}`, [onPlan, seenAtHome('2026-01-20')])
  const made = await Promise.all([sweptNow(), sweptNow(), sweptNow()])
  const once = await everyFinding()
  assert.equal(
    made.reduce((sum, one) => sum + one.findings, 0),
    once.length - before,
  )
  await database.admin("update gt.subject set rules_version = 'older'")
  assert.equal((await sweptNow()).findings, 0, 'made again, every row is the same to the byte')
  assert.deepEqual(await everyFinding(), once)
})

test('a sweep goes in batches and can be cut short; the next one finds what is left', async () => {
  await set('cp-visit-due.serviceManager', '2026-01-01', workingDays(5))
  const some = await sweepSome(database.worker, upkeep, book, testPurpose, 10)
  assert.equal(some.threads, 10)
  const stopped = AbortSignal.abort()
  assert.deepEqual(await sweep(database.worker, upkeep, book, testPurpose, stopped), { threads: 0, findings: 0 })
  assert.equal((await sweptNow()).threads, 37)
})

test('who lives with a child that is written about keeps the version it has, so that a sweep still finds it', async () => {
  const at = ['residence', '2026-01-01', { household: child('a home') }] as const
  await database.admin("insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'context')", [p, child('a home')])
  await plant('elder', [at, onPlan, seenAtHome('2026-02-20')])
  await plant('younger', [at])
  await sweptNow()
  await set('not-seen-at-home.atMost', '2026-02-01', weeks(3))
  await database.admin("update gt.subject set rules_version = '' where subject_id = $1", [child('younger')])
  await database.admin("update gt.subject set rules_version = '~' where subject_id <> $1", [child('younger')])
  // The younger comes first by the index, alone: the elder is touched as one of the household, and is not done.
  assert.equal((await sweepSome(database.worker, upkeep, book, testPurpose, 1)).threads, 1)
  assert.deepEqual((await turns('elder')).at(-1), ['2026-02-20', '2026-03-06'])
  await sweptNow()
  assert.deepEqual((await turns('elder')).at(-1), ['2026-02-20', '2026-03-13'])
})

test('which threads are still to be made is for jobs alone; a page may ask whether all are', async () => {
  const ask = statement<{ all: boolean }>('test-made', null, "select gt.made_with_rules($1, 'no such version') as all")
  const list = statement<{ subject_id: string }>('test-list', null, "select * from gt.threads_of_other_rules($1, 'no such version', 1)")
  const asker = await database.session('social-worker')
  assert.deepEqual(await database.app.withActor(asker, testPurpose, tx => tx.run(ask, [p])), [{ all: false }])
  await assert.rejects(
    database.app.withActor(asker, testPurpose, tx => tx.run(list, [p])),
    /permission denied/,
  )
})
