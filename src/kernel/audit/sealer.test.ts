import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { elsewhere, freshDatabase, ids, type TestDatabase } from '../../../tests/database.ts'
import { loginRoles } from '../db/urls.ts'
import { type AnchorLine, AnchorShrank, openAnchor } from './anchor.ts'
import { sealOnce, startSealer } from './sealer.ts'
import { seal, settled, testFolder, writeRows } from './testing.ts'
import { verify } from './verify.ts'

const folder = testFolder()
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(async () => {
  await database.drop()
  folder.remove()
})

const lines = (file: string): AnchorLine[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

/** How many rows there are to seal, how many are listed in seals, and how many of those are different. */
const counts = async () => {
  const [row] = await database.admin<{ rows: number; listed: number; different: number }>(
    `with listed as (select partnership_id, substr(leaves, i * 49 + 1, 17) as leaf from gt.seal, generate_series(0, entries + lines + erasures - 1) i)
     select ((select count(*) from gt.entry) + (select count(*) from gt.access_line))::integer as rows,
       (select count(*) from listed)::integer as listed, (select count(distinct (partnership_id, leaf)) from listed)::integer as different`,
  )
  return row
}

test('sealing beside many writers loses no row and seals none twice', async () => {
  const anchor = folder.path('concurrent.jsonl')
  let writing = true
  let written = 0
  let sealedSoFar = 0
  const sealers = [1, 2].map(async () => {
    let rounds = 0
    while (writing) {
      const round = await sealOnce(database.urls.gt_worker, { anchor })
      for (const { why } of round?.refused ?? []) throw why
      sealedSoFar += round?.sealed.length ?? 0
      rounds += 1
    }
    return rounds
  })
  // Some transactions stay open while later ones commit; some are undone and leave gaps in the numbers.
  const writers = Array.from({ length: 6 }, async (_, at) => {
    const client = new pg.Client({ connectionString: database.adminUrl })
    await client.connect()
    // Until enough was sealed meanwhile, too: a long transaction of another test file may hold all sealing back for a while.
    for (let turn = 0; turn < 15 || (sealedSoFar < 6 && turn < 3000); turn += 1) {
      await client.query('begin')
      await client.query(
        `insert into gt.access_line (partnership_id, line_id, account_id, agency_id, role, purpose, route, request_id, subject_ids)
         select $1, gen_random_uuid(), $1, $1, 'x', 'x', 'x', 'x', '{}' from generate_series(1, 20)`,
        [(at % 2 === 0 ? ids : elsewhere).partnership],
      )
      await client.query('select pg_sleep(random() * 0.02)')
      await client.query(turn % 5 === 4 ? 'rollback' : 'commit')
      if (turn % 5 !== 4) written += 20
      if (turn % 3 === 0) {
        await writeRows(database, 2)
        written += 4
      }
    }
    await client.end()
  })
  await Promise.all(writers)
  writing = false
  const rounds = await Promise.all(sealers)
  assert.ok(Math.min(...rounds) > 0, 'both sealers worked while rows were written')
  await seal(database, anchor)
  const found = await counts()
  assert.equal(found?.rows, written)
  assert.deepEqual([found?.listed, found?.different], [found?.rows, found?.rows])
  assert.ok(sealedSoFar >= 6, 'rows were sealed while others were written')
  assert.deepEqual((await verify({ database: database.adminUrl }, anchor)).troubles, [])
})

test('a row of a transaction that is still open holds back what came later, and is sealed with it', async () => {
  const anchor = folder.path('concurrent.jsonl')
  const slow = new pg.Client({ connectionString: database.adminUrl })
  await slow.connect()
  await slow.query('begin')
  await slow.query(
    `insert into gt.access_line (partnership_id, line_id, account_id, agency_id, role, purpose, route, request_id, subject_ids) values ($1, $2, $1, $1, 'x', 'x', 'x', 'x', '{}')`,
    [ids.partnership, randomUUID()],
  )
  await writeRows(database, 3)
  assert.deepEqual((await sealOnce(database.urls.gt_worker, { anchor }))?.sealed, [], 'a later number was not sealed before an earlier one')
  await slow.query('commit')
  await slow.end()
  const { sealed } = await seal(database, anchor)
  assert.deepEqual(
    sealed.map(line => line.count),
    [7],
  )
})

test('a seal holds whole transactions, however many rows one has', async () => {
  const anchor = folder.path('concurrent.jsonl')
  await writeRows(database, 2600)
  await writeRows(database, 1)
  assert.deepEqual(
    (await seal(database, anchor)).sealed.map(line => line.count),
    [5200, 2],
  )
  assert.deepEqual((await verify({ database: database.adminUrl }, anchor)).troubles, [])
})

test('a seal that was made and not anchored is anchored by the next round, and only its own', async () => {
  const anchor = folder.path('concurrent.jsonl')
  await writeRows(database, 1)
  await settled(database)
  await database.admin('select from gt.seal_next($1, 100)', [ids.partnership])
  const before = lines(anchor).length
  await seal(database, anchor)
  assert.equal(lines(anchor).length, before + 1)
  await seal(database, anchor)
  assert.equal(lines(anchor).length, before + 1, 'nothing waits, nothing is said')
  assert.deepEqual((await verify({ database: database.adminUrl }, anchor)).troubles, [])
})

test('no role that signs in can change, remove or invent what is sealed, nor a seal, nor a certificate', async () => {
  const attempts = [
    ...['entry', 'entry_part', 'entry_salt', 'entry_link', 'access_line', 'seal', 'erasure', 'partnership'].flatMap(table => [
      `update gt.${table} set partnership_id = null`,
      `delete from gt.${table}`,
      `truncate gt.${table} cascade`,
    ]),
    'insert into gt.seal (partnership_id, seal_no) select null, 1 where false',
    'insert into gt.erasure (partnership_id, entry_id) select null, null where false',
    'alter table gt.seal disable row level security',
    'alter table gt.access_line disable trigger all',
    `select gt.write_seal('${ids.partnership}', null, 1, '0', '0', '0', null, null, null)`,
    `select gt.begin_sealing('${ids.partnership}')`,
    `select gt.digests_of_entry('${ids.partnership}', '${ids.partnership}')`,
    'set role gt_sealer',
    'set role gt_verifier',
    'set role gt_owner',
    'set session_replication_role = replica',
  ]
  const allowed = async (planted: string, undo: string) => {
    await database.admin(planted)
    const found: string[] = []
    for (const role of loginRoles) {
      const client = new pg.Client({ connectionString: database.urls[role] })
      await client.connect()
      for (const attempt of attempts) {
        await client.query('begin')
        const refusedWith = await client.query(attempt).then(
          () => 'nothing',
          (error: pg.DatabaseError) => error.code,
        )
        await client.query('rollback')
        if (refusedWith !== '42501') found.push(`${role}: ${attempt}: ${refusedWith}`)
      }
      await client.end()
    }
    await database.admin(undo)
    return found
  }
  assert.deepEqual(await allowed('select', 'select'), [])
  assert.deepEqual(await allowed('grant update on gt.seal to gt_app', 'revoke update on gt.seal from gt_app'), [
    'gt_app: update gt.seal set partnership_id = null: nothing',
  ])
  assert.deepEqual(await allowed('grant delete on gt.access_line to gt_worker', 'revoke delete on gt.access_line from gt_worker'), [
    'gt_worker: delete from gt.access_line: nothing',
  ])
})

test('only jobs and the command line seal; a recovery is recorded by the command line alone', async () => {
  const may = async (role: (typeof loginRoles)[number], text: string) => {
    const client = new pg.Client({ connectionString: database.urls[role] })
    await client.connect()
    const done = await client.query(text).then(
      () => true,
      (error: pg.DatabaseError) => error.code !== '42501',
    )
    await client.end()
    return done
  }
  const sealing = `select from gt.seal_next('${ids.partnership}', 1)`
  const recovering = `select from gt.seal_recovered('${ids.partnership}', '', null, null)`
  assert.deepEqual(await Promise.all(loginRoles.map(role => may(role, sealing))), [false, false, true, true])
  assert.deepEqual(await Promise.all(loginRoles.map(role => may(role, recovering))), [false, false, false, true])
})

test('the web cannot write a row under a number that is sealed already', async () => {
  const session = await database.session('social-worker')
  const own = async (number: string) =>
    database.app.withActor(session, { purpose: 'a test', route: 'tests', request: 'r' }, tx =>
      tx.run(
        {
          name: `test-line-${number}`,
          shows: null,
          text: `insert into gt.access_line (partnership_id, line_id, written_by, account_id, agency_id, role, purpose, route, request_id, subject_ids)
            values ($1, $2, ${number}, $3, $4, $5, 'a test', 'tests', 'r', '{}')`,
        },
        [tx.actor.partnership, randomUUID(), tx.actor.account, tx.actor.agency, tx.actor.role],
      ),
    )
  await own('pg_current_xact_id()')
  await assert.rejects(own("'3'"), /row-level security/)
})

test('the sealer of the worker seals now and again, tells each seal once, says what keeps it from sealing, and stops after a last round', async () => {
  const anchor = folder.path('worker.jsonl')
  const told: AnchorLine[] = []
  const troubles: Error[] = []
  await writeRows(database, 1)
  await settled(database)
  const sealer = startSealer(database.urls.gt_worker, {
    everySeconds: 3600,
    anchor,
    onSealed: line => void told.push(line),
    onTrouble: why => void troubles.push(why),
  })
  for (let tries = 0; tries < 100 && told.length === 0; tries += 1) await new Promise(resolve => setTimeout(resolve, 20))
  await writeRows(database, 1)
  await settled(database)
  await sealer.stop()
  assert.equal(troubles.length, 0)
  assert.deepEqual(told, lines(anchor))
  assert.equal(new Set(told.map(line => line.seal_hash)).size, told.length)
  const { troubles: found, waiting } = await verify({ database: database.adminUrl }, anchor)
  assert.deepEqual([found, waiting], [[], 0], 'the last round sealed what was written after the first')

  const wrong = startSealer(database.urls.gt_app, { everySeconds: 3600, anchor, onTrouble: why => void troubles.push(why) })
  await wrong.stop()
  assert.match(troubles[0]?.message ?? '', /permission denied/)
})

test('an anchor is only added to: kept from other accounts, a torn line spoils itself alone, a shorter file is refused', async () => {
  const file = folder.path('folder/anchor.jsonl')
  const anchor = openAnchor(file)
  const line = (seal_no: number): AnchorLine => ({ partnership: ids.partnership, seal_no, seal_hash: 'a'.repeat(64), count: 1, at: 'now' })
  assert.equal(anchor.head(ids.partnership), undefined)
  anchor.add(line(1))
  assert.equal(statSync(file).mode & 0o777, 0o600)
  appendFileSync(file, '{"partnership":"half a li')
  anchor.add(line(2))
  assert.equal(anchor.head(ids.partnership)?.seal_no, 2)
  assert.equal(anchor.head(elsewhere.partnership), undefined)
  truncateSync(file, 10)
  assert.throws(() => anchor.head(ids.partnership), AnchorShrank)
})
