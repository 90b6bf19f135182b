import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { statement } from '../../src/kernel/db/statement.ts'
import { openDatabase, Refusal } from '../../src/kernel/db/with-actor.ts'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'

/**
 * Reliability test T11: connections are shared by everybody, and whatever goes wrong on one (a statement that fails, a handler that throws, a page that refuses, a backend that is
 * cut off, a transaction nobody ends), the next to have it is asked for as themselves and reads their own rows.
 */
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
  for (const role of ids.roles)
    await database.admin(`insert into gt.own_choice (partnership_id, account_id) values ($1, $2)`, [ids.partnership, ids.account(role)])
})
after(() => database.drop())

const whoAmI = statement<{ me: string; rows: string[] }>(
  'pool-who-am-i',
  null,
  `select (select m.account_id from gt.me() m) as me, (select array_agg(c.account_id) from gt.own_choice c) as rows`,
)
const broken = statement<never>('pool-broken', null, 'select 1 / 0')
const slow = statement<{ pid: number }>('pool-pid', null, 'select pg_backend_pid() as pid')

class Thrown extends Error {}
class Refused extends Refusal {}

const transactions = bounded(1500, 200_000)
let crossed = 0
let faults = 0

test(`in ${transactions} transactions of random people with random faults among them, nobody is ever asked for as somebody else`, {
  timeout: 3_600_000,
}, async () => {
  const db = openDatabase(database.urls.gt_app, 10)
  const sessions = await Promise.all(ids.roles.map(async role => ({ account: ids.account(role), asker: await database.session(role) })))
  let done = 0
  const client = async () => {
    while (done < transactions) {
      done += 1
      const who = sessions[Math.floor(Math.random() * sessions.length)] as (typeof sessions)[number]
      const fault = Math.random() < 0.3 ? Math.floor(Math.random() * 4) : null
      const asked = db.withActor(who.asker, testPurpose, async tx => {
        const [row] = await tx.run(whoAmI, [])
        if (row?.me !== who.account || row.rows.length !== 1 || row.rows[0] !== who.account || tx.actor.account !== who.account)
          crossed += 1
        if (fault === 0) await tx.run(broken, [])
        if (fault === 1) throw new Thrown()
        if (fault === 2) {
          const [own] = await tx.run(slow, [])
          await database.admin('select pg_terminate_backend($1)', [own?.pid])
          await tx.run(slow, [])
        }
        if (fault === 3) throw new Refused()
      })
      if (fault === null) await asked
      else {
        faults += 1
        await assert.rejects(asked)
      }
    }
  }
  await Promise.all(Array.from({ length: 25 }, client))
  assert.equal(crossed, 0)
  assert.ok(faults > transactions / 10)
  // As many at once as there are connections: none was lost to a fault.
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 10 }, () =>
      db.withActor((sessions[0] as (typeof sessions)[number]).asker, testPurpose, async tx => {
        inside += 1
        most = Math.max(most, inside)
        while (most < 10) await tx.run(slow, [])
      }),
    ),
  )
  assert.equal(most, 10)
  await db.close()
})

test('control: who is asking, set for the connection and not for the transaction, is somebody else’s the next time', async () => {
  const pool = new pg.Pool({ connectionString: database.urls.gt_app, max: 1 })
  const first = await pool.connect()
  await first.query("set app.asking = 'the first'")
  first.release()
  const { rows } = await pool.query<{ asking: string }>("select current_setting('app.asking', true) as asking")
  await pool.end()
  assert.equal(rows[0]?.asking, 'the first')
  report({
    test: 'T11 connections',
    tried: `${transactions} transactions of ${ids.roles.length} people on 10 connections, ${faults} with a fault`,
    wrong: crossed,
    control: 'a setting of the connection: read by the next',
  })
})
