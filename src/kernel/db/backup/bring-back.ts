import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { Unfit } from '../fit-to-serve.ts'
import { layDown, migrate, migrationsHere } from '../migrate.ts'
import { type BackupHead, NotABackup, openBackup } from './container.ts'
import { rowsInto, type WaitingJob } from './rows.ts'
import { plainText, seesEverything, standing } from './standing.ts'
import { reaching, toolFor } from './tools.ts'

/** What was brought back: what the backup says of itself, and how many sessions were ended. */
export type BroughtBack = { readonly head: BackupHead; readonly rows: number; readonly sessionsEnded: number }

/**
 * Brings a backup back into an empty database and up to this version, to the row as it was taken; then nobody is signed in any more, and no thread counts as
 * held. `url`: a login that no row policy holds and that may make roles; for rows as text a superuser. Refuses (NotABackup) a file that is cut, changed
 * or of a newer version, and (Unfit) a database that holds anything. Where it fails, the database is as empty as it was.
 */
export const bringBack = async (url: string, secret: string, file: string): Promise<BroughtBack> => {
  const { head, content } = await openBackup(file)
  const ours = new Map(migrationsHere().map(one => [one.name, one.digest]))
  const other = head.migrations.find(one => ours.get(one.name) !== one.digest)
  if (other)
    throw new NotABackup(
      `${file} comes from another version of Golden Thread (its migration ${other.name} is not ours). Restore it with that version or a later one.`,
    )
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(plainText)
    await seesEverything(client)
    await isEmpty(client)
    const tool = head.form === 'archive' ? toolFor('pg_restore', head.server) : null
    await client.query(
      'drop schema if exists gt cascade; drop schema if exists graphile_worker cascade; drop table if exists public.gt_migration',
    )
    let jobs: WaitingJob[] = []
    try {
      if (tool === null) jobs = await fromRows(client, url, head, content())
      else await fromArchive(client, url, tool, head, content())
      await isAsTaken(client, head)
    } catch (error) {
      // Nothing half restored may be taken for a record.
      await client.query(
        'drop schema if exists gt cascade; drop schema if exists graphile_worker cascade; drop table if exists public.gt_migration',
      )
      throw error
    }
    await migrate(url, secret)
    for (const { job, payload, at, key, most, queue } of jobs)
      await client.query(
        `select graphile_worker.add_job(identifier => $1, payload => $2, run_at => $3, job_key => $4, max_attempts => $5, queue_name => $6)`,
        [job, JSON.stringify(payload), at, key, most, queue],
      )
    const { rowCount } = await client.query('delete from gt.session')
    // A link that was used after the backup was taken would work once more.
    await client.query('delete from gt.account_link')
    // Another server numbers its transactions from elsewhere: an old number must not make a new transaction hold a thread.
    await client.query('update gt.subject set locked_by = null where locked_by is not null')
    return { head, rows: Object.values(head.tables).reduce((sum, table) => sum + table.rows, 0), sessionsEnded: rowCount ?? 0 }
  } finally {
    await client.end()
  }
}

/** Refuses a database in which anything stands that a restore would be put over. What a migration alone has made holds nothing yet. */
const isEmpty = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'gt', 'graphile_worker')
       and not (n.nspname = 'public' and c.relname = 'gt_migration') limit 3`,
  )
  if (rows.length > 0)
    throw new Unfit(`This database is not empty: it holds ${rows.map(row => row.name).join(', ')}. Restore into a new, empty database.`)
  const { rows: made } = await client.query<{ made: boolean }>("select to_regclass('gt.partnership') is not null as made")
  if (!made[0]?.made) return
  const { rows: held } = await client.query<{ held: boolean }>('select exists (select from gt.partnership) as held')
  if (held[0]?.held)
    throw new Unfit('This database holds a partnership already. Restore into a new, empty database; nothing is ever put over a record.')
}

const fromRows = async (client: pg.Client, url: string, head: BackupHead, content: NodeJS.ReadableStream): Promise<WaitingJob[]> => {
  await layDown(url, new Set(head.migrations.map(one => one.name)))
  await client.query('begin')
  try {
    const jobs = await rowsInto(client, content)
    await client.query('commit')
    return jobs
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const fromArchive = async (
  client: pg.Client,
  url: string,
  tool: string,
  head: BackupHead,
  content: NodeJS.ReadableStream,
): Promise<void> => {
  for (const { name, login } of head.roles) {
    await client.query(
      `do $$ begin if not exists (select from pg_roles where rolname = '${name}') then
         create role ${name} ${login ? 'login nosuperuser nobypassrls nocreatedb nocreaterole noinherit' : 'nologin'}; end if; end $$`,
    )
  }
  // The login that made the old database need not exist here: it is made for as long as things are given to it, and they become ours.
  const owner = pg.escapeIdentifier(head.owner)
  const { rows } = await client.query<{ stranger: boolean }>('select not exists (select from pg_roles where rolname = $1) as stranger', [
    head.owner,
  ])
  if (rows[0]?.stranger) await client.query(`create role ${owner} nologin`)
  try {
    const { dbname, env } = reaching(url)
    const child = spawn(tool, ['--exit-on-error', '--single-transaction', `--dbname=${dbname}`], { env, stdio: ['pipe', 'ignore', 'pipe'] })
    const ended = once(child, 'close') as Promise<[number | null]>
    const complaints: string[] = []
    child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()))
    // Where it stops early, why is told by what it says and not by the pipe that broke.
    await pipeline(content, child.stdin).catch(() => {})
    const [code] = await ended
    if (code !== 0) throw new Unfit(`pg_restore did not finish: ${complaints.join('').trim().split('\n')[0] ?? 'it said nothing'}`)
  } finally {
    if (rows[0]?.stranger) await client.query(`reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`)
  }
}

/** Every table has the rows it had when the backup was taken, or the restore is refused. */
const isAsTaken = async (client: pg.Client, head: BackupHead): Promise<void> => {
  const found = await standing(client)
  const other = Object.keys({ ...head.tables, ...found }).filter(
    name => found[name]?.rows !== head.tables[name]?.rows || found[name]?.digest !== head.tables[name]?.digest,
  )
  if (other.length > 0) throw new NotABackup(`what was restored is not what was backed up: ${other.join(', ')}`)
}
