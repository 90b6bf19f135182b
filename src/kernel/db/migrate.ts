import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { prepareJobs } from '../jobs/prepare.ts'
import { loginRoles, passwordOf } from './urls.ts'

const migrations = new URL('../../../db/migrations/', import.meta.url)
const policies = new URL('../../../db/policies/', import.meta.url)

const sqlIn = (folder: URL): { name: string; text: string }[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Brings a database up to this version: numbered migrations that have not run yet, each in its own transaction, then the policies where they
 * have changed, then the queue of jobs, then the passwords of the roles. Safe to run from several processes at once and after being killed at any step.
 * `url`: a login that may create roles. Refuses a database whose
 * migrations differ from ours, or that has some we do not know (it belongs to another version).
 */
export const migrate = async (url: string, secret: string): Promise<{ ran: string[] }> => {
  const release = await aloneOnServer(url)
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread migrate' })
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(ledger)
    const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from public.gt_migration')
    const done = new Map(rows.map(row => [row.name, row.digest]))
    const ran: string[] = []
    const ours = new Set([...sqlIn(migrations).map(one => one.name), ...sqlIn(policies).map(one => `policies/${one.name}`)])
    const newer = rows.filter(row => !ours.has(row.name)).map(row => row.name)
    // Our policies over its tables would take away what it protects.
    if (newer.length > 0) throw new Error(`a newer version of the program has brought this database up (${newer.sort()[0]}): use that one`)
    for (const { name, text } of sqlIn(migrations)) {
      const before = done.get(name)
      if (before === digest(text)) continue
      if (before)
        throw new Error(`the database has another version of the migration ${name}: use the program that made it, or restore a backup`)
      await inOneGo(client, text, name)
      ran.push(name)
    }
    for (const { name, text } of sqlIn(policies)) {
      if (done.get(`policies/${name}`) === digest(text) && ran.length === 0) continue
      await inOneGo(client, text, `policies/${name}`)
      ran.push(`policies/${name}`)
    }
    await prepareJobs(url)
    for (const role of loginRoles) await again(() => client.query(`alter role ${role} password '${passwordOf(secret, role)}'`))
    return { ran }
  } finally {
    await client.end()
    await release()
  }
}

/** The migrations of this version, in order, each with the digest of what it says. */
export const migrationsHere = (): { name: string; digest: string }[] =>
  sqlIn(migrations).map(({ name, text }) => ({ name, digest: digest(text) }))

/**
 * Makes in an empty database the tables as they stood after some of our migrations, with no policy and no queue: for rows that were kept as text, which are
 * then put in before `migrate` does the rest. `names`: those migrations.
 */
export const layDown = async (url: string, names: ReadonlySet<string>): Promise<void> => {
  const release = await aloneOnServer(url)
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread migrate' })
  try {
    await client.connect()
    await client.query(ledger)
    for (const { name, text } of sqlIn(migrations)) if (names.has(name)) await inOneGo(client, text, name)
  } finally {
    await client.end()
    await release()
  }
}

/** What has run here already. */
const ledger =
  'create table if not exists public.gt_migration (name text primary key, digest text not null, ran_at timestamptz not null default now())'

const migrationLock = 4_713_019
const serverLock = 4_713_023

/**
 * A lock belongs to a database, but roles belong to the server: two databases of one server that are brought up at once would change the same roles. So the
 * lock is taken in the server's own database; where we may not go there, we are alone in ours and try again what another one changed. Gives how to let go.
 */
const aloneOnServer = async (url: string): Promise<() => Promise<void>> => {
  const own = new URL(url)
  own.pathname = '/postgres'
  const client = new pg.Client({ connectionString: own.href, application_name: 'golden-thread migrate' })
  // Should it break off, the lock is gone and the rest is as safe as without it.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [serverLock])
  } catch {
    // What keeps us from the server altogether is told by the connection that comes next.
  }
  return () => client.end().catch(() => {})
}

/**
 * What others were doing at the same moment and is over soon: the same role was changed ('tuple concurrently updated'), two waited for each other, or a table
 * was in use for longer than we keep others waiting for it.
 */
const passing = new Set(['XX000', '40P01', '55P03'])

const again = async (attempt: () => Promise<unknown>): Promise<void> => {
  for (let tried = 1; ; tried += 1) {
    try {
      await attempt()
      return
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error
      if (tried === 30 || !(cause instanceof pg.DatabaseError) || !passing.has(cause.code ?? '')) throw error
      await new Promise(resolve => setTimeout(resolve, Math.random() * 50 * tried))
    }
  }
}

const inOneGo = (client: pg.Client, text: string, name: string): Promise<void> => again(() => inOneTransaction(client, text, name))

/**
 * Work goes on while a database is brought up. Every transaction of ours begins at one of these tables, in this order: whoever is under way is let finish, whoever
 * comes waits there with nothing in hand, and the two never wait for each other. Whoever comes waits as long as we do, so we give up soon and try again.
 */
const waitForTheRest = `
  set local lock_timeout = '1s';
  do $$
  declare
    first text;
  begin
    foreach first in array array['gt.session', 'gt.account', 'gt.asking'] loop
      if to_regclass(first) is not null then execute 'lock table ' || first || ' in access exclusive mode'; end if;
    end loop;
  end $$`

const inOneTransaction = async (client: pg.Client, text: string, name: string): Promise<void> => {
  await client.query('begin')
  try {
    await client.query(waitForTheRest)
    await client.query(text)
    await client.query(
      'insert into public.gt_migration (name, digest) values ($1, $2) on conflict (name) do update set digest = excluded.digest, ran_at = now()',
      [name, digest(text)],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
