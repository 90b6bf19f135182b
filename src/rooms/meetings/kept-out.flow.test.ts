import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { called } from '../testing/called.ts'
import { householdOnRecord } from '../testing/household.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { tell } from '../testing/tell.ts'
import { tellingsOn } from '../testing/tellings.ts'
import { inBoxes, type Typed } from '../testing/visitor.ts'
import { rooms } from '../web.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)
const excluded = (subject: string, role: string) =>
  database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
    ids.partnership,
    subject,
    ids.account(role),
  ])
const letBackIn = (subject: string) => database.admin('delete from gt.excluded where subject_id = $1', [subject])

const police = { as: 'professional', name: 'PC Sample', account: ids.account('police-officer') } as const
const invitationOf = async (matter: string, name: string): Promise<string> =>
  (
    await database.admin<{ id: string }>(
      `select q.entry_id as id from gt.entry_part q join gt.entry e using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-invited' and q.narrative ->> 'name' = $2`,
      [matter, name],
    )
  )[0]?.id ?? ''

/** A meeting about Amira with one action, asked of somebody; gives where both stand. */
const withAction = async (owner: Typed) => {
  const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [] })
  const chair = await as('team-manager')
  await chair.get(`/meetings/${matter}/actions`)
  const sent = await chair.post(`/meetings/${matter}/actions`, { what: 'Amira’s bedroom is seen', ...owner })
  assert.equal(sent.status, 303, sent.page.slice(0, 3000))
  const [row] = await database.admin<{ action: string }>(
    `select q.facts ->> 'action' as action from gt.entry_part q where q.subject_id = $1 and q.facts ? 'action'`,
    [matter],
  )
  return { matter, action: row?.action ?? '' }
}

/** The school challenges somebody about Amira; gives what came of it. */
const challenged = async (whom: Typed) => {
  const school = await as('school-safeguarding-lead')
  await school.get(`/challenges/new?child=${home.amira}`)
  return school.post('/challenges/new', {
    about: 'plan',
    decision: 'The plan ends next week',
    ...inBoxes('decidedOn', '2025-06-02'),
    urgent: 'no',
    situation: 'Amira hides under the table',
    wants: 'She is heard first',
    child: home.amira,
    ...whom,
  })
}

describe('whoever is kept out of a child’s record', () => {
  it('reads no action asked of their agency, nor one of their own from when they are kept out', async () => {
    await excluded(home.amira, 'health-practitioner')
    const asked = await withAction({ owner: `agency:${ids.agency.health}` })
    const nurse = await as('health-practitioner')
    assert.equal((await nurse.get(`/actions/${asked.action}`)).status, 404)
    assert.doesNotMatch((await nurse.get('/actions')).page, /bedroom is seen/)
    assert.equal((await nurse.post(`/actions/${asked.action}/answer`, { accepted: 'yes' })).status, 404)
    await letBackIn(home.amira)
    assert.equal((await nurse.get(`/actions/${asked.action}`)).status, 200)
    const own = await withAction({ owner: 'mail', ownerMail: ids.email('health-practitioner') })
    assert.equal((await nurse.get(`/actions/${own.action}`)).status, 200)
    await excluded(home.amira, 'health-practitioner')
    assert.equal((await nurse.get(`/actions/${own.action}`)).status, 404)
    await letBackIn(home.amira)
    assert.equal((await nurse.get(`/actions/${own.action}`)).status, 200)
  })

  it('is on no side of a challenge about the child, named or by their team, before it or while it stands', async () => {
    await excluded(home.amira, 'health-practitioner')
    await excluded(home.amira, 'team-manager')
    const named = await challenged({ whom: 'mail', whomMail: ids.email('health-practitioner') })
    assert.equal(named.status, 422)
    assert.match(named.page, /Nobody else signs in here with this address/)
    const sent = await challenged({ whom: 'mail', whomMail: ids.email('social-worker') })
    assert.equal(sent.status, 303, sent.page.slice(0, 3000))
    const manager = await as('team-manager')
    assert.equal((await manager.get(sent.to ?? '')).status, 404)
    assert.doesNotMatch((await manager.get('/challenges')).page, /The plan ends next week/)
    const worker = await as('social-worker')
    assert.equal((await worker.get(sent.to ?? '')).status, 200)
    await letBackIn(home.amira)
    assert.equal((await manager.get(sent.to ?? '')).status, 200)
    await excluded(home.amira, 'social-worker')
    assert.equal((await worker.get(sent.to ?? '')).status, 404)
    await letBackIn(home.amira)
  })

  it('reads no challenge about what a meeting decided', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [police] })
    const officer = await as('police-officer')
    await officer.get(`/meetings/${matter}/dissent`)
    const sent = await officer.post(`/meetings/${matter}/dissent`, {
      from: 'actions',
      why: 'Amira is not safe there',
      wants: 'She is seen',
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 3000))
    const worker = await as('social-worker')
    assert.match((await worker.get('/challenges')).page, /Strategy meeting/)
    await excluded(home.amira, 'social-worker')
    assert.doesNotMatch((await worker.get('/challenges')).page, /Strategy meeting/)
    await letBackIn(home.amira)
    assert.match((await worker.get('/challenges')).page, /Strategy meeting/)
  })
})

