import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { main } from '../../src/cli.ts'
import { startSealer } from '../../src/kernel/audit/sealer.ts'
import { settled, writeRows } from '../../src/kernel/audit/testing.ts'
import { verify } from '../../src/kernel/audit/verify.ts'
import { type BackupHead, backupForms } from '../../src/kernel/db/backup/container.ts'
import { standing } from '../../src/kernel/db/backup/standing.ts'
import { takeBackup } from '../../src/kernel/db/backup/take.ts'
import { toolFor } from '../../src/kernel/db/backup/tools.ts'
import { Unfit } from '../../src/kernel/db/fit-to-serve.ts'
import { statement } from '../../src/kernel/db/statement.ts'
import { urlAs } from '../../src/kernel/db/urls.ts'
import { type Asker, NotSignedIn, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { enqueue } from '../../src/kernel/jobs/index.ts'
import { mailWanted } from '../../src/kernel/mail/index.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { involvementEnd } from '../../src/thread/own-kinds/index.ts'
import { as, databaseAt, freshDatabase, ids, onServer, type TestDatabase, testPurpose, testSecret } from '../database.ts'

/** Reliability test T16 as far as one machine allows: everything comes back to the row, verifies, and nobody has back what was taken from them. */

const folder = mkdtempSync(join(tmpdir(), 'gt-backup-'))
const server = process.env.GT_TEST_ADMIN_URL ?? ''
const anchor = join(folder, 'anchors', 'anchors.jsonl')
const revocations = join(folder, 'anchors', 'revocations.jsonl')
const made: string[] = []

let database: TestDatabase
let child: string
let session: Extract<Asker, { by: 'session' }>
let queued = 0
let asTaken: BackupHead['tables']
const files: Partial<Record<BackupHead['form'], string>> = {}
/** Why the server's own tools cannot be used on this machine; null where they can. */
let withoutTools: string | null = null

/** A new, empty database on the tests' server. */
const emptyDatabase = async (): Promise<string> => {
  const name = `gt_test_restore_${randomBytes(6).toString('hex')}`
  made.push(name)
  await onServer(server, client => client.query(`create database ${name}`))
  return databaseAt(server, name)
}

/** Runs a command of the program on a database, with its anchor beside the list of what was revoked, or elsewhere. */
const command = async (url: string, args: readonly string[], at = anchor): Promise<{ code: number; said: string }> => {
  const kept = { DATABASE_URL: process.env.DATABASE_URL, GT_SECRET: process.env.GT_SECRET, GT_ANCHOR: process.env.GT_ANCHOR }
  Object.assign(process.env, { DATABASE_URL: url, GT_SECRET: testSecret, GT_ANCHOR: at })
  let said = ''
  const hear = (text: string) => {
    said += `${text}\n`
  }
  try {
    return { code: await main(args, { print: hear, complain: hear }), said }
  } finally {
    for (const [name, value] of Object.entries(kept))
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}

const sealAndNote = async (): Promise<void> => {
  await settled(database)
  const troubles: Error[] = []
  await startSealer(database.urls.gt_worker, { everySeconds: 3600, anchor, revocations, onTrouble: why => void troubles.push(why) }).stop()
  assert.deepEqual(troubles, [])
  assert.equal((await verify({ database: database.adminUrl }, anchor)).waiting, 0, 'noting what was revoked keeps nobody from sealing')
}

before(async () => {
  database = await freshDatabase()
  const family = await testcaseFamily(database)
  child = family.amira
  session = await database.session('social-worker')
  await database.admin(
    `with d as (insert into gt.document (partnership_id, document_id, subject_id, entry_id, field_group, agency_id, audience, name, type, size, sha256, state)
       select partnership_id, gen_random_uuid(), subject_id, entry_id, 'record', agency_id, audience, 'invented "scan".pdf', 'application/pdf', 300000, sha256('x'), 'clean'
       from gt.entry where entry_id = $1 returning partnership_id, document_id)
     insert into gt.document_content (partnership_id, document_id, content) select d.partnership_id, d.document_id, (select string_agg(sha256(n::text::bytea), '') from generate_series(1, 9000) n) from d`,
    [family.entries.atHome],
  )
  await database.admin(
    `insert into gt.draft (partnership_id, draft_id, account_id, form, body) values ($1, gen_random_uuid(), $2, 'note', '{"said": "Line\\n\\"two\\" – ünfinished"}')`,
    [ids.partnership, ids.account('social-worker')],
  )
  await database.worker.withActor(as('social-worker'), testPurpose, tx => enqueue(tx, mailWanted, { link: '/' }, { key: 'waits' }))
  // The family's past was set back below the program: what is derived of it is made again first.
  assert.equal((await command(database.adminUrl, ['rebuild', '--partnership', ids.partnership])).code, 0)
  await sealAndNote()
  queued = Number((await database.admin<{ n: string }>('select count(*) as n from graphile_worker._private_jobs'))[0]?.n)
  asTaken = await onServer(database.adminUrl, standing)
  for (const form of backupForms) {
    const file = join(folder, `taken.${form}`)
    try {
      await takeBackup(database.adminUrl, file, form)
      files[form] = file
    } catch (error) {
      if (form !== 'archive' || !(error instanceof Unfit)) throw error
      withoutTools = error.message
    }
  }
  // After the backup: the school's work with the child ends, an account is closed, somebody leaves a team, somebody is barred.
  const [school] = await database.admin<{ entry_id: string }>(
    'select entry_id from gt.involvement where subject_id = $1 and holder_id = $2',
    [child, ids.agency.school],
  )
  await tell(database, 'team-manager', [
    {
      subject: family.amira,
      kind: involvementEnd,
      on: '2025-06-01',
      answers: school?.entry_id as never,
      parts: { record: { facts: {}, narrative: { reason: 'A private reason' } } },
    },
  ])
  await database.admin('update gt.account set active = false where account_id = $1', [ids.account('police-officer')])
  await database.admin('update gt.team_member set until_at = now() where account_id = $1', [ids.account('team-manager')])
  await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
    ids.partnership,
    child,
    ids.account('conference-chair'),
  ])
  await sealAndNote()
})
after(async () => {
  await database?.drop()
  await onServer(server, async client => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`)
  })
  rmSync(folder, { recursive: true })
})

const personHere = statement<{ n: number }>(
  'test-person-here',
  null,
  'select count(*)::integer as n from gt.person where partnership_id = $1 and subject_id = $2',
)

/** Which of these roles see the child in a database; `gone` for one who cannot even begin. */
const seers = async (url: string, roles: readonly string[]): Promise<Record<string, boolean | 'gone'>> => {
  const worker = openDatabase(urlAs(url, 'gt_worker', testSecret), 1)
  try {
    const found: Record<string, boolean | 'gone'> = {}
    for (const role of roles)
      found[role] = await worker
        .withActor(as(role), testPurpose, async tx => (await tx.run(personHere, [ids.partnership, child]))[0]?.n === 1)
        .catch(error => (error instanceof NotSignedIn ? ('gone' as const) : Promise.reject(error)))
    return found
  } finally {
    await worker.close()
  }
}
const everybody = ['social-worker', 'school-safeguarding-lead', 'police-officer', 'team-manager', 'conference-chair']
const andBefore = {
  'social-worker': true,
  'school-safeguarding-lead': true,
  'police-officer': true,
  'team-manager': true,
  'conference-chair': true,
}
const now = {
  'social-worker': true,
  'school-safeguarding-lead': false,
  'police-officer': 'gone',
  'team-manager': false,
  'conference-chair': false,
}

for (const form of backupForms)
  describe(form === 'archive' ? 'a backup by the server’s own tools' : 'a backup of rows as text', () => {
    test('comes back to the row, verifies, and leaves revoked what was revoked since', async t => {
      const file = files[form]
      if (file === undefined) return t.skip(`could not verify: ${withoutTools}`)
      assert.deepEqual(await seers(database.adminUrl, everybody), now)
      const url = await emptyDatabase()
      const { code, said } = await command(url, ['restore', file])
      assert.equal(code, 0, said)
      assert.match(said, /1 sessions are ended/)
      assert.match(said, /4 things that were revoked after the backup was taken are revoked again/)
      assert.match(said, /threads were gone through; nothing had to be put right/)
      assert.match(said, /records a recovery \(seals \d+ to \d+ are lost\): restored from a backup/)
      assert.match(said, /As it was sealed/)
      assert.deepEqual(await seers(url, everybody), now)
      const app = openDatabase(urlAs(url, 'gt_app', testSecret), 1)
      await assert.rejects(
        app.withActor(session, testPurpose, async () => {}),
        NotSignedIn,
      )
      await app.close()
      // All else is as it was taken: only what a restore itself writes differs.
      const found = await onServer(url, standing)
      const changed = Object.keys(asTaken).filter(name => JSON.stringify(found[name]) !== JSON.stringify(asTaken[name]))
      const touched = [
        'access_line',
        'account',
        'entry',
        'entry_part',
        'entry_salt',
        'excluded',
        'reach',
        'involvement',
        'seal',
        'session',
        'subject',
        'team_member',
        'announcement_due',
      ]
      assert.deepEqual(
        changed.filter(name => !touched.includes(name.replace('gt.', ''))),
        [],
      )
      assert.equal(found['gt.document_content']?.rows, 1)
      const [jobs] = await onServer(
        url,
        async client => (await client.query('select count(*)::integer as n from graphile_worker._private_jobs')).rows,
      )
      assert.ok(jobs.n >= queued)
      // And it goes on: restored again it is refused, verified again it still holds.
      const again = await command(url, ['restore', file])
      assert.equal(again.code, 2)
      assert.match(again.said, /holds a partnership already/)
      assert.equal((await command(url, ['verify'])).code, 0)
    })

    test('without the list of what was revoked it says that people may have access again, and they do', async t => {
      const file = files[form]
      if (file === undefined) return t.skip(`could not verify: ${withoutTools}`)
      const url = await emptyDatabase()
      const { said } = await command(url, ['restore', file], join(folder, `elsewhere-${form}`, 'anchors.jsonl'))
      assert.match(said, /There is no list of what was revoked at .*elsewhere/)
      assert.deepEqual(await seers(url, everybody), andBefore)
    })

    test('one byte changed, or the end cut off, is refused before anything is touched', async t => {
      const file = files[form]
      if (file === undefined) return t.skip(`could not verify: ${withoutTools}`)
      const bytes = readFileSync(file)
      const flipped = Buffer.from(bytes)
      const at = Math.floor(bytes.length / 2)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      const url = await emptyDatabase()
      for (const [name, content] of [
        ['flipped', flipped],
        ['cut', bytes.subarray(0, -100)],
        ['none', Buffer.from('something else altogether, long enough to be read as a backup would be, but it is not one')],
      ] as const) {
        const wrong = join(folder, `${form}-${name}`)
        writeFileSync(wrong, content)
        const { code, said } = await command(url, ['restore', wrong])
        assert.equal(code, 2, said)
        assert.match(said, /not as it was written|no backup of Golden Thread/)
      }
      const [row] = await onServer(url, async client => (await client.query("select to_regclass('gt.partnership') is null as empty")).rows)
      assert.ok(row.empty)
    })
  })

test('what a backup says it holds is held against what came back: a row too few is found, and nothing is left', async () => {
  const file = files.rows
  assert.ok(file)
  const { openBackup, writeBackup } = await import('../../src/kernel/db/backup/container.ts')
  const { head, content } = await openBackup(file)
  const wrong = join(folder, 'a-row-more.rows')
  const parts = { ...head.tables, 'gt.draft': { rows: 2, digest: '0/0' } }
  await writeBackup(wrong, { ...head, tables: parts }, content() as AsyncIterable<Uint8Array> & NodeJS.ReadableStream)
  const url = await emptyDatabase()
  const { code, said } = await command(url, ['restore', wrong])
  assert.equal(code, 2)
  assert.match(said, /what was restored is not what was backed up: gt\.draft/)
  const [row] = await onServer(url, async client => (await client.query("select to_regclass('gt.partnership') is null as empty")).rows)
  assert.ok(row.empty)
})

test('a partnership in which nothing was sealed yet is sealed when it is back', async () => {
  const young = await freshDatabase()
  try {
    await writeRows(young, 3)
    await settled(young)
    const file = join(folder, 'young.rows')
    await takeBackup(young.adminUrl, file, 'rows')
    const url = await emptyDatabase()
    const { code, said } = await command(url, ['restore', file], join(folder, 'young', 'anchors.jsonl'))
    assert.equal(code, 0, said)
    assert.match(said, /As it was sealed: \d+ rows under 1 seals/)
  } finally {
    await young.drop()
  }
})

test('a database that holds anything else is refused, and left', async () => {
  const url = await emptyDatabase()
  await onServer(url, client => client.query('create table mine (id integer)'))
  const { code, said } = await command(url, ['restore', files.rows ?? ''])
  assert.equal(code, 2)
  assert.match(said, /not empty: it holds public\.mine/)
})

test('a backup is its owner’s alone, and is never written over another file', async () => {
  const file = files.rows ?? ''
  assert.equal(statSync(file).mode & 0o777, 0o600)
  await assert.rejects(takeBackup(database.adminUrl, file, 'rows'), /exists already/)
  assert.ok(!existsSync(`${file}.part`))
})

test('the list of what was revoked holds ids and dates, and no word of why', () => {
  const list = readFileSync(revocations, 'utf8')
  assert.equal(statSync(revocations).mode & 0o777, 0o600)
  assert.match(list, /"key":"entry\//)
  assert.doesNotMatch(list, /private reason|Amira/)
})

test('a login that row policies hold is refused: a backup that is not whole is none', async () => {
  await assert.rejects(takeBackup(database.urls.gt_import, join(folder, 'partial'), 'rows'), /cannot see every row/)
})

test('tools that are older than the server are refused, and what to install is said', () => {
  assert.throws(() => toolFor('pg_dump', 99), /client programs of PostgreSQL 99.*postgresql-client-99/s)
})
