import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { statement } from '../src/kernel/db/statement.ts'
import { as, elsewhere, freshDatabase, ids, type TestDatabase, testPurpose } from './database.ts'

const who = statement<{ role: string; account_id: string; queues: string[] }>(
  'who-asks',
  null,
  'select role, account_id, queues from gt.me()',
)

let one: TestDatabase
let two: TestDatabase
let empty: TestDatabase
before(async () => {
  ;[one, two, empty] = await Promise.all([freshDatabase(), freshDatabase(), freshDatabase({ organisation: false })])
})
after(() => Promise.all([one, two, empty].map(database => database.drop())))

test('databases made at once are apart, migrated, and have the organisation unless told otherwise', async () => {
  const counts = await Promise.all(
    [one, two, empty].map(async database => (await database.admin<{ n: number }>('select count(*)::integer as n from gt.account'))[0]?.n),
  )
  assert.deepEqual(counts, [2 * ids.roles.length, 2 * ids.roles.length, 0])
  assert.notEqual(one.name, two.name)
})

test('every role of the matrix has an account that may act, by a job and by a session, in both partnerships', async () => {
  assert.ok(ids.roles.length >= 11)
  for (const place of [ids, elsewhere])
    for (const role of ids.roles) {
      const [byJob] = await one.worker.withActor(as(role, place), testPurpose, tx => tx.run(who, []))
      const [bySession] = await one.app.withActor(await one.session(role, place), testPurpose, tx => tx.run(who, []))
      assert.deepEqual(
        [byJob?.role, byJob?.account_id, bySession?.role, bySession?.account_id],
        [role, place.account(role), role, place.account(role)],
      )
      assert.deepEqual(byJob?.queues, role.startsWith('bridge-') ? ['bridge'] : [])
    }
})
