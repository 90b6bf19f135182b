import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { PartnershipId } from '../../thread/ids.ts'
import type { Database } from '../db/with-actor.ts'
import { TooOften } from './reply.ts'

/**
 * Somebody without an account, over the few pages of one form. What they type is kept by us and not by their device, so that the pages have plain
 * addresses, Back and reload work, and nothing is left behind on a telephone that others hold; and it is sealed under a key that only their cookie
 * holds, so that nobody who reads the database can read it. It ends half an hour after the last page, when it is sent, or when they leave.
 */
export type Visitor = {
  /** Whose pages these are. */
  readonly partnership: PartnershipId
  /** What this visitor has typed so far; undefined where nothing is kept, or no longer. */
  readonly read: () => Promise<unknown>
  /** Keeps it (JSON) for half an hour more. False, and nothing new is kept, where it is more than can be. */
  readonly keep: (body: unknown) => Promise<boolean>
  /** Nothing of the visit is kept any more, neither here nor on the device. */
  readonly forget: () => Promise<void>
  /** The visitor's files, each sealed like the words it goes with and gone with them. */
  readonly files: {
    /** Keeps a file under an id (UUID) of the caller's. False, and nothing is kept, where the visit is over or holds as many as it may. */
    readonly keep: (id: string, content: Buffer) => Promise<boolean>
    readonly read: (id: string) => Promise<Buffer | undefined>
    readonly forget: (id: string) => Promise<void>
  }
  /** Does a visit stand behind this request? Asked before the body of a form with a file is read. */
  readonly stands: () => Promise<boolean>
  /** What the visit is kept under, for a function of the database that ends it; null where there is none. */
  readonly visit: Buffer | null
  /** Calls a function made for visitors, as the role that can do nothing else (gt_public). */
  readonly door: Database['door']
  /** Refuses (TooOften, a plain page) whoever does this more than `most` times in `seconds` from one address. */
  readonly measured: (what: string, limit: { readonly most: number; readonly seconds: number }) => void
}

/** How long a visit is kept after its last page, in seconds. */
export const visitSeconds = 1800
/** The most characters that are kept of one visit. */
const most = 400_000

type Cookie = { readonly held: string | undefined; readonly set: (secret: string) => void; readonly clear: () => void }

/** The visitor behind a request. `door`: the database as gt_public; `cookie`: the visitor's own; `address` and `measure`: how often things are done from where. */
export const visitorOf = (
  partnership: PartnershipId,
  door: Database['door'],
  cookie: Cookie,
  { address, measure }: { readonly address: string; readonly measure: Measure },
): Visitor => {
  let secret = cookie.held !== undefined && /^[\w-]{43}$/.test(cookie.held) ? cookie.held : undefined
  const begun = (): string => {
    secret ??= randomBytes(32).toString('base64url')
    cookie.set(secret)
    return secret
  }
  return {
    partnership,
    get visit() {
      return secret === undefined ? null : keptUnder(secret)
    },
    read: async () => {
      if (secret === undefined) return undefined
      const [row] = await door<{ sealed: Buffer | null }>('select gt.visit_kept($1, $2) as sealed', [partnership, keptUnder(secret)])
      return row?.sealed ? opened(row.sealed, secret, partnership) : undefined
    },
    keep: async body => {
      const text = JSON.stringify(body)
      if (text.length > most) return false
      const of = begun()
      await door('select gt.visit_keep($1, $2, $3, make_interval(secs => $4))', [
        partnership,
        keptUnder(of),
        sealed(text, of, partnership),
        visitSeconds,
      ])
      return true
    },
    forget: async () => {
      if (secret !== undefined) await door('select gt.visit_forget($1, $2)', [partnership, keptUnder(secret)])
      secret = undefined
      cookie.clear()
    },
    files: {
      keep: async (id, content) => {
        if (secret === undefined) return false
        const [row] = await door<{ kept: boolean }>('select gt.visit_file_keep($1, $2, $3, $4) as kept', [
          partnership,
          keptUnder(secret),
          id,
          sealed(content, secret, partnership),
        ])
        return row?.kept === true
      },
      read: async id => {
        if (secret === undefined) return undefined
        const [row] = await door<{ sealed: Buffer | null }>('select gt.visit_file_kept($1, $2, $3) as sealed', [
          partnership,
          keptUnder(secret),
          id,
        ])
        return row?.sealed ? unsealed(row.sealed, secret, partnership) : undefined
      },
      forget: async id => {
        if (secret !== undefined) await door('select gt.visit_file_forget($1, $2, $3)', [partnership, keptUnder(secret), id])
      },
    },
    stands: async () => {
      if (secret === undefined) return false
      const [row] = await door<{ stands: boolean }>('select gt.visit_stands($1, $2) as stands', [partnership, keptUnder(secret)])
      return row?.stands === true
    },
    door,
    measured: (what, limit) => {
      if (!measure.allows(`${what} ${address}`, limit)) throw new TooOften()
    },
  }
}

const keptUnder = (secret: string): Buffer => createHash('sha256').update(`visit ${secret}`).digest()
const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'what a visitor has typed', 32))

const sealed = (what: string | Buffer, secret: string, partnership: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(partnership))
  return Buffer.concat([
    nonce,
    cipher.update(typeof what === 'string' ? Buffer.from(what, 'utf8') : what),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

/** What was sealed; undefined where it is not what this key sealed for this partnership. */
const unsealed = (bytes: Buffer, secret: string, partnership: string): Buffer | undefined => {
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12))
      .setAAD(Buffer.from(partnership))
      .setAuthTag(bytes.subarray(-16))
    return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])
  } catch {
    return undefined
  }
}

const opened = (bytes: Buffer, secret: string, partnership: string): unknown => {
  const text = unsealed(bytes, secret, partnership)?.toString('utf8')
  return text === undefined ? undefined : JSON.parse(text)
}

/**
 * How often something was done from an address. It lives in this process's memory alone: the address of somebody who tells of a worry, perhaps without a
 * name, is written down nowhere.
 */
export class Measure {
  readonly #done = new Map<string, { count: number; until: number }>()
  readonly #now: () => number

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Counts once more, and says whether that is still within the limit. */
  allows(what: string, limit: { readonly most: number; readonly seconds: number }): boolean {
    const now = this.#now()
    if (this.#done.size > 10_000) for (const [key, { until }] of this.#done) if (until <= now) this.#done.delete(key)
    const before = this.#done.get(what)
    const one = before && before.until > now ? before : { count: 0, until: now + limit.seconds * 1000 }
    one.count += 1
    this.#done.set(what, one)
    return one.count <= limit.most
  }
}
