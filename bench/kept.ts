import pg from 'pg'
import { migrationsHere } from '../src/kernel/db/migrate.ts'
import { urlAs } from '../src/kernel/db/urls.ts'
import { openDatabase } from '../src/kernel/db/with-actor.ts'
import { book } from '../src/rooms/book.ts'
import type { SubjectId } from '../src/thread/ids.ts'
import { rulesVersion } from '../src/thread/store/lens.ts'
import { remake } from '../src/thread/store/reckon.ts'
import { withClient } from './databases.ts'
import { liveAsShipped } from './lens.ts'
import type { Loaded } from './load.ts'
import { partnership } from './organisation.ts'

/** A kept database says of itself what was loaded into it. */
export const keep = async (loaded: Loaded): Promise<void> => {
  const { url: _url, ...said } = loaded
  await withClient(loaded.url, client =>
    client.query(`create table public.bench_loaded as select $1::text as said`, [JSON.stringify(said)]),
  )
}

/** A step that was still being written when a database was loaded is not run again there; gives those that say something else by now. */
export const acceptedAsItIs = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `update public.gt_migration m set digest = h.digest from jsonb_to_recordset($1) as h(name text, digest text)
     where m.name = h.name and m.digest <> h.digest returning m.name`,
    [JSON.stringify(migrationsHere())],
  )
  return rows.map(row => row.name)
}

/**
 * Where other rules derived what was kept, some of it is made again by today's, and how much of that differs is said; null where today's derived it.
 */
export const madeAgain = async (url: string, secret: string): Promise<string | null> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: others } = await client.query(
    'select from (select rules_version from gt.subject where partnership_id = $1 limit 2000) s where rules_version <> $2 limit 1',
    [partnership, rulesVersion(book, liveAsShipped)],
  )
  const { rows: people } = await client.query<{ subject_id: SubjectId }>(
    `select n.subject_id from gt.person n tablesample system (1) where n.partnership_id = $1 and n.is_a = 'child' limit 200`,
    [partnership],
  )
  await client.end()
  if (others.length === 0) return null
  const database = openDatabase(urlAs(url, 'gt_worker', secret), 2)
  let [threads, rows] = [0, 0]
  for (const { subject_id: person } of people) {
    const again = await database.withActor({ by: 'upkeep', partnership }, { purpose: 'bench', route: 'bench', request: 'bench' }, tx =>
      remake(tx, book, [person]),
    )
    threads += again.done.length
    rows += again.rows
  }
  await database.close()
  return `${threads} of its threads were made again by today's, and ${rows} of their rows differed`
}

/** What was loaded into a kept database of a name; null where there is none, or another size was loaded. */
export const keptOn = async (adminUrl: string, name: string, people: number): Promise<Loaded | null> => {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  try {
    await client.connect()
    const { rows } = await client.query<{ said: string }>('select said from public.bench_loaded')
    const said = rows[0] ? (JSON.parse(rows[0].said) as Omit<Loaded, 'url'>) : null
    return said && said.size.people === people ? { ...said, url: url.href } : null
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}
