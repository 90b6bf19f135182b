import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '../../src/thread/ids.ts'
import { freshDatabase, ids, type TestDatabase } from '../database.ts'

/** Reliability test T8: no session begins with one factor, and nothing in the program could let one begin. */
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database?.drop())

/** The functions of the database through which a session begins or goes on under another secret, each with what it asks for first. */
const ways: Record<string, string> = {
  'gt.open_session': 'called by no role: only by the functions below',
  'gt.renew_session': 'called by no role: a session that stands goes on under a new secret',
}
/** Those that call them, and what each asks for: what a place of the program that calls it has to have checked. */
const callers: Record<string, string> = {
  'gt.sign_in': 'a code that is used up, beside the password',
  'gt.sign_in_by_passkey': 'an answer of a device that verified its owner, which counts on',
  'gt.prove_again': 'a code that is used up, by a session that stands',
  'gt.renew_my_session': 'two factors shown within ten minutes, by a session that stands',
  'gt.sign_in_by_agency': 'an agency that said that it asked for a second factor',
}
/** Where the program may call them. */
const places: Record<string, readonly string[]> = {
  'gt.sign_in': ['src/kernel/http/begin.ts', 'src/kernel/http/sign-in.ts'],
  'gt.sign_in_by_passkey': ['src/kernel/http/sign-in-passkey.ts'],
  'gt.prove_again': ['src/rooms/accounts/own-sign-in/own-sign-in.queries.ts'],
  'gt.sign_in_by_agency': ['src/kernel/http/sign-in-agency.tsx'],
}

type Func = { name: string; body: string; callable: boolean }
const functions = (): Promise<Func[]> =>
  database.admin<Func>(
    `select 'gt.' || p.proname as name, coalesce(p.prosrc, '') as body,
       exists (select from unnest(array['gt_app', 'gt_public', 'gt_worker', 'gt_import']) r where has_function_privilege(r, p.oid, 'execute')) as callable
     from pg_proc p where p.pronamespace = 'gt'::regnamespace`,
  )

const faultsOf = (all: readonly Func[]): string[] => [
  ...all
    .filter(one => /insert\s+into\s+gt\.session\b/i.test(one.body) && !(one.name in ways))
    .map(one => `${one.name} begins a session by itself`),
  ...all.filter(one => one.name in ways && one.callable).map(one => `${one.name} can be called by a role that signs in`),
  ...all
    .filter(one => Object.keys(ways).some(way => one.body.includes(`${way}(`)) && !(one.name in callers))
    .map(one => `${one.name} begins a session and is not named here`),
]

test('in the database a session begins in one place, which nobody calls but the ways of signing in', async () => {
  const all = await functions()
  assert.ok(all.filter(one => one.name in ways).length >= 2)
  assert.deepEqual(faultsOf(all), [])
  const plant = (name: string, body: string, callable = true) => faultsOf([...all, { name, body, callable }]).join()
  assert.match(plant('gt.let_in', 'insert into gt.session (partnership_id) values (p)'), /let_in begins a session by itself/)
  assert.match(plant('gt.open_session', '', true), /open_session can be called/)
  assert.match(plant('gt.sign_in_for_now', 'perform gt.open_session(p, a)'), /sign_in_for_now begins a session and is not named/)
})

test('no role that signs in writes sessions, credentials, passkeys or links itself', async () => {
  for (const table of ['session', 'credential', 'passkey', 'passkey_challenge', 'account_link', 'recovery'])
    for (const role of ['gt_app', 'gt_public', 'gt_worker'])
      for (const may of ['select', 'insert', 'update', 'delete']) {
        const [row] = await database.admin<{ may: boolean }>(`select has_table_privilege('${role}', 'gt.${table}', '${may}') as may`)
        assert.equal(row?.may, false, `${role} may ${may} ${table}`)
      }
})

const sourceFiles = (): Map<string, string> => {
  const root = join(import.meta.dirname, '../..')
  return new Map(
    readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map(name => [`src/${name}`, readFileSync(join(root, 'src', name), 'utf8')] as const),
  )
}

const strayCalls = (files: ReadonlyMap<string, string>): string[] =>
  [...files].flatMap(([path, text]) =>
    Object.entries(places).flatMap(([name, allowed]) =>
      text.includes(`${name}(`) && !allowed.includes(path) ? [`${path} calls ${name}`] : [],
    ),
  )

test('the program calls each way of signing in from the one place that checks its factors', () => {
  const files = sourceFiles()
  assert.ok(files.size > 300)
  assert.deepEqual(strayCalls(files), [])
  files.set('src/rooms/planted.ts', "statement('x', null, 'select gt.sign_in($1)')")
  assert.deepEqual(strayCalls(files), ['src/rooms/planted.ts calls gt.sign_in'])
})

test('nothing about an account, a role or a setting says that it may do with less', async () => {
  const columns = await database.admin<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'gt'",
  )
  const telling = /(mfa|otp|factor|passkey|second)_?(exempt|optional|off|skip|required|enabled|disabled)|exempt|skip_/
  assert.deepEqual(
    columns.map(one => one.name).filter(name => telling.test(name)),
    [],
  )
  assert.match('account.mfa_exempt', telling)
  const words = [...sourceFiles()].filter(([, text]) =>
    /GT_(NO|SKIP|DISABLE|WITHOUT)_?(MFA|OTP|CODE|FACTOR)|mfaExempt|skipCode|noSecondFactor/i.test(text),
  )
  assert.deepEqual(
    words.map(([path]) => path),
    [],
  )
})

test('a right password with a code that was used, and a used code with any account, begin nothing', async () => {
  const begin = (step: number, account = ids.account('social-worker')) =>
    database.app.door<{ began: boolean }>("select gt.sign_in($1, $2, $3, $4, interval '1 hour', 'a test') as began", [
      ids.partnership,
      account,
      step,
      Buffer.from(newId()),
    ])
  assert.equal((await begin(10))[0]?.began, true)
  assert.equal((await begin(10))[0]?.began, false)
  assert.equal((await begin(9))[0]?.began, false)
  await database.admin('delete from gt.credential where account_id = $1', [ids.account('team-manager')])
  assert.equal((await begin(11, ids.account('team-manager')))[0]?.began, false, 'an account without a code begins nothing')
})
