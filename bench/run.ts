import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Day, dayOf, momentOf, Temporal } from '../src/guidance/index.ts'
import { root } from '../src/kernel/config.ts'
import { embeddedServer } from '../src/kernel/db/embedded/index.ts'
import { migrate, migrationsHere } from '../src/kernel/db/migrate.ts'
import { urlAs } from '../src/kernel/db/urls.ts'
import { openDatabase } from '../src/kernel/db/with-actor.ts'
import { formMark } from '../src/kernel/http/cookies.ts'
import { book } from '../src/rooms/book.ts'
import type { SubjectId } from '../src/thread/ids.ts'
import { rulesVersion } from '../src/thread/store/lens.ts'
import { remake } from '../src/thread/store/reckon.ts'
import { deriveThreads, insertThreads } from './bulk.ts'
import { capacity, freshCommand, latencyAt, type Shot } from './fire.ts'
import { floorOf, forAWhile, tidied } from './floor.ts'
import type { FloorParts } from './floor-process.ts'
import { Invented } from './invented.ts'
import { liveAsShipped } from './lens.ts'
import { type Loaded, load } from './load.ts'
import { partnership } from './organisation.ts'
import { type Floor, recorder } from './recorded.ts'
import { storiesASecond } from './replayed.ts'
import { chartOf, type Figures, figures, type Measured, type Round, tableOf } from './report.ts'
import { compare } from './same.ts'
import { type Scale, scales, sizesAt } from './sizes.ts'
import { type Operation, operationsOn } from './targets.ts'

/** What a run is asked for. */
export type Asked = {
  /** How large. `quick`: a twentieth of the sizes, one short round; shows that the measurement works, and nothing of how fast the program is. */
  readonly size: Scale
  /** Only operations whose name holds this. */
  readonly only: string | null
  /** A folder whose databases are kept and used again, so that a change can be measured without loading anew. */
  readonly keep: string | null
  /** Only load what is kept, and measure nothing. */
  readonly loadOnly?: boolean
  /** An administrator's URL of a server to measure on, instead of an embedded one. */
  readonly url: string | null
  /** What the passwords of the database's roles are made from, where the server is shared; they are the server's, not a database's. */
  readonly secret?: string
  /** How much smaller than the whole, where it is to be another than that of its size. */
  readonly scale?: number
}

// A partnership of 600,000 people is run on a server that keeps what is worked with in memory: a fifth of the machine's, as a server of its own would have. Both sizes have as much.
const gigabytes = Math.min(4, Math.max(1, Math.floor(totalmem() / 5 / 2 ** 30)))
const settings = { shared_buffers: `${gigabytes}GB`, max_wal_size: '4GB', jit: 'off' } as const
/** Minutes of measuring after which operations get no further round, and minutes that loading either size may take: the whole stays within its bound. */
const bounds = {
  whole: { measuring: 16, loading: [8, 60] },
  small: { measuring: 9, loading: [3, 12] },
  quick: { measuring: 1.5, loading: [0.25, 0.5] },
} as const satisfies Record<Scale, { measuring: number; loading: readonly [number, number] }>

const ownSecret = 'the measurement signs in with what is made from this'

