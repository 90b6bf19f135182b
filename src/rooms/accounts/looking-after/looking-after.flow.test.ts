import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { elsewhere, freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testPurpose } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { codeAt } from '../../../kernel/access/one-time-code.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { type JobWorker, startWorker } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { type Catcher, openPost, type Post, sendLink, sendMail, startCatcher } from '../../../kernel/mail/index.ts'
import { type AccountId, type AgencyId, newId } from '../../../thread/ids.ts'
import { onceForEachRole, openWebOf, rolesWithout, signIn, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { switchOffDormant } from '../dormant/dormant.ts'
import type { LookedAfter } from './looking-after.ts'

let database: TestDatabase
let web: FastifyInstance
let catcher: Catcher
let post: Post
let jobs: JobWorker
let administrator: Visitor
const log = openLog('silent')
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
  catcher = await startCatcher()
  post = openPost({ url: catcher.url, from: 'golden-thread@example.org' })
  const site = 'https://golden-thread.example.org'
  jobs = await startWorker({
    url: database.urls.gt_worker,
    database: database.worker,
    log,
    jobs: [sendLink(post, site), sendMail(post, site)],
  })
  administrator = await visitorOf(web, database, 'system-administrator', '/accounts')
})
after(async () => {
  await jobs?.stop()
  post?.close()
  await catcher?.stop()
  await web?.close()
  await database?.drop()
})

type Person = { id: AccountId; email: string; visitor: Visitor }

/** Somebody with an account in an agency, signed in. */
const personIn = async (agency: AgencyId, role: string, of = ids): Promise<Person> => {
  const id = newId<AccountId>()
  const email = `${id}@example.test`
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Pat Sample', $4, $5)`,
    [of.partnership, id, agency, email, role],
  )
  await database.admin(
    `insert into gt.credential (partnership_id, account_id, password_hash, otp_secret)
     select $1, $2, password_hash, otp_secret from gt.credential where account_id = $3`,
    [of.partnership, id, ids.account('social-worker')],
  )
  const visitor = strangerAt(web)
  if (of === ids) await signIn(visitor, { email, password: testPassword, otpSecret: testOtpSecret })
  return { id, email, visitor }
}

