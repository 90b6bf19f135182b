import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Temporal } from '../../src/guidance/index.ts'
import type { Shot } from '../fire.ts'

const admin = { email: 'administrator@bench.example.org', password: 'nobody types this either' } as const

/** A running Directus with the people and events of one loaded partnership, as the workers who lead their work may see them. */
export type Directus = {
  readonly port: number
  /** The least that answers as it should, for each operation that is compared. */
  readonly shots: Readonly<Record<'child' | 'change' | 'list', readonly Shot[]>>
  readonly events: number
  readonly stop: () => Promise<void>
}

/** A child and the worker who leads the work with it, from the loaded partnership. */
export type Led = { readonly child: string; readonly worker: string }

/**
 * Sets Directus up on a database of its own on the same server, copies the same rows into it (each person with who leads the work, each entry with its
 * record), gives every worker a token and the right to see and add, with its record of changes switched on, and
 * starts it. `from`: the URL of the loaded partnership; `to`: an administrator's, of an empty database on the same server.
 */
export const startDirectus = async (program: string, port: number, from: string, to: string, led: readonly Led[]): Promise<Directus> => {
  const at = new URL(to)
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DB_CLIENT: 'pg',
    // The embedded server speaks over a socket, whose folder stands where an address would.
    DB_HOST: decodeURIComponent(at.hostname),
    DB_PORT: at.port || '5432',
    DB_DATABASE: at.pathname.slice(1),
    DB_USER: decodeURIComponent(at.username),
    DB_PASSWORD: decodeURIComponent(at.password) || 'none',
    DB_POOL__MAX: '16',
    SECRET: 'what its tokens are signed with here',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
    RATE_LIMITER_ENABLED: 'false',
  }
  const made = spawnSync(process.execPath, [program, 'bootstrap'], { env, encoding: 'utf8', timeout: 180_000 })
  if (made.status !== 0) throw new Error(`Directus did not set its database up: ${(made.stderr || made.stdout).slice(0, 400)}`)
  const served: ChildProcess = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const stop = async (): Promise<void> => {
    served.kill('SIGTERM')
    while (served.exitCode === null && served.signalCode === null) await sleep(50)
  }
  try {
    await answers(port)
    const ask = await asAdministrator(port)
    const policy = await model(ask)
    const workers = [...new Set(led.map(one => one.worker))]
    const events = await copied(from, to)
    await workersIn(ask, policy, workers)
    const read = (worker: string, path: string): Shot => ({ method: 'GET', path, headers: { authorization: `Bearer ${tokenOf(worker)}` } })
    return {
      port,
      events,
      stop,
      shots: {
        child: led.map(({ child, worker }) =>
          read(worker, `/items/child/${child}?fields=*,events.*&deep[events][_limit]=50&deep[events][_sort]=-happened_at`),
        ),
        list: workers.map(worker => read(worker, `/items/child?limit=25&sort=family,given&meta=filter_count&filter[lead][_eq]=${worker}`)),
        change: led.map(({ child, worker }) => ({
          method: 'POST' as const,
          path: '/items/event',
          headers: { authorization: `Bearer ${tokenOf(worker)}`, 'content-type': 'application/json' },
          fresh: () => ({
            path: '/items/event',
            body: JSON.stringify({
              child,
              kind: 'visit',
              happened_at: Temporal.Now.instant()
                .subtract({ seconds: Math.floor(Math.random() * 1e7) })
                .toString(),
              facts: { by: 'lead', place: 'home', seen: 'seen-alone', observedAlone: false },
              narrative: { childsWords: 'I like it here.' },
            }),
          }),
        })),
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Ask = (method: string, path: string, body: unknown) => Promise<Record<string, unknown>>

const answers = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (
      await fetch(`http://127.0.0.1:${port}/server/ping`)
        .then(answer => answer.ok)
        .catch(() => false)
    )
      return
    await sleep(100)
  }
  throw new Error('Directus did not answer within a minute')
}

const asAdministrator = async (port: number): Promise<Ask> => {
  let token = ''
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    const said = (await answer.json()) as { data?: Record<string, unknown>; errors?: readonly { message: string }[] }
    if (!answer.ok) throw new Error(`Directus refused ${method} ${path}: ${said.errors?.[0]?.message}`)
    return said.data ?? {}
  }
  token = String((await ask('POST', '/auth/login', admin))['access_token'])
  return ask
}

