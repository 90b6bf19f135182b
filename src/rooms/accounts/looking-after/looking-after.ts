import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import { linkMailWanted } from '../../../kernel/mail/index.ts'
import { type AccountId, idNamed } from '../../../thread/ids.ts'

/** An account that the asker looks after. `begun`: its owner has chosen what they sign in with; `recovery`: they have lost it and ask for a new link. */
export type LookedAfter = {
  readonly id: AccountId
  readonly agency: string
  readonly agencyName: string
  readonly agencyKind: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly active: boolean
  readonly begun: boolean
  readonly linkUntil: Moment | null
  readonly usedAt: Moment | null
  readonly dormantAt: Moment | null
  readonly teams: readonly string[]
  readonly recovery: { readonly id: string; readonly askedAt: Moment } | null
  readonly invitation: Invitation | null
}

/**
 * By whom somebody was brought in. `waits`: their address is of no domain of the agency, and no second person has said yes; `confirmedBy`: who said later that
 * they know who it is; `may`: the asker may say so. Null for whoever was set up by a command line.
 */
export type Invitation = {
  readonly by: string
  readonly at: Moment
  readonly waits: boolean
  readonly confirmedBy: string | null
  readonly may: boolean
}

/** Something that was done to an account; `by` null: by its owner, or by nobody. */
export type AccountChange = {
  readonly what: 'invited' | 'confirmed' | 'changed' | 'left' | 'back' | 'link' | 'recovery-asked' | 'recovery-confirmed' | 'dormant'
  readonly at: Moment
  readonly by: string | null
  readonly before: string | null
  readonly after: string | null
}

/** An agency or a team, to choose from. */
export type Choice = { readonly id: string; readonly name: string; readonly kind: string; readonly agency: string }

type Row = {
  account_id: AccountId
  agency_id: string
  agency_name: string
  agency_kind: string
  name: string
  email: string
  role: string
  active: boolean
  begun: boolean
  link_until: Moment | null
  used_at: Moment | null
  dormant_at: Moment | null
  teams: string[]
  recovery_id: string | null
  recovery_asked_at: Moment | null
}
type ChangeRow = { what: AccountChange['what']; at: Moment; by_name: string | null; role_before: string | null; role_after: string | null }

type InvitationRow = {
  account_id: AccountId
  invited_by: string
  invited_at: Moment
  outside: boolean
  confirmed_by: string | null
  may: boolean
}

const list = statement<Row>('accounts-looked-after', null, 'select * from gt.accounts_looked_after($1, $2)')
const history = statement<ChangeRow>('account-changes', null, 'select * from gt.changes_of_account($1)')
const agencies = statement<Choice>(
  'account-agencies',
  null,
  `select agency_id as id, name, kind, agency_id as agency from gt.agency where partnership_id = $1 and kind <> 'public' order by lower(name), agency_id limit 500`,
)
const teams = statement<Choice>(
  'account-teams',
  null,
  `select t.team_id as id, t.name, g.kind, t.agency_id as agency from gt.team t join gt.agency g using (partnership_id, agency_id)
   where t.partnership_id = $1 order by lower(t.name), t.team_id limit 500`,
)
const invitations = statement<InvitationRow>('account-invitations', null, 'select * from gt.invitations_looked_after($1)')
const confirm = statement<{ outcome: 'done' | 'link' | 'no' }>('account-confirm', null, 'select gt.confirm_invitation($1) as outcome')
const invite = statement<{ outcome: 'done' | 'waits' | 'taken' | 'no' }>(
  'account-invite',
  null,
  'select gt.invite_account($1, $2, $3, $4, $5, $6) as outcome',
)
const change = statement<{ done: boolean }>('account-change', null, 'select gt.change_account($1, $2, $3) as done')
const left = statement<{ done: boolean }>('account-left', null, 'select gt.account_left($1) as done')
const wanted = statement<{ done: boolean }>('account-link-wanted', null, 'select gt.link_wanted($1) as done')
const confirmed = statement<{ done: boolean }>('account-recovery', null, 'select gt.recovery_confirmed($1, $2) as done')

const from = (row: Row, invitation: Invitation | null): LookedAfter => ({
  id: row.account_id,
  agency: row.agency_id,
  agencyName: row.agency_name,
  agencyKind: row.agency_kind,
  name: row.name,
  email: row.email,
  role: row.role,
  active: row.active,
  begun: row.begun,
  linkUntil: row.link_until,
  usedAt: row.used_at,
  dormantAt: row.dormant_at,
  teams: row.teams,
  recovery: row.recovery_id && row.recovery_asked_at ? { id: row.recovery_id, askedAt: row.recovery_asked_at } : null,
  invitation,
})

