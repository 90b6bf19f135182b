import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { assertFit, Unfit } from './fit-to-serve.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database.drop())

const whyUnfit = async (): Promise<string> =>
  assertFit(database.urls.gt_app).then(
    () => '',
    error => (error instanceof Unfit ? error.message : Promise.reject(error)),
  )

test('a migrated database gives no reason but what the server itself lacks', async () => {
  const [server] = await database.admin<{ on: boolean }>("select current_setting('data_checksums') = 'on' as on")
  const why = await whyUnfit()
  assert.equal(why.replace(/\n {2}data checksums are on/, '').includes('\n  '), false, why)
  assert.equal(why.includes('data checksums'), !server?.on)
})

for (const [fault, plant, mend, reason] of [
  [
    'a table whose fence is down',
    'alter table gt.entry no force row level security',
    'alter table gt.entry force row level security',
    /enabled and forced/,
  ],
  [
    'a table without a policy',
    'create table gt.planted (id int); alter table gt.planted enable row level security; alter table gt.planted force row level security',
    'drop table gt.planted',
    /has a policy/,
  ],
  [
    'a web role that owns a table',
    'create table gt.planted (id int); alter table gt.planted owner to gt_app',
    'drop table gt.planted',
    /owns nothing/,
  ],
] as const)
  test(`${fault} stops the service before it begins`, async () => {
    await database.admin(plant)
    assert.match(await whyUnfit(), reason)
    await database.admin(mend)
  })
