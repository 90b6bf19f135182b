import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accountId, agencyId, subjectId } from '../../../thread/testing/tell.ts'
import { type Around, expectedInvitees } from './expected.ts'

type Person = Around['people'][number]
const person = (called: string, more: Partial<Person> = {}): Person => ({
  subject: subjectId(called),
  isA: 'child',
  name: `${called} Testcase`,
  called,
  school: null,
  as: null,
  responsible: false,
  atHome: true,
  working: [],
  professionals: [],
  referrers: [],
  ...more,
})
const works = (
  relation: Person['working'][number]['relation'],
  name: string,
  agencyKind: Person['working'][number]['agencyKind'],
  form: 'account' | 'agency' | 'team' = 'agency',
) => ({
  relation,
  holder: form === 'agency' ? agencyId(name) : accountId(name),
  form,
  name,
  agency: agencyId(form === 'agency' ? name : agencyKind),
  agencyName: form === 'agency' ? name : `Invented ${agencyKind}`,
  agencyKind,
})
const around = (people: readonly Person[], agencies: Around['agencies'] = []): Around => ({ people, agencies, self: accountId('me') })
const asked = (type: Parameters<typeof expectedInvitees>[0], of: Around) => expectedInvitees(type, of).map(one => [one.name, one.why])

describe('whoever works with any child or adult of the household is expected at a strategy meeting', () => {
  it('each agency once, with everybody for whom it is there', () => {
    const school = works('agency', 'Sample Primary School', 'education')
    const of = around([
      person('Amira', { working: [school, works('lead', 'Jo Invented', 'childrens-social-care', 'account')] }),
      person('Omar', { working: [school] }),
      person('Marta', { isA: 'adult', working: [works('agency', 'Sample Recovery', 'substance-misuse-service')] }),
    ])
    assert.deepEqual(asked('strategy', of), [
      ['Sample Primary School', 'works with Amira and Omar'],
      ['Jo Invented', 'leads the work with Amira'],
      ['Sample Recovery', 'works with Marta'],
      ['The police', 'a strategy meeting is never held without them'],
      ['Health', 'a strategy meeting is never held without them'],
    ])
  })

  it('the police and health always: as the agency they are here, or one to be chosen where there are several', () => {
    const agencies = [
      { id: agencyId('police'), kind: 'police', name: 'Invented Police' },
      { id: agencyId('nurses'), kind: 'health', name: 'Sample Nurses' },
      { id: agencyId('hospital'), kind: 'health', name: 'Sample Hospital' },
    ] as const
    const [police, health] = expectedInvitees('strategy', around([person('Amira')], agencies))
    assert.equal(police?.agency, agencyId('police'))
    assert.deepEqual(police?.choose, [])
    assert.equal(health?.agency, null)
    assert.deepEqual(
      health?.choose.map(one => one.name),
      ['Sample Nurses', 'Sample Hospital'],
    )
  })

  it('a school, a doctor and a referrer who are only written down are expected too, and none of them twice', () => {
    const of = around([
      person('Amira', {
        school: 'Sample Primary School',
        professionals: [{ name: 'Dr Sample', organisation: 'Invented Surgery', job: 'GP', agency: 'health' }],
        referrers: [
          { source: 'education', sourceName: 'sample primary  school' },
          { source: 'public' },
          { source: 'housing', sourceName: 'Invented Homes' },
        ],
        working: [works('agency', 'Invented Police', 'police')],
      }),
    ])
    assert.deepEqual(asked('strategy', of), [
      ['Invented Police', 'works with Amira'],
      ['Dr Sample, GP', 'works with Amira'],
      ['Sample Primary School', 'is the school of Amira'],
      ['Invented Homes', 'told The Bridge of a worry about Amira'],
    ])
  })

  it('a school or a referrer that is an agency here is asked as that agency', () => {
    const agencies = [{ id: agencyId('force'), kind: 'police', name: 'Invented Police' }] as const
    const [police] = expectedInvitees(
      'strategy',
      around([person('Amira', { referrers: [{ source: 'police', sourceName: 'invented police' }] })], agencies),
    )
    assert.deepEqual([police?.agency, police?.why], [agencyId('force'), 'told The Bridge of a worry about Amira'])
  })

  it('the chair of the conferences is asked to conferences alone', () => {
    const of = around([person('Amira', { working: [works('chair', 'Chidi Invented', 'childrens-social-care', 'account')] })])
    assert.ok(!asked('strategy', of).some(([name]) => name === 'Chidi Invented'))
    assert.ok(asked('review-conference', of).some(([name]) => name === 'Chidi Invented'))
  })

  it('a whole agency gives way to somebody of it who is named, a team and whoever calls the meeting are not asked', () => {
    const teacher = { ...works('core-group', 'Pat Sample', 'education', 'account'), agency: agencyId('Sample Primary School') }
    const of = around([
      person('Amira', {
        working: [
          works('agency', 'Sample Primary School', 'education'),
          teacher,
          works('manager', 'North Team', 'childrens-social-care', 'team'),
          { ...works('lead', 'Me', 'childrens-social-care', 'account'), holder: accountId('me') },
          works('agency', 'Invented Police', 'police'),
          works('agency', 'Invented Health', 'health'),
        ],
      }),
    ])
    assert.deepEqual(
      asked('strategy', of).map(([name]) => name),
      ['Pat Sample', 'Invented Police', 'Invented Health'],
    )
  })
})

describe('a family is asked to conferences and core groups, and not to a strategy meeting', () => {
  const of = around([
    person('Amira'),
    person('Marta', { isA: 'adult', as: 'mother', responsible: true }),
    person('Sam', { isA: 'adult', as: 'step-parent' }),
    person('A lodger', { isA: 'adult' }),
  ])
  it('those with parental responsibility, the family and the child, each as what they are', () => {
    assert.deepEqual(
      expectedInvitees('initial-conference', of).map(one => [one.name, one.as]),
      [
        ['Amira Testcase', 'child'],
        ['Marta Testcase', 'has-responsibility'],
        ['Sam Testcase', 'family'],
      ],
    )
  })
  it('nobody of it to a strategy meeting or to the session of professionals before a conference', () => {
    assert.ok(expectedInvitees('strategy', of).every(one => one.as === 'professional'))
    assert.deepEqual(expectedInvitees('reflective-session', of), [])
  })
})
