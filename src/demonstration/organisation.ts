import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'
import type { Organisation } from '../kernel/access/organisation.ts'
import type { AgencyKind } from '../thread/entry.ts'
import { type AccountId, type AgencyId, idNamed, type PartnershipId, type TeamId } from '../thread/ids.ts'

/** The invented partnership of the demonstration. Its people, schools and agencies exist nowhere; its numbers to ring are Salford's published ones. */
export const demonstrationPartnership = idNamed<PartnershipId>('demonstration', 'partnership')

/** The password of every demonstration account: printed at start, for these accounts alone. */
export const demonstrationPassword = 'a golden thread runs through'

/** The one-time-code secret of a demonstration account: made from its name, so that `golden-thread code` can print the code that is due. */
export const demonstrationOtpSecret = (account: string): string =>
  new Secret({
    buffer: createHash('sha256').update(`demonstration ${account}`).digest().subarray(0, 20).buffer.slice(0, 20) as ArrayBuffer,
  }).base32

const agencies: Record<string, { kind: AgencyKind; name: string }> = {
  care: { kind: 'childrens-social-care', name: "Children's Social Care" },
  duty: { kind: 'childrens-social-care', name: 'Emergency Duty Team' },
  help: { kind: 'early-help', name: 'Early Help' },
  police: { kind: 'police', name: 'Invented Police' },
  health: { kind: 'health', name: 'Invented Community Health' },
  school: { kind: 'education', name: 'Hollow Lane Primary School' },
  nursery: { kind: 'education', name: 'Little Larches Nursery' },
  housing: { kind: 'housing', name: 'Sample Homes' },
}

const teams: Record<string, { agency: string; name: string; queue?: string }> = {
  bridge: { agency: 'care', name: 'The Bridge', queue: 'bridge' },
  north: { agency: 'care', name: 'North Team' },
  chairs: { agency: 'care', name: 'Safeguarding and Quality Assurance Unit' },
  duty: { agency: 'duty', name: 'Emergency Duty Team' },
}

/** One account for each role; `key` is what `golden-thread code` is asked for. */
export const demonstrationPeople: readonly {
  key: string
  name: string
  role: string
  agency: string
  teams: readonly string[]
  does: string
}[] = [
  {
    key: 'school',
    name: 'Sana Sample',
    role: 'school-safeguarding-lead',
    agency: 'school',
    teams: [],
    does: 'safeguarding lead of a school: raises a concern, reads the outcome',
  },
  {
    key: 'nursery',
    name: 'Nadia Sample',
    role: 'school-safeguarding-lead',
    agency: 'nursery',
    teams: [],
    does: 'safeguarding lead of a nursery',
  },
  {
    key: 'screener',
    name: 'Ben Invented',
    role: 'bridge-screener',
    agency: 'care',
    teams: ['bridge'],
    does: 'screens concerns at The Bridge',
  },
  {
    key: 'bridge-social-worker',
    name: 'Grace Invented',
    role: 'bridge-social-worker',
    agency: 'care',
    teams: ['bridge'],
    does: 'social worker at The Bridge',
  },
  {
    key: 'bridge-manager',
    name: 'Amara Invented',
    role: 'bridge-manager',
    agency: 'care',
    teams: ['bridge'],
    does: 'decides at The Bridge',
  },
  {
    key: 'screener-health',
    name: 'Hari Sample',
    role: 'bridge-screener',
    agency: 'health',
    teams: ['bridge'],
    does: 'screens at The Bridge for health',
  },
  { key: 'health', name: 'Hema Sample', role: 'health-practitioner', agency: 'health', teams: [], does: 'answers checks for health' },
  { key: 'police', name: 'Piotr Sample', role: 'police-officer', agency: 'police', teams: [], does: 'answers checks for the police' },
  { key: 'early-help', name: 'Ella Sample', role: 'early-help-practitioner', agency: 'help', teams: [], does: 'Early Help' },
  {
    key: 'social-worker',
    name: 'Jo Invented',
    role: 'social-worker',
    agency: 'care',
    teams: ['north'],
    does: 'social worker of some of the children',
  },
  { key: 'manager', name: 'Mina Invented', role: 'team-manager', agency: 'care', teams: ['north'], does: 'manages the North Team' },
  {
    key: 'chair',
    name: 'Chidi Invented',
    role: 'conference-chair',
    agency: 'care',
    teams: ['chairs'],
    does: 'chairs child protection conferences',
  },
  {
    key: 'administrator',
    name: 'Aziz Invented',
    role: 'system-administrator',
    agency: 'care',
    teams: [],
    does: 'sets the numbers of the rules; sees no case',
  },
  { key: 'duty', name: 'Dara Invented', role: 'emergency-duty-worker', agency: 'duty', teams: ['duty'], does: 'on duty out of hours' },
]

const id = <T extends AgencyId | TeamId | AccountId>(what: string): T => idNamed<T>('demonstration', what)

/** The id of a demonstration account, agency or team by its key. */
export const demonstrationAccount = (key: string): AccountId => id(`account ${key}`)
export const demonstrationAgency = (key: string): AgencyId => id(`agency ${key}`)
export const demonstrationTeam = (key: string): TeamId => id(`team ${key}`)

/** The address a demonstration account signs in with. */
export const demonstrationEmail = (key: string): string => `${key}@example.org`

/** The organisation of the demonstration, as `setUp` takes it. */
export const demonstrationOrganisation = (): Organisation => ({
  partnership: {
    id: demonstrationPartnership,
    name: 'Salford Safeguarding Children Partnership: a demonstration',
    profile: {
      contacts: [
        { name: 'The Bridge, worried about a child', telephone: '0161 603 4500', hours: 'Monday to Friday, 8:30am to 4:30pm' },
        { name: 'Emergency Duty Team', telephone: '0161 794 8888', hours: 'at all other times' },
      ],
      footLinks: [],
    },
  },
  agencies: Object.entries(agencies).map(([key, agency]) => ({ id: demonstrationAgency(key), ...agency })),
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
})
