import type { Organisation } from '../src/kernel/access/organisation.ts'
import { type AccountId, type AgencyId, idNamed, type PartnershipId, type TeamId } from '../src/thread/ids.ts'
import type { Size } from './sizes.ts'

/** The invented partnership that is measured; each size has a database of its own. */
export const partnership = idNamed<PartnershipId>('bench', 'partnership')
export const agency = {
  council: idNamed<AgencyId>('bench', 'agency council'),
  school: (at: number) => idNamed<AgencyId>('bench', `agency school ${at}`),
}
export const bridgeTeam = idNamed<TeamId>('bench', 'team bridge')
export const team = (at: number): TeamId => idNamed<TeamId>('bench', `team ${at}`)
export const account = {
  worker: (at: number) => idNamed<AccountId>('bench', `worker ${at}`),
  manager: (at: number) => idNamed<AccountId>('bench', `manager ${at}`),
  chair: idNamed<AccountId>('bench', 'chair'),
  screener: (at: number) => idNamed<AccountId>('bench', `screener ${at}`),
  bridgeManager: idNamed<AccountId>('bench', 'bridge manager'),
  schoolLead: (at: number) => idNamed<AccountId>('bench', `school lead ${at}`),
}

/** A quarter of all households has a worker now; a worker has about twelve of them, ten workers are a team, a school serves a thousand people. */
export const openShare = 0.25
const homesEach = 12
export const teamSize = 10
export const screeners = 12
export const workersFor = (size: Size): number => Math.max(10, Math.ceil((size.people / 4) * (openShare / homesEach)))
export const teamsFor = (size: Size): number => Math.ceil(workersFor(size) / teamSize)
export const schoolsFor = (size: Size): number => Math.max(4, Math.ceil(size.people / 1000))

/** Nobody types this: sessions of the measurement begin at the same door as anybody's, after the password was checked. */
const secrets = { password: 'invented people sign in with this', otpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } as const

const counted = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

/** The organisation of one size. */
export const organisationFor = (size: Size): Organisation => {
  const one = (id: AccountId, at: AgencyId, role: string, words: string, teams: readonly TeamId[] = []) => ({
    id,
    agency: at,
    name: `${words} Invented`,
    email: `${words.toLowerCase().replaceAll(' ', '.')}@bench.example.test`,
    role,
    teams,
    ...secrets,
  })
  return {
    partnership: { id: partnership, name: 'Invented Partnership', profile: {} },
    agencies: [
      { id: agency.council, kind: 'childrens-social-care', name: "Invented Children's Social Care" },
      ...counted(schoolsFor(size), at => ({ id: agency.school(at), kind: 'education' as const, name: `Sample School ${at + 1}` })),
    ],
    teams: [
      { id: bridgeTeam, agency: agency.council, name: 'The Bridge', queue: 'bridge' },
      ...counted(teamsFor(size), at => ({ id: team(at), agency: agency.council, name: `Team ${at + 1}` })),
    ],
    accounts: [
      ...counted(workersFor(size), at =>
        one(account.worker(at), agency.council, 'social-worker', `Worker ${at + 1}`, [team(Math.floor(at / teamSize))]),
      ),
      ...counted(teamsFor(size), at => one(account.manager(at), agency.council, 'team-manager', `Leader ${at + 1}`, [team(at)])),
      one(account.chair, agency.council, 'conference-chair', 'Chair'),
      ...counted(screeners, at => one(account.screener(at), agency.council, 'bridge-screener', `Screener ${at + 1}`, [bridgeTeam])),
      one(account.bridgeManager, agency.council, 'bridge-manager', 'Decider', [bridgeTeam]),
      ...counted(schoolsFor(size), at => one(account.schoolLead(at), agency.school(at), 'school-safeguarding-lead', `School ${at + 1}`)),
    ],
  }
}
