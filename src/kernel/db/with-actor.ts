import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Moment } from '../../guidance/index.ts'
import { type AccountId, type AgencyId, type EntryId, newId, type PartnershipId, type SubjectId } from '../../thread/ids.ts'
import { openPool, type Pool } from './pool.ts'
import type { Statement } from './statement.ts'

/** Who is asking, as the database itself worked it out when the transaction began. */
export type Actor = {
  readonly partnership: PartnershipId
  readonly account: AccountId
  readonly agency: AgencyId
  readonly role: string
  /** The account, its teams and its agency: what may hold an involvement. */
  readonly holders: readonly string[]
  /** 'relation/what' for each row of the matrix this role has; pages use it to offer only what will be accepted, never to decide. */
  readonly grants: ReadonlySet<string>
  readonly queues: readonly string[]
  readonly at: Moment
  readonly name: string
  readonly agencyName: string
  /** Of the records this transaction showed those that are open to the actor in an emergency, and until when: known once its line is written. */
  readonly openings: { readonly subject: SubjectId; readonly until: Moment }[]
}

/**
 * How a transaction learns who is asking: a session's secret (digested), the account a job acts for, or the command line of whoever runs the
 * installation, which brings history in and out as the role gt_import. Nobody is signed in there: its access lines name the partnership itself. The upkeep of
 * a partnership reads nothing: it makes derived rows again, as the role of jobs.
 */
export type Asker =
  | { by: 'session'; partnership: PartnershipId; hash: Buffer; idleSeconds: number }
  | { by: 'account'; partnership: PartnershipId; account: AccountId }
  | { by: 'command-line'; partnership: PartnershipId }
  | { by: 'upkeep'; partnership: PartnershipId }

/** Why a record is opened, by which route, in answer to which request: what an access line says beside who and what. */
export type Purpose = { readonly purpose: string; readonly route: string; readonly request: string }

/**
 * What a command or a page refuses on purpose, thrown to undo its transaction: an answer, and no fault. Its connection is kept, since addresses that are guessed
 * and forms that are refused must not cost a new one each.
 */
export class Refusal extends Error {}

/** Nobody is signed in, or no longer: the session ended, was idle too long, or the account was switched off. */
export class NotSignedIn extends Refusal {
  constructor() {
    super('nobody is signed in')
  }
}

/** One transaction of one actor. Every statement that reads a record notes what it showed; the line is written before anything is answered. */
export type Tx = {
  readonly actor: Actor
  /** Runs a named statement and notes, by what the statement declares, which records its rows show. */
  readonly run: <Row>(statement: Statement<Row>, values: readonly unknown[]) => Promise<Row[]>
  /** Notes a record that is shown without a row of its own (a file, a count of one). */
  readonly saw: (subjects: readonly SubjectId[], entries?: readonly EntryId[]) => void
  /** The latest `known` of the heads that were read: what this screen could have shown. */
  readonly readTo: (known: Moment) => void
  /** Leaves a line even where nothing was shown: that somebody asked is itself worth keeping. */
  readonly asked: () => void
}

/** The database as rooms know it: one way in. */
export type Database = {
  /**
   * Runs `work` in one transaction as one actor. It begins with the signed look-up of who is asking and ends with the access line and the commit,
   * so that an answer exists only if its line does. Retries, at most five times, what the database gave up because of others (deadlock, serialization).
   * Refuses (NotSignedIn) where nobody is signed in. On any failure nothing has happened; unless it was a refusal, the connection is thrown away. Once `work`
   * has ended or failed its `tx` runs nothing more: what comes late would run for whoever has the connection then.
   */
  readonly withActor: <T>(asker: Asker, purpose: Purpose, work: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * Calls one of the functions of the door that need no actor (signing in and out): one statement, which happens whole or not at all, and is tried again like
   * a transaction where the database gave it up because of others.
   */
  readonly door: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => Promise<Row[]>
  readonly close: () => Promise<void>
}

/** Opens the database as one role. `url`: that role's own; `size`: the most connections. */
export const openDatabase = (url: string, size: number): Database => {
  const pool = openPool(url, size)
  return {
    withActor: (asker, purpose, work) => again(() => once(pool, asker, purpose, work)),
    door: (text, values) => again(async () => (await pool.query(text, [...values])).rows),
    close: () => pool.end(),
  }
}

const once = async <T>(pool: Pool, asker: Asker, purpose: Purpose, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  const seen: Seen = { subjects: new Set(), entries: new Set(), to: null, asked: false, over: false }
  try {
    const actor = await begin(client, asker)
    const result = await work(transactionOf(client, actor, seen))
    seen.over = true
    await finish(client, actor, purpose, seen)
    client.release()
    return result
  } catch (error) {
    seen.over = true
    // Whatever went wrong, this connection may still hold the transaction and the actor: rolled back where it can be, and never used again. Only after a refusal
    // it is kept, once the database itself says that no transaction is under way on it.
    const rolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    )
    if (isRefusal(error) && rolledBack && client.getTransactionStatus() === 'I') client.release()
    else client.release(error instanceof Error ? error : true)
    throw error
  }
}

/** Refused on purpose: by us, or by a function of the database that says so with a code of ours (GT4…). */
const isRefusal = (error: unknown): boolean =>
  error instanceof Refusal || (error instanceof pg.DatabaseError && error.code?.startsWith('GT4') === true)

// The same for everybody of a role until the matrix changes, and then under another digest: fetched once, not with every request.
const grantsByDigest = new Map<string, ReadonlySet<string>>()