/** Measures, prints a table and a chart, and gives the figures. Every limit that cut something short is printed. `say` is told as it goes. */
export const run = async (asked: Asked, say: (line: string) => void): Promise<readonly Figures[]> => {
  const began = performance.now()
  const today = dayOf(momentOf(Temporal.Now.instant()))
  const secret = asked.secret ?? ownSecret
  const quick = asked.size === 'quick'
  const bound = bounds[asked.size]
  const sizes = sizesAt(asked.scale ?? scales[asked.size])
  const rounds = quick ? 1 : 5
  const temporary = asked.keep || asked.url ? null : mkdtempSync(join(tmpdir(), 'golden-thread-bench-'))
  const server = asked.url
    ? { adminUrl: asked.url, stop: async () => {} }
    : await embeddedServer({ folder: asked.keep ?? temporary ?? '', log: say, settings })
  const cut: string[] = []
  const processes: ChildProcess[] = []
  const made: string[] = []
  const cleanUp = async (): Promise<void> => {
    for (const child of processes) child.kill('SIGTERM')
    await Promise.all(processes.map(child => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null)))
    if (asked.url) await dropAll(asked.url, made)
    await server.stop()
    if (temporary) rmSync(temporary, { recursive: true, force: true })
  }
  // Stopped by hand, it leaves no server and no folder behind; what was under way fails, and nobody waits for it.
  const stopped = () => {
    process.on('uncaughtException', () => {})
    void cleanUp().finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped)
  try {
    const urlOf = (name: string) => databaseOn(server.adminUrl, name, made)
    const scratch = (name: string) => urlOf(`gt_bench_${process.pid}_${name}`)
    say(`Loading ${sizes.map(size => `${size.people.toLocaleString('en-GB')} people`).join(' and ')}…`)
    const loaded: Loaded[] = []
    for (const [at, size] of sizes.entries()) {
      const name = asked.keep ? `gt_bench_${size.people}` : `gt_bench_${process.pid}_${at}`
      const before = asked.keep ? await keptOn(server.adminUrl, name, size.people) : null
      const one = before
        ? { ...before, size }
        : await load(await urlOf(name), secret, size, today, (bound.loading[at] ?? 1) * 60_000, quick ? 0.1 : 1, progress =>
            say(`    ${progress}`),
          )
      if (before) {
        for (const name of await withClient(before.url, acceptedAsItIs))
          cut.push(`the kept database of ${size.people.toLocaleString('en-GB')} people ran ${name} as it was when it was loaded`)
        await migrate(before.url, secret)
        await withClient(before.url, tidied)
        const since = await madeAgain(before.url, secret)
        if (since) cut.push(`the kept database of ${size.people.toLocaleString('en-GB')} people was derived by earlier rules: ${since}`)
      } else if (asked.keep) await keep(one)
      loaded.push(one)
      say(
        `  ${one.size.name}: ${one.people.toLocaleString('en-GB')} people, ${one.entries.toLocaleString('en-GB')} entries, ${one.derived.toLocaleString('en-GB')} derived rows${before ? ' (kept)' : ` in ${one.seconds.toFixed(0)} s (${(one.entries / one.seconds).toFixed(0)} entries a second, two threads)`}`,
      )
      if (one.cut)
        cut.push(`loading ${size.people.toLocaleString('en-GB')} people was stopped by time at ${one.people.toLocaleString('en-GB')}`)
    }
    const [small, large] = loaded as [Loaded, Loaded]
    if (asked.loadOnly) return []
    const measuring = performance.now()
    const timeIsUp = () => (performance.now() - measuring) / 60_000 > bound.measuring

    // Of one operation it is asked how fast it is now, mostly again and again: what it rests on was compared by the whole run.
    const same = asked.only === null ? await compare(scratch, secret, sizes[0], today, quick ? 24 : 1000, quick ? 20_000 : 150_000) : null
    if (same) {
      say(
        `Bulk and rebuild against the append path: ${same.people} people, ${same.rows.toLocaleString('en-GB')} derived rows, ${same.different} different (${same.seconds.toFixed(0)} s).`,
      )
      if (!quick && same.people < 1000) cut.push(`the comparison was stopped by time at ${same.people} people`)
      if (same.different > 0)
        cut.push(`${same.different} derived rows DIFFER between bulk and append: the figures below are of a partnership that is not right`)
    } else cut.push('bulk and append were not compared, which a run of everything does')
    const wanted = (name: string) => asked.only === null || name.includes(asked.only)
    const stood = [
      await stand(small, secret, today, quick ? 6 : 480, wanted, processes),
      await stand(large, secret, today, quick ? 6 : 480, wanted, processes),
    ] as const
    const results: Measured[] = []
    for (const operation of stood[0].operations.filter(one => wanted(one.name))) {
      if (!stood[0].recorded.has(operation.name) || !stood[1].recorded.has(operation.name)) {
        cut.push(`${operation.name}: not measured, there is no such page`)
        continue
      }
      say(`${operation.name}…`)
      results.push(await measure(operation.name, stood, rounds, quick, timeIsUp))
      const measured = results.at(-1)
      if (!measured) continue
      if (measured.sides.small.ours.length < rounds)
        cut.push(`${operation.name}: ${measured.sides.small.ours.length} of ${rounds} rounds, for want of time`)
      const row = figures(measured)
      say(
        `  ${row.small.rate.toFixed(0)}/s, ${row.small.ofFloor.toFixed(2)} of the floor; ten times: ${row.large.rate.toFixed(0)}/s, ${row.large.ofFloor.toFixed(2)} of the floor; growth ${row.growth.toFixed(2)}`,
      )
    }
    if (asked.only === null || 'queue'.includes(asked.only)) results.push(...(await tenfoldQueue(small, stood[0], rounds, quick, today)))

    if (asked.keep) for (const { url } of loaded) await withClient(url, tidied)
    const files = readdirSync(join(root, 'stories')).filter(name => name.endsWith('.json'))
    const stories = quick ? 50 : 1000
    const replays = Array.from({ length: rounds }, () => storiesASecond(files, stories)).sort((a, b) => a - b)
    const replayed = replays[replays.length >> 1] ?? 0

    const rows = results.map(figures)
    const minutes = (performance.now() - began) / 60_000
    const text = [
      '',
      '## Measured',
      '',
      `${small.people.toLocaleString('en-GB')} people and ${small.entries.toLocaleString('en-GB')} entries, and ${large.people.toLocaleString('en-GB')} people and ${large.entries.toLocaleString('en-GB')} entries; ${small.size.queue} concerns wait at The Bridge in both. Sixteen connections; ${rounds} round${rounds === 1 ? '' : 's'}, ours and the floor in turn.`,
      '',
      tableOf(rows),
      '',
      ...(stood[0].found && stood[1].found
        ? [
            `Misspelt searches that have whoever is meant among their first five: ${stood[0].found.first} of ${stood[0].found.of}; in the partnership ten times as large ${stood[1].found.first} of ${stood[1].found.of}.`,
            '',
          ]
        : []),
      `Replay: ${stories.toLocaleString('en-GB')} stories, ${replayed.toFixed(0)} a second (one process, no database).`,
      '',
      chartOf(rows),
      '',
      `Took ${minutes.toFixed(1)} minutes. ${cut.length === 0 ? 'Nothing was cut short.' : `Cut short: ${cut.join('; ')}.`}`,
    ].join('\n')
    say(text)
    if (!quick) {
      mkdirSync(join(root, 'bench/results'), { recursive: true })
      writeFileSync(
        join(root, 'bench/results', `${today}.json`),
        `${JSON.stringify({ today, loaded: loaded.map(({ url: _url, ...one }) => one), same, rows, found: stood.map(side => side.found), replayed, cut, minutes }, null, 2)}\n`,
      )
    }
    return rows
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stopped)
    await cleanUp()
  }
}

