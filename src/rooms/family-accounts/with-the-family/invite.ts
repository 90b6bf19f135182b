import { randomInt } from 'node:crypto'
import { linkHash } from '../../../kernel/access/accounts.ts'
import { newOtpSecret } from '../../../kernel/access/one-time-code.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { type AccountId, idNamed, type SubjectId } from '../../../thread/ids.ts'

/** How giving somebody an account ended. */
export type Invited = 'done' | 'linked' | 'there' | 'taken' | 'prove' | 'not-found'

const invite = statement<{ done: Invited }>(
  'family-invite',
  null,
  'select gt.invite_family($1, $2, $3, $4, $5, $6, $7, $8, $9, make_interval(hours => $10), $11, $12) as done',
)
const again = statement<{ done: 'done' | 'prove' | 'not-found' }>(
  'family-code',
  null,
  'select gt.family_code($1, $2, $3, $4, $5, make_interval(hours => $6), $7) as done',
)
const withdraw = statement<{ done: boolean }>('family-withdraw', null, 'select gt.withdraw_family($1, $2, $3, $4, $5) as done')

const letters = 'abcdefghjkmnpqrstvwxyz23456789'
const colours = [
  'amber',
  'blue',
  'coral',
  'green',
  'grey',
  'indigo',
  'ivory',
  'olive',
  'orange',
  'pink',
  'red',
  'silver',
  'white',
  'yellow',
]
const things = [
  'apple',
  'boat',
  'bridge',
  'cloud',
  'garden',
  'harbour',
  'kettle',
  'ladder',
  'maple',
  'meadow',
  'river',
  'stone',
  'window',
  'wood',
]
const oneOf = (all: readonly string[] | string): string => all[randomInt(all.length)] ?? ''

/** A code to be read out or written down: twelve letters and digits, none like another. */
export const newCode = (): string => Array.from({ length: 12 }, () => oneOf(letters)).join('')

/** A name to sign in with that says nothing of anybody: two words and a number. */
export const newSignInName = (): string => `${oneOf(colours)}-${oneOf(things)}-${String(randomInt(1000)).padStart(3, '0')}`

/** Somebody of the family who is given an account face to face. `mail`: where they said that mail is safe. */
export type Invitation = { readonly child: SubjectId; readonly person: SubjectId; readonly mail: string | null; readonly knownHow: string }

/**
 * Gives somebody of a child's family an account, in the name of the allocated worker who has met them; or opens the one they have to this child too. The code stands
 * nowhere but in the answer. Refuses as the database does: nobody but the worker, nobody but the family on record.
 */
export const inviteFamily = async (
  tx: Tx,
  commandId: string,
  { child, person, mail, knownHow }: Invitation,
  { session, ownFrom, codeHours }: { session: Buffer | null; ownFrom: number; codeHours: number },
): Promise<{ done: Invited; code: string; signIn: string }> => {
  const account = idNamed<AccountId>(`an account in a family that ${tx.actor.account} gave`, commandId)
  for (let tried = 1; ; tried += 1) {
    const [code, signIn] = [newCode(), newSignInName()]
    const [row] = await tx.run(invite, [
      tx.actor.partnership,
      account,
      child,
      person,
      mail,
      knownHow,
      signIn,
      linkHash(code),
      newOtpSecret(),
      codeHours,
      session,
      ownFrom,
    ])
    const done = row?.done ?? 'not-found'
    if (done !== 'taken' || tried === 20) return { done, code, signIn }
  }
}

/** A new code for somebody who was met again and has lost what they sign in with: everything of before stops working. */
export const codeAgain = async (
  tx: Tx,
  child: SubjectId,
  account: AccountId,
  { session, codeHours }: { session: Buffer | null; codeHours: number },
): Promise<{ done: 'done' | 'prove' | 'not-found'; code: string }> => {
  const code = newCode()
  const [row] = await tx.run(again, [tx.actor.partnership, account, child, linkHash(code), newOtpSecret(), codeHours, session])
  return { done: row?.done ?? 'not-found', code }
}

/** Why an account is withdrawn. */
export const withdrawnWords = {
  risk: 'They may be a risk to the child, or to somebody the child lives with',
  'no-longer-safe': 'The account is not safe any more: somebody else may be reading it',
  asked: 'They asked for it',
  other: 'For another reason',
} as const
/** What the program says of an account that ended by itself. */
const endedByItself: Readonly<Record<string, string>> = {
  excluded: 'They must never see this record',
  closed: 'The record was closed to all but named people',
  relationship: 'Parental responsibility, or the care of the child, has ended',
  destroyed: 'The record was destroyed',
}
/** Why an account has ended, in words. */
export const sayEnded = (as: string | null): string =>
  withdrawnWords[as as keyof typeof withdrawnWords] ?? endedByItself[as ?? ''] ?? 'It has ended'

/** Withdraws an account at once, with everything that was shared with it. False where there is none that stands for this child. */
export const withdrawFamily = async (
  tx: Tx,
  child: SubjectId,
  account: AccountId,
  as: keyof typeof withdrawnWords,
  why: string,
): Promise<boolean> => (await tx.run(withdraw, [tx.actor.partnership, account, child, as, why]))[0]?.done ?? false
