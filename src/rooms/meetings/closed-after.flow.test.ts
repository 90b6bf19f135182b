import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { called } from '../testing/called.ts'
import { householdOnRecord } from '../testing/household.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { inBoxes } from '../testing/visitor.ts'
import { rooms } from '../web.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)

const close = async (...roles: string[]) => {
  await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, home.amira])
  for (const role of roles) await name(role)
}
const name = (role: string) =>
  database.admin('insert into gt.named_only (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
    ids.partnership,
    home.amira,
    ids.account(role),
  ])
const open = async () => {
  await database.admin('delete from gt.closed_to_most where subject_id = $1', [home.amira])
  await database.admin('delete from gt.named_only where subject_id = $1', [home.amira])
}
const shows = async (role: string, path: string): Promise<number> => (await (await as(role)).get(path)).status

/** A meeting about Amira to which health came as an agency and an officer in their own name, with one action asked of health; gives where both stand. */
const meetingWithAction = async () => {
  const { matter } = await called(database, 'team-manager', {
    children: [home.amira],
    invitees: [
      { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health },
      { as: 'professional', name: 'PC Sample', account: ids.account('police-officer') },
    ],
  })
  const chair = await as('team-manager')
  await chair.get(`/meetings/${matter}/actions`)
  const sent = await chair.post(`/meetings/${matter}/actions`, { what: 'She is weighed', owner: `agency:${ids.agency.health}` })
  assert.equal(sent.status, 303, sent.page.slice(0, 2000))
  const [row] = await database.admin<{ action: string }>(
    `select q.facts ->> 'action' as action from gt.entry_part q where q.subject_id = $1 and q.facts ? 'action'`,
    [matter],
  )
  return { meeting: `/meetings/${matter}`, action: `/actions/${row?.action}` }
}

describe('a record that is closed to most after a meeting about the child was called', () => {
  beforeEach(open)

  it('is read on in its meeting and its actions by no agency as a whole, until it is open again', async () => {
    const { meeting, action } = await meetingWithAction()
    assert.deepEqual([await shows('health-practitioner', meeting), await shows('health-practitioner', action)], [200, 200])
    await close('team-manager')
    assert.deepEqual([await shows('health-practitioner', meeting), await shows('health-practitioner', action)], [404, 404])
    const nurse = await as('health-practitioner')
    for (const list of ['/meetings', '/actions'])
      assert.doesNotMatch((await nurse.get(list)).page, new RegExp(`${meeting}|${action}|She is weighed`), list)
    await open()
    assert.deepEqual([await shows('health-practitioner', meeting), await shows('health-practitioner', action)], [200, 200])
  })

  it('stays with whoever was asked in their own name, before or after, and with whoever is named', async () => {
    const { meeting, action } = await meetingWithAction()
    await close('team-manager')
    assert.equal(await shows('police-officer', meeting), 200)
    assert.equal(await shows('health-practitioner', meeting), 404)
    await name('health-practitioner')
    assert.deepEqual([await shows('health-practitioner', meeting), await shows('health-practitioner', action)], [200, 200])
    await database.admin('delete from gt.named_only where subject_id = $1 and account_id = $2', [
      home.amira,
      ids.account('health-practitioner'),
    ])
    assert.equal(await shows('health-practitioner', meeting), 404)
    const chair = await as('team-manager')
    await chair.get(`${meeting}/actions`)
    const sent = await chair.post(`${meeting}/actions`, {
      what: 'She is heard',
      owner: 'mail',
      ownerMail: ids.email('early-help-practitioner'),
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 2000))
    assert.match((await (await as('early-help-practitioner')).get('/actions')).page, /She is heard/)
  })

  it('is read on in a challenge by the two people of it, and by the team of neither', async () => {
    const school = await as('school-safeguarding-lead')
    await school.get(`/challenges/new?child=${home.amira}`)
    const sent = await school.post('/challenges/new', {
      about: 'plan',
      decision: 'The plan ends next week',
      ...inBoxes('decidedOn', '2025-06-02'),
      urgent: 'no',
      situation: 'Amira hides under the table',
      wants: 'She is heard first',
      child: home.amira,
      whom: 'mail',
      whomMail: ids.email('social-worker'),
    })
    const challenge = sent.to ?? ''
    assert.equal(await shows('team-manager', challenge), 200)
    await close('bridge-manager')
    assert.deepEqual(
      [await shows('school-safeguarding-lead', challenge), await shows('social-worker', challenge), await shows('team-manager', challenge)],
      [200, 200, 404],
    )
    await open()
    assert.equal(await shows('team-manager', challenge), 200)
  })

  it('closes what is told of it later too', async () => {
    await close('team-manager')
    const { matter } = await called(database, 'team-manager', { children: [home.amira, home.omar], invitees: [] })
    const [row] = await database.admin<{ named: string[] }>(
      'select array_agg(n.account_id) as named from gt.named_only n join gt.closed_to_most c using (partnership_id, subject_id) where subject_id = $1',
      [matter],
    )
    assert.deepEqual(row?.named, [ids.account('team-manager')])
  })
})
