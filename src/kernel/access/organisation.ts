import { hash } from '@node-rs/argon2'
import pg from 'pg'
import type { AgencyKind } from '../../thread/entry.ts'
import type { AccountId, AgencyId, PartnershipId, TeamId } from '../../thread/ids.ts'
import type { ProfileSetting } from './profile.ts'

/** A partnership as it is set up: its agencies, their teams and the people who sign in. */
export type Organisation = {
  partnership: { id: PartnershipId; name: string; profile: Record<string, unknown>; settings?: readonly ProfileSetting[] }
  /** `domains`: of the mail addresses that an agency gives its people; an invitation to any other waits for a second person. */
  agencies: readonly { id: AgencyId; kind: AgencyKind; name: string; domains?: readonly string[] }[]
  teams: readonly { id: TeamId; agency: AgencyId; name: string; queue?: string }[]
  accounts: readonly {
    id: AccountId
    agency: AgencyId
    name: string
    email: string
    role: string
    teams: readonly TeamId[]
    password: string
    otpSecret: string
  }[]
  /** What the directory of services holds from the beginning. */
  directory?: readonly {
    id: string
    name: string
    sort: string
    about: string
    forWhom: string
    how: string
    phone: string
    website: string
    place: string
    direct: boolean
  }[]
}

/** How passwords are digested: argon2id with 19 MiB, two passes, one lane (OWASP's first recommendation for argon2id). */
export const digestPassword = (password: string): Promise<string> => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

/** Is this partnership set up already? `url`: the import role's. */
export const isSetUp = async (url: string, partnership: PartnershipId): Promise<boolean> =>
  withClient(
    url,
    async client => (await client.query('select 1 from gt.partnership where partnership_id = $1', [partnership])).rowCount === 1,
  )

/** Every partnership of this database by its name. `url`: the import role's. */
export const partnershipsThere = async (url: string): Promise<{ id: PartnershipId; name: string }[]> =>
  withClient(
    url,
    async client =>
      (
        await client.query<{ id: PartnershipId; name: string }>(
          'select partnership_id as id, name from gt.partnership order by name, partnership_id',
        )
      ).rows,
  )

/** Sets a partnership up, all or nothing. `url`: the import role's. Refuses one that exists. */
export const setUp = async (url: string, organisation: Organisation): Promise<void> => {
  const p = organisation.partnership.id
  const digests = new Map(
    await Promise.all(
      [...new Set(organisation.accounts.map(one => one.password))].map(async one => [one, await digestPassword(one)] as const),
    ),
  )
  await withClient(url, async client => {
    await client.query('begin')
    await client.query('insert into gt.partnership (partnership_id, name, profile) values ($1, $2, $3)', [
      p,
      organisation.partnership.name,
      organisation.partnership.profile,
    ])
    // Nobody who signs in set it: it came with the partnership's profile.
    for (const one of organisation.partnership.settings ?? [])
      await client.query(
        'insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, $2, $3, $4, $1, $5)',
        [p, one.setting, one.from, JSON.stringify(one.value), one.why],
      )
    for (const one of organisation.agencies)
      await client.query('insert into gt.agency (partnership_id, agency_id, kind, name) values ($1, $2, $3, $4)', [
        p,
        one.id,
        one.kind,
        one.name,
      ])
    for (const one of organisation.agencies)
      for (const domain of one.domains ?? [])
        await client.query('insert into gt.mail_domain (partnership_id, agency_id, domain) values ($1, $2, $3)', [p, one.id, domain])
    for (const one of organisation.teams)
      await client.query('insert into gt.team (partnership_id, team_id, agency_id, name, queue) values ($1, $2, $3, $4, $5)', [
        p,
        one.id,
        one.agency,
        one.name,
        one.queue ?? null,
      ])
    for (const one of organisation.accounts) {
      await client.query(
        'insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, $4, $5, $6)',
        [p, one.id, one.agency, one.name, one.email, one.role],
      )
      await client.query('insert into gt.credential (partnership_id, account_id, password_hash, otp_secret) values ($1, $2, $3, $4)', [
        p,
        one.id,
        digests.get(one.password),
        one.otpSecret,
      ])
      for (const team of one.teams)
        await client.query('insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)', [p, one.id, team])
    }
    for (const one of organisation.directory ?? [])
      await client.query(
        `insert into gt.service (partnership_id, service_id, name, sort, about, for_whom, how, phone, website, place, direct)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [p, one.id, one.name, one.sort, one.about, one.forWhom, one.how, one.phone, one.website, one.place, one.direct],
      )
    await client.query('commit')
  })
}

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread set-up' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
