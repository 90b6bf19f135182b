import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'

/** A request as it is sent. `fresh` is called for each sending, where a body may be sent once only. */
export type Shot = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Record<string, string>
  readonly fresh?: () => { path: string; body: string }
  /** What is asked for next, where this one leads to another page: the two are one request, answered when the second is. */
  readonly next?: { readonly headers: Record<string, string> }
}

/** A body for a change: a command id of its own, the mark of the session's forms, and what else is said. */
export const freshCommand =
  (path: string, csrf: string, fields: Readonly<Record<string, string>> = {}) =>
  () => ({
    path: `${path}${path.includes('/visit/') ? `?ago=${Math.floor(Math.random() * 200)}` : ''}`,
    body: new URLSearchParams({ ...fields, commandId: randomUUID(), csrf }).toString(),
  })

export const connections = 16

/**
 * As many requests a second as are answered over sixteen connections that each wait for their answer, in so many seconds or by a few requests. Refuses where anything but a page or a redirect comes back.
 */
export const capacity = async (port: number, shots: readonly Shot[], seconds: number | 'a few'): Promise<number> => {
  const began = performance.now()
  let opened = 0
  const each = shots.map(asked)
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    // A few are asked to see that they are answered at all, on however busy a machine.
    ...(seconds === 'a few' ? { amount: connections * 2, timeout: 120 } : { duration: seconds }),
    requests: each.flat(),
    // Each connection begins elsewhere: sixteen people do not open one record at one moment.
    setupClient: client => {
      const from = Math.floor((each.length * opened) / connections)
      opened += 1
      client.setRequests([...each.slice(from), ...each.slice(0, from)].flat())
    },
  })
  const took = (performance.now() - began) / 1000
  const strange = result.errors + result['4xx'] + result['5xx']
  if (strange > 0)
    throw new Error(
      `${strange} requests to ${shots[0]?.path} were not answered as they should be: ${result.timeouts} too late, ${result['4xx']} refused, ${result['5xx']} failed, ${result.errors - result.timeouts} cut off`,
    )
  return (result['2xx'] + (shots[0]?.next ? 0 : result['3xx'])) / (seconds === 'a few' ? took : Math.max(took, seconds))
}

/** A request, and the one it leads to, as they are sent over a connection in turn. */
const asked = ({ method, path, headers, fresh, next }: Shot): autocannon.Request[] => [
  {
    method,
    path,
    headers,
    ...(fresh ? { setupRequest: (before: autocannon.Request) => ({ ...before, ...fresh() }) } : {}),
    ...(next
      ? {
          onResponse: (_status: number, _body: string, context: Leading, answer?: Record<string, unknown>) => {
            context.to = String(answer?.['location'] ?? '')
          },
        }
      : {}),
  } as autocannon.Request,
  ...(next
    ? [
        {
          method: 'GET',
          headers: next.headers,
          setupRequest: (before: autocannon.Request, context: Leading) => ({ ...before, path: context.to ?? '/' }),
        } as autocannon.Request,
      ]
    : []),
]
type Leading = { to?: string }

/** How long each answer took, in milliseconds. */
export type Latency = readonly number[]

/** The milliseconds than which so large a share of the answers took no longer. `share`: from 0 to 1. NaN where there is no answer. */
export const noSlower = (took: Latency, share: number): number =>
  [...took].sort((a, b) => a - b)[Math.max(0, Math.ceil(took.length * share) - 1)] ?? Number.NaN

/**
 * Latency at a given rate. Each request has the moment at which it ought to go out, whatever became of those before it, and is timed from that moment: a
 * server that stalls is charged for everybody who would have waited (no coordinated omission).
 */
export const latencyAt = async (port: number, shots: readonly Shot[], rate: number, seconds: number): Promise<Latency> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  const waiting: Promise<void>[] = []
  const began = performance.now()
  const count = Math.max(20, Math.round(rate * seconds))
  for (let at = 0; at < count; at += 1) {
    const due = began + (at * 1000) / rate
    const early = due - performance.now()
    if (early > 1) await sleep(early - 0.5)
    const shot = shots[at % shots.length]
    if (shot) waiting.push(send(agent, port, shot).then(() => void took.push(performance.now() - due)))
  }
  await Promise.all(waiting)
  agent.destroy()
  return took
}

const send = async (agent: Agent, port: number, shot: Shot): Promise<void> => {
  const to = await sendOne(agent, port, shot)
  if (shot.next) await sendOne(agent, port, { method: 'GET', path: to ?? '/', headers: shot.next.headers })
}

/** Gives where the answer leads, where it leads anywhere. */
const sendOne = (agent: Agent, port: number, shot: Shot): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const { path, body } = shot.fresh?.() ?? { path: shot.path, body: undefined }
    const headers = body === undefined ? shot.headers : { ...shot.headers, 'content-length': String(Buffer.byteLength(body)) }
    const sent = request({ agent, host: '127.0.0.1', port, method: shot.method, path, headers }, answer => {
      answer.resume()
      answer.once('end', () =>
        (answer.statusCode ?? 500) < 400 ? resolve(answer.headers.location) : reject(new Error(`${path} answered ${answer.statusCode}`)),
      )
      answer.once('error', reject)
    })
    sent.once('error', reject)
    sent.end(body)
  })
