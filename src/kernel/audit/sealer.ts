import { existsSync } from 'node:fs'
import pg from 'pg'
import { type AnchorLine, openAnchor } from './anchor.ts'
import { openRevocations, type RevocationList } from './revocations.ts'
import { readAnchor } from './verifying/anchored.ts'

/** The database does not stand where its anchor says it stood: cut, written anew, or restored to an earlier moment. Nothing is sealed over that silently. */
export class NotAsAnchored extends Error {}

/** What one round of sealing did: the lines that were anchored, and the partnerships that could not be sealed, each with why. */
export type Round = { sealed: readonly AnchorLine[]; refused: readonly { partnership: string; why: Error }[] }

/** Told of each seal once it is made and anchored, for sending the head of the chain further away (mail). Called again for a seal only after a crash between the two. */
export type OnSealed = (line: AnchorLine) => void | Promise<void>

/** Rows in a seal, unless one transaction alone has more: the list of one seal stays within a quarter of a megabyte. */
const rowsInSeal = 5000

/** One sealer works at a time in a database; whoever finds another at work leaves it to it. */
const sealingLock = 4_713_021

/**
 * Seals and anchors whatever waits, in every partnership. `url`: the worker's. Gives null where another process is sealing this database.
 * A partnership whose chain is not as it was anchored is not sealed; the others are.
 */
export const sealOnce = (url: string, { anchor: file, onSealed }: { anchor: string; onSealed?: OnSealed }): Promise<Round | null> =>
  alone(url, async client => {
    const anchor = openAnchor(file)
    const sealed: AnchorLine[] = []
    const refused: { partnership: string; why: Error }[] = []
    const keep = async (line: AnchorLine) => {
      anchor.add(line)
      sealed.push(line)
      await onSealed?.(line)
    }
    const { rows } = await client.query<{ id: string }>('select id::text from gt.sealed_partnerships() as id')
    for (const { id } of rows) {
      try {
        for (const line of await notYetAnchored(client, id, anchor.head(id))) await keep(line)
        for (;;) {
          const line = await sealNext(client, id)
          if (!line) break
          await keep(line)
        }
      } catch (error) {
        if (!(error instanceof Error)) throw error
        refused.push({ partnership: id, why: error })
      }
    }
    return { sealed, refused }
  })

type SealTold = { seal_no: string; seal_hash: string; count: number; sealed_at: string }

const lineFrom = (partnership: string, told: SealTold): AnchorLine => ({
  partnership,
  seal_no: Number(told.seal_no),
  seal_hash: told.seal_hash,
  count: told.count,
  at: told.sealed_at,
})

const told = "seal_no::text, encode(seal_hash, 'hex') as seal_hash, count, sealed_at"

const sealNext = async (client: pg.Client, partnership: string): Promise<AnchorLine | undefined> => {
  const { rows } = await client.query<SealTold>(`select ${told} from gt.seal_next($1, $2)`, [partnership, rowsInSeal])
  return rows[0] && lineFrom(partnership, rows[0])
}

/** Seals that were made and not anchored, because the process ended between the two. Refuses where the anchored head is not in the database. */
const notYetAnchored = async (client: pg.Client, partnership: string, head: AnchorLine | undefined): Promise<AnchorLine[]> => {
  const { rows } = await client.query<SealTold>(`select ${told} from gt.seals_from($1, $2)`, [partnership, head?.seal_no ?? 1])
  const lines = rows.map(row => lineFrom(partnership, row))
  if (!head) return lines
  if (lines[0]?.seal_no !== head.seal_no || lines[0].seal_hash !== head.seal_hash)
    throw new NotAsAnchored(
      `the chain of partnership ${partnership} is not as it was anchored (seal ${head.seal_no}); if the database was restored, record it: golden-thread seal --recovered "why"`,
    )
  return lines.slice(1)
}

/**
 * Records in every partnership's chain that the database was restored: an open seal which says why and which anchored seals are lost, over all that waits.
 * `url`: the import role's. Refuses a chain that was written anew, since that is no recovery; gives null where another process is sealing.
 */
