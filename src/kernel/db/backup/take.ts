import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import pg from 'pg'
import { Unfit } from '../fit-to-serve.ts'
import { type BackupHead, writeBackup } from './container.ts'
import { rowsFrom } from './rows.ts'
import { headOf, plainText, seesEverything } from './standing.ts'
import { reaching, toolFor } from './tools.ts'

/** What was backed up: how it stands in the file, and how large that is. */
export type Taken = { readonly head: BackupHead; readonly bytes: number; readonly rows: number }

/**
 * Takes a backup of a whole database into one new file, while work goes on: everything in it is of one moment. `form`: by the server's own tools
 * (`archive`), or every row as text (`rows`). `url`: a login that no row policy holds. Refuses (Unfit) where the tools or the login do not reach, and a
 * file that exists.
 */
export const takeBackup = async (url: string, file: string, form: BackupHead['form']): Promise<Taken> => {
  if (existsSync(file)) throw new Unfit(`${file} exists already. Name a new file: a backup is never written over another one.`)
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread backup' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(plainText)
    await seesEverything(client)
    const there = await client.query<{ there: boolean }>("select to_regclass('public.gt_migration') is not null as there")
    if (!there.rows[0]?.there) throw new Unfit('There is no Golden Thread in this database: nothing to back up.')
    await client.query('begin transaction isolation level repeatable read read only')
    const head = await headOf(client, form)
    const content = form === 'rows' ? rowsFrom(client) : await archiveFrom(client, url, head.server)
    const { bytes } = await writeBackup(file, head, content)
    await client.query('commit')
    return { head, bytes, rows: Object.values(head.tables).reduce((sum, table) => sum + table.rows, 0) }
  } finally {
    await client.end()
  }
}

/** What pg_dump writes of the very snapshot that `client` sees; it is at an end only where pg_dump says that all went well. */
const archiveFrom = async (client: pg.Client, url: string, server: number): Promise<AsyncIterable<Uint8Array>> => {
  const { rows } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
  const { dbname, env } = reaching(url)
  const tool = toolFor('pg_dump', server)
  return said(tool, ['--format=custom', '--no-unlogged-table-data', `--snapshot=${rows[0]?.snapshot}`, `--dbname=${dbname}`], env)
}

async function* said(tool: string, args: readonly string[], env: NodeJS.ProcessEnv): AsyncGenerator<Uint8Array> {
  const child = spawn(tool, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close') as Promise<[number | null]>
  const complaints: string[] = []
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()))
  yield* child.stdout as AsyncIterable<Uint8Array>
  const [code] = await ended
  if (code !== 0) throw new Unfit(`pg_dump did not finish: ${complaints.join('').trim().split('\n')[0] ?? 'it said nothing'}`)
}
