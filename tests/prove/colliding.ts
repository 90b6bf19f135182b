import { type Asker, type Database, openDatabase, type Tx } from '../../src/kernel/db/with-actor.ts'
import { freshDatabase, type TestDatabase, testPurpose } from '../database.ts'

/** How two people are let collide: each on a connection of their own, sixteen at once, and what they have made of it is counted afterwards. */

/** As many connections as want something at once. */
export const clients = 16

/** Where they collide: a database, and a way to ask it as the account of a role with as many connections as there are clients. */
export type Ground = {
  readonly database: TestDatabase
  readonly by: <T>(role: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The same connections, for what is asked without an account; and the digest of the session of a role. */
  readonly app: Database
  readonly session: (role: string) => Promise<Buffer>
  readonly close: () => Promise<void>
}

/** Opens a database of its own. Close it when done. */
export const openGround = async (): Promise<Ground> => {
  const database = await freshDatabase()
  const wide: Database = openDatabase(database.urls.gt_app, clients)
  const sessions = new Map<string, Promise<Asker>>()
  const sessionOf = (role: string) => {
    const before = sessions.get(role) ?? database.session(role).then(one => ({ ...one, idleSeconds: 12 * 3600 }))
    sessions.set(role, before)
    return before
  }
  return {
    database,
    by: async (role, work) => wide.withActor(await sessionOf(role), testPurpose, work),
    app: wide,
    session: async role => {
      const asker = await sessionOf(role)
      if (asker.by !== 'session') throw new Error('somebody at a browser has a session')
      return asker.hash
    },
    close: async () => {
      await wide.close()
      await database.drop()
    },
  }
}

/** What is taken away from a scratch database, so that the promise can no longer be kept there. */
export type Loss = (database: TestDatabase) => Promise<void>

/** What must hold whoever collides. */
export type Invariant<Arena> = {
  readonly says: string
  /** As many places to collide in as asked for. */
  readonly prepare: (ground: Ground, count: number) => Promise<Arena[]>
  /** What two people want there at one moment, of which not both can be. */
  readonly pair: (ground: Ground, arena: Arena) => readonly [() => Promise<unknown>, () => Promise<unknown>]
  /** In how many of these places the promise is broken. */
  readonly broken: (ground: Ground, arenas: readonly Arena[]) => Promise<number>
  /** Without this the same count finds broken promises. */
  readonly without: Loss
  /** Where what holds it stands in the program's own statement, and not in the database: the same without it. */
  readonly naive?: (ground: Ground, arena: Arena) => readonly [() => Promise<unknown>, () => Promise<unknown>]
}

/** One invariant, whatever it collides in. */
export type AnyInvariant = Invariant<never>
export const invariant = <Arena>(of: Invariant<Arena>): AnyInvariant => of as unknown as AnyInvariant

export type Collided = { readonly pairs: number; readonly broken: number; readonly faults: readonly unknown[] }

/** Refusals that are an answer: somebody else was first, and the person is told so. Anything else that comes up is a fault. */
const isAnswer = (error: unknown): boolean => error instanceof Error && error.name === 'Refused'

/** Says that a refusal is an answer here. */
export const refusedIs =
  (refusal: new (...of: never[]) => Error, work: () => Promise<unknown>): (() => Promise<unknown>) =>
  () =>
    work().catch(error => {
      if (error instanceof refusal) throw Object.assign(new Error(error.message), { name: 'Refused' })
      throw error
    })

/** Lets `count` pairs collide, eight at once, and counts. */
export const collide = async (of: AnyInvariant, ground: Ground, count: number, how: 'pair' | 'naive' = 'pair'): Promise<Collided> => {
  const { prepare, pair, naive, broken } = of as unknown as Invariant<unknown>
  const wants = how === 'naive' && naive ? naive : pair
  let [pairs, wrong] = [0, 0]
  const faults: unknown[] = []
  while (pairs < count) {
    const arenas = await prepare(ground, Math.min(48, count - pairs))
    for (let at = 0; at < arenas.length; at += clients / 2)
      await Promise.all(
        arenas.slice(at, at + clients / 2).flatMap(arena =>
          wants(ground, arena).map(one =>
            one().catch(error => {
              if (!isAnswer(error)) faults.push(error)
            }),
          ),
        ),
      )
    pairs += arenas.length
    wrong += await broken(ground, arenas)
  }
  return { pairs, broken: wrong, faults }
}

/** Counts of these places those that a query names: `$1` their ids. */
export const counted = async (ground: Ground, text: string, ids: readonly unknown[]): Promise<number> =>
  (await ground.database.admin<{ n: number }>(`select count(*)::integer as n from (${text}) broken`, [ids]))[0]?.n ?? 0

/** Takes away a clause of one of the database's functions, or puts a pause before one. Refuses (throws) where the function has no such clause: then nothing would be taken away. */
export const weaken = async (database: TestDatabase, name: string, ...clauses: readonly (readonly [RegExp, string])[]): Promise<void> => {
  const rows = await database.admin<{ text: string }>(
    `select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'gt' where p.proname = $1`,
    [name],
  )
  const found = rows.find(({ text }) => clauses.every(([clause]) => clause.test(text)))
  if (!found) throw new Error(`gt.${name} has no ${clauses.map(String).join(' and ')}`)
  await database.admin(clauses.reduce((text, [clause, instead]) => text.replace(clause, instead), found.text))
}

/** Long enough that whoever came at the same moment has looked, too. */
export const pause = 'perform pg_sleep(0.04);'

/** Threads are held no more: each reads what stood there when it began, and writes. */
export const unheld: Loss = async database => {
  await weaken(
    database,
    'hold_threads',
    [/perform 1 from gt\.subject .*? for no key update;\s*get diagnostics held = row_count;/s, `${pause} held := cardinality(ids);`],
    [/update gt\.subject set locked_by.*?;/s, ''],
  )
  await weaken(database, 'must_hold', [/if exists.*end if;/s, ''])
  await weaken(database, 'stamped', [/begin.*end/s, 'begin return true; end'])
}

export const dropped =
  (...statements: readonly string[]): Loss =>
  async database => {
    for (const statement of statements) await database.admin(statement)
  }
