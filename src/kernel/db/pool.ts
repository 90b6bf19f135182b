import pg from 'pg'
import type { Day, Moment } from '../../guidance/index.ts'

/** PostgreSQL's text for an instant ('2024-02-13 09:30:00.5+00') as the fixed-width text the program sorts by; 'infinity' stays itself. */
export const momentFromRow = (text: string): Moment => {
  if (text.endsWith('infinity')) return text as Moment
  const [date, time = ''] = text.replace(/\+00(:00)?$/, '').split(' ')
  const [whole, fraction = ''] = time.split('.')
  return `${date}T${whole}.${fraction.padEnd(6, '0')}Z` as Moment
}

// The driver's own parsers make local-midnight Dates of both; a civil date has no midnight and an instant has microseconds.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) => {
    if (oid === 1082) return (text: string) => text as Day
    if (oid === 1184) return momentFromRow
    if (oid === 20) return Number
    if (oid === 1182 || oid === 1185 || oid === 1115) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/** Session settings of every connection: London is computed by the program, so the database speaks UTC; nothing waits without an end. */
const options = [
  '-c timezone=UTC',
  '-c datestyle=ISO',
  '-c statement_timeout=30000',
  '-c lock_timeout=10000',
  '-c idle_in_transaction_session_timeout=30000',
  '-c plan_cache_mode=force_generic_plan',
  // Policies make plans look dear and run cheap: compiling one costs seconds where running it costs milliseconds.
  '-c jit=off',
].join(' ')

/**
 * A connection that nobody used for so long is closed. Each prepares its statements once, and a page's policies take a tenth of a second to plan: closed after
 * the driver's ten seconds, whoever opens a page now and then would wait for that every time.
 */
const idleTimeoutMillis = 10 * 60_000

/**
 * A pool of connections to one database as one role. Only `withActor` and the migrator may hold one (a wall says so).
 * `url`: postgres://…; `size`: the most connections it opens.
 */
export const openPool = (url: string, size: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max: size, idleTimeoutMillis, types, options, application_name: 'golden-thread' })
  // A connection that dies while idle is replaced at the next request; without a listener it would end the process. The pool listens only to those it
  // holds: one that dies between two statements of a transaction needs a listener of its own, and its next statement then fails as it should.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

export type Pool = pg.Pool
