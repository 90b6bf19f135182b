import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { root } from '../../src/kernel/config.ts'
import { embeddedServer } from '../../src/kernel/db/embedded/index.ts'
import { urlAs } from '../../src/kernel/db/urls.ts'
import { openDatabase } from '../../src/kernel/db/with-actor.ts'
import { databaseOn } from '../databases.ts'
import { capacity, type Shot } from '../fire.ts'
import { load } from '../load.ts'
import { oursOf } from '../measure.ts'
import { partnership } from '../organisation.ts'
import { median } from '../report.ts'
import { sizesAt } from '../sizes.ts'
import { freePort, told } from '../stand.ts'
import { type Operation, operationsOn } from '../targets.ts'
import { type Directus, type Led, startDirectus } from './directus.ts'
import { installDirectus, release } from './install.ts'

/** What a run is asked for: `url` an administrator's of a server to measure on (otherwise an embedded one), `scale` how much smaller than the whole, `rounds` of two seconds each. */
export type Asked = { readonly url: string | null; readonly secret: string; readonly scale: number; readonly rounds: number }
/** Requests a second, medians of the rounds; `ratio` is the median of rounds that stood beside each other. */
export type Compared = { readonly name: string; readonly ours: number; readonly theirs: number; readonly ratio: number }

/**
 * The same three things asked of Golden Thread and of Directus in turn, over the same rows on the same server, rights and audit on for both: a child with
 * the fifty newest events, an event written down, a worker's children with their exact number. Prints a table; null, with the reason said, where Directus
 * cannot be installed.
 */
export const sideBySide = async (
  { url, secret, scale, rounds }: Asked,
  say: (line: string) => void,
): Promise<readonly Compared[] | null> => {
  say('Installing Directus, once…')
  const installed = installDirectus()
  if ('reason' in installed) {
    say(`Directus ${release} cannot be installed here, so nothing was compared: ${installed.reason}`)
    return null
  }
  const temporary = url ? null : mkdtempSync(join(tmpdir(), 'golden-thread-peers-'))
  const server = url
    ? { adminUrl: url, stop: async () => {} }
    : await embeddedServer({ folder: temporary ?? '', log: say, settings: { shared_buffers: '1GB', max_wal_size: '4GB', jit: 'off' } })
  const made: string[] = []
  let served: ChildProcess | undefined
  let directus: Directus | undefined
  try {
    const [size] = sizesAt(scale)
    const today = dayOf(momentOf(Temporal.Now.instant()))
    say(`Loading ${size.people.toLocaleString('en-GB')} people…`)
    const loaded = await load(await databaseOn(server.adminUrl, `gt_peers_${process.pid}_ours`, made), secret, size, today, 240_000, scale)
    const app = openDatabase(urlAs(loaded.url, 'gt_app', secret), 4)
    const operations = await operationsOn(loaded, app, 120, today)
    await app.close()
    const one = (name: string): Operation => {
      const found = operations.find(operation => operation.name === name)
      if (!found) throw new Error(`there is no operation ${name}`)
      return found
    }
    const port = await freePort()
    served = fork(join(root, 'bench/web-process.ts'), {
      execArgv: ['--import', join(root, 'bin/tsx-hook.mjs')],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, DATABASE_URL: loaded.url, GT_SECRET: secret, PORT: String(port), LOG_LEVEL: 'error' },
    })
    await told(served, 'ready')
    const theirs = await databaseOn(server.adminUrl, `gt_peers_${process.pid}_directus`, made)
    say('Copying the same rows into Directus…')
    directus = await startDirectus(installed.program, await freePort(), loaded.url, theirs, await ledIn(loaded.url))
    say(
      `${loaded.entries.toLocaleString('en-GB')} entries in Golden Thread, ${directus.events.toLocaleString('en-GB')} events in Directus; sixteen connections.`,
    )
    const asJson = (shots: readonly Shot[]): Shot[] =>
      shots.map(shot => ({ ...shot, headers: { ...shot.headers, accept: 'application/json' } }))
    const pairs = [
      ['child with 50 newest events', asJson(oursOf(one("child's page"), secret)), directus.shots.child],
      ['an event written down', oursOf(one('append with findings'), secret), directus.shots.change],
      ['a worker’s children, exact number', asJson(oursOf(one('my work'), secret)), directus.shots.list],
    ] as const
    const rows: Compared[] = []
    for (const [name, ours, others] of pairs) {
      await capacity(port, ours, 2)
      await capacity(directus.port, others, 2)
      const kept: [number, number][] = []
      for (let at = 0; at < rounds; at += 1) kept.push([await capacity(port, ours, 2), await capacity(directus.port, others, 2)])
      rows.push({
        name,
        ours: median(kept.map(([us]) => us)),
        theirs: median(kept.map(([, them]) => them)),
        ratio: median(kept.map(([us, them]) => us / them)),
      })
    }
    say(
      [
        '',
        `| requests a second | Golden Thread | Directus ${release} | ratio |`,
        '|---|--:|--:|--:|',
        ...rows.map(row => `| ${row.name} | ${row.ours.toFixed(0)} | ${row.theirs.toFixed(0)} | ${row.ratio.toFixed(2)} |`),
        '',
        'Golden Thread reads under row-level security, reckons what is due, and writes a line for every record it shows; Directus checks one right for each collection (rules for single records need a licence) and records changes, not looks.',
      ].join('\n'),
    )
    return rows
  } finally {
    served?.kill('SIGTERM')
    if (served && served.exitCode === null && served.signalCode === null) await once(served, 'exit')
    await directus?.stop()
    if (url) for (const name of made) await dropped(url, name)
    await server.stop()
    if (temporary) rmSync(temporary, { recursive: true, force: true })
  }
}

/** A hundred and twenty children whose work is led by somebody now. */
const ledIn = async (url: string): Promise<Led[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Led>(
    `select r.subject_id as child, r.holder_id as worker from gt.reach r where r.partnership_id = $1 and r.relation = 'lead' and r.until_at > now()
       order by md5(r.subject_id::text) limit 120`,
    [partnership],
  )
  await client.end()
  return rows
}

const dropped = async (url: string, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
}