describe('who comes into a meeting', () => {
  it('is never a whole department of social care', async () => {
    const department = { as: 'professional', name: 'Invented Children’s Social Care', agency: ids.agency['social-care'] } as const
    const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [department] })
    assert.equal((await (await as('bridge-social-worker')).get(`/meetings/${matter}`)).status, 404)
    assert.match((await (await as('team-manager')).get(`/meetings/${matter}`)).page, /Invented Children’s Social Care/)
  })

  it('is no agency as a whole and no team where the record of a child is closed to all but those named', async () => {
    const whose = [ids.partnership, home.omar]
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', whose)
    await database.admin('insert into gt.named_only (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ...whose,
      ids.account('team-manager'),
    ])
    const health = { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health } as const
    const { matter } = await called(database, 'team-manager', {
      children: [home.omar],
      invitees: [health, police],
      managers: [ids.team.north],
    })
    const nurse = await as('health-practitioner')
    assert.equal((await nurse.get(`/meetings/${matter}`)).status, 404)
    assert.doesNotMatch((await nurse.get('/meetings')).page, new RegExp(matter))
    assert.equal((await (await as('police-officer')).get(`/meetings/${matter}`)).status, 200, 'who is asked by name comes')
    const chair = await as('team-manager')
    await chair.get(`/meetings/${matter}/actions`)
    const asked = await chair.post(`/meetings/${matter}/actions`, { what: 'He is weighed', owner: `agency:${ids.agency.health}` })
    assert.equal(asked.status, 422)
    assert.match(asked.page, /cannot be asked: ask somebody else/)
    const held = await database.admin(`select 1 from gt.reach where subject_id = $1 and holder_id = any ($2)`, [
      matter,
      [ids.team.north, ids.agency.health],
    ])
    assert.deepEqual(held, [])
    for (const table of ['named_only', 'closed_to_most']) await database.admin(`delete from gt.${table} where subject_id = $1`, [home.omar])
  })

  it('is no team that manages the work with somebody else of the household', async () => {
    const { works } = tellingsOn('2025-01-12')
    await tell(database, 'team-manager', [works(home.marta, ids.team.bridge, 'team', 'manager')], { known: '2025-01-12' })
    const manager = await as('team-manager')
    await manager.get(`/people/${home.amira}/meetings/new?type=strategy`)
    const sent = await manager.post(`/people/${home.amira}/meetings/new?type=strategy`, {
      ...inBoxes('on', '2027-02-03'),
      time: '9:30',
      way: 'video',
      children: [home.amira],
      chair: ids.account('team-manager'),
      minutes: ids.account('team-manager'),
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 3000))
    const teams = await database.admin<{ holder_id: string }>(
      `select holder_id from gt.reach where subject_id = $1 and relation = 'manager'`,
      [sent.to?.split('/').at(-1)],
    )
    assert.deepEqual(
      teams.map(one => one.holder_id),
      [ids.team.north],
    )
  })

  it('nobody learns by an address that somebody whose role comes to no meeting has an account', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira] })
    const manager = await as('team-manager')
    for (const role of ['parent', 'system-administrator']) {
      await manager.get(`/meetings/${matter}/invite`)
      const invited = await manager.post(`/meetings/${matter}/invite`, { mail: ids.email(role), as: 'professional' })
      assert.equal(invited.status, 422)
      assert.match(invited.page, /Nobody signs in here with this address/)
      await manager.get(`/meetings/${matter}/actions`)
      const asked = await manager.post(`/meetings/${matter}/actions`, { what: 'Open the door', owner: 'mail', ownerMail: ids.email(role) })
      assert.equal(asked.status, 422)
      assert.match(asked.page, /Nobody signs in here with this address/)
      assert.equal((await challenged({ whom: 'mail', whomMail: ids.email(role) })).status, 422)
    }
  })
})

