import pg from 'pg'
import type { Texts } from './canonical.ts'
import { columns, type Row, type Said, type Seal } from './said.ts'

/** The database could not show everything, so that nothing can be said about it. */
export class CannotSee extends Error {}

/**
 * Reads a database in one read-only snapshot. `url`: a login that may read what is sealed: a member of gt_verifier, or one that row policies do not
 * hold. Refuses (CannotSee) any other, because what it cannot see would look as if it were missing.
 */
export async function* fromDatabase(url: string): AsyncGenerator<Said> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'golden-thread verify',
    options:
      '-c timezone=UTC -c datestyle=ISO,YMD -c default_transaction_read_only=on -c statement_timeout=0 -c max_parallel_workers_per_gather=0',
  })
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    await seeAll(client)
    yield { takenAt: (await one(client, 'select clock_timestamp()::text')) ?? '', form: 1 }
    const { rows } = await client.query<{ id: string }>(
      'select partnership_id::text as id from gt.partnership union select partnership_id::text from gt.seal order by 1',
    )
    for (const { id } of rows) yield* partnership(client, id)
  } finally {
    await client.end()
  }
}

const one = async (client: pg.Client, text: string, values: readonly unknown[] = []): Promise<string | null> => {
  const { rows } = await client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' })
  return rows[0]?.[0] ?? null
}

const tables = ['partnership', 'entry', 'entry_part', 'entry_salt', 'entry_link', 'access_line', 'erasure', 'seal'] as const

const seeAll = async (client: pg.Client): Promise<void> => {
  if ((await one(client, "select pg_has_role('gt_verifier', 'member')::text")) === 'true') await client.query('set local role gt_verifier')
  const barred = await one(
    client,
    `select string_agg(name, ', ') from unnest($1::text[]) as name where not has_table_privilege('gt.' || name, 'select')
       or row_security_active('gt.' || name) and not pg_has_role('gt_verifier', 'usage')`,
    [tables],
  )
  if (barred) throw new CannotSee(`this login cannot see all of ${barred}: use one that is a member of gt_verifier`)
}

type Range = { no: string; from: string; to: string; rows: number }

async function* partnership(client: pg.Client, id: string): AsyncGenerator<Said> {
  yield { partnership: id }
  const certificates = await client.query<(string | null)[]>({
    text: `select ${texts('x', columns.erasure)} from gt.erasure x where x.partnership_id = $1 order by x.erasure_id`,
    values: [id],
    rowMode: 'array',
  })
  yield { certificates: certificates.rows }
  // Numbers of transactions run on, so the rows of a stretch of seals are read in one go; after a move to another server a seal's rows are read by themselves.
  const renumbered = (await one(client, 'select 1 from gt.seal where partnership_id = $1 and next_xid <> to_xid limit 1', [id])) !== null
  let after = '0'
  for (;;) {
    const { rows: ranges } = await client.query<Range>(
      `select seal_no::text as no, from_xid::text as from, to_xid::text as to, entries + lines + erasures as rows from gt.seal
       where partnership_id = $1 and seal_no > $2 order by seal_no limit 2000`,
      [id, after],
    )
    for (const stretch of stretches(ranges, renumbered)) yield* sealsOf(client, id, stretch, renumbered)
    const last = ranges.at(-1)
    if (!last) break
    after = last.no
  }
  yield await waiting(client, id)
}

const enough = 20_000

const stretches = (ranges: readonly Range[], apart: boolean): Range[][] => {
  const made: Range[][] = []
  let rows = 0
  for (const range of ranges) {
    const current = made.at(-1)
    if (!current || apart || rows >= enough || current.at(-1)?.to !== range.from) {
      made.push([range])
      rows = range.rows
    } else {
      current.push(range)
      rows += range.rows
    }
  }
  return made
}

async function* sealsOf(client: pg.Client, id: string, stretch: readonly Range[], apart: boolean): AsyncGenerator<Said> {
  const from = stretch[0]?.from ?? '0'
  const to = stretch.at(-1)?.to ?? '0'
  const seals = await client.query<(string | null)[]>({
    text: `select ${texts('s', columns.seal)}, encode(s.seal_hash, 'hex'), translate(encode(s.leaves, 'base64'), E'\\n', ''),
        extract(epoch from clock_timestamp() - s.sealed_at)::text from gt.seal s
      where s.partnership_id = $1 and s.seal_no = any ($2::bigint[]) order by s.seal_no`,
    values: [id, stretch.map(range => range.no)],
    rowMode: 'array',
  })
  const waitingSeals = seals.rows.map(
    (row): Seal => ({
      columns: row.slice(0, -3),
      hash: row.at(-3) ?? '',
      leaves: row.at(-2) ?? '',
      age: Number(row.at(-1)),
    }),
  )
  await client.query(`declare what_stands cursor for ${rowsBetween(apart)}`, apart ? [id, from, to, stretch[0]?.no] : [id, from, to])
  let at = 0
  const begin = (): Said[] => {
    const seal = waitingSeals[at]
    return seal ? [{ seal }] : []
  }
  yield* begin()
  // The next rows are on their way while these are digested.
  const fetch = () => client.query<Stood>({ text: 'fetch 5000 from what_stands', rowMode: 'array' })
  let coming = fetch()
  for (;;) {
    const { rows } = await coming
    coming = fetch()
    // Awaited in its turn; a reader who stops early must not leave a refusal that nobody hears.
    coming.catch(() => {})
    if (rows.length === 0) break
    let chunk: Row[] = []
    for (const row of rows) {
      const xid = BigInt(row[0])
      while (at < stretch.length - 1 && xid >= BigInt(stretch[at]?.to ?? 0)) {
        yield { rows: chunk }
        chunk = []
        at += 1
        yield* begin()
      }
      chunk.push(rowFrom(row))
    }
    yield { rows: chunk }
  }
  while (at < stretch.length - 1) {
    at += 1
    yield* begin()
  }
  await coming
  await client.query('close what_stands')
}

