import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type TestcaseFamily, testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement, residence } from '../../src/thread/own-kinds/index.ts'
import { freshDatabase, ids, type TestDatabase } from '../database.ts'
import { administrator } from './asking.ts'

/** Derivation's door reads whole threads past every policy: it opens only to those who have to do with a thread. */
let database: TestDatabase
let client: pg.Client
let family: TestcaseFamily
const [stranger, flatmate, home] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]

before(async () => {
  database = await freshDatabase()
  client = await administrator(database.adminUrl)
  family = await testcaseFamily(database)
  const person = (subject: SubjectId) => [
    { subject, kind: identity, on: '2025-01-10', parts: { record: { facts: { is: 'child', given: 'Robin', family: 'Sample' } } } },
    {
      subject,
      kind: involvement,
      on: '2025-01-10',
      parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'manager' } } },
    },
    { subject, kind: residence, on: '2025-01-10', parts: { record: { facts: { household: home } } } },
  ]
  await tell(database, 'bridge-manager', [stranger, flatmate].flatMap(person), {
    begins: [...[stranger, flatmate].map(subject => ({ subject, form: 'person' as const })), { subject: home, form: 'context' }],
  })
})
after(async () => {
  await client?.end()
  await database?.drop()
})

type Asked = {
  by: string
  role?: 'gt_app' | 'gt_worker'
  ids: readonly SubjectId[]
  written?: readonly SubjectId[]
  households?: readonly SubjectId[]
  first?: string
}

/** Whether these threads can be held, and then read; undone again. What else goes wrong fails the test. */
const holds = async ({ by, role = 'gt_app', ids: threads, written = threads, households = [], first }: Asked): Promise<boolean> => {
  await client.query('begin')
  try {
    if (by === 'upkeep') await client.query('select gt.begin_upkeep($1)', [ids.partnership])
    else await client.query('select gt.become($1, $2, clock_timestamp())', [ids.partnership, ids.account(by)])
    if (first) await client.query(first)
    await client.query(`set local session authorization ${role}`)
    await client.query('select gt.hold_threads($1, $2, $3, $4)', [ids.partnership, [...threads].sort(), written, households])
    await client.query('select * from gt.threads_of($1, $2, null)', [ids.partnership, threads])
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'GT403') return false
    throw error
  } finally {
    await client.query('rollback')
  }
}

test('whoever works with a child holds that thread, with those at home with the child and those at home with them', async () => {
  const { amira, omar, marta } = family
  assert.ok(await holds({ by: 'social-worker', ids: [amira] }))
  assert.ok(await holds({ by: 'school-safeguarding-lead', ids: [amira] }))
  assert.ok(await holds({ by: 'school-safeguarding-lead', ids: [amira, omar, marta], written: [amira] }))
  // Somebody is brought into a home: those who live there are held too.
  assert.ok(await holds({ by: 'social-worker', ids: [amira, omar, marta, stranger, flatmate], written: [amira], households: [home] }))
})

test('nobody holds the thread of a child they have nothing to do with, neither to write on nor beside one of their own', async () => {
  const { amira, omar } = family
  for (const by of [
    'social-worker',
    'school-safeguarding-lead',
    'police-officer',
    'team-manager',
    'system-administrator',
    'emergency-duty-worker',
  ])
    for (const role of ['gt_app', 'gt_worker'] as const)
      if (by !== 'emergency-duty-worker') assert.ok(!(await holds({ by, role, ids: [stranger] })), `${by} as ${role}`)
  assert.ok(!(await holds({ by: 'school-safeguarding-lead', ids: [omar] })), 'a brother is not the child')
  assert.ok(!(await holds({ by: 'social-worker', ids: [amira, stranger], written: [amira] })))
  assert.ok(!(await holds({ by: 'social-worker', ids: [stranger], written: [] })))
  assert.ok(!(await holds({ by: 'social-worker', ids: [amira, stranger], written: [amira, stranger], households: [home] })))
})

test('an involvement that has ended, or that begins only later, holds nothing', async () => {
  const { amira } = family
  const until = (sql: string) =>
    holds({ by: 'social-worker', ids: [amira], first: `update gt.reach set ${sql} where subject_id = '${amira}'` })
  assert.ok(await until("hash = '\\x00'"))
  assert.ok(!(await until("until_at = '2025-02-01'")))
  assert.ok(!(await until("from_at = clock_timestamp() + interval '1 day'")))
})

