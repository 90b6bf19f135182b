import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, libraryLinks } from './binaries.ts'
import { findHome, type Home, refuseOtherVersion, type Settled, settle, socketFolder } from './home.ts'
import { alone } from './lock.ts'
import { disownPidFile, type Postmaster, runningOn, serves, shutDown } from './postmaster.ts'
import { EmbeddedRefusal } from './refusal.ts'
import { command, handOver, type Way } from './run-as.ts'

export { EmbeddedRefusal } from './refusal.ts'

export type EmbeddedOptions = {
  /** The folder that holds the database; made where missing. Its path may be long and may have spaces. */
  readonly folder: string
  /** Told in plain English what takes time or went wrong; never case text. */
  readonly log: (line: string) => void
  /** PostgreSQL settings that differ from ours, for instance `{ shared_buffers: '1GB' }`. Not applied to a server that already runs. */
  readonly settings?: Readonly<Record<string, string>>
  /** Begin with an empty database, throwing away what the folder holds. A server that already runs is joined as it is. For tests. */
  readonly fresh?: boolean
  /** Called once if the server dies under us. One that recovers by itself is only logged. */
  readonly onLost?: (reason: Error) => void
  /** Who may be tried to run PostgreSQL; all by default (see run-as.ts). */
  readonly ways?: readonly Way[]
  /** Where root keeps a database that no other account could reach in `folder`; /var/lib by default. */
  readonly elsewhere?: string
}

export type EmbeddedServer = {
  /** A superuser's address for `pg`, database "postgres", over a Unix socket that other accounts cannot reach. Holds the password: never log it. */
  readonly adminUrl: string
  /** Whether the server was already running: for another Golden Thread that shares it, or left by one that was killed. */
  readonly adopted: boolean
  /** Lets go of the server. Whoever lets go last shuts it down in good order, and waits for that. */
  readonly stop: () => Promise<void>
}

const superuser = 'postgres'
const holding = 'golden-thread holds the server'

const ours: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '512MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // A failed statement, its parameters and the rows it names may hold what was written about a child: none of them may reach a log.
  // From level LOG upward PostgreSQL tells of itself only; failed statements (level ERROR) are logged by the program, with a request id.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log', // a week's ring
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
}

/**
 * Starts (or joins) the real PostgreSQL that comes with Golden Thread, in `folder`, and gives its address.
 * Works for root and for ordinary users, for several processes at once and after every process was killed.
 * Refuses with an {@link EmbeddedRefusal} that says what would help.
 */
export async function embeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log } = options
  const binaries = findBinaries()
  const elsewhere = options.elsewhere ?? '/var/lib'
  const found = findHome(options.folder, elsewhere)
  const wait = () => log('Waiting for another Golden Thread that is starting or stopping the same database.')
  return alone(found.data, wait, async () => {
    refuseStrangersFolder(found)
    const running = runningOn(found.data)
    if (running) {
      try {
        return await held(found, await untilReady(running, found, log), true, options, wait)
      } catch (error) {
        // It may have been dying when it was found: then it is started anew.
        if (serves(running.pid, found.data)) throw error
      }
    }
    if (options.fresh) rmSync(found.data, { recursive: true, force: true })
    const settled = settle(found, binaries, options.ways ?? ['self', 'user', 'namespace'], elsewhere, log)
    const { home } = settled
    const lib = libraryLinks(settled.native, home.folder)
    if (!existsSync(home.data)) makeDatabase(settled, lib, log)
    refuseOtherVersion(home, binaries)
    handOver(home.data, settled.who)
    const postmaster = await start(settled, lib, { ...ours, ...options.settings }, log)
    try {
      return await held(home, postmaster, false, options, wait)
    } catch (error) {
      await shutDown(postmaster.pid, home.data)
      throw error
    }
  })
}

function refuseStrangersFolder(home: Home): void {
  const uid = process.getuid?.()
  if (uid === 0) return
  try {
    accessSync(home.folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!existsSync(home.data) || statSync(home.data).uid === uid) return
  } catch {
    // Refused below, with what helps.
  }
  throw new EmbeddedRefusal(
    `The database in ${home.folder} belongs to another account, probably because Golden Thread was first started as root. ` +
      `Start it as root again, or give the folder to yourself: sudo chown -R "$(id -u):$(id -g)" '${home.folder}'`,
  )
}

function makeDatabase({ home, native, who }: Settled, lib: string, log: (line: string) => void): void {
  log('Making a new database.')
  const password = randomBytes(24).toString('base64url')
  rmSync(home.password, { force: true })
  writeFileSync(home.password, password, { mode: 0o600 })
  // Made under another name and then renamed: a half-made database never looks like one.
  const making = `${home.data}.making`
  const passwordForInitdb = `${home.password}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  handOver(making, who)
  rmSync(passwordForInitdb, { force: true })
  writeFileSync(passwordForInitdb, password, { mode: 0o600 })
  handOver(passwordForInitdb, who)
  const { file, args, as } = command(who, join(native, 'bin', 'initdb'), [
    `--pgdata=${making}`,
    `--username=${superuser}`,
    `--pwfile=${passwordForInitdb}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ])
  const made = spawnSync(file, args, { ...as, cwd: '/', env: environment(lib), encoding: 'utf8' })
  rmSync(passwordForInitdb, { force: true })
  if (made.status !== 0) {
    throw new EmbeddedRefusal(`PostgreSQL could not make a database in ${home.folder}: ${made.error?.message ?? made.stderr.trim()}`)
  }
  renameSync(making, home.data)
}