type Stood = {
  readonly loaded: Loaded
  readonly secret: string
  readonly web: number
  readonly floor: number
  readonly operations: readonly Operation[]
  readonly recorded: ReadonlyMap<string, Floor>
  /** How many of the misspelt searches have whoever is meant among their first five. */
  readonly found: { readonly of: number; readonly first: number } | null
}

/** Starts the web and the floor of one loaded database, each a process of its own on a port of its own. */
const stand = async (
  loaded: Loaded,
  secret: string,
  today: Day,
  most: number,
  wanted: (name: string) => boolean,
  processes: ChildProcess[],
): Promise<Stood> => {
  const app = openDatabase(urlAs(loaded.url, 'gt_app', secret), 4)
  const operations = await operationsOn(loaded, app, most, today)
  const { app: seen, record, firstFive } = await recorder(app, secret)
  const recorded = new Map<string, Floor>()
  let found: Stood['found'] = null
  await withClient(loaded.url, async client => {
    for (const operation of operations.filter(one => wanted(one.name))) {
      const { name, kind, targets } = operation
      const asked = kind === 'change' ? null : await record(targets, kind === 'led')
      if (asked || kind === 'change') recorded.set(name, await floorOf(client, operation, asked))
      if (asked && name === 'misspelt search') found = { of: targets.length, first: await firstFive(targets) }
    }
  })
  await seen.close()
  await app.close()
  const [web, floor] = [await freePort(), await freePort()]
  const options = {
    execArgv: ['--import', join(root, 'bin/tsx-hook.mjs')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'] as ['ignore', 'ignore', 'inherit', 'ipc'],
  }
  const served = fork(join(import.meta.dirname, 'web-process.ts'), {
    ...options,
    env: { ...process.env, DATABASE_URL: loaded.url, GT_SECRET: secret, PORT: String(web), LOG_LEVEL: 'error' },
  })
  processes.push(served)
  await told(served, 'ready')
  const bare = fork(join(import.meta.dirname, 'floor-process.ts'), options)
  processes.push(bare)
  await told(bare, 'waiting')
  const parts: FloorParts = {
    url: loaded.url,
    port: floor,
    operations: Object.fromEntries(
      [...recorded].map(([name, { text, values }]) => [idOf(name), { text, values: values.map(one => [...one]) }]),
    ),
  }
  bare.send(parts)
  await told(bare, 'ready')
  return { loaded, secret, web, floor, operations, recorded, found }
}

const idOf = (name: string): string => name.replace(/\W+/g, '-')

export const told = (child: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('message', message => message === word && resolve())
    child.once('exit', code => reject(new Error(`a process of the measurement ended with ${code}`)))
  })

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

