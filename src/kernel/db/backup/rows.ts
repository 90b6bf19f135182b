import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { z } from 'zod'
import { NotABackup } from './container.ts'
import { type Table, tablesOf } from './standing.ts'

/** Rows at a time; files one by one, since each may be as large as a file may be. */
const inOneGo = (columns: Table['columns']): number => (columns.some(({ name, type }) => name === 'content' && type === 'bytea') ? 1 : 500)

async function* linesOf(client: pg.ClientBase): AsyncGenerator<string> {
  for (const { name, columns } of await tablesOf(client)) {
    yield `${JSON.stringify({ table: name, columns: columns.map(column => column.name) })}\n`
    await client.query(
      `declare standing no scroll cursor for select ${columns.map(column => `t.${column.name}::text`).join(', ')} from ${name} t`,
    )
    for (;;) {
      const { rows } = await client.query<(string | null)[]>({ text: `fetch ${inOneGo(columns)} from standing`, rowMode: 'array' })
      if (rows.length === 0) break
      yield rows.map(row => `${JSON.stringify(row)}\n`).join('')
    }
    await client.query('close standing')
  }
  // Jobs that wait are kept as they were asked for: how the queue keeps them is its own affair and changes with its version.
  const { rows } = await client.query<{ job: unknown }>(
    `select json_build_object('job', t.identifier, 'payload', j.payload, 'at', j.run_at, 'key', j.key, 'most', j.max_attempts, 'queue', q.queue_name) as job
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.attempts < j.max_attempts order by j.id`,
  )
  for (const { job } of rows) yield `${JSON.stringify(job)}\n`
}

/** Every row of every table as lines of JSON, and the jobs that wait, in one compressed stream. `client` stands in a transaction whose snapshot does not move. */
export const rowsFrom = (client: pg.ClientBase): AsyncIterable<Uint8Array> => {
  const packed = createGzip({ level: 6 })
  const lines = Readable.from(linesOf(client))
  lines.on('error', error => packed.destroy(error))
  return lines.pipe(packed)
}

const tableLine = z.strictObject({ table: z.string(), columns: z.array(z.string()) })
const jobLine = z.strictObject({
  job: z.string(),
  payload: z.unknown(),
  at: z.string(),
  key: z.string().nullable(),
  most: z.number().int(),
  queue: z.string().nullable(),
})
export type WaitingJob = z.output<typeof jobLine>
const rowLine = z.array(z.string().nullable())

/**
 * Puts every row of such a stream into the tables of a database that has the same tables and nothing in them, in the transaction of `client` (a superuser:
 * what rows refer to may come after them, and nothing is to be announced or worked out again on the way). Gives the jobs that waited. Refuses
 * (NotABackup) rows of tables and columns that are not there.
 */
export const rowsInto = async (client: pg.ClientBase, content: NodeJS.ReadableStream): Promise<WaitingJob[]> => {
  const tables = new Map((await tablesOf(client)).map(table => [table.name, table]))
  await client.query('set local session_replication_role = replica')
  const jobs: WaitingJob[] = []
  let columns: Table['columns'] = []
  let table = ''
  let waiting: (string | null)[][] = []
  const put = async () => {
    if (waiting.length === 0) return
    const names = columns.map(column => column.name).join(', ')
    const values = columns.map((column, at) => `x.c${at}::${column.type}`).join(', ')
    const lists = columns.map((_, at) => `$${at + 1}::text[]`).join(', ')
    await client.query(
      `insert into ${table} (${names}) select ${values} from unnest(${lists}) as x(${columns.map((_, at) => `c${at}`).join(', ')})`,
      columns.map((_, at) => waiting.map(row => row[at] ?? null)),
    )
    waiting = []
  }
  for await (const line of createInterface({ input: content.pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY })) {
    const said: unknown = JSON.parse(line)
    if (Array.isArray(said)) {
      const row = rowLine.parse(said)
      if (row.length !== columns.length) throw new NotABackup(`a row of ${table} has other columns than it says`)
      waiting.push(row)
      if (waiting.length >= inOneGo(columns)) await put()
      continue
    }
    await put()
    if (typeof said === 'object' && said !== null && 'job' in said) {
      jobs.push(jobLine.parse(said))
      continue
    }
    const begins = tableLine.parse(said)
    const known = tables.get(begins.table)
    if (!known) throw new NotABackup(`it holds a table ${begins.table}, which its own version does not have`)
    table = known.name
    columns = begins.columns.map(name => {
      const column = known.columns.find(one => one.name === name)
      if (!column) throw new NotABackup(`it holds a column ${name} of ${table}, which its own version does not have`)
      return column
    })
    // What a migration put there itself comes back with the rest.
    await client.query(`delete from ${table}`)
  }
  await put()
  await client.query('set local session_replication_role = origin')
  return jobs
}
