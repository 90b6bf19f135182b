import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { elsewhere, ids, testOtpSecret, testPassword, testPurpose } from '../../../../tests/database.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { newId } from '../../../thread/ids.ts'
import { onceForEachRole, rolesWithout, signIn, strangerAt } from '../../testing/visitor.ts'
import { idIn, invitation, linkIn, openLookingAfter, type Person, statusOf } from '../testing/looked-after.ts'
import type { LookedAfter } from './looking-after.ts'

const { database, web, administrator, personIn, mailTo, begin } = await openLookingAfter()

describe('an account manager', () => {
  let manager: Person
  before(async () => {
    manager = await personIn(ids.agency.school, 'account-manager')
  })

  it('invites somebody of their own agency, who begins by the link in the mail and works as what they were invited as', async () => {
    await manager.visitor.get('/accounts/new')
    const email = 'Ines.Sample@Example.test'
    const invited = await manager.visitor.post('/accounts/new', invitation({ email }))
    assert.match(invited.to ?? '', /\?done=invited$/)
    const text = await mailTo(email.toLowerCase())
    assert.doesNotMatch(text, /Ines|child|safeguarding|School/)
    const visitor = await begin(linkIn(text))
    assert.deepEqual(
      [await statusOf(visitor, '/concerns'), await statusOf(visitor, '/accounts'), await statusOf(visitor, '/bridge')],
      [200, 404, 404],
    )
    assert.equal((await strangerAt(web).get(linkIn(text))).status, 404, 'a link works once')
    const { body } = await manager.visitor.json<LookedAfter & { changes: { what: string; after: string }[] }>(
      `/accounts/${idIn(invited.to)}`,
    )
    assert.deepEqual(
      [body.begun, body.active, body.changes[0]?.what, body.changes[0]?.after],
      [true, true, 'invited', 'school-safeguarding-lead'],
    )
  })

  it('invites once, however often the form is sent, and no address twice', async () => {
    await manager.visitor.get('/accounts/new')
    const commandId = newId()
    const fields = { ...invitation(), commandId }
    const [first, second] = [await manager.visitor.post('/accounts/new', fields), await manager.visitor.post('/accounts/new', fields)]
    assert.match(first?.to ?? '', /\?done=invited$/)
    assert.equal(second?.to, first?.to)
    const again = await manager.visitor.post('/accounts/new', { ...fields, commandId: newId() })
    assert.equal(again.status, 422)
    assert.match(again.page, /There is an account with this address already/)
  })

  it('makes no account under an id by which an agency, a team or the partnership holds records, whatever the form or a program sends', async () => {
    await manager.visitor.get('/accounts/new')
    const [team] = await database.admin<{ team_id: string }>('select team_id from gt.team where partnership_id = $1 limit 1', [
      ids.partnership,
    ])
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account('system-administrator')])
    const asker = await database.session('system-administrator')
    for (const commandId of [ids.agency.police, team?.team_id ?? '', ids.partnership]) {
      const { to } = await manager.visitor.post('/accounts/new', { ...invitation(), commandId })
      assert.match(to ?? '', /\?done=invited$/)
      assert.notEqual(idIn(to), commandId)
      const outcome = await database.app.withActor(asker, testPurpose, tx =>
        tx.run(statement<{ outcome: string }>('test-invite', null, 'select gt.invite_account($1, $2, $3, $4, $5, $6) as outcome'), [
          commandId,
          ids.agency.school,
          'Ines Sample',
          `${newId()}@example.test`,
          'school-safeguarding-lead',
          [],
        ]),
      )
      assert.deepEqual(outcome, [{ outcome: 'no' }])
      assert.deepEqual(await database.admin('select 1 from gt.account where account_id = $1', [commandId]), [])
    }
  })

  it('shows again that it is them before they give a role, where they have not lately', async () => {
    const other = await personIn(ids.agency.school, 'school-safeguarding-lead')
    await manager.visitor.get('/accounts')
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes' where account_id = $1", [manager.id])
    try {
      const prove = /^\/account\/prove\?to=%2Faccounts/
      assert.match((await manager.visitor.get('/accounts/new')).to ?? '', prove)
      assert.match((await manager.visitor.post('/accounts/new', invitation())).to ?? '', prove)
      assert.match((await manager.visitor.post(`/accounts/${other.id}`, { role: 'school-safeguarding-lead' })).to ?? '', prove)
    } finally {
      await database.admin('update gt.session set proved_at = clock_timestamp() where account_id = $1', [manager.id])
    }
  })

  it('takes nobody out of a team of another agency, unless the role is another one', async () => {
    const one = await personIn(ids.agency['social-care'], 'social-worker')
    const keeper = await personIn(ids.agency['social-care'], 'account-manager')
    const team = newId()
    await database.admin("insert into gt.team (partnership_id, team_id, agency_id, name) values ($1, $2, $3, 'Team of a school')", [
      ids.partnership,
      team,
      ids.agency.school,
    ])
    await database.admin('insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)', [
      ids.partnership,
      one.id,
      team,
    ])
    const stands = () => database.admin("select 1 from gt.team_member where team_id = $1 and until_at = 'infinity'", [team])
    await keeper.visitor.get('/accounts')
    assert.match((await keeper.visitor.post(`/accounts/${one.id}`, { role: 'social-worker' })).to ?? '', /done=changed/)
    assert.equal((await stands()).length, 1)
    assert.match((await keeper.visitor.post(`/accounts/${one.id}`, { role: 'conference-chair' })).to ?? '', /done=changed/)
    assert.equal((await stands()).length, 0)
  })

  it('names who screens The Bridge in children’s social care alone', async () => {
    const police = await personIn(ids.agency.police, 'account-manager')
    await police.visitor.get('/accounts/new')
    const asked = (role: string) => police.visitor.post('/accounts/new', invitation({ agency: ids.agency.police, role }))
    assert.equal((await asked('bridge-screener')).status, 422)
    assert.match((await asked('police-officer')).to ?? '', /done=invited/)
    const { to } = await administrator.post('/accounts/new', invitation({ agency: ids.agency.police, role: 'bridge-screener' }))
    assert.match(to ?? '', /done=invited/)
  })

  it('gives no role that belongs to another sort of agency, and none in another agency', async () => {
    await manager.visitor.get('/accounts/new')
    for (const role of ['bridge-manager', 'social-worker', 'police-officer', 'account-manager', 'system-administrator', 'no-such-role'])
      assert.equal((await manager.visitor.post('/accounts/new', invitation({ role }))).status, 422, role)
    const before = await database.admin('select 1 from gt.account')
    const other = await manager.visitor.post('/accounts/new', invitation({ agency: ids.agency.health, role: 'health-practitioner' }))
    assert.equal(other.status, 404)
    assert.equal((await manager.visitor.get(`/accounts?agency=${ids.agency.health}`)).status, 404)
    assert.equal((await database.admin('select 1 from gt.account')).length, before.length)
  })

  it('sees and touches no account of another agency, none of another partnership, and not their own', async () => {
    const stranger = await personIn(elsewhere.agency.school, 'school-safeguarding-lead', elsewhere)
    const nurse = await personIn(ids.agency.health, 'health-practitioner')
    const second = await personIn(ids.agency.school, 'account-manager')
    await manager.visitor.get('/accounts')
    for (const { id } of [stranger, nurse, second, manager]) {
      assert.equal(await statusOf(manager.visitor, `/accounts/${id}`), 404)
      for (const what of ['left', 'link']) assert.equal((await manager.visitor.post(`/accounts/${id}/${what}`, {})).status, 404)
      assert.equal((await manager.visitor.post(`/accounts/${id}`, { role: 'school-safeguarding-lead' })).status, 404)
      assert.equal((await manager.visitor.post(`/accounts/${id}/recovery`, { recovery: newId(), met: 'yes' })).status, 404)
    }
    const { body } = await manager.visitor.json<{ accounts: LookedAfter[] }>('/accounts')
    assert.ok(body.accounts.every(one => one.agency === ids.agency.school && one.role !== 'account-manager'))
    assert.equal(await statusOf(nurse.visitor, '/settings'), 200)
  })

  it('reads no record of anybody', async () => {
    const granted = await database.admin<{ may: string }>("select may from gt.access_grant where role = 'account-manager'")
    assert.ok(granted.length > 0)
    assert.deepEqual(
      granted.filter(one => !/^(page|give):/.test(one.may)),
      [],
    )
  })
})

