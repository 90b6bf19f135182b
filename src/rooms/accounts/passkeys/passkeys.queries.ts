import type { Moment } from '../../../guidance/index.ts'
import { challengeSeconds, type KeptPasskey } from '../../../kernel/access/passkeys.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'

/** A passkey of one's own. */
export type OwnPasskey = {
  readonly id: string
  readonly credential: string
  readonly transports: readonly string[]
  readonly name: string
  readonly addedAt: Moment
  readonly usedAt: Moment | null
}

type Row = { passkey_id: string; credential_id: string; transports: string[]; name: string; added_at: Moment; used_at: Moment | null }
const list = statement<Row>('own-passkeys', null, 'select * from gt.my_passkeys()')
const keep = statement<never>('own-passkey-challenge', null, 'select gt.my_challenge_kept($1, make_interval(secs => $2))')
const use = statement<{ used: boolean }>('own-passkey-answer', null, 'select gt.my_challenge_used($1) as used')
const add = statement<{ done: boolean }>('own-passkey-add', null, 'select gt.add_my_passkey($1, $2, $3, $4, $5, $6, $7) as done')
const call = statement<{ done: boolean }>('own-passkey-name', null, 'select gt.name_my_passkey($1, $2) as done')
const remove = statement<{ done: boolean }>('own-passkey-remove', null, 'select gt.remove_my_passkey($1, $2, $3) as done')

/** The asker's passkeys, the oldest first. */
export const ownPasskeys = async (tx: Tx): Promise<OwnPasskey[]> =>
  (await tx.run(list, [])).map(row => ({
    id: row.passkey_id,
    credential: row.credential_id,
    transports: row.transports,
    name: row.name,
    addedAt: row.added_at,
    usedAt: row.used_at,
  }))

/** Keeps what the asker's device is asked, for a few minutes. */
export const keepChallenge = async (tx: Tx, challenge: Buffer): Promise<void> => {
  await tx.run(keep, [challenge, challengeSeconds])
}

/** Was the asker's device asked this and has not answered yet? Asking uses it up. */
export const useChallenge = async (tx: Tx, challenge: Buffer): Promise<boolean> => (await tx.run(use, [challenge]))[0]?.used ?? false

/** The session that changes by what somebody signs in, and the digest of the secret it goes on under. */
export type Renewal = { readonly old: Buffer | null; readonly renewed: Buffer }

/** Adds a passkey and ends every other session. False where it is there already, there are ten, or two factors were not shown just now. */
export const addPasskey = async (
  tx: Tx,
  { old, renewed }: Renewal,
  made: KeptPasskey & { readonly transports: readonly string[] },
  name: string,
): Promise<boolean> =>
  (await tx.run(add, [old, renewed, made.credential, Buffer.from(made.publicKey), made.counter, made.transports, name]))[0]?.done ?? false

/** Calls one of the asker's passkeys otherwise; false where it is none of theirs. */
export const namePasskey = async (tx: Tx, id: string, name: string): Promise<boolean> => (await tx.run(call, [id, name]))[0]?.done ?? false

/** Removes one of the asker's passkeys and ends every other session; false where two factors were not shown just now. */
export const removePasskey = async (tx: Tx, { old, renewed }: Renewal, id: string): Promise<boolean> =>
  (await tx.run(remove, [old, renewed, id]))[0]?.done ?? false