describe('whom the chair keeps out', () => {
  it('does not come back through whoever takes the minutes', async () => {
    const { matter } = await called(database, 'team-manager', {
      children: [home.amira],
      invitees: [police],
      minutes: ids.account('social-worker'),
    })
    const at = `/meetings/${matter}/invitations/${await invitationOf(matter, 'PC Sample')}`
    const chair = await as('team-manager')
    await chair.get(at)
    assert.equal((await chair.post(`${at}/keep-out`, { part: 'whole', reason: 'Married to the father' })).status, 303)
    const officer = await as('police-officer')
    assert.equal((await officer.get(`/meetings/${matter}`)).status, 404)
    const worker = await as('social-worker')
    await worker.get(`/meetings/${matter}/invite`)
    const again = await worker.post(`/meetings/${matter}/invite`, { mail: ids.email('police-officer'), as: 'professional' })
    assert.equal(again.status, 422)
    assert.match(again.page, /is kept out of this meeting/)
    assert.equal((await officer.get(`/meetings/${matter}`)).status, 404)
    await chair.get(`/meetings/${matter}/invite`)
    assert.equal((await chair.post(`/meetings/${matter}/invite`, { mail: ids.email('police-officer'), as: 'professional' })).status, 303)
    assert.equal((await officer.get(`/meetings/${matter}`)).status, 200)
  })

  it('takes the minutes no longer, and does not read on because their whole agency is asked', async () => {
    const agency = { as: 'professional', name: 'Invented Police', agency: ids.agency.police } as const
    const { matter } = await called(database, 'team-manager', {
      children: [home.amira],
      invitees: [police, agency],
      minutes: ids.account('police-officer'),
    })
    const chair = await as('team-manager')
    const officer = await as('police-officer')
    const at = async (name: string) => `/meetings/${matter}/invitations/${await invitationOf(matter, name)}`
    await chair.get(await at('PC Sample'))
    const first = await chair.post(`${await at('PC Sample')}/keep-out`, { part: 'whole', reason: 'Married to the father' })
    assert.equal(first.status, 422)
    assert.match(first.page, /keep the agency out first/)
    assert.equal((await chair.post(`${await at('Invented Police')}/keep-out`, { part: 'whole', reason: 'He is in it' })).status, 303)
    assert.equal((await officer.get(`/meetings/${matter}`)).status, 200)
    assert.equal((await chair.post(`${await at('PC Sample')}/keep-out`, { part: 'whole', reason: 'Married to the father' })).status, 303)
    assert.equal((await officer.get(`/meetings/${matter}`)).status, 404)
    assert.equal((await officer.get(`/meetings/${matter}/minutes`)).status, 404)
  })
})