describe('a change of an account holds on the very next request', () => {
  it('another role: an open session is judged by the new one', async () => {
    const one = await personIn(ids.agency['social-care'], 'social-worker')
    assert.deepEqual([await statusOf(one.visitor, '/bridge'), await statusOf(one.visitor, '/concerns')], [404, 200])
    await administrator.get(`/accounts/${one.id}`)
    const changed = await administrator.post(`/accounts/${one.id}`, { role: 'bridge-screener', teams: [ids.team.bridge] })
    assert.equal(changed.to, `/accounts/${one.id}?done=changed`)
    assert.equal(await statusOf(one.visitor, '/bridge'), 200)
    const queues = async () =>
      (
        await database.admin<{ n: number }>(
          'select count(*)::integer as n from gt.team_member where account_id = $1 and until_at > clock_timestamp()',
          [one.id],
        )
      )[0]?.n
    assert.equal(await queues(), 1)
    await administrator.post(`/accounts/${one.id}`, { role: 'social-worker' })
    assert.deepEqual([await statusOf(one.visitor, '/bridge'), await queues()], [404, 0])
    assert.match((await administrator.get(`/accounts/${one.id}`)).page, /from Bridge screener to Social worker/)
  })

  it('somebody who has left: refused at once, no way in again, and in no team', async () => {
    const one = await personIn(ids.agency['social-care'], 'social-worker')
    await administrator.get(`/accounts/${one.id}`)
    assert.equal((await administrator.post(`/accounts/${one.id}/left`, {})).to, `/accounts/${one.id}?done=left`)
    assert.equal((await one.visitor.get('/concerns')).status, 303)
    await assert.rejects(
      signIn(strangerAt(web), { email: one.email, password: testPassword, otpSecret: testOtpSecret }),
      /could not sign in: 422/,
    )
    assert.equal((await administrator.post(`/accounts/${one.id}/left`, {})).status, 404)
  })
})

it('to every other role these pages are pages that do not exist', async () => {
  const as = onceForEachRole(() => [web, database])
  const others = rolesWithout('GET /accounts')
  assert.ok(others.includes('social-worker') && others.includes('bridge-manager'))
  for (const role of ['social-worker', 'bridge-manager', 'school-safeguarding-lead', 'team-manager']) {
    const visitor = await as(role)
    for (const path of ['/accounts', '/accounts/new', `/accounts/${ids.account('police-officer')}`])
      assert.equal(await statusOf(visitor, path), 404)
    assert.equal((await visitor.post(`/accounts/${ids.account('police-officer')}/left`, {})).status, 404)
  }
})
