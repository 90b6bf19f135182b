import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { verify } from '../../src/kernel/audit/verify.ts'
import { assertFit } from '../../src/kernel/db/fit-to-serve.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { book } from '../../src/rooms/book.ts'
import { openWebOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import type { AccountId, PartnershipId } from '../../src/thread/ids.ts'
import { rebuild } from '../../src/thread/store/rebuild.ts'
import { freshDatabase, type TestDatabase, testSecret } from '../database.ts'
import { fixtures, type ReleasedDatabase, releasedDatabase } from './released.ts'

/** Reliability test T17: a database of each released version, with that version's own demonstration in it, goes on under this one. */

const released = readdirSync(fixtures).filter(name => name.endsWith('.sql.gz'))

test('there is a released version to come from', () => {
  assert.ok(released.length > 0)
})

/** What people told and did, and what proves it: nothing of it may change when the program does. */
const kept = [
  'entry',
  'entry_part',
  'entry_salt',
  'entry_link',
  'access_line',
  'erasure',
  'seal',
  'command_done',
  'draft',
  'document',
  'document_content',
  'setting_value',
  'account',
  'credential',
  'team_member',
  'excluded',
  'closed_to_most',
  'named_only',
]

for (const name of released)
  describe(`from ${name}`, () => {
    let laid: ReleasedDatabase
    let fresh: TestDatabase
    let admin: pg.Client
    let url: string
    let partnership: PartnershipId
    let web: FastifyInstance
    let app: Database
    let digests: Record<string, string>
    let columns: Record<string, string[]>
    let as: ReleasedDatabase['as']

    const digestOf = async (): Promise<Record<string, string>> => {
      const found: Record<string, string> = {}
      for (const [table, own] of Object.entries(columns)) {
        const { rows } = await admin.query<{ digest: string }>(
          `select encode(sha256(convert_to(coalesce(string_agg(t.said, E'\\n' order by t.said), ''), 'UTF8')), 'hex') as digest
           from (select concat_ws('|', ${own.map(column => `coalesce(${column}::text, '-')`).join(', ')}) as said from gt.${table}) t`,
        )
        found[table] = rows[0]?.digest ?? ''
      }
      return found
    }

    before(async () => {
      fresh = await freshDatabase()
      laid = await releasedDatabase(name)
      ;({ url, admin, as } = laid)
      const { rows } = await admin.query<{ name: string; columns: string[] }>(
        `select c.relname as name, array_agg(a.attname::text order by a.attname) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'gt'::regnamespace and c.relname = any ($1) group by c.relname`,
        [kept],
      )
      columns = Object.fromEntries(rows.map(row => [row.name, row.columns]))
      digests = await digestOf()
      await migrate(url, testSecret)
      const [only] = (await admin.query<{ id: PartnershipId }>('select partnership_id as id from gt.partnership')).rows
      assert.ok(only)
      partnership = only.id
      app = openDatabase(as('gt_app'), 2)
      web = await openWebOf({ app, visitors: app }, rooms, { partnership })
    })
    after(async () => {
      await web?.close()
      await app?.close()
      await laid?.drop()
      await fresh?.drop()
    })

    test('nothing that was told, done or kept has changed, and every seal verifies', async () => {
      assert.ok(Object.keys(digests).length > 12)
      assert.deepEqual(await digestOf(), digests)
      const verdict = await verify({ database: url }, null)
      assert.deepEqual(verdict.troubles, [])
      assert.ok(verdict.seals > 0 && verdict.rows > 200)
      // The control: one word of an old entry, changed below the program, is found by both.
      await admin.query('begin')
      await admin.query(
        `update gt.entry_part set narrative = narrative || '{"planted": "x"}' where (partnership_id, entry_id, field_group) in (select partnership_id, entry_id, field_group from gt.entry_part limit 1)`,
      )
      assert.notDeepEqual(await digestOf(), digests)
      await admin.query('rollback')
    })

    test('the database is what a new one would be: tables, columns, keys, functions, policies, privileges', async () => {
      const other = new pg.Client({ connectionString: fresh.adminUrl })
      await other.connect()
      try {
        const [upgraded, made] = [await shapeOf(admin), await shapeOf(other)]
        assert.ok(made.length > 500)
        assert.deepEqual(
          { missing: made.filter(one => !upgraded.includes(one)), more: upgraded.filter(one => !made.includes(one)) },
          { missing: [], more: [] },
        )
        // The control: an index more, and a policy less, are found.
        await admin.query('begin; create index planted on gt.draft (saved_at); drop policy mine on gt.draft')
        const planted = await shapeOf(admin)
        await admin.query('rollback')
        assert.deepEqual([planted.length, planted.filter(one => !made.includes(one)).length], [made.length, 1])
      } finally {
        await other.end()
      }
      await migrateTwice()
    })
    const migrateTwice = async () => assert.deepEqual((await migrate(url, testSecret)).ran, [])

    test('it is fit to serve, and what is derived is made again by today’s rules, once', async () => {
      await assertFit(as('gt_app')).catch(error => assert.doesNotMatch(error.message, /\n(?! {2}data checksums are on)/))
      const bringIn = openDatabase(as('gt_import'), 1)
      try {
        await rebuild(bringIn, partnership, book, () => {})
        const again = await rebuild(bringIn, partnership, book, () => {})
        assert.deepEqual([again.rows, again.done > 20], [0, true])
      } finally {
        await bringIn.close()
      }
    })

    /** What a session may read: the ids of every entry and person. */
    const seen = async (hash: Buffer): Promise<string[] | 'nobody'> => {
      const client = new pg.Client({ connectionString: as('gt_app') })
      await client.connect()
      try {
        await client.query('begin')
        const { rows } = await client.query<{ account: string | null }>(
          "select account_id as account from gt.begin_request($1, $2, interval '30 minutes')",
          [partnership, hash],
        )
        if (!rows[0]?.account) return 'nobody'
        const read = await client.query<{ id: string }>(
          'select entry_id as id from gt.entry union all select subject_id from gt.person order by 1',
        )
        return read.rows.map(row => row.id)
      } finally {
        await client.end()
      }
    }
    const old = (key: string) => createHash('sha256').update(`old session of ${key}`).digest()
    const accountOf = async (hash: Buffer): Promise<AccountId> =>
      (await admin.query('select account_id as id from gt.session where session_hash = $1', [hash])).rows[0].id
    const begin = async (account: AccountId): Promise<string> => {
      const secret = newSessionSecret()
      await admin.query('update gt.credential set otp_step = 0 where account_id = $1', [account])
      const [row] = await app.door<{ began: boolean }>("select gt.sign_in($1, $2, 1, $3, interval '1 hour') as began", [
        partnership,
        account,
        sessionHash(secret),
      ])
      assert.ok(row?.began)
      return secret
    }

    test('a session from before is idle by now; if it were not, it would show what its account may see today and nothing else', async () => {
      await admin.query("update gt.session set seen_at = now() - interval '31 minutes'")
      for (const key of ['school', 'social-worker']) assert.equal(await seen(old(key)), 'nobody')
      await admin.query('update gt.session set seen_at = now()')
      const shown: Record<string, string[] | 'nobody'> = {}
      for (const key of ['school', 'social-worker']) {
        shown[key] = await seen(old(key))
        assert.ok(shown[key].length > 5)
        assert.deepEqual(shown[key], await seen(sessionHash(await begin(await accountOf(old(key))))))
      }
      assert.notDeepEqual(shown['school'], shown['social-worker'])
      // An account that is closed after the upgrade takes its old session with it.
      await admin.query('update gt.account set active = false where account_id = $1', [await accountOf(old('school'))])
      assert.equal(await seen(old('school')), 'nobody')
      await admin.query('update gt.account set active = true where account_id = $1', [await accountOf(old('school'))])
    })

    test('a child’s page opens to whoever works with the child, with its chronology, and to nobody else', async () => {
      const worker = await accountOf(old('social-worker'))
      const { rows } = await admin.query<{ id: string; given: string }>(
        `select p.subject_id as id, p.given from gt.person p join gt.reach r using (partnership_id, subject_id)
         where r.holder_id = $1 and r.relation = 'lead' and r.until_at = 'infinity' and p.is_a = 'child'
           and not exists (select from gt.reach s join gt.account a on a.account_id = $2 where s.partnership_id = p.partnership_id and s.subject_id = p.subject_id
             and s.holder_id in (a.account_id, a.agency_id)) order by 1 limit 1`,
        [worker, await accountOf(old('school'))],
      )
      const [child] = rows
      assert.ok(child)
      const open = async (account: AccountId) => {
        const cookie = `gt=${sessionCookie(partnership, await begin(account))}`
        return web.inject({ method: 'GET', url: `/people/${child.id}`, headers: { cookie, accept: 'text/html' } })
      }
      const page = await open(worker)
      assert.equal(page.statusCode, 200)
      assert.ok(page.body.includes(child.given))
      const home = await web.inject({
        method: 'GET',
        url: '/',
        headers: { cookie: `gt=${sessionCookie(partnership, await begin(worker))}`, accept: 'text/html' },
      })
      assert.equal(home.statusCode, 200)
      assert.equal((await open(await accountOf(old('school')))).statusCode, 404)
    })
  })

/** Everything a schema is, one line for each thing; in no order of columns, which an upgrade cannot keep. */
const shapeOf = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ line: string }>(
    `with ours as (select oid from pg_namespace where nspname = 'gt')
     select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.relnamespace in (select oid from ours) and c.relkind = 'r'
     union all select 'table ' || relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity || ' ' || relpersistence::text || ' ' || pg_get_userbyid(relowner) from pg_class where relnamespace in (select oid from ours) and relkind = 'r'
     union all select 'privilege ' || c.relname || ' ' || coalesce((select string_agg(one::text, ' ' order by one::text) from unnest(c.relacl) one), '') from pg_class c where c.relnamespace in (select oid from ours) and c.relkind = 'r'
     union all select 'index ' || pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace in (select oid from ours)
     union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace in (select oid from ours) and conrelid <> 0 and contype <> 'n'
     union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace in (select oid from ours) and not t.tgisinternal
     union all select 'policy ' || tablename || ' ' || policyname || ' ' || permissive || ' ' || roles::text || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies where schemaname = 'gt'
     union all select 'function ' || p.oid::regprocedure || ' ' || md5(pg_get_functiondef(p.oid)) || ' ' || pg_get_userbyid(p.proowner) || ' ' || coalesce((select string_agg(one::text, ' ' order by one::text) from unnest(p.proacl) one), '')
       from pg_proc p where p.pronamespace in (select oid from ours) and p.prokind = 'f'
     union all select 'grant ' || role || ' ' || relation || ' ' || may from gt.access_grant`,
  )
  return rows.map(row => row.line).sort()
}
