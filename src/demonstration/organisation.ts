import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'
import { matrix, rolesIn } from '../kernel/access/matrix.ts'
import type { Organisation } from '../kernel/access/organisation.ts'
import { type Profile, published } from '../kernel/access/profile.ts'
import type { AgencyKind } from '../thread/entry.ts'
import { type AccountId, type AgencyId, idNamed, type PartnershipId, type TeamId } from '../thread/ids.ts'
import { demonstrationDirectory } from './directory.ts'

/** The invented partnership of the demonstration. Its people, schools and agencies exist nowhere; its name and its numbers to ring are a profile's. */
export const demonstrationPartnership = idNamed<PartnershipId>('demonstration', 'partnership')

/** The password of every demonstration account: printed at start, for these accounts alone. */
export const demonstrationPassword = 'a golden thread runs through'

/** The one-time-code secret of a demonstration account: made from its name, so that `golden-thread code` can print the code that is due. */
export const demonstrationOtpSecret = (account: string): string =>
  new Secret({
    buffer: createHash('sha256').update(`demonstration ${account}`).digest().subarray(0, 20).buffer.slice(0, 20) as ArrayBuffer,
  }).base32

const agencies = {
  care: { kind: 'childrens-social-care', name: "Children's Social Care" },
  duty: { kind: 'childrens-social-care', name: 'Emergency Duty Team' },
  help: { kind: 'early-help', name: 'Early Help' },
  police: { kind: 'police', name: 'Invented Police' },
  health: { kind: 'health', name: 'Invented Community Health' },
  surgery: { kind: 'health', name: 'Sample Road Surgery' },
  school: { kind: 'education', name: 'Hollow Lane Primary School' },
  park: { kind: 'education', name: 'Sample Park Primary School' },
  high: { kind: 'education', name: 'Sample Vale High School' },
  nursery: { kind: 'education', name: 'Little Larches Nursery' },
  housing: { kind: 'housing', name: 'Sample Homes' },
  centre: { kind: 'voluntary', name: 'Invented Family Centre' },
  'safe-homes': { kind: 'domestic-abuse-service', name: 'Invented Safe Homes' },
  'youth-justice': { kind: 'youth-justice', name: 'Invented Youth Justice Service' },
  legal: { kind: 'legal', name: 'Sample Legal Services' },
  families: { kind: 'public', name: 'Families' },
} as const satisfies Record<string, { kind: AgencyKind; name: string }>

/** An agency of the demonstration, by its key. */
export type DemonstrationAgency = keyof typeof agencies
export const demonstrationAgencies: Readonly<Record<DemonstrationAgency, { kind: AgencyKind; name: string }>> = agencies

const teams: Record<string, { agency: DemonstrationAgency; name: string; queue?: string }> = {
  bridge: { agency: 'care', name: 'The Bridge', queue: 'bridge' },
  north: { agency: 'care', name: 'North Team' },
  south: { agency: 'care', name: 'South Team' },
  chairs: { agency: 'care', name: 'Safeguarding and Quality Assurance Unit' },
  duty: { agency: 'duty', name: 'Emergency Duty Team' },
}

/** Somebody who signs in to the demonstration; `key` is what `golden-thread code` is asked for. */
export type DemonstrationPerson = {
  readonly key: string
  readonly name: string
  readonly role: string
  readonly agency: DemonstrationAgency
  readonly teams: readonly string[]
  /** Whose eyes these are, for the list of sign-ins. */
  readonly does: string
}

const person = (
  key: string,
  role: string,
  name: string,
  agency: DemonstrationAgency,
  teams: readonly string[],
  does: string,
): DemonstrationPerson => ({ key, name, role, agency, teams, does })