export const sealRecovered = (
  url: string,
  { anchor: file, reason, onSealed }: { anchor: string; reason: string; onSealed?: OnSealed },
): Promise<Round | null> =>
  alone(url, async client => {
    const anchor = openAnchor(file)
    const known = existsSync(file) ? readAnchor(file).lines : []
    const sealed: AnchorLine[] = []
    const refused: { partnership: string; why: Error }[] = []
    const { rows } = await client.query<{ id: string }>('select id::text from gt.sealed_partnerships() as id')
    for (const { id } of rows) {
      try {
        const { rows: seals } = await client.query<SealTold>(`select ${told} from gt.seals_from($1, 1)`, [id])
        const stands = seals.map(row => lineFrom(id, row))
        const anchored = new Map(known.filter(line => line.partnership === id).map(line => [line.seal_no, line]))
        const other = stands.find(line => (anchored.get(line.seal_no)?.seal_hash ?? line.seal_hash) !== line.seal_hash)
        if (other)
          throw new NotAsAnchored(
            `the chain of partnership ${id} holds another seal ${other.seal_no} than the one that was anchored: that is no recovery`,
          )
        const head = anchor.head(id)
        const last = stands.at(-1)
        if (!head && !last) continue
        const lost = head && head.seal_no > (last?.seal_no ?? 0) ? head : undefined
        for (const line of stands.filter(one => one.seal_no > (head?.seal_no ?? 0))) {
          anchor.add(line)
          await onSealed?.(line)
        }
        const { rows: made } = await client.query<SealTold>(`select ${told} from gt.seal_recovered($1, $2, $3, decode($4, 'hex'))`, [
          id,
          reason,
          lost?.seal_no ?? null,
          lost?.seal_hash ?? null,
        ])
        for (const row of made) {
          const line = lineFrom(id, row)
          anchor.add(line)
          sealed.push(line)
          await onSealed?.(line)
        }
      } catch (error) {
        if (!(error instanceof Error)) throw error
        refused.push({ partnership: id, why: error })
      }
    }
    return { sealed, refused }
  })

/**
 * Notes in a list what was revoked, in every partnership (gt.revocations). `url`: the worker's. `from`: the transaction from which entries are asked for, by
 * partnership; all of them where it says nothing. It is moved on to the oldest that had not ended when we looked.
 */
const noteRevoked = async (url: string, list: RevocationList, from: Map<string, string>): Promise<void> => {
  await alone(url, async client => {
    // Asked for before the rest is looked at: what is written in between is looked at twice and never missed.
    const { rows } = await client.query<{ id: string; at: string; next: string }>(
      'select id::text, clock_timestamp()::text as at, pg_snapshot_xmin(pg_current_snapshot())::text as next from gt.sealed_partnerships() as id',
    )
    for (const { id, at, next } of rows) {
      const { rows: found } = await client.query<{ key: string; value: unknown }>('select key, value from gt.revocations($1, $2::xid8)', [
        id,
        from.get(id) ?? '0',
      ])
      list.note(id, at, found)
      from.set(id, next)
    }
  })
}

/** A connection of its own for one round: sealing the history that an import brought in may take longer than a request ever may. */
const alone = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T | null> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'golden-thread sealer',
    options: '-c statement_timeout=0 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000',
  })
  // What goes wrong with an idle connection comes out at the next statement.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [sealingLock])
    if (!rows[0]?.got) return null
    const done = await work(client)
    // Let go of by name: a session that has said goodbye may hold its lock for a moment longer, and our own next round would find another sealer at work.
    await client.query('select pg_advisory_unlock($1)', [sealingLock])
    return done
  } finally {
    await client.end()
  }
}

export type SealerOptions = {
  /** Seconds between rounds; 60 keeps a row unsealed for two minutes at the most. */
  everySeconds?: number
  /** The anchor file. */
  anchor: string
  onSealed?: OnSealed
  /** The list of what was revoked, where one is kept. */
  revocations?: string
  /** Told what keeps a round from sealing (ids only); the next round tries again. */
  onTrouble: (why: Error) => void
}

/** Seals, and notes what was revoked, now and then every so often, as the worker process does. `url`: the worker's. `stop` seals once more and returns when nothing is running. */
export const startSealer = (
  url: string,
  { everySeconds = 60, anchor, onSealed, revocations, onTrouble }: SealerOptions,
): { stop: () => Promise<void> } => {
  const stopping = new AbortController()
  const asked = new Map<string, string>()
  let list: RevocationList | undefined
  const round = async () => {
    try {
      if (revocations !== undefined) {
        list ??= openRevocations(revocations)
        await noteRevoked(url, list, asked)
      }
      const done = await sealOnce(url, { anchor, ...(onSealed ? { onSealed } : {}) })
      for (const { why } of done?.refused ?? []) onTrouble(why)
    } catch (error) {
      onTrouble(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round()
      await pause(everySeconds * 1000, stopping.signal)
    }
    await round()
  })()
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
