import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { day } from '../../src/guidance/index.ts'
import { setUp } from '../../src/kernel/access/organisation.ts'
import { type EmbeddedServer, embeddedServer } from '../../src/kernel/db/embedded/index.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { urlAs } from '../../src/kernel/db/urls.ts'
import { type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { enqueue } from '../../src/kernel/jobs/index.ts'
import { mailWanted } from '../../src/kernel/mail/index.ts'
import { book } from '../../src/rooms/book.ts'
import { note } from '../../src/rooms/recording/note/note.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement } from '../../src/thread/own-kinds/index.ts'
import { carryOut } from '../../src/thread/store/append.ts'
import { ids, organisationOf, testPurpose, testSecret } from '../database.ts'
import { bounded, report } from './figures.ts'

/**
 * Reliability test T3: every process of the database is killed while people write. What was acknowledged is there, what is there is whole, and what was left
 * without an answer is settled by sending the same command again. The server is one of this test's own, as durable as the one the program starts.
 */
const folder = mkdtempSync(join(tmpdir(), 'gt-killed-'))
const writers = 8
const kills = bounded(2, 100)
let server: EmbeddedServer

const settings = { max_connections: '60' }
const start = async (fresh: boolean, more: Record<string, string> = {}): Promise<void> => {
  server = await embeddedServer({ folder: join(folder, 'database'), log: () => {}, fresh, settings: { ...settings, ...more } })
}

before(() => start(true))
after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Every process of this server, by what the system says they run: a stale number must never name somebody else’s. */
const processesOf = (postmaster: number): number[] =>
  readdirSync('/proc').flatMap(name => {
    const pid = Number(name)
    if (!Number.isInteger(pid)) return []
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      const runs = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return (pid === postmaster || parent === postmaster) && /postgres/.test(runs) ? [pid] : []
    } catch {
      return []
    }
  })

const postmasterOf = (): number => {
  const [pid] = readFileSync(join(folder, 'database', 'data', 'postmaster.pid'), 'utf8').split('\n')
  return Number(pid)
}

const killAll = (): number => {
  const all = processesOf(postmasterOf())
  for (const pid of all)
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  return all.length
}

/** What one command writes: an entry, a line of access, a job, and the mark that it was done. */
type Sent = { readonly id: CommandId; readonly subject: SubjectId; readonly entry: EntryId }
const send = (db: Database, { id, subject, entry }: Sent): Promise<unknown> =>
  db.withActor({ by: 'account', partnership: ids.partnership, account: ids.account('social-worker') }, testPurpose, async tx => {
    const outcome = await carryOut(tx, book, {
      id,
      asked: { subject, entry },
      writes: [subject],
      kinds: [note],
      decide: () => ({
        answer: entry,
        entries: [
          {
            id: entry,
            subject,
            act: newId(),
            kind: note,
            happened: { on: day('2026-01-05'), precision: 'day' },
            audience: 'professionals',
            parts: {
              record: { facts: { contact: 'telephone' }, narrative: { fact: 'Rang.' } },
              health: { narrative: { health: 'Well.' } },
            },
          },
        ],
      }),
    })
    if (outcome.done === 'now') {
      tx.saw([subject], [entry])
      await enqueue(tx, mailWanted, { link: '/announcements' }, { key: `killed ${entry}` })
    }
    return outcome
  })

type Ledger = { acknowledged: Sent[]; unanswered: Sent[]; ready: number[] }

