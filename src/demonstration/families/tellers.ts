import type { AgencyKind } from '../../thread/entry.ts'
import { type DemonstrationAgency, demonstrationAgencies, demonstrationPeople } from '../organisation.ts'

/** Who writes in the generated families: those who sign in, by their keys, and some who only ever told something. */
const onlyTold = {
  doctor: { agency: 'surgery', role: 'general-practitioner', name: 'Devika Sample' },
  'park-lead': { agency: 'park', role: 'school-safeguarding-lead', name: 'Paula Sample' },
  'housing-officer': { agency: 'housing', role: 'housing-officer', name: 'Hanif Sample' },
  'youth-worker': { agency: 'youth-justice', role: 'youth-justice-worker', name: 'Yara Sample' },
  adviser: { agency: 'safe-homes', role: 'domestic-abuse-adviser', name: 'Ines Sample' },
} as const satisfies Record<string, { agency: DemonstrationAgency; role: string; name: string }>

/** The key of somebody who tells something. */
export type Teller =
  | keyof typeof onlyTold
  | 'school'
  | 'high-school'
  | 'nursery'
  | 'health'
  | 'police'
  | 'early-help'
  | 'family-centre'
  | 'screener'
  | 'bridge-manager'
  | 'bridge-social-worker'
  | Worker
  | 'manager'
  | 'manager-2'
  | 'chair'

/** The social workers a child may be given to. */
export type Worker = 'social-worker-2' | 'social-worker-3' | 'social-worker-4'

/** Each worker's team. */
export const teamOf = (worker: Worker): 'north' | 'south' => (managerOf(worker) === 'manager' ? 'north' : 'south')

/** The manager of each worker's team. */
export const managerOf = (worker: Worker): 'manager' | 'manager-2' => (worker === 'social-worker-2' ? 'manager' : 'manager-2')

/** For whom and in which role somebody tells, as a story writes an author down. */
export const authorOf = (key: Teller): { agency: DemonstrationAgency; role: string; name: string } => {
  if (key in onlyTold) return onlyTold[key as keyof typeof onlyTold]
  const person = demonstrationPeople.find(one => one.key === key)
  if (!person) throw new Error(`nobody in the demonstration is called ${key}`)
  return { agency: person.agency, role: person.role, name: person.name }
}

/** An agency as a story writes it down. */
export const agencyOf = (key: DemonstrationAgency): { kind: AgencyKind; name: string } => demonstrationAgencies[key]

/** The schools a child may go to; of no other is anything told. */
export type School = 'nursery' | 'school' | 'park' | 'high'

/** Who tells for a school. */
export const leadOf = (school: School): Teller =>
  ({ nursery: 'nursery', school: 'school', park: 'park-lead', high: 'high-school' })[school] as Teller
