import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { AgencyKind } from '../../thread/entry.ts'
import { type AccountId, type AgencyId, newId, type PartnershipId } from '../../thread/ids.ts'
import { newOtpSecret } from './one-time-code.ts'

/** What the database knows a link by. */
export const linkHash = (link: string): Buffer => createHash('sha256').update(`account ${link}`).digest()

/** How long a link works: a day, in which somebody who was told of it will have opened it. */
export const linkHours = 24

/** Somebody who is to have an account: where they work and as what. `kind` is asked for where the agency is not there yet. */
export type NewAccount = {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly agency: string
  readonly kind?: AgencyKind | undefined
  readonly teams: readonly string[]
}

/** It cannot be done as it was asked; the message says what would be accepted. */
export class CannotBe extends Error {}

/**
 * Makes an account that nobody can sign in to yet, with its agency where that is new, and gives a link by which its owner chooses a password and takes the
 * secret of their codes. All or nothing. `url`: the import role's. Refuses (CannotBe) an e-mail address that has one, and an agency or a team
 * that is not there.
 */
export const addAccount = (url: string, partnership: PartnershipId, account: NewAccount): Promise<string> =>
  inOne(url, async client => {
    const email = account.email.toLowerCase()
    const taken = await client.query('select 1 from gt.account where partnership_id = $1 and email = $2', [partnership, email])
    if (taken.rowCount)
      throw new CannotBe(`there is an account with ${email} already. A new link for it: golden-thread account link ${email}`)
    const agency = await agencyOf(client, partnership, account)
    const id = newId<AccountId>()
    await client.query(
      'insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, $4, $5, $6)',
      [partnership, id, agency, account.name, email, account.role],
    )
    for (const team of account.teams) {
      const { rows } = await client.query<{ id: string; name: string }>(
        'select team_id as id, name from gt.team where partnership_id = $1 and agency_id = $2',
        [partnership, agency],
      )
      const found = rows.find(row => row.name === team)
      if (!found)
        throw new CannotBe(
          `${account.agency} has no team ${JSON.stringify(team)}. Accepted: ${rows.map(row => row.name).join(', ') || 'none is there'}`,
        )
      await client.query('insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)', [
        partnership,
        id,
        found.id,
      ])
    }
    return newLink(client, partnership, id)
  })

/** A new link for an account that is open: its owner has lost the telephone, or the day has passed. Sign-ins of before end when it is used. */
export const linkFor = (url: string, partnership: PartnershipId, email: string): Promise<string> =>
  inOne(url, async client => newLink(client, partnership, await openAccount(client, partnership, email)))

/** Closes an account: its next request is refused, and nobody signs in to it again. What was written with it stays. */
export const closeAccount = (url: string, partnership: PartnershipId, email: string): Promise<void> =>
  inOne(url, async client => {
    const id = await openAccount(client, partnership, email)
    await client.query('update gt.account set active = false where partnership_id = $1 and account_id = $2', [partnership, id])
    await client.query('delete from gt.account_link where partnership_id = $1 and account_id = $2', [partnership, id])
  })

const openAccount = async (client: pg.Client, partnership: PartnershipId, email: string): Promise<AccountId> => {
  const { rows } = await client.query<{ id: AccountId; active: boolean; dormant: boolean }>(
    `select a.account_id as id, a.active, l.dormant_at is not null as dormant
     from gt.account a left join gt.account_life l using (partnership_id, account_id) where a.partnership_id = $1 and a.email = $2`,
    [partnership, email.toLowerCase()],
  )
  if (!rows[0]) throw new CannotBe(`there is no account with ${email}`)
  if (rows[0].active) return rows[0].id
  if (!rows[0].dormant) throw new CannotBe(`the account with ${email} is closed`)
  // Switched off because nobody used it: whoever runs the installation may bring it back, also where nobody is left who could by a page.
  await client.query('update gt.account set active = true where partnership_id = $1 and account_id = $2', [partnership, rows[0].id])
  await client.query(
    'update gt.account_life set dormant_at = null, since = clock_timestamp() where partnership_id = $1 and account_id = $2',
    [partnership, rows[0].id],
  )
  return rows[0].id
}

const agencyOf = async (client: pg.Client, partnership: PartnershipId, { agency, kind }: NewAccount): Promise<AgencyId> => {
  const { rows } = await client.query<{ id: AgencyId; name: string }>(
    'select agency_id as id, name from gt.agency where partnership_id = $1 order by name',
    [partnership],
  )
  const found = rows.find(row => row.name === agency)
  if (found) return found.id
  if (!kind)
    throw new CannotBe(
      `there is no agency ${JSON.stringify(agency)}. Accepted: ${rows.map(row => row.name).join(', ') || 'none is there yet'}; or say with --kind what a new one is`,
    )
  const id = newId<AgencyId>()
  await client.query('insert into gt.agency (partnership_id, agency_id, kind, name) values ($1, $2, $3, $4)', [
    partnership,
    id,
    kind,
    agency,
  ])
  return id
}

const newLink = async (client: pg.Client, partnership: PartnershipId, account: AccountId): Promise<string> => {
  const link = randomUUID()
  await client.query('delete from gt.account_link where partnership_id = $1 and account_id = $2', [partnership, account])
  await client.query(
    `insert into gt.account_link (partnership_id, link_hash, account_id, otp_secret, ends_at) values ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => $5))`,
    [partnership, linkHash(link), account, newOtpSecret(), linkHours],
  )
  return link
}

const inOne = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread account' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    const done = await work(client)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}