/** Kills the server as often as asked while writers go on, and starts it again each time. */
const underFire = async (times: number, url: string, subjects: readonly SubjectId[], restart: () => Promise<void>): Promise<Ledger> => {
  const ledger: Ledger = { acknowledged: [], unanswered: [], ready: [] }
  for (let kill = 0; kill < times; kill += 1) {
    const db = openDatabase(url, writers)
    let going = true
    const write = async (at: number) => {
      while (going) {
        const sent: Sent = { id: newId(), subject: subjects[at % subjects.length] as SubjectId, entry: newId() }
        try {
          await send(db, sent)
          ledger.acknowledged.push(sent)
        } catch {
          ledger.unanswered.push(sent)
          return
        }
      }
    }
    const before = ledger.acknowledged.length
    const writing = Promise.all(Array.from({ length: writers }, (_, at) => write(at)))
    // Not before each has been at it: then at any moment.
    const unanswered = ledger.unanswered.length
    while (ledger.acknowledged.length < before + writers) {
      assert.equal(ledger.unanswered.length, unanswered, 'a command failed before anything was killed')
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    await new Promise(resolve => setTimeout(resolve, Math.random() * 600))
    assert.ok(killAll() > 2)
    going = false
    await writing
    await db.close().catch(() => {})
    const began = performance.now()
    await restart()
    ledger.ready.push(performance.now() - began)
  }
  return ledger
}

const count = async (client: pg.Client, text: string, values: readonly unknown[]): Promise<number> =>
  Number((await client.query<{ n: string }>(text, [...values])).rows[0]?.n)

/** How many of these were lost, and how many are there by half: an entry without its parts, its salt, its line, its job or its mark, or the other way round. */
const judge = async (client: pg.Client, sent: readonly Sent[]): Promise<{ whole: Set<string>; half: number }> => {
  const { rows } = await client.query<{ entry: string; things: number }>(
    `select s.entry, (exists (select from gt.entry e where e.entry_id = s.entry))::integer
       + (select count(*) from gt.entry_part q where q.entry_id = s.entry)::integer
       + (exists (select from gt.entry_salt x where x.entry_id = s.entry))::integer
       + (exists (select from gt.command_done c where c.command_id = s.command and c.answer = to_jsonb(s.entry::text)))::integer
       + (exists (select from gt.access_line l where s.entry = any (l.entry_ids)))::integer
       + (exists (select from graphile_worker.jobs j where j.key like '%killed ' || s.entry))::integer as things
     from unnest($1::uuid[], $2::uuid[]) as s(entry, command)`,
    [sent.map(one => one.entry), sent.map(one => one.id)],
  )
  return {
    whole: new Set(rows.filter(row => row.things === 7).map(row => row.entry)),
    half: rows.filter(row => row.things !== 7 && row.things !== 0).length,
  }
}

const prepared = async (): Promise<{ url: string; client: () => Promise<pg.Client>; subjects: SubjectId[] }> => {
  const database = new URL(server.adminUrl)
  const setup = new pg.Client({ connectionString: server.adminUrl })
  await setup.connect()
  const name = `killed_${Date.now()}`
  await setup.query(`create database ${name}`)
  await setup.end()
  database.pathname = `/${name}`
  await migrate(database.href, testSecret)
  await setUp(urlAs(database.href, 'gt_import', testSecret), organisationOf(ids, 'Killed'))
  const subjects = Array.from({ length: writers }, () => newId<SubjectId>())
  const db = openDatabase(urlAs(database.href, 'gt_import', testSecret), 1)
  await db.withActor({ by: 'account', partnership: ids.partnership, account: ids.account('social-worker') }, testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: 1,
      writes: subjects,
      begins: subjects.map(subject => ({ subject, form: 'person' })),
      kinds: [identity, involvement],
      decide: () => ({
        answer: null,
        entries: subjects.flatMap(subject =>
          [
            { kind: identity, facts: { is: 'child', given: 'Robin', family: 'Sample' } },
            { kind: involvement, facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } },
          ].map(({ kind, facts }) => ({
            subject,
            act: newId<ActId>(),
            kind,
            happened: { on: day('2026-01-01'), precision: 'day' as const },
            audience: 'professionals' as const,
            parts: { record: { facts } },
          })),
        ),
      }),
    }),
  )
  await db.close()
  return {
    url: urlAs(database.href, 'gt_worker', testSecret),
    subjects,
    client: async () => {
      const client = new pg.Client({ connectionString: database.href })
      await client.connect()
      return client
    },
  }
}

let proved = { acknowledged: 0, unanswered: 0, committed: 0, slowest: 0 }

test(`killed ${kills} times while ${writers} people write, nothing that was acknowledged is lost and nothing is there by half`, {
  timeout: 3_600_000,
}, async () => {
  const { url, client: connect, subjects } = await prepared()
  const { acknowledged, unanswered, ready } = await underFire(kills, url, subjects, () => start(false))
  const client = await connect()
  const after = await judge(client, acknowledged)
  assert.equal(acknowledged.length - after.whole.size, 0, 'acknowledged and lost')
  const unknown = await judge(client, unanswered)
  assert.equal(after.half + unknown.half, 0, 'there by half')
  // Whoever had no answer sends the same again: done once, whether it had been or not.
  const db = openDatabase(url, 2)
  for (const sent of unanswered) await send(db, sent)
  await db.close()
  assert.equal((await judge(client, unanswered)).whole.size, unanswered.length)
  assert.equal(await count(client, `select count(*) as n from gt.entry where kind = 'note'`, []), acknowledged.length + unanswered.length)
  await client.end()
  assert.ok(acknowledged.length > kills * writers)
  proved = { acknowledged: acknowledged.length, unanswered: unanswered.length, committed: unknown.whole.size, slowest: Math.max(...ready) }
})

test('control: where the server answers before the disk has it, the same count finds what was lost', { timeout: 600_000 }, async t => {
  await server.stop()
  await start(false, { synchronous_commit: 'off', wal_writer_delay: '10s' })
  const { url, client: connect, subjects } = await prepared()
  let lost = 0
  for (let times = 0; times < 6 && lost === 0; times += 1) {
    const { acknowledged } = await underFire(1, url, subjects, () => start(false, { synchronous_commit: 'off', wal_writer_delay: '10s' }))
    const client = await connect()
    lost = acknowledged.length - (await judge(client, acknowledged)).whole.size
    await client.end()
  }
  assert.ok(lost > 0, 'nothing was lost: this test could not tell')
  t.diagnostic(`${lost} lost`)
  report({
    test: 'T3 killed',
    tried: `${kills} kills, ${proved.acknowledged} acknowledged; ${proved.unanswered} without an answer, of which ${proved.committed} had been done, all settled by sending again; ready again after at most ${(proved.slowest / 1000).toFixed(1)} s`,
    wrong: 0,
    control: `synchronous_commit off: ${lost} lost`,
  })
})
