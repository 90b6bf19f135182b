import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { sealOnce, sealRecovered } from '../../src/kernel/audit/sealer.ts'
import { testFolder } from '../../src/kernel/audit/testing.ts'
import { verify } from '../../src/kernel/audit/verify.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { openLog } from '../../src/kernel/log.ts'
import { book } from '../../src/rooms/book.ts'
import { type Answered, openWebOf, strangerAt, type Visitor } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import type { AccountId, PartnershipId, SubjectId } from '../../src/thread/ids.ts'
import { rebuild } from '../../src/thread/store/rebuild.ts'
import { testSecret } from '../database.ts'
import { type ReleasedDatabase, type ReleasedProgram, releasedDatabase, releasedProgram } from './released.ts'

/**
 * Reliability test T17: the last release's own program goes on reading and writing while this version's migrations run, and after them. Its database is the one
 * the release before it left, brought up by the program itself.
 */
let database: ReleasedDatabase
let program: ReleasedProgram
let oldDatabase: Database
let old: FastifyInstance
let partnership: PartnershipId
let child: SubjectId
let school: Visitor
let worker: Visitor

type Old = Pick<typeof import('../../src/kernel/access/matrix.ts'), 'grantsIn' | 'matrix'> &
  Pick<typeof import('../../src/kernel/config.ts'), 'readConfig'> &
  Pick<typeof import('../../src/kernel/db/migrate.ts'), 'migrate'> &
  Pick<typeof import('../../src/kernel/db/with-actor.ts'), 'openDatabase'> &
  Pick<typeof import('../../src/kernel/http/app.ts'), 'buildApp'> &
  Pick<typeof import('../../src/rooms/web.ts'), 'rooms'>
/** The modules of the old program that a web is opened with; they have the shapes that ours have. */
const oldModules = async (): Promise<Old> => {
  const load = async (path: string) => (await program.load(path)) as Old
  const { migrate } = await load('src/kernel/db/migrate.ts')
  const { openDatabase } = await load('src/kernel/db/with-actor.ts')
  const { buildApp } = await load('src/kernel/http/app.ts')
  const { readConfig } = await load('src/kernel/config.ts')
  const { grantsIn, matrix } = await load('src/kernel/access/matrix.ts')
  const { rooms } = await load('src/rooms/web.ts')
  return { migrate, openDatabase, buildApp, readConfig, grantsIn, matrix, rooms }
}

const accountOf = async (key: string): Promise<AccountId> => {
  const hash = createHash('sha256').update(`old session of ${key}`).digest()
  const { rows } = await database.admin.query<{ id: AccountId }>('select account_id as id from gt.session where session_hash = $1', [hash])
  assert.ok(rows[0])
  return rows[0].id
}

/** Somebody signed in at one of the two programs; a session is the database's and not a program's. */
const signedIn = async (web: FastifyInstance, account: AccountId): Promise<Visitor> => {
  const secret = newSessionSecret()
  await database.admin.query('update gt.credential set otp_step = 0 where account_id = $1', [account])
  const [row] = await oldDatabase.door<{ began: boolean }>("select gt.sign_in($1, $2, 1, $3, interval '1 hour') as began", [
    partnership,
    account,
    sessionHash(secret),
  ])
  assert.ok(row?.began)
  return strangerAt(web, '192.0.2.1', { gt: sessionCookie(partnership, secret) })
}