async function start(
  settled: Settled,
  lib: string,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<Postmaster> {
  const { home, native, who } = settled
  for (const began = performance.now(); ; await sleep(200)) {
    disownPidFile(home.data)
    const sockets = socketFolder(home, who, handOver)
    const all = Object.entries({ ...settings, unix_socket_directories: sockets })
    const { file, args, as } = command(who, join(native, 'bin', 'postgres'), [
      '-D',
      home.data,
      ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ])
    const output = openSync(home.log, 'w', 0o600)
    // In a session of its own, so that a Ctrl-C meant for us does not take the database away while requests are still being answered.
    const child = spawn(file, args, { ...as, cwd: '/', env: environment(lib), detached: true, stdio: ['ignore', output, output] })
    closeSync(output)
    child.unref()
    const postmaster = await untilReadyChild(child, home, log)
    if (postmaster) return postmaster
    const said = readFileSync(home.log, 'utf8').trim()
    // The sessions of a server that was killed need a moment to notice.
    if (/shared memory block .* is still in use/.test(said) && performance.now() - began < 15_000) continue
    throw new EmbeddedRefusal(`PostgreSQL did not start in ${home.folder}. It said: ${said || 'nothing'}`)
  }
}

async function untilReadyChild(child: ChildProcess, home: Home, log: (line: string) => void): Promise<Postmaster | undefined> {
  let failed = false
  child.once('error', () => {
    failed = true
  })
  while (!failed && child.exitCode === null && child.signalCode === null) {
    const running = runningOn(home.data)
    if (running && running.pid === child.pid) return untilReady(running, home, log)
    await sleep(10)
  }
  return undefined
}

async function untilReady(seen: Postmaster, home: Home, log: (line: string) => void): Promise<Postmaster> {
  let told = performance.now()
  for (let now: Postmaster | undefined = seen; ; now = runningOn(home.data)) {
    if (now?.ready) return now
    if (!serves(seen.pid, home.data)) {
      throw new EmbeddedRefusal(`PostgreSQL stopped while it was starting in ${home.folder}. Its log is in ${join(home.data, 'log')}.`)
    }
    if (performance.now() - told > 3000) {
      told = performance.now()
      log('PostgreSQL is recovering what was last written; this can take a while after a crash.')
    }
    await sleep(10)
  }
}

/**
 * Keeps one idle session on the server. It tells every other Golden Thread that the server is in use, ends by itself when we are killed,
 * and its end tells us when the server dies.
 */
async function held(
  home: Home,
  postmaster: Postmaster,
  adopted: boolean,
  options: EmbeddedOptions,
  wait: () => void,
): Promise<EmbeddedServer> {
  const { pid } = postmaster
  const address = { host: postmaster.socketFolder, port: 5432, user: superuser, password: readPassword(home), database: 'postgres' }
  const { log } = options
  let stopping = false

  const hold = async (): Promise<pg.Client> => {
    const socket = new Socket()
    const client = new pg.Client({ ...address, application_name: holding, stream: () => socket })
    client.on('error', () => {})
    await client.connect()
    client.once('end', () => void lost())
    // Holding the server is no reason for a program to stay.
    socket.unref()
    return client
  }
  /** A session, as soon as the server gives one within so many milliseconds: it refuses or breaks them off while it recovers. None where it has gone. */
  const holdSoon = async (within: number): Promise<pg.Client | undefined> => {
    for (const began = performance.now(); performance.now() - began < within && serves(pid, home.data); await sleep(100)) {
      try {
        return await hold()
      } catch {
        // Not yet.
      }
    }
    return undefined
  }
  const lost = async () => {
    if (stopping) return
    log('The database broke off its connections.')
    const again = await holdSoon(60_000)
    if (again) {
      session = again
      return log('The database has recovered.')
    }
    if (stopping) return
    const reason = new Error(`The database stopped. Its log is in ${join(home.data, 'log')}.`)
    log(reason.message)
    options.onLost?.(reason)
  }
  // A server that was killed a moment ago may break off the first session that it gives.
  let session = (await holdSoon(5_000)) ?? (await hold())

  const stop = async () => {
    stopping = true
    await alone(home.data, wait, async () => {
      const others = await countOthers(session)
      await session.end().catch(() => {})
      if (others > 0) return log('The database keeps running for another Golden Thread that uses it.')
      await shutDown(pid, home.data)
      rmSync(postmaster.socketFolder, { recursive: true, force: true })
    })
  }
  let stopped: Promise<void> | undefined
  return {
    adminUrl: `postgresql://${superuser}:${address.password}@${encodeURIComponent(address.host)}/postgres`,
    adopted,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

async function countOthers(session: pg.Client): Promise<number> {
  try {
    const { rows } = await session.query<{ others: number }>(
      'select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [holding],
    )
    return rows[0]?.others ?? 0
  } catch {
    return 0
  }
}

function readPassword(home: Home): string {
  try {
    return readFileSync(home.password, 'utf8')
  } catch {
    throw new EmbeddedRefusal(
      `The password of the database is missing or closed to you: ${home.password}. Put it back, or move ${home.folder} away to begin anew.`,
    )
  }
}

/** Nothing of our own environment reaches PostgreSQL: it holds secrets, and PG* variables would bend its settings. */
function environment(lib: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LD_LIBRARY_PATH: lib, LC_ALL: 'C', TZ: 'UTC' }
}
