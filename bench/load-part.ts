import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import type { Day } from '../src/guidance/index.ts'
import { deriveThreads, insertThreads } from './bulk.ts'
import { type Circle, Invented } from './invented.ts'
import { liveAsShipped } from './lens.ts'
import type { Size } from './sizes.ts'

/** What one thread of the loading is told. Parts share the next household, so that none waits for another, and whether time is over. */
export type Part = { url: string; size: Size; today: Day; shared: SharedArrayBuffer; decided: number }
/** What it says: a chunk is in, or it is done. */
export type Progress = { people: number; entries: number; derived: number; inserting: number; deriving: number }

/** Households in one transaction. */
export const chunk = 200

const { url, size, today, shared, decided } = workerData as Part
const counters = new Int32Array(shared)
const invented = new Invented(size, today)
const client = new pg.Client({ connectionString: url, application_name: 'golden-thread bench' })
await client.connect()
await client.query("set synchronous_commit = off; set plan_cache_mode = force_custom_plan; set jit = off; set timezone = 'UTC'")
for (;;) {
  if (Atomics.load(counters, 1) === 1) break
  const from = Atomics.add(counters, 0, chunk)
  if (from >= invented.households) break
  const circles: Circle[] = []
  for (let at = from; at < Math.min(from + chunk, invented.households); at += 1) {
    circles.push(invented.household(at))
    if (at % decided === 0) circles.push(invented.concern(at, false))
  }
  const began = performance.now()
  await client.query('begin')
  await insertThreads(client, circles, liveAsShipped)
  const inserted = performance.now()
  const derived = await deriveThreads(client, circles, liveAsShipped)
  await client.query('commit')
  parentPort?.postMessage({
    people: circles.reduce((sum, circle) => sum + circle.subjects.filter(one => one.form === 'person').length, 0),
    entries: circles.reduce((sum, circle) => sum + circle.entries.length, 0),
    derived,
    inserting: inserted - began,
    deriving: performance.now() - inserted,
  } satisfies Progress)
}
await client.end()
