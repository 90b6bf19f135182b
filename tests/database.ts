import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { matrix, rolesIn } from '../src/kernel/access/matrix.ts'
import { type Organisation, setUp } from '../src/kernel/access/organisation.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { type LoginRole, loginRoles, urlAs } from '../src/kernel/db/urls.ts'
import { type Asker, type Database, openDatabase } from '../src/kernel/db/with-actor.ts'
import type { AgencyKind } from '../src/thread/entry.ts'
import { type AccountId, type AgencyId, idNamed, type PartnershipId, type TeamId } from '../src/thread/ids.ts'

/** The secret that the passwords of the database's roles are made from wherever tests run; one server holds one set of roles. */
export const testSecret = 'the tests alone sign in with what is made from this'
/** The password and the one-time-code secret (base 32) of every invented account. */
export const testPassword = 'invented people sign in with this'
export const testOtpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

const agencies = {
  'social-care': { kind: 'childrens-social-care', name: "Invented Children's Social Care" },
  school: { kind: 'education', name: 'Sample Primary School' },
  health: { kind: 'health', name: 'Invented Community Health' },
  police: { kind: 'police', name: 'Invented Police' },
  'early-help': { kind: 'early-help', name: 'Invented Early Help' },
  housing: { kind: 'housing', name: 'Sample Homes' },
  'out-of-hours': { kind: 'childrens-social-care', name: 'Invented Emergency Duty Team' },
} as const satisfies Record<string, { kind: AgencyKind; name: string }>
const teams = {
  bridge: { agency: 'social-care', name: 'The Bridge', queue: 'bridge' },
  north: { agency: 'social-care', name: 'North Team' },
  duty: { agency: 'out-of-hours', name: 'Duty desk' },
} as const satisfies Record<string, { agency: keyof typeof agencies; name: string; queue?: string }>
type Place = { agency: keyof typeof agencies; teams: readonly (keyof typeof teams)[] }

/** Where the account of a role works; a role that is not named here works in children's social care, in no team. */
const places: Record<string, Place> = {
  'bridge-screener': { agency: 'social-care', teams: ['bridge'] },
  'bridge-social-worker': { agency: 'social-care', teams: ['bridge'] },
  'bridge-manager': { agency: 'social-care', teams: ['bridge'] },
  'social-worker': { agency: 'social-care', teams: ['north'] },
  'team-manager': { agency: 'social-care', teams: ['north'] },
  'conference-chair': { agency: 'social-care', teams: [] },
  'school-safeguarding-lead': { agency: 'school', teams: [] },
  'health-practitioner': { agency: 'health', teams: [] },
  'agency-safeguarding-lead': { agency: 'housing', teams: [] },
  'housing-officer': { agency: 'housing', teams: [] },
  'police-officer': { agency: 'police', teams: [] },
  'early-help-practitioner': { agency: 'early-help', teams: [] },
  'emergency-duty-worker': { agency: 'out-of-hours', teams: ['duty'] },
}

/** The ids of one invented partnership: its agencies and teams by the names above, and one account for each role of the access matrix. */
export type Ids = {
  readonly partnership: PartnershipId
  readonly agency: Readonly<Record<keyof typeof agencies, AgencyId>>
  readonly team: Readonly<Record<keyof typeof teams, TeamId>>
  /** The account that has this role; refuses a role the matrix does not name. */
  readonly account: (role: string) => AccountId
  readonly roles: readonly string[]
  /** The agency that the account of this role works for, and its teams. */
  readonly placeOf: (role: string) => { agency: AgencyId; teams: readonly TeamId[] }
  /** The e-mail address that the account of this role signs in with. */
  readonly email: (role: string) => string
}

const idsNamed = (partnership: string): Ids => {
  const each = <K extends string, T>(of: Record<K, unknown>, id: (name: K) => T) =>
    Object.fromEntries((Object.keys(of) as K[]).map(name => [name, id(name)])) as Record<K, T>
  const roles = rolesIn(matrix())
  const agency = each(agencies, name => idNamed<AgencyId>(partnership, `agency ${name}`))
  const team = each(teams, name => idNamed<TeamId>(partnership, `team ${name}`))
  const known = (role: string) => {
    if (!roles.includes(role)) throw new Error(`the access matrix names no role ${role}`)
    return role
  }
  const place = (role: string): Place => places[known(role)] ?? { agency: 'social-care', teams: [] }
  return {
    partnership: idNamed(partnership, 'partnership'),
    agency,
    team,
    account: role => idNamed(partnership, `account ${known(role)}`),
    roles,
    placeOf: role => ({ agency: agency[place(role).agency], teams: place(role).teams.map(name => team[name]) }),
    email: role => `${known(role)}@${partnership}.example.test`,
  }
}

/** The partnership that tests work in. */
export const ids = idsNamed('invented')
/** Another one in the same database, of the same shape: nothing of one may ever reach the other. */
export const elsewhere = idsNamed('elsewhere')

/** The organisation that belongs to these ids, as `setUp` takes it. */
export const organisationOf = (of: Ids, name: string): Organisation => ({
  partnership: { id: of.partnership, name, profile: {} },
  agencies: Object.entries(agencies).map(([key, one]) => ({
    id: of.agency[key as keyof typeof agencies],
    ...one,
    domains: ['example.test'],
  })),
  teams: Object.entries(teams).map(([key, one]) => ({ id: of.team[key as keyof typeof teams], ...one, agency: of.agency[one.agency] })),
  accounts: of.roles.map((role, at) => ({
    id: of.account(role),
    agency: of.placeOf(role).agency,
    name: `${['Ada', 'Ben', 'Cleo', 'Dev', 'Esi', 'Finn', 'Gita', 'Hal', 'Ines', 'Jude', 'Kit', 'Lena'][at % 12]} Invented ${at + 1}`,
    email: of.email(role),
    role,
    teams: of.placeOf(role).teams,
    password: testPassword,
    otpSecret: testOtpSecret,
  })),
})