const anchors = testFolder()
before(async () => {
  database = await releasedDatabase('release-1.sql.gz')
  program = releasedProgram('release-2.program.br')
  const its = await oldModules()
  await its.migrate(database.url, testSecret)
  // This server may count its transactions from a lower number than the one the database came from: whoever brings a database over says so in its chain.
  await sealRecovered(database.as('gt_import'), { anchor: anchors.path('anchor'), reason: 'laid down on the server of the tests' })
  const { rows } = await database.admin.query<{ id: PartnershipId }>('select partnership_id as id from gt.partnership')
  assert.ok(rows[0])
  partnership = rows[0].id
  oldDatabase = its.openDatabase(database.as('gt_app'), 4)
  old = await its.buildApp({
    config: { ...its.readConfig({ LOG_LEVEL: 'silent' }), secret: testSecret },
    database: oldDatabase,
    partnership,
    rooms: its.rooms,
    granted: new Set(its.grantsIn(its.matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('silent'),
    ready: async () => true,
  })
  school = await signedIn(old, await accountOf('school'))
  const lead = await accountOf('social-worker')
  worker = await signedIn(old, lead)
  const children = await database.admin.query<{ id: SubjectId }>(
    `select p.subject_id as id from gt.person p join gt.reach r using (partnership_id, subject_id)
     where r.holder_id = $1 and r.relation = 'lead' and r.until_at = 'infinity' and p.is_a = 'child' order by 1 limit 1`,
    [lead],
  )
  assert.ok(children.rows[0])
  child = children.rows[0].id
})
after(async () => {
  anchors.remove()
  await old?.close()
  await oldDatabase?.close()
  await database?.drop()
  program?.remove()
})

const expected = (answer: Answered, status: number, what: string): Answered => {
  assert.equal(answer.status, status, what)
  return answer
}

/** What a social worker opens in the morning. */
const reads = async (who: Visitor): Promise<void> => {
  expected(await who.get('/'), 200, 'my work')
  expected(await who.get(`/people/${child}`), 200, 'a child’s page')
  expected(await who.get(`/people/${child}?known=2026-03-01`), 200, 'a child’s page as it was known')
}

/** A note of a call about the child, on the child's thread. Gives the words that tell it from others, once it was acknowledged. */
const records = async (who: Visitor, number: number): Promise<string> => {
  const words = `Call number ${number} while the update ran.`
  const path = `/people/${child}/record`
  expected(await who.get(path), 200, 'the form of a note')
  const sent = await who.post(path, {
    draftVersion: who.hidden('draftVersion') || '0',
    purpose: 'To hear how the week went',
    contact: 'telephone',
    reached: 'yes',
    time: '16:30',
    'on-day': '2',
    'on-month': '3',
    'on-year': '2026',
    audience: 'professionals',
    [`seen_${child}`]: 'not-seen',
    [`fact_${child}`]: words,
  })
  expected(sent, 303, `a note: ${/govuk-error-summary[\s\S]*?<\/ul>/.exec(sent.page)?.[0] ?? ''}`)
  return words
}

const road = {
  danger: { inDangerNow: 'no' },
  about: { form: 'worried-about-a-child', concerns: ['neglect'] },
  'children/new': { given: 'Amira', family: 'Testcase', age: 'about 6' },
  worry: {},
  strengths: { earlyHelpTried: 'no' },
  family: { familyTold: 'yes', consent: 'given', safeToContactParents: 'yes' },
  you: { name: 'Sana Sample', phone: '0161 496 0101' },
} as const

/** A concern told page by page, as a school does. Gives the words that tell it from others, once it was acknowledged. */
const tellsTheBridge = async (who: Visitor, number: number): Promise<string> => {
  const words = `Hungry on day ${number} of the update.`
  await who.get('/concerns/new')
  const begun = expected(await who.post('/concerns/new', {}), 303, 'a concern is begun')
  const draft = begun.to?.replace(/\/[^/]+$/, '')
  for (const [page, fields] of Object.entries({ ...road, worry: { seenOrHeard: words } })) {
    expected(await who.get(`${draft}/${page}`), 200, page)
    expected(await who.post(`${draft}/${page}`, { draftVersion: who.hidden('draftVersion') || '0', ...fields }), 303, page)
  }
  expected(await who.get(`${draft}/check`), 200, 'the answers')
  expected(await who.post(`${draft}/send`, { draftVersion: who.hidden('draftVersion') || '0' }), 303, 'a concern is sent')
  return words
}

/** How often these words stand in entries of a kind. */
const timesKept = async (words: string): Promise<number> => {
  const { rows } = await database.admin.query<{ n: number }>(
    `select count(*)::integer as n from gt.entry_part where narrative::text like '%' || $1 || '%'`,
    [words],
  )
  return rows[0]?.n ?? 0
}

test('the last release’s program reads and writes while this version’s migrations run, and after them: nothing fails, nothing that was acknowledged is lost or kept twice', async () => {
  const acknowledged: string[] = []
  let [done, ran] = [false, 0]
  /** Goes on, round by round, until the migrations are through, and for one round more; at least one is over before they begin. */
  const lane = (work: (number: number) => Promise<unknown>) => {
    const first = Promise.withResolvers<void>()
    const all = (async () => {
      for (let number = 1, last = false; !last; number += 1) {
        last = done && number > 1
        const words = await work(number)
        if (typeof words === 'string') acknowledged.push(words)
        first.resolve()
      }
    })()
    all.catch(first.reject)
    return { first: first.promise, all }
  }
  const lanes = [lane(() => reads(worker)), lane(number => tellsTheBridge(school, number)), lane(number => records(worker, number))]
  await Promise.all(lanes.map(one => one.first))
  try {
    ran = (await migrate(database.url, testSecret)).ran.length
  } finally {
    done = true
    await Promise.all(lanes.map(one => one.all))
  }
  assert.ok(ran > 1, 'there is something to bring up')
  assert.ok(acknowledged.length >= 4)
  for (const words of acknowledged) assert.equal(await timesKept(words), 1, words)
})

test('what the old program wrote is whole under this one: sealed chains verify, derived rows can be made again, and each program shows what the other wrote', async () => {
  const app = openDatabase(database.as('gt_app'), 2)
  const bringIn = openDatabase(database.as('gt_import'), 1)
  const web = await openWebOf({ app, visitors: app }, rooms, { partnership })
  try {
    await rebuild(bringIn, partnership, book, () => {})
    assert.equal((await rebuild(bringIn, partnership, book, () => {})).rows, 0)
    await sealOnce(database.as('gt_worker'), { anchor: anchors.path('anchor') })
    assert.deepEqual((await verify({ database: database.url }, null)).troubles, [])
    const now = await signedIn(web, await accountOf('social-worker'))
    assert.match((await now.get(`/people/${child}`)).page, /Call number 1 while the update ran/)
    const words = await records(now, 1000)
    assert.ok((await worker.get(`/people/${child}`)).page.includes(words), 'the old program shows what the new one recorded')
  } finally {
    await web.close()
    await app.close()
    await bringIn.close()
  }
})

test('a transaction that is under way is let finish: the migrations step back, keep nobody waiting meanwhile, and come again', async () => {
  const busy = new pg.Client({ connectionString: database.url })
  await busy.connect()
  try {
    await busy.query('begin; select from gt.account')
    await database.admin.query("delete from public.gt_migration where name like 'policies/%'")
    const migrating = migrate(database.url, testSecret)
    migrating.catch(() => {})
    // Seen to wait in one transaction, and then in another one.
    const waits = new Set<string>()
    while (waits.size < 2) {
      const { rows } = await database.admin.query<{ began: string }>(
        `select xact_start::text as began from pg_stat_activity
         where datname = current_database() and application_name = 'golden-thread migrate' and wait_event_type = 'Lock' and xact_start is not null`,
      )
      for (const { began } of rows) waits.add(began)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    await busy.query('commit')
    assert.deepEqual((await migrating).ran, ['policies/policies.sql'])
    await reads(worker)
  } finally {
    await busy.end()
  }
})

test('a program does not bring up what a newer one has brought up', async () => {
  await database.admin.query("insert into public.gt_migration (name, digest) values ('9999-from-the-future.sql', 'x')")
  await assert.rejects(
    migrate(database.url, testSecret),
    /a newer version of the program has brought this database up \(9999-from-the-future\.sql\)/,
  )
  await database.admin.query("delete from public.gt_migration where name = '9999-from-the-future.sql'")
  assert.deepEqual((await migrate(database.url, testSecret)).ran, [])
})

test('planted fault: a migration that takes away what the old program calls is found by the same lanes', async () => {
  await database.admin.query('begin; drop function gt.hold_threads(uuid, uuid[], uuid[], uuid[]); commit')
  await assert.rejects(records(worker, 2000), /500 !== 303/)
  await assert.rejects(tellsTheBridge(school, 2000), /500 !== 303/)
  assert.equal(await timesKept('Call number 2000 while the update ran.'), 0)
})