const mailTo = async (address: string): Promise<string> => {
  for (let tries = 0; tries < 1500; tries += 1) {
    const found = catcher.messages().find(one => one.to.includes(address))
    if (found) return found.text
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error(`no mail came to ${address}`)
}
const linkIn = (text: string): string => /\/begin\/[0-9a-f-]{36}/.exec(text)?.[0] ?? ''
const rightCode = (secret = testOtpSecret) => codeAt(secret, momentOf(Temporal.Now.instant()))

/** Follows a link as its owner would: a password of one's own, and the key into an app. */
const begin = async (link: string): Promise<Visitor> => {
  const visitor = strangerAt(web)
  const { page } = await visitor.get(link)
  const secret = /secret=([A-Z2-7]+)/.exec(page)?.[1] ?? ''
  const password = 'three words of a sample'
  assert.equal((await visitor.post(link, { password, again: password, code: rightCode(secret) })).status, 303)
  return visitor
}
const statusOf = async (visitor: Visitor, path: string) => (await visitor.get(path)).status
const invitation = (more: Record<string, string | string[]> = {}) => ({
  agency: ids.agency.school,
  name: 'Ines Sample',
  email: `${newId()}@example.test`,
  role: 'school-safeguarding-lead',
  ...more,
})
const idIn = (to: string | undefined) => /^\/accounts\/([0-9a-f-]{36})/.exec(to ?? '')?.[1] ?? ''

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

describe('an account that nobody uses', () => {
  const lastUsed = (id: AccountId, days: number) =>
    database.admin(
      `with f as (update gt.account_life set used_at = clock_timestamp() - make_interval(days => $2), since = clock_timestamp() - interval '1 year' where account_id = $1)
       update gt.session set seen_at = clock_timestamp() - make_interval(days => $2) where account_id = $1`,
      [id, days],
    )
  const tonight = () =>
    switchOffDormant.run(
      {},
      { database: database.worker, log, at: momentOf(Temporal.Now.instant()), job: '1', stopping: new AbortController().signal },
    )
  const active = async (id: AccountId) =>
    (await database.admin<{ active: boolean }>('select active from gt.account where account_id = $1', [id]))[0]?.active

  it('is switched off after 45 days and not before, is named on the page, and comes back by a new link alone', async () => {
    const [used, unused] = [
      await personIn(ids.agency.school, 'school-safeguarding-lead'),
      await personIn(ids.agency.school, 'school-safeguarding-lead'),
    ]
    await lastUsed(used.id, 44)
    await lastUsed(unused.id, 47)
    await tonight()
    assert.deepEqual([await active(used.id), await active(unused.id)], [true, false])
    await assert.rejects(signIn(strangerAt(web), { email: unused.email, password: testPassword, otpSecret: testOtpSecret }))
    assert.match((await administrator.get(`/accounts?agency=${ids.agency.school}`)).page, /Switched off: not used/)
    await administrator.get(`/accounts/${unused.id}`)
    await administrator.post(`/accounts/${unused.id}/link`, {})
    await assert.rejects(
      signIn(strangerAt(web), { email: unused.email, password: testPassword, otpSecret: testOtpSecret }),
      'the password of before is over',
    )
    const visitor = await begin(linkIn(await mailTo(unused.email)))
    assert.equal(await statusOf(visitor, '/concerns'), 200)
    await tonight()
    assert.equal(await active(unused.id), true)
  })

  it('is switched off after as many days as the partnership has set, and the public’s own account never is', async () => {
    const one = await personIn(ids.agency.school, 'school-safeguarding-lead')
    await lastUsed(one.id, 20)
    await tonight()
    assert.equal(await active(one.id), true)
    await database.admin(
      `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'accounts.dormant-after', '2020-01-01', '14', $2, 'a test')`,
      [ids.partnership, ids.account('system-administrator')],
    )
    await tonight()
    assert.equal(await active(one.id), false)
    await database.admin("delete from gt.setting_value where setting = 'accounts.dormant-after'")
  })

  it('begins to count when this is first looked at', async () => {
    const one = await personIn(ids.agency.school, 'school-safeguarding-lead')
    await database.admin('delete from gt.account_life where account_id = $1', [one.id])
    await database.admin('delete from gt.session where account_id = $1', [one.id])
    await tonight()
    assert.equal(await active(one.id), true)
  })
})

describe('somebody who has lost what they sign in with', () => {
  const ask = async (email: string) => {
    const visitor = strangerAt(web)
    await visitor.get('/recover')
    const answered = await visitor.post('/recover', { email })
    await lookUp()
    return answered
  }
  const lookUp = () => database.worker.door('select gt.recoveries_looked_up()', [])
  const asked = async (id: AccountId) => (await administrator.json<LookedAfter>(`/accounts/${id}`)).body.recovery?.id ?? ''
  let lost: Person
  beforeEach(async () => {
    lost = await personIn(ids.agency.school, 'school-safeguarding-lead')
  })

  it('is answered the same as somebody who has no account', async () => {
    const same = (page: string) => page.replace(/nonce="[^"]*"|name="csrf" value="[^"]*"/g, '')
    const [known, unknown] = [await ask(lost.email), await ask('nobody@example.test')]
    assert.deepEqual([known.status, same(known.page)], [unknown.status, same(unknown.page)])
    assert.equal((await ask('not an address')).status, 422)
  })

  it('is told from nobody by how much is done: the same statements and the same rows for every address', async () => {
    const work = async (email: string) => {
      const statements: string[] = []
      const app = {
        ...database.app,
        door: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => {
          statements.push(text)
          return database.app.door<Row>(text, values)
        },
      }
      const counting = await openWebOf({ ...database, app }, rooms)
      const tables = ['recovery', 'recovery_wish', 'account_change'] as const
      const rows = async () =>
        Promise.all(
          tables.map(async table => (await database.admin<{ n: number }>(`select count(*)::integer as n from gt.${table}`))[0]?.n ?? 0),
        )
      try {
        const before = await rows()
        const visitor = strangerAt(counting)
        await visitor.get('/recover')
        statements.length = 0
        await visitor.post('/recover', { email })
        const wished = await rows()
        return { statements: [...statements], more: wished.map((n, at) => n - (before[at] ?? 0)) }
      } finally {
        await counting.close()
      }
    }
    const [known, unknown] = [await work(lost.email), await work(`${newId()}@example.test`)]
    assert.deepEqual(known, unknown)
    assert.deepEqual(known.more, [0, 1, 0])
    await lookUp()
    assert.notEqual(await asked(lost.id), '')
    assert.deepEqual(await database.admin('select 1 from gt.recovery_wish'), [], 'nothing is kept of an address that nobody has')
  })

  it('begins again when a second person has met them: all of before is over, and those who look after the account were told', async () => {
    const manager = await personIn(ids.agency.school, 'account-manager')
    await ask(lost.email)
    await ask(lost.email)
    assert.equal((await database.admin('select 1 from gt.recovery where account_id = $1', [lost.id])).length, 1, 'asked once')
    assert.match(await mailTo(manager.email), /\/accounts\n/)
    assert.equal(await statusOf(lost.visitor, '/concerns'), 200, 'asking takes nothing away: anybody can ask')
    await database.admin(
      "insert into gt.outside_account (partnership_id, issuer, outside_subject, account_id) values ($1, 'https://issuer.example.test', $2, $3)",
      [ids.partnership, lost.email, lost.id],
    )
    const at = `/accounts/${lost.id}/recovery`
    await manager.visitor.get(`/accounts/${lost.id}`)
    const recovery = await asked(lost.id)
    const unmet = await manager.visitor.post(at, { recovery })
    assert.equal(unmet.status, 422)
    assert.match(unmet.page, /If you have not, do that first/)
    assert.equal((await manager.visitor.post(at, { recovery: newId(), met: 'yes' })).status, 404)
    assert.equal((await manager.visitor.post(at, { recovery, met: 'yes' })).to, `/accounts/${lost.id}?done=met`)
    assert.equal((await lost.visitor.get('/concerns')).status, 303, 'every session is over')
    assert.deepEqual(
      await database.admin('select 1 from gt.outside_account where account_id = $1', [lost.id]),
      [],
      'nor in through the agency',
    )
    await assert.rejects(signIn(strangerAt(web), { email: lost.email, password: testPassword, otpSecret: testOtpSecret }))
    assert.equal((await manager.visitor.post(at, { recovery, met: 'yes' })).status, 404, 'said once')
    const visitor = await begin(linkIn(await mailTo(lost.email)))
    assert.equal(await statusOf(visitor, '/concerns'), 200)
  })

  it('cannot say yes to themself, whatever they may do', async () => {
    const manager = await personIn(ids.agency.school, 'account-manager')
    await ask(manager.email)
    const recovery = await asked(manager.id)
    assert.notEqual(recovery, '', 'the system administrator sees it')
    await manager.visitor.get('/accounts')
    assert.equal((await manager.visitor.post(`/accounts/${manager.id}/recovery`, { recovery, met: 'yes' })).status, 404)
    await ask(ids.email('system-administrator'))
    const [own] = await database.admin<{ recovery_id: string }>('select recovery_id from gt.recovery where account_id = $1', [
      ids.account('system-administrator'),
    ])
    const post = await administrator.post(`/accounts/${ids.account('system-administrator')}/recovery`, {
      recovery: own?.recovery_id ?? '',
      met: 'yes',
    })
    assert.equal(post.status, 404)
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