test('The Bridge and the duty desk, who say whose child a concern is about, hold any; so does whoever was told of it on duty, as long as it stands', async () => {
  for (const by of ['bridge-screener', 'bridge-social-worker', 'bridge-manager', 'emergency-duty-worker'])
    assert.ok(await holds({ by, ids: [stranger] }), by)
  const told = (
    closed: string,
  ) => `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty, closed_at)
    values ('${ids.partnership}', gen_random_uuid(), '${stranger}', 'r', 'k', 'CRITICAL', '${ids.account('conference-chair')}', 'page', 'duty', ${closed})`
  assert.ok(await holds({ by: 'conference-chair', ids: [stranger], first: told('null') }))
  assert.ok(!(await holds({ by: 'conference-chair', ids: [stranger], first: told('now()') })))
})

/** What shuts a thread: to one account, or to all but one. */
const excluding = (role: string, of: SubjectId) =>
  `insert into gt.excluded (partnership_id, subject_id, account_id) values ('${ids.partnership}', '${of}', '${ids.account(role)}')`
const closingTo = (of: SubjectId, role?: string) =>
  `insert into gt.closed_to_most (partnership_id, subject_id) values ('${ids.partnership}', '${of}')${
    role
      ? `; insert into gt.named_only (partnership_id, subject_id, account_id) values ('${ids.partnership}', '${of}', '${ids.account(role)}')`
      : ''
  }`

test('a thread that is shut to somebody is not held for them, whatever else lets them hold it', async () => {
  const { amira } = family
  for (const by of ['bridge-screener', 'bridge-social-worker', 'bridge-manager', 'emergency-duty-worker'])
    for (const role of ['gt_app', 'gt_worker'] as const) {
      assert.ok(!(await holds({ by, role, ids: [stranger], first: excluding(by, stranger) })), `${by} is excluded`)
      assert.ok(
        !(await holds({ by, role, ids: [stranger], written: [], first: excluding(by, stranger) })),
        `${by} is excluded, and writes nothing`,
      )
      assert.ok(!(await holds({ by, role, ids: [amira, stranger], written: [amira], first: closingTo(stranger) })), `closed to ${by}`)
    }
  for (const by of ['social-worker', 'school-safeguarding-lead', 'conference-chair', 'bridge-manager']) {
    assert.ok(!(await holds({ by, ids: [amira], first: excluding(by, amira) })), `${by} is excluded`)
    assert.ok(!(await holds({ by, ids: [amira], first: closingTo(amira) })), `closed to ${by}`)
    assert.ok(await holds({ by, ids: [amira], first: closingTo(amira, by) }), `${by} is named`)
    assert.ok(
      !(await holds({ by, ids: [amira], first: `${closingTo(amira, by)}; ${excluding(by, amira)}` })),
      `${by} is named and excluded`,
    )
  }
  // What is shut to one is shut to nobody else.
  assert.ok(await holds({ by: 'bridge-manager', ids: [stranger], first: excluding('bridge-screener', stranger) }))
  assert.ok(await holds({ by: 'upkeep', role: 'gt_worker', ids: [stranger], first: closingTo(stranger) }))
})

test('a thread that is shut to somebody is held with those it is at home with, because what their rules say rests on it', async () => {
  const { amira, omar, marta } = family
  for (const by of ['social-worker', 'bridge-screener']) {
    assert.ok(await holds({ by, ids: [amira, omar, marta], written: [amira], first: excluding(by, omar) }), by)
    assert.ok(!(await holds({ by, ids: [amira, omar, marta], written: [amira, omar], first: excluding(by, omar) })), by)
    assert.ok(!(await holds({ by, ids: [amira, omar, stranger], written: [amira], first: excluding(by, stranger) })), by)
  }
})

test('who begins a thread holds it, and one that was begun before is not begun again', async () => {
  const begun = newId<SubjectId>()
  const first = `insert into gt.subject (partnership_id, subject_id, form) values ('${ids.partnership}', '${begun}', 'matter')`
  assert.ok(await holds({ by: 'school-safeguarding-lead', ids: [begun], first }))
  assert.ok(!(await holds({ by: 'school-safeguarding-lead', ids: [begun, stranger], first })))
})

test('the upkeep of a partnership holds any thread of it for the worker, reads nothing and writes nothing; the web cannot be it', async () => {
  assert.ok(await holds({ by: 'upkeep', role: 'gt_worker', ids: [stranger] }))
  assert.ok(!(await holds({ by: 'upkeep', role: 'gt_app', ids: [stranger] })))
  await client.query('begin')
  try {
    await client.query('select gt.begin_upkeep($1)', [ids.partnership])
    await client.query('set local session authorization gt_worker')
    for (const table of ['entry', 'entry_part', 'person', 'finding', 'reach', 'document', 'involvement'])
      assert.equal((await client.query(`select 1 from gt.${table}`)).rowCount, 0, table)
  } finally {
    await client.query('rollback')
  }
  await assert.rejects(database.app.door('select gt.begin_upkeep($1)', [ids.partnership]), /permission denied/)
})