export const oursOf = (operation: Operation, secret: string): Shot[] =>
  operation.targets.map(({ path, cookie, fields, reader = cookie }) =>
    operation.kind === 'page'
      ? { method: 'GET', path, headers: { cookie, accept: 'text/html' } }
      : {
          method: 'POST',
          path,
          headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
          fresh: freshCommand(path, formMark(secret, cookie.slice('gt='.length)), fields),
          ...(operation.kind === 'led' ? { next: { headers: { cookie: reader, accept: 'text/html' } } } : {}),
        },
  )

const shotsOfFloor = (name: string, floor: Floor | undefined): Shot[] =>
  (floor?.values ?? []).map((_values, at) => ({
    method: 'GET',
    path: `/${idOf(name)}/${at}`,
    headers: { accept: 'application/json' },
  }))

/** One round on one side: what sixteen connections get answered, then the latency at half of that. */
const round = async (port: number, shots: readonly Shot[], quick: boolean): Promise<Round> => {
  const rate = await capacity(port, shots, quick ? 'a few' : 1)
  // So long that a hundred answers are timed, where that takes no more than five seconds.
  const latency = await latencyAt(port, shots, Math.max(2, rate / 2), quick ? 0.5 : Math.min(5, Math.max(2, 200 / rate)))
  return { rate, latency }
}