type Stood = [xid: string, what: number, id: string, columns: string, more: string | null]

const rowFrom = ([xid, what, id, told, more]: Stood): Row => {
  const columns = JSON.parse(told) as Texts
  if (what !== 1) return { what: what === 2 ? 2 : 3, xid, id, columns }
  const [salt, parts, links] = JSON.parse(more ?? '[null,null,null]') as [string | null, Texts[] | null, Texts[] | null]
  return { what: 1, xid, id, columns, salt, parts: parts ?? [], links: links ?? [] }
}

const bytes: ReadonlySet<string> = new Set(['digest', 'content_digest', 'root', 'previous_hash', 'lost_hash'])
const texts = (of: string, names: readonly string[]): string =>
  names.map(name => (bytes.has(name) ? `encode(${of}.${name}, 'hex')` : `${of}.${name}::text`)).join(', ')

const rowsBetween = (apart: boolean): string => {
  const range = (of: string, id: string) =>
    `${of}.partnership_id = $1 and ${of}.written_by >= $2::xid8 and ${of}.written_by < $3::xid8${apart ? ` and not exists (select from elsewhere where elsewhere.id = ${of}.${id})` : ''}`
  return `${
    apart
      ? `with elsewhere as materialized (select encode(substr(s.leaves, i * 49 + 2, 16), 'hex')::uuid as id
           from gt.seal s, generate_series(0, octet_length(s.leaves) / 49 - 1) i
           where s.partnership_id = $1 and s.to_xid > $2::xid8 and s.from_xid < $3::xid8 and s.seal_no <> $4)`
      : ''
  } select xid::text, what, id::text, columns, more from (
    select e.written_by as xid, 1 as what, e.entry_id as id, array_to_json(array[${texts('e', columns.entry)}])::text as columns, json_build_array(
        (select encode(t.salt, 'hex') from gt.entry_salt t where t.partnership_id = e.partnership_id and t.entry_id = e.entry_id),
        (select json_agg(array_to_json(array[${texts('r', columns.entry_part)}])) from gt.entry_part r where r.partnership_id = e.partnership_id and r.entry_id = e.entry_id),
        (select json_agg(array_to_json(array[${texts('k', columns.entry_link)}])) from gt.entry_link k where k.partnership_id = e.partnership_id and k.entry_id = e.entry_id))::text as more
      from gt.entry e where ${range('e', 'entry_id')}
    union all select l.written_by, 2, l.line_id, array_to_json(array[${texts('l', columns.access_line)}])::text, null from gt.access_line l where ${range('l', 'line_id')}
    union all select x.written_by, 3, x.erasure_id, array_to_json(array[${texts('x', columns.erasure)}])::text, null from gt.erasure x where ${range('x', 'erasure_id')}
  ) standing order by standing.xid, standing.id`
}

// A row cannot have waited longer than since the last seal, whatever day its history says it became known.
const waiting = async (client: pg.Client, id: string): Promise<Said> => {
  const next =
    (await one(client, 'select next_xid::text from gt.seal where partnership_id = $1 order by seal_no desc limit 1', [id])) ?? '0'
  const { rows } = await client.query<{ waiting: number; age: number | null }>(
    `with elsewhere as materialized (select encode(substr(s.leaves, i * 49 + 2, 16), 'hex')::uuid as id
       from gt.seal s, generate_series(0, octet_length(s.leaves) / 49 - 1) i where s.partnership_id = $1 and s.to_xid > $2::xid8)
     select count(*)::integer as waiting, extract(epoch from clock_timestamp() - greatest(min(at), (select max(sealed_at) from gt.seal where partnership_id = $1)))::float8 as age
     from (
       select entry_id as id, known_at as at from gt.entry where partnership_id = $1 and written_by >= $2::xid8
       union all select line_id, at from gt.access_line where partnership_id = $1 and written_by >= $2::xid8
       union all select erasure_id, at from gt.erasure where partnership_id = $1 and written_by >= $2::xid8) w
     where not exists (select from elsewhere where elsewhere.id = w.id)`,
    [id, next],
  )
  const found = rows[0]
  return { waiting: found?.waiting ?? 0, age: found?.waiting ? (found.age ?? 0) : 0 }
}