/** How the account of a role asks for work as a job does. */
export const as = (role: string, of: Ids = ids): Asker => ({ by: 'account', partnership: of.partnership, account: of.account(role) })

/** Why tests open records. */
export const testPurpose = { purpose: 'a test', route: 'tests', request: '00000000-0000-4000-8000-000000000000' } as const

/** A database of one test file: migrated, and with the organisation unless told otherwise. */
export type TestDatabase = {
  readonly name: string
  /** This database as the server's administrator, and as each role that signs in. */
  readonly adminUrl: string
  readonly urls: Readonly<Record<LoginRole, string>>
  /** As the web and as jobs; at most eight connections each. */
  readonly app: Database
  readonly worker: Database
  /** As those without an account. */
  readonly visitors: Database
  /** Any SQL as the administrator, whom no policy holds: for looking at what is really there, and for planting faults. */
  readonly admin: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** A real session of the account of this role, for `app`. */
  readonly session: (role: string, of?: Ids) => Promise<Extract<Asker, { by: 'session' }>>
  /** Closes everything and removes the database. */
  readonly drop: () => Promise<void>
}

/**
 * Makes a database of one's own, in about a tenth of a second: a copy of a template that is made once for each state of `db/`.
 * `organisation: false` gives it migrated and empty. Refuses where GT_TEST_ADMIN_URL (a superuser's postgres URL; `npm test` sets it) is not set.
 */
export const freshDatabase = async ({ organisation = true }: { organisation?: boolean } = {}): Promise<TestDatabase> => {
  const server = serverUrl()
  const name = `gt_test_${process.pid}_${randomBytes(6).toString('hex')}`
  await onServer(server, async client => {
    const template = await templateOf(client, server, organisation)
    await client.query(`create database ${name} template ${template}`)
  })
  const adminUrl = databaseAt(server, name)
  const urls = Object.fromEntries(loginRoles.map(role => [role, urlAs(adminUrl, role, testSecret)])) as Record<LoginRole, string>
  const app = openDatabase(urls.gt_app, 8)
  const worker = openDatabase(urls.gt_worker, 8)
  const visitors = openDatabase(urls.gt_public, 8)
  const admin = new pg.Pool({ connectionString: adminUrl, max: 4 })
  admin.on('error', () => {})
  let step = 0
  return {
    name,
    adminUrl,
    urls,
    app,
    worker,
    visitors,
    admin: async (text, values = []) => (await admin.query(text, [...values])).rows,
    session: async (role, of = ids) => {
      const hash = randomBytes(32)
      step += 1
      const [row] = await app.door<{ began: boolean }>("select gt.sign_in($1, $2, $3, $4, interval '12 hours') as began", [
        of.partnership,
        of.account(role),
        step,
        hash,
      ])
      if (!row?.began) throw new Error(`no session began for the ${role}`)
      return { by: 'session', partnership: of.partnership, hash, idleSeconds: 1800 }
    },
    drop: async () => {
      await Promise.all([app.close(), worker.close(), visitors.close(), admin.end()])
      await onServer(server, client => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** The address of the server that tests may make databases on. */
const serverUrl = (): string => {
  const url = process.env.GT_TEST_ADMIN_URL
  if (!url)
    throw new Error(
      'GT_TEST_ADMIN_URL is not set: run tests with npm test, or set it to the postgres URL of a superuser on a server whose databases may be made and dropped',
    )
  return url
}

/** The address of a database of this name on a server. */
export const databaseAt = (server: string, name: string): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Does some work on one connection of its own. */
export const onServer = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const root = join(import.meta.dirname, '..')
const madeFrom = ['db/**/*.sql', 'access-matrix.csv', 'tests/database.ts', 'src/kernel/access/organisation.ts']

/** A digest of everything a template is made from. */
const stateOf = (organisation: boolean): string => {
  const digest = createHash('sha256').update(`${organisation}`)
  for (const file of globSync(madeFrom, { cwd: root }).sort()) digest.update(file).update(readFileSync(join(root, file)))
  return digest.digest('hex').slice(0, 20)
}

const templateLock = 4_713_020

/** Makes the template of this state where it does not exist yet. Test files run at once: one makes it, the others wait; one that is half made is never used. */
const templateOf = async (client: pg.Client, server: string, organisation: boolean): Promise<string> => {
  const template = `gt_template_${stateOf(organisation)}`
  const exists = async () => (await client.query('select from pg_database where datname = $1', [template])).rowCount === 1
  if (await exists()) return template
  await client.query('select pg_advisory_lock($1)', [templateLock])
  try {
    if (await exists()) return template
    const making = `${template}_making`
    await client.query(`drop database if exists ${making} with (force)`)
    await client.query(`create database ${making}`)
    const url = databaseAt(server, making)
    await migrate(url, testSecret)
    if (organisation) {
      const bringIn = urlAs(url, 'gt_import', testSecret)
      await setUp(bringIn, organisationOf(ids, 'Invented Partnership'))
      await setUp(bringIn, organisationOf(elsewhere, 'Elsewhere Partnership'))
    }
    // A connection that has said goodbye may still be there for a moment, and a database in use cannot be renamed or copied.
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [making])
    for (let tries = 0; ; tries += 1) {
      try {
        await client.query(`alter database ${making} rename to ${template}`)
        return template
      } catch (error) {
        if (tries === 50) throw error
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock])
  }
}
