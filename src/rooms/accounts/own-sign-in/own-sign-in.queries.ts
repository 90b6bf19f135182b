import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SessionOf } from '../../../kernel/http/session.ts'

/**
 * Where somebody is signed in. `here`: the session that asks; `proved`: its owner has shown two factors within the last ten minutes (our own choice), which
 * is asked for before anything is changed by which somebody signs in.
 */
export type OwnSession = {
  readonly id: string
  readonly device: string
  readonly factors: 'password-and-code' | 'passkey' | 'agency'
  readonly beganAt: Moment
  readonly seenAt: Moment
  readonly endsAt: Moment
  readonly proved: boolean
  readonly here: boolean
}

type Row = {
  session_id: string
  device: string
  factors: OwnSession['factors']
  began_at: Moment
  seen_at: Moment
  ends_at: Moment
  proved: boolean
  here: boolean
}
const sessions = statement<Row>('own-sessions', null, 'select * from gt.my_sessions($1, make_interval(secs => $2))')
const end = statement<{ ended: boolean }>('own-session-end', null, 'select gt.end_my_session($1) as ended')
const endAll = statement<{ ended: number }>('own-sessions-end', null, 'select gt.end_my_sessions() as ended')
const code = statement<{ secret: string | null }>('own-code', null, 'select gt.my_code_try($1) as secret')
const prove = statement<{ proved: boolean }>('own-session-prove', null, 'select gt.prove_again($1, $2, $3) as proved')

/** Where the asker is signed in: this session first, then as they were last used. */
export const ownSessions = async (tx: Tx, { hash, idleSeconds }: SessionOf): Promise<OwnSession[]> =>
  (await tx.run(sessions, [hash, idleSeconds])).map(row => ({
    id: row.session_id,
    device: row.device,
    factors: row.factors,
    beganAt: row.began_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
    proved: row.proved,
    here: row.here,
  }))

/** Ends one of the asker's own sessions; false where there is none such that stands. */
export const endSession = async (tx: Tx, id: string): Promise<boolean> => (await tx.run(end, [id]))[0]?.ended ?? false

/** Ends all of them; gives how many. */
export const endSessions = async (tx: Tx): Promise<number> => (await tx.run(endAll, []))[0]?.ended ?? 0

/** The secret of the asker's codes, for one try, which is counted for this session; null where they have none, or have to wait after wrong ones. */
export const ownCodeSecret = async (tx: Tx, session: Buffer | null): Promise<string | null> =>
  (await tx.run(code, [session]))[0]?.secret ?? null

/** A right code was shown: it is used up, and the session goes on under the new secret alone. False where it had been used. */
export const proveAgain = async (tx: Tx, old: Buffer | null, renewed: Buffer, step: number): Promise<boolean> =>
  (await tx.run(prove, [old, renewed, step]))[0]?.proved ?? false
