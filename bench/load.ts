import { Worker } from 'node:worker_threads'
import pg from 'pg'
import type { Day } from '../src/guidance/index.ts'
import { setUp } from '../src/kernel/access/organisation.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { urlAs } from '../src/kernel/db/urls.ts'
import type { SubjectId } from '../src/thread/ids.ts'
import { deriveThreads, insertThreads } from './bulk.ts'
import { Invented } from './invented.ts'
import { liveAsShipped } from './lens.ts'
import type { Part, Progress } from './load-part.ts'
import { organisationFor } from './organisation.ts'
import type { Size } from './sizes.ts'

/** A database that is loaded, and where its unlucky shapes are. */
export type Loaded = {
  readonly size: Size
  readonly url: string
  readonly people: number
  readonly entries: number
  readonly derived: number
  readonly seconds: number
  /** Whether the time for loading was over before all were in. */
  readonly cut: boolean
  readonly large: SubjectId
  readonly long: SubjectId
}

/** One concern was decided for so many households. */
const decided = 3

/**
 * Fills a database of this size: the organisation, the unlucky shapes, households and concerns, in two threads of bulk statements with what is derived from
 * them. Stops after `atMost` milliseconds and says so; what is in then is whole. `url`: an administrator's, of an empty database. `say` is told now and then how far it is.
 */
export const load = async (
  url: string,
  secret: string,
  size: Size,
  today: Day,
  atMost: number,
  longScale: number,
  say: (progress: string) => void = () => {},
): Promise<Loaded> => {
  const began = performance.now()
  await migrate(url, secret)
  await setUp(urlAs(url, 'gt_import', secret), organisationFor(size))
  const shapes = new Invented(size, today)
  const { circles, large, long } = shapes.unluckyShapes(longScale)
  circles.push(...Array.from({ length: size.queue }, (_, at) => shapes.concern(at, true)))
  const total = { people: 0, entries: 0, derived: 0 }
  const client = new pg.Client({ connectionString: url })
  // A server that is stopped under a failed load takes the connection with it; what failed is what is to be said.
  client.on('error', () => {})
  await client.connect()
  await client.query("set timezone = 'UTC'; set jit = off")
  await client.query('begin')
  await insertThreads(client, circles, liveAsShipped)
  total.derived += await deriveThreads(client, circles, liveAsShipped)
  await client.query('commit')
  total.people += circles.reduce((sum, circle) => sum + circle.subjects.filter(one => one.form === 'person').length, 0)
  total.entries += circles.reduce((sum, circle) => sum + circle.entries.length, 0)
  const shared = new SharedArrayBuffer(8)
  const counters = new Int32Array(shared)
  let saidAt = performance.now()
  const over = setTimeout(() => Atomics.store(counters, 1, 1), atMost)
  const part: Part = { url, size, today, shared, decided }
  await Promise.all(
    [0, 1].map(
      () =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL('./load-part.ts', import.meta.url), { workerData: part, execArgv: [] })
          worker.on('message', (done: Progress) => {
            total.people += done.people
            total.entries += done.entries
            total.derived += done.derived
            if (performance.now() - saidAt < 60_000) return
            saidAt = performance.now()
            say(`${total.entries.toLocaleString('en-GB')} entries in ${((saidAt - began) / 60_000).toFixed(0)} minutes`)
          })
          worker.once('error', reject)
          worker.once('exit', code => (code === 0 ? resolve() : reject(new Error(`a thread of the loading ended with ${code}`))))
        }),
    ),
  )
  clearTimeout(over)
  await client.query('vacuum (analyze)')
  await client.query('checkpoint')
  await client.end()
  const cut = (counters[0] ?? 0) < shapes.households
  return { size, url, ...total, seconds: (performance.now() - began) / 1000, cut, large, long }
}