const withInvitations = async (tx: Tx, rows: readonly Row[]): Promise<LookedAfter[]> => {
  const found = await tx.run(invitations, [rows.map(row => row.account_id)])
  const of = new Map(
    found.map(one => [
      one.account_id,
      {
        by: one.invited_by,
        at: one.invited_at,
        waits: one.outside && one.confirmed_by === null,
        confirmedBy: one.confirmed_by,
        may: one.may,
      },
    ]),
  )
  return rows.map(row => from(row, of.get(row.account_id) ?? null))
}

/** The accounts of one agency that the asker looks after: those who wait for them first, then those in use. */
export const accountsOf = async (tx: Tx, agency: string): Promise<LookedAfter[]> => withInvitations(tx, await tx.run(list, [agency, null]))

/** One account that the asker looks after; null for any other, their own too. */
export const accountLookedAfter = async (tx: Tx, id: string): Promise<LookedAfter | null> => {
  const [one] = await withInvitations(tx, await tx.run(list, [null, id]))
  return one ?? null
}

/** What was done to it, the latest first. */
export const changesOf = async (tx: Tx, id: string): Promise<AccountChange[]> =>
  (await tx.run(history, [id])).map(row => ({
    what: row.what,
    at: row.at,
    by: row.by_name,
    before: row.role_before,
    after: row.role_after,
  }))

/** The roles that the asker may give in an agency of this kind, as the matrix says. */
export const rolesToGive = (tx: Pick<Tx, 'actor'>, kind: string): string[] =>
  [...tx.actor.grants].flatMap(grant => (grant.startsWith(`${kind}/give:`) ? [grant.slice(kind.length + 6)] : [])).sort()

/** Does the asker look after accounts of every agency? */
export const everywhere = (tx: Pick<Tx, 'actor'>): boolean => tx.actor.grants.has('everywhere/give:account')

/** The agencies whose accounts the asker looks after. */
export const agenciesOf = async (tx: Tx): Promise<Choice[]> =>
  (await tx.run(agencies, [tx.actor.partnership])).filter(one => everywhere(tx) || one.id === tx.actor.agency)

/** The teams that an account of this agency may be put into by the asker. */
export const teamsFor = async (tx: Tx, agency: string): Promise<Choice[]> =>
  (await tx.run(teams, [tx.actor.partnership])).filter(one => everywhere(tx) || one.agency === agency)

type Invited = { agency: string; name: string; email: string; role: string; teams: readonly string[] }

/**
 * Makes an account and asks for its link to be mailed; or, where its address is of no domain of the agency (`waits`), leaves both to a second person. Its id is made from the command's, so that a form sent twice invites once; never the very id that was
 * sent, since that of an agency or of a team would open what they hold.
 */
export const inviteAccount = async (
  tx: Tx,
  commandId: string,
  one: Invited,
): Promise<{ id: AccountId; outcome: 'done' | 'waits' | 'taken' | 'no' }> => {
  const id = idNamed<AccountId>(`an account that ${tx.actor.account} invited`, commandId)
  const before = await accountLookedAfter(tx, id)
  if (before) return { id, outcome: before.invitation?.waits ? 'waits' : 'done' }
  const [row] = await tx.run(invite, [id, one.agency, one.name, one.email.toLowerCase(), one.role, one.teams])
  const outcome = row?.outcome ?? 'no'
  if (outcome === 'done') await mailLink(tx, id)
  return { id, outcome }
}

/** The asker says that they know who this is, whom another has invited; false where they may not. What waited for it is opened, and its link is mailed. */
export const confirmInvitation = async (tx: Tx, id: string): Promise<boolean> => {
  const outcome = (await tx.run(confirm, [id]))[0]?.outcome ?? 'no'
  if (outcome === 'link') await mailLink(tx, id)
  return outcome !== 'no'
}

/** Gives an account another role and other teams from its next request on; false where the asker may not. */
export const changeAccount = async (tx: Tx, id: string, role: string, inTeams: readonly string[]): Promise<boolean> =>
  (await tx.run(change, [id, role, inTeams]))[0]?.done ?? false

/** Somebody has left: their next request is refused. False where there is no such account in use. */
export const accountLeft = async (tx: Tx, id: string): Promise<boolean> => (await tx.run(left, [id]))[0]?.done ?? false

/** A new link for an account that nobody has begun, or that was switched off; false where the asker may not, or it is in use. */
export const linkAgain = async (tx: Tx, id: string): Promise<boolean> => {
  const done = (await tx.run(wanted, [id]))[0]?.done ?? false
  if (done) await mailLink(tx, id)
  return done
}

/** The asker has met whoever has lost what they sign in with: everything of before is over, and a link is mailed. False where nothing is asked. */
export const confirmRecovery = async (tx: Tx, id: string, recovery: string): Promise<boolean> => {
  const done = (await tx.run(confirmed, [id, recovery]))[0]?.done ?? false
  if (done) await mailLink(tx, id)
  return done
}

const mailLink = (tx: Tx, account: string): Promise<void> => enqueue(tx, linkMailWanted, { account }, { key: `link ${account}` })