const measure = async (
  name: string,
  stood: readonly [Stood, Stood],
  rounds: number,
  quick: boolean,
  timeIsUp: () => boolean,
): Promise<Measured> => {
  const sides = stood.map(side => {
    const operation = side.operations.find(one => one.name === name)
    if (!operation) throw new Error(`there is no operation ${name}`)
    return {
      ours: { port: side.web, shots: oursOf(operation, side.secret) },
      floor: { port: side.floor, shots: shotsOfFloor(name, side.recorded.get(name)) },
    }
  })
  const [small, large] = sides as [(typeof sides)[number], (typeof sides)[number]]
  const order = [small.ours, small.floor, large.ours, large.floor]
  // Each connection plans each statement once, and code is compiled as it is used: neither is what is measured.
  if (!quick) for (const { port, shots } of order) await capacity(port, shots, 2)
  const kept: Round[][] = [[], [], [], []]
  for (let at = 0; at < rounds && (at === 0 || !timeIsUp()); at += 1)
    for (const [side, { port, shots }] of order.entries()) kept[side]?.push(await round(port, shots, quick))
  const [a = [], b = [], c = [], d = []] = kept
  return { name, bytes: stood[0].recorded.get(name)?.bytes ?? 0, sides: { small: { ours: a, floor: b }, large: { ours: c, floor: d } } }
}

/** The queue again with ten times as many concerns waiting, in the smaller partnership: what a queue costs that nobody empties. */
const tenfoldQueue = async (
  loaded: Loaded,
  stood: Stood,
  rounds: number,
  quick: boolean,
  today: Parameters<typeof load>[3],
): Promise<Measured[]> => {
  const operation = stood.operations.find(one => one.name === 'Bridge queue')
  if (!operation || !stood.recorded.has(operation.name)) return []
  const client = new pg.Client({ connectionString: loaded.url })
  await client.connect()
  await client.query("set timezone = 'UTC'; set jit = off")
  const { rows: already } = await client.query<{ n: number }>(
    `select count(*)::integer as n from gt.reach where partnership_id = $1 and relation = 'queue' and until_at > now()`,
    [partnership],
  )
  const wanted = loaded.size.queue * 10 - (already[0]?.n ?? 0)
  if (wanted > 0) {
    const invented = new Invented(loaded.size, today)
    const circles = Array.from({ length: wanted }, (_, at) => invented.concern(10_000 + at, true))
    await forAWhile(
      client,
      circles.flatMap(circle => circle.subjects.map(one => one.id)),
    )
    await client.query('begin')
    await insertThreads(client, circles, liveAsShipped)
    await deriveThreads(client, circles, liveAsShipped)
    await client.query('commit')
    await client.query('vacuum (analyze)')
  }
  await client.end()
  const [ours, floor] = [oursOf(operation, stood.secret), shotsOfFloor(operation.name, stood.recorded.get(operation.name))]
  if (!quick) for (const [port, shots] of [[stood.web, ours] as const, [stood.floor, floor] as const]) await capacity(port, shots, 1)
  const kept: { ours: Round[]; floor: Round[] } = { ours: [], floor: [] }
  for (let at = 0; at < rounds; at += 1) {
    kept.ours.push(await round(stood.web, ours, quick))
    kept.floor.push(await round(stood.floor, floor, quick))
  }
  return [
    {
      name: 'Bridge queue, ten times as much waiting (smaller partnership)',
      bytes: 0,
      sides: { small: kept, large: { ours: [], floor: [] } },
    },
  ]
}

export const databaseOn = async (adminUrl: string, name: string, made: string[]): Promise<string> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
  made.push(name)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const dropAll = async (adminUrl: string, names: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  for (const name of names) await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
}

/** A kept database says of itself what was loaded into it. */
const keep = async (loaded: Loaded): Promise<void> => {
  const client = new pg.Client({ connectionString: loaded.url })
  await client.connect()
  const { url: _url, ...said } = loaded
  await client.query(`create table public.bench_loaded as select $1::text as said`, [JSON.stringify(said)])
  await client.end()
}

/** A step that was still being written when a database was loaded is not run again there; gives those that say something else by now. */
const acceptedAsItIs = async (client: pg.Client): Promise<string[]> => {
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
const madeAgain = async (url: string, secret: string): Promise<string | null> => {
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

const keptOn = async (adminUrl: string, name: string, people: number): Promise<Loaded | null> => {
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