/**
 * Children and their events, with every change recorded, and one policy: workers see children and events, and add events. Which children is not said: rules
 * of one's own are a matter of its licence since version 12, so its workers see every child, which is less work for it.
 */
const model = async (ask: Ask): Promise<string> => {
  const key = { field: 'id', type: 'uuid', schema: { is_primary_key: true }, meta: { special: ['uuid'] } }
  const plain = (field: string, type: string) => ({ field, type, schema: {}, meta: type === 'json' ? { special: ['cast-json'] } : {} })
  await ask('POST', '/collections', {
    collection: 'child',
    schema: {},
    meta: { accountability: 'all' },
    fields: [key, plain('given', 'string'), plain('family', 'string'), plain('born_on', 'date'), plain('lead', 'uuid')],
  })
  await ask('POST', '/collections', {
    collection: 'event',
    schema: {},
    meta: { accountability: 'all' },
    fields: [
      key,
      plain('child', 'uuid'),
      plain('kind', 'string'),
      plain('happened_at', 'timestamp'),
      plain('author', 'uuid'),
      plain('facts', 'json'),
      plain('narrative', 'json'),
    ],
  })
  await ask('POST', '/fields/child', { field: 'events', type: 'alias', meta: { special: ['o2m'], interface: 'list-o2m' } })
  await ask('POST', '/relations', {
    collection: 'event',
    field: 'child',
    related_collection: 'child',
    meta: { one_field: 'events' },
    schema: {},
  })
  const policy = String((await ask('POST', '/policies', { name: 'Leads the work', icon: 'badge' }))['id'])
  for (const [collection, action] of [
    ['child', 'read'],
    ['event', 'read'],
    ['event', 'create'],
  ] as const)
    await ask('POST', '/permissions', { policy, collection, action, permissions: {}, fields: ['*'] })
  return policy
}

/** The same rows, by the server's own means: no data leaves it but through this program's memory. Gives how many events there are. */
const copied = async (from: string, to: string): Promise<number> => {
  const [source, target] = [new pg.Client({ connectionString: from }), new pg.Client({ connectionString: to })]
  await Promise.all([source.connect(), target.connect()])
  const brought = async (read: string, write: string): Promise<number> => {
    let count = 0
    await source.query('begin')
    await source.query(`declare rows no scroll cursor for ${read}`)
    for (;;) {
      const { rows } = await source.query<{ row: unknown }>('fetch 5000 from rows')
      if (rows.length === 0) break
      await target.query(write, [JSON.stringify(rows.map(one => one.row))])
      count += rows.length
    }
    await source.query('commit')
    return count
  }
  await brought(
    `select row_to_json(x) as row from (select distinct on (n.subject_id) n.subject_id as id, n.given, n.family, n.born_on, r.holder_id as lead from gt.person n
       left join gt.reach r on r.partnership_id = n.partnership_id and r.subject_id = n.subject_id and r.relation = 'lead' and r.until_at > now()
       order by n.subject_id) x`,
    'insert into child select * from json_populate_recordset(null::child, $1)',
  )
  const events = await brought(
    `select row_to_json(x) as row from (select e.entry_id as id, e.subject_id as child, e.kind, e.happened_at, e.author_id as author, q.facts, q.narrative
       from gt.entry e join gt.person n on n.partnership_id = e.partnership_id and n.subject_id = e.subject_id
       left join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record') x`,
    'insert into event select * from json_populate_recordset(null::event, $1) on conflict do nothing',
  )
  // The indexes that whoever runs it would make.
  await target.query('create index on event (child, happened_at desc)')
  await target.query('create index on child (lead, family, given)')
  await target.query('vacuum (analyze)')
  await Promise.all([source.end(), target.end()])
  return events
}

const tokenOf = (worker: string): string => `token-of-${worker}`

const workersIn = async (ask: Ask, policy: string, workers: readonly string[]): Promise<void> => {
  const role = String((await ask('POST', '/roles', { name: 'Social worker' }))['id'])
  await ask('POST', '/access', { role, policy })
  for (const worker of workers)
    await ask('POST', '/users', { id: worker, email: `${worker}@bench.example.org`, role, token: tokenOf(worker), status: 'active' })
}