const named: readonly DemonstrationPerson[] = [
  person('school', 'school-safeguarding-lead', 'Sana Sample', 'school', [], 'a primary school: raises a concern, reads the outcome'),
  person('high-school', 'school-safeguarding-lead', 'Hugh Sample', 'high', [], 'a secondary school'),
  person('nursery', 'school-safeguarding-lead', 'Nadia Sample', 'nursery', [], 'a nursery'),
  person('health', 'health-practitioner', 'Hema Sample', 'health', [], 'health visitor: answers checks for health'),
  person('named-nurse', 'agency-safeguarding-lead', 'Nasreen Sample', 'health', [], 'named nurse: told what is asked of health'),
  person('police', 'police-officer', 'Piotr Sample', 'police', [], 'answers checks for the police'),
  person('early-help', 'early-help-practitioner', 'Ella Sample', 'help', [], 'Early Help'),
  person('family-centre', 'early-help-practitioner', 'Vera Sample', 'centre', [], 'a voluntary group'),
  person('screener', 'bridge-screener', 'Ben Invented', 'care', ['bridge'], 'screens concerns at The Bridge'),
  person('screener-health', 'bridge-screener', 'Hari Sample', 'health', ['bridge'], 'screens at The Bridge for health'),
  person('bridge-social-worker', 'bridge-social-worker', 'Grace Invented', 'care', ['bridge'], 'weighs the whole contact at The Bridge'),
  person('bridge-manager', 'bridge-manager', 'Amara Invented', 'care', ['bridge'], 'decides at The Bridge'),
  person('social-worker', 'social-worker', 'Jo Invented', 'care', ['north'], 'the families told by hand'),
  person('social-worker-2', 'social-worker', 'Kwame Invented', 'care', ['north'], 'a colleague in the North Team'),
  person('social-worker-3', 'social-worker', 'Leah Invented', 'care', ['south'], 'in the South Team'),
  person('social-worker-4', 'social-worker', 'Tomasz Invented', 'care', ['south'], 'in the South Team'),
  person('manager', 'team-manager', 'Mina Invented', 'care', ['north'], 'manages the North Team'),
  person('manager-2', 'team-manager', 'Ruth Invented', 'care', ['south'], 'manages the South Team'),
  person('chair', 'conference-chair', 'Chidi Invented', 'care', ['chairs'], 'chairs child protection conferences'),
  person('service-manager', 'service-manager', 'Sefu Invented', 'care', ['north', 'south'], 'manages the service: both teams'),
  person(
    'conference-office',
    'conference-administrator',
    'Cora Invented',
    'care',
    ['chairs'],
    'arranges conferences and sends out their papers',
  ),
  person('unit-manager', 'safeguarding-unit-manager', 'Uma Invented', 'care', ['chairs'], 'answers for all conferences'),
  person('legal', 'legal-adviser', 'Lev Sample', 'legal', [], 'advises on the law'),
  person('adult-services', 'adult-services-practitioner', 'Ada Sample', 'safe-homes', [], 'works with the adults of a family'),
  person('housing', 'housing-officer', 'Hollis Sample', 'housing', [], 'a housing provider: sees one action'),
  person('duty', 'emergency-duty-worker', 'Dara Invented', 'duty', ['duty'], 'on duty out of hours'),
  person('administrator', 'system-administrator', 'Aziz Invented', 'care', [], 'sets numbers, looks after accounts; sees no case'),
  person('accounts', 'account-manager', 'Agnes Sample', 'school', [], 'looks after the accounts of a school; sees no case'),
  person('parent', 'parent', 'Sadia Testcase', 'families', [], 'mother of Zain: reads what is shared with her'),
  person('young-person', 'young-person', 'Ife Balogun-Testcase', 'families', [], 'reads what is shared with her alone'),
  person('governance', 'information-governance-lead', 'Ingrid Invented', 'care', [], 'answers for who looks at records'),
]

const spare = ['Edie', 'Femi', 'Gwen', 'Hamza', 'Ivy', 'Jonah', 'Kira', 'Luis', 'Maeve', 'Nils'] as const

/** Everybody who signs in: those named here, and one account for each role of the access matrix that none of them has. */
export const demonstrationPeople: readonly DemonstrationPerson[] = [
  ...named,
  ...rolesIn(matrix())
    .filter(role => !named.some(one => one.role === role))
    .map((role, at) => person(role, role, `${spare[at % spare.length]} Invented`, 'care', [], role.replaceAll('-', ' '))),
]

const id = <T extends AgencyId | TeamId | AccountId>(what: string): T => idNamed<T>('demonstration', what)

/** The id of a demonstration account, agency or team by its key. */
export const demonstrationAccount = (key: string): AccountId => id(`account ${key}`)
export const demonstrationAgency = (key: string): AgencyId => id(`agency ${key}`)
export const demonstrationTeam = (key: string): TeamId => id(`team ${key}`)

/** The address a demonstration account signs in with. */
export const demonstrationEmail = (key: string): string => `${key}@example.org`

/** The organisation of the demonstration under a profile, as `setUp` takes it. */
export const demonstrationOrganisation = (profile: Profile): Organisation => ({
  partnership: {
    id: demonstrationPartnership,
    name: `${profile.name}: a demonstration`,
    profile: published(profile),
    settings: profile.settings,
  },
  agencies: Object.entries(agencies).map(([key, agency]) => ({ id: demonstrationAgency(key), ...agency, domains: ['example.org'] })),
  teams: Object.entries(teams).map(([key, team]) => ({ id: demonstrationTeam(key), ...team, agency: demonstrationAgency(team.agency) })),
  accounts: demonstrationPeople.map(person => ({
    id: demonstrationAccount(person.key),
    agency: demonstrationAgency(person.agency),
    name: person.name,
    email: demonstrationEmail(person.key),
    role: person.role,
    teams: person.teams.map(demonstrationTeam),
    password: demonstrationPassword,
    otpSecret: demonstrationOtpSecret(person.key),
  })),
  directory: demonstrationDirectory,
})