/** What a role is granted, by the digest the door gave. */
const grantsOf = async (client: pg.PoolClient, digest: string | undefined): Promise<ReadonlySet<string>> => {
  if (!digest) return new Set()
  const known = grantsByDigest.get(digest)
  if (known) return known
  const { rows } = await client.query<{ grants: string[] | null }>('select gt.granted($1) as grants', [digest])
  const grants: ReadonlySet<string> = new Set(rows[0]?.grants ?? [])
  grantsByDigest.set(digest, grants)
  return grants
}

type ActorRow = {
  partnership_id: PartnershipId
  account_id: AccountId
  agency_id: AgencyId
  role: string
  holders: string[]
  /** The digest of what the role is granted, alone. */
  grants: string[]
  queues: string[]
  at: Moment
  name: string
  agency_name: string
}

const uuid = /^[0-9a-f-]{36}$/

/** Begin and look up who is asking, in one round trip; only text of fixed shape (UUIDs, hexadecimal, a number) goes into it. */
const begin = async (client: pg.PoolClient, asker: Asker): Promise<Actor> => {
  if (!uuid.test(asker.partnership) || (asker.by === 'account' && !uuid.test(asker.account))) throw new NotSignedIn()
  const results = (await client.query(`begin; ${whoAsks(asker)}`)) as unknown as pg.QueryResult<ActorRow>[]
  const row = results[1]?.rows[0]
  if (!row?.account_id) throw new NotSignedIn()
  const grants = await grantsOf(client, row.grants[0])
  return {
    partnership: row.partnership_id,
    account: row.account_id,
    agency: row.agency_id,
    role: row.role,
    holders: row.holders,
    grants,
    queues: row.queues,
    at: row.at,
    name: row.name,
    agencyName: row.agency_name,
    openings: [],
  }
}

const whoAsks = (asker: Asker): string => {
  switch (asker.by) {
    case 'session':
      return `select * from gt.begin_request('${asker.partnership}', '\\x${asker.hash.toString('hex')}', interval '${Math.trunc(asker.idleSeconds)} seconds')`
    case 'account':
      return `select * from gt.begin_work('${asker.partnership}', '${asker.account}')`
    case 'upkeep':
      return `select * from gt.begin_upkeep('${asker.partnership}')`
    case 'command-line':
      return `select p.partnership_id, p.partnership_id as account_id, p.partnership_id as agency_id, 'command-line' as role, '{}'::text[] as holders,
        '{}'::text[] as grants, '{}'::text[] as queues, clock_timestamp() as at, p.name, p.name as agency_name
        from gt.partnership p where p.partnership_id = '${asker.partnership}' and session_user = 'gt_import'`
  }
}

type Seen = { subjects: Set<SubjectId>; entries: Set<EntryId>; to: Moment | null; asked: boolean; over: boolean }

const transactionOf = (client: pg.PoolClient, actor: Actor, seen: Seen): Tx => ({
  actor,
  run: async (statement, values) => {
    if (seen.over) throw new Error(`${statement.name} came after its transaction was over`)
    const { rows } = await client.query({ name: statement.name, text: statement.text, values: [...values] })
    if (statement.shows)
      for (const row of rows) {
        const shown = statement.shows(row)
        for (const subject of shown.subjects ?? []) seen.subjects.add(subject)
        for (const entry of shown.entries ?? []) seen.entries.add(entry)
      }
    return rows
  },
  saw: (subjects, entries = []) => {
    for (const subject of subjects) seen.subjects.add(subject)
    for (const entry of entries) seen.entries.add(entry)
  },
  readTo: known => {
    if (seen.to === null || known > seen.to) seen.to = known
  },
  asked: () => {
    seen.asked = true
  },
})

/** The access line, where a record was shown or a question is a look in itself, and the commit, in one round trip. */
const finish = async (client: pg.PoolClient, actor: Actor, purpose: Purpose, seen: Seen): Promise<void> => {
  if (seen.subjects.size === 0 && seen.entries.size === 0 && !seen.asked) {
    await client.query('commit')
    return
  }
  const text = pg.escapeLiteral
  const ids = (set: Set<string>) => `${text(`{${[...set].join(',')}}`)}::uuid[]`
  // Whoever's role may open records in an emergency is reminded on every page that shows one: asked for with the line, so that it costs no round trip.
  const reminded = actor.grants.has('break-glass/identity') && seen.subjects.size > 0
  const results = (await client.query(
    `insert into gt.access_line (partnership_id, line_id, account_id, agency_id, role, purpose, route, request_id, subject_ids, entry_ids, seen_to)
     values ('${actor.partnership}', '${newId()}', '${actor.account}', '${actor.agency}', ${text(actor.role)}, ${text(purpose.purpose)},
       ${text(purpose.route)}, ${text(purpose.request)}, ${ids(seen.subjects)}, ${ids(seen.entries)}, ${seen.to ? text(seen.to) : 'null'});
     ${reminded ? `select subject, until from gt.my_openings('${actor.partnership}', ${ids(seen.subjects)});` : ''}
     commit`,
  )) as unknown as pg.QueryResult<Actor['openings'][number]>[]
  if (reminded) actor.openings.push(...(results[1]?.rows ?? []))
}

/** What another transaction made the database give up: a deadlock or a serialization failure. */
const givenUp = (error: unknown): boolean => error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')

const again = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tried === 5 || !givenUp(error)) throw error
      await new Promise(resolve => setTimeout(resolve, Math.random() * 20 * 2 ** tried))
    }
  }
}

/** A request's own id, made here and never taken from outside. */
export const requestId = (): string => randomUUID()
