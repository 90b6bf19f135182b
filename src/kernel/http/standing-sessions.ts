import { createHash } from 'node:crypto'

const rememberedFor = 60_000
const atMost = 10_000

/**
 * The sessions that the database said stood, in this process, within the last minute. By it requests are counted: somebody whose session was looked up is
 * measured by that session, since a school or a hospital shares one address, and everybody else by address, whatever cookie they send. It lets nobody in.
 */
export class StandingSessions {
  readonly #until = new Map<string, number>()
  readonly #now: () => number

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Under what a request with this cookie is counted, where its session stood when it was last looked up; undefined otherwise. */
  keyOf(cookie: string | undefined): string | undefined {
    if (cookie === undefined) return undefined
    const key = keyFor(cookie)
    return (this.#until.get(key) ?? 0) > this.#now() ? key : undefined
  }

  /** The database found the session of this cookie, and it stands. */
  stood(cookie: string): void {
    const now = this.#now()
    if (this.#until.size >= atMost) for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key)
    // Full of sessions that all stand: this one is counted by its address until there is room.
    if (this.#until.size < atMost) this.#until.set(keyFor(cookie), now + rememberedFor)
  }

  /** It stands no more. */
  ended(cookie: string): void {
    this.#until.delete(keyFor(cookie))
  }
}

/** The secret itself stays in nobody's memory. */
const keyFor = (cookie: string): string => `session ${createHash('sha256').update(cookie).digest('base64url')}`
