import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Day } from '../src/guidance/index.ts'
import { root } from '../src/kernel/config.ts'
import { urlAs } from '../src/kernel/db/urls.ts'
import { openDatabase } from '../src/kernel/db/with-actor.ts'
import { withClient } from './databases.ts'
import { floorOf } from './floor.ts'
import type { FloorParts } from './floor-process.ts'
import type { Loaded } from './load.ts'
import { type Floor, recorder } from './recorded.ts'
import { type Operation, operationsOn } from './targets.ts'

/** One loaded database with its web and its floor, each on a port, and what is asked of them. */
export type Stood = {
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
export const stand = async (
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

/** An operation as an address names it. */
export const idOf = (name: string): string => name.replace(/\W+/g, '-')

/** Waits until a process says a word. Refuses (rejects) where it ends before. */
export const told = (child: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('message', message => message === word && resolve())
    child.once('exit', code => reject(new Error(`a process of the measurement ended with ${code}`)))
  })

/** A port of this machine that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
