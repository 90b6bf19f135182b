import { randomBytes } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { type Moment, Temporal } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { SessionOf } from '../../kernel/http/session.ts'
import { tokenHash } from '../../kernel/http/without-signal.tsx'

/** Something taken along on some phone, that still stands. */
export type Out = { readonly id: string; readonly device: string; readonly takenAt: Moment; readonly until: Moment }

/** What a phone needs to hold what was taken along: under which name, whose, for how many milliseconds, and how it closes words for us. */
export type Taken = {
  readonly id: string
  readonly token: string
  readonly account: string
  readonly lasts: number
  readonly publicKey: string
}

type OutRow = { taken_id: string; device: string; taken_at: Moment; until_at: Moment }
const tried = statement<{ password_hash: string | null; waits: boolean }>('take-along-try', null, 'select * from gt.own_password_try($1)')
const take = statement<Omit<OutRow, 'device'>>('take-along', null, 'select * from gt.take_along($1, $2, $3)')
const out = statement<OutRow>('taken-along', null, 'select * from gt.my_taken_along()')
const end = statement<{ ended: boolean }>('taken-along-end', null, 'select gt.end_taken_along($1) as ended')

/**
 * Notes that the asker takes something along on this phone, once they have shown their own password again: it is what will open it there. The try is counted
 * before it is judged. Gives what to say where it was not right.
 */
export const takeAlong = async (tx: Tx, session: SessionOf, password: string): Promise<Taken | { readonly refused: string }> => {
  const [one] = await tx.run(tried, [session.hash])
  if (!one)
    return { refused: 'Your account has no password here, and what is taken along is closed with one. You can work with signal only.' }
  if (one.waits || !one.password_hash) return { refused: 'Wait a little before you try again: the password was wrong several times' }
  if (!(await verify(one.password_hash, password))) return { refused: 'This is not your password' }
  const token = randomBytes(32).toString('base64url')
  const [row] = await tx.run(take, [session.hash, tokenHash(token), session.device])
  if (!row) throw new Error('a session that asked does not stand')
  const lasts = Temporal.Instant.from(row.until_at).epochMilliseconds - Temporal.Instant.from(row.taken_at).epochMilliseconds
  const { account } = tx.actor
  return { id: row.taken_id, token, account, lasts, publicKey: session.closedOnAPhone(account).publicKey }
}

/** What the asker has out, the newest first. */
export const takenAlong = async (tx: Tx): Promise<Out[]> =>
  (await tx.run(out, [])).map(row => ({ id: row.taken_id, device: row.device, takenAt: row.taken_at, until: row.until_at }))

/** Ends one of them: the phone destroys it as soon as it meets the server again. False where there is none of the asker's own that stands. */
export const endTakenAlong = async (tx: Tx, id: string): Promise<boolean> => (await tx.run(end, [id]))[0]?.ended ?? false
