import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Day } from '../src/guidance/index.ts'
import { formMark } from '../src/kernel/http/cookies.ts'
import { deriveThreads, insertThreads } from './bulk.ts'
import { withClient } from './databases.ts'
import { capacity, freshCommand, latencyAt, type Shot } from './fire.ts'
import { forAWhile } from './floor.ts'
import { Invented } from './invented.ts'
import { liveAsShipped } from './lens.ts'
import type { Loaded } from './load.ts'
import { partnership } from './organisation.ts'
import type { Floor } from './recorded.ts'
import type { Measured, Round } from './report.ts'
import { idOf, type Stood } from './stand.ts'
import type { Operation } from './targets.ts'

/** What is asked of our own web for an operation, each with the cookie of whoever asks. */
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

/** The same asked of the floor. */
const shotsOfFloor = (name: string, floor: Floor | undefined): Shot[] =>
  (floor?.values ?? []).map((_values, at) => ({
    method: 'GET',
    path: `/${idOf(name)}/${at}`,
    headers: { accept: 'application/json' },
  }))

/** One round on one side: what sixteen connections get answered, then the latency at half of that. */
const round = async (port: number, shots: readonly Shot[], quick: boolean): Promise<Round> => {
  const rate = await capacity(port, shots, quick ? 'a few' : 1)
  // What was under way when the count was stopped is let finish: whoever comes next would wait for it.
  if (!quick) await sleep(500)
  // So long that a hundred answers are timed, where that takes no more than five seconds.
  const latency = await latencyAt(port, shots, Math.max(2, rate / 2), quick ? 0.5 : Math.min(5, Math.max(2, 200 / rate)))
  return { rate, latency }
}

/** Measures one operation on both sides, ours and the floor in turn, for so many rounds or until the time is up. */
export const measure = async (
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

/** Concerns are told until ten times as many wait in the queue as were loaded. */
const fillQueue = async (client: pg.Client, loaded: Loaded, today: Day): Promise<void> => {
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
}

/** The queue again with ten times as many concerns waiting, in the smaller partnership: what a queue costs that nobody empties. */
export const tenfoldQueue = async (loaded: Loaded, stood: Stood, rounds: number, quick: boolean, today: Day): Promise<Measured[]> => {
  const operation = stood.operations.find(one => one.name === 'Bridge queue')
  if (!operation || !stood.recorded.has(operation.name)) return []
  await withClient(loaded.url, client => fillQueue(client, loaded, today))
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
