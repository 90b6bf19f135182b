import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { elsewhere, freshDatabase, ids, type TestDatabase, testOtpSecret } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { codeAt } from '../../../kernel/access/one-time-code.ts'
import { newId } from '../../../thread/ids.ts'
import { openWebOf, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import type { OwnSession } from './own-sign-in.queries.ts'

let database: TestDatabase
let web: FastifyInstance
let worker: Visitor
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
})
after(async () => {
  await web?.close()
  await database?.drop()
})
const role = 'social-worker'
beforeEach(async () => {
  await database.admin('update gt.session set ends_at = clock_timestamp() where ends_at > clock_timestamp()')
  await codesWorkAgain()
  worker = await visitorOf(web, database, role, '/account')
})

const isOut = async (visitor: Visitor): Promise<void> => assert.equal((await visitor.get('/account')).to?.startsWith('/sign-in'), true)
const sessionsOf = async (visitor: Visitor): Promise<OwnSession[]> =>
  (await visitor.json<{ sessions: OwnSession[] }>('/account')).body.sessions
const rightCode = () => codeAt(testOtpSecret, momentOf(Temporal.Now.instant()))
const codesWorkAgain = () => database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])

describe('where one is signed in', () => {
  it('is listed with this session first, and one that is not known can be ended; its very next request is refused', async () => {
    const lost = await visitorOf(web, database, role, '/account')
    await visitorOf(web, database, 'team-manager', '/account')
    const listed = await sessionsOf(worker)
    assert.deepEqual(
      listed.map(one => one.here),
      [true, false],
      'those of others are not among them',
    )
    const other = listed[1]?.id ?? ''
    assert.equal((await worker.post(`/account/sessions/${other}/end`, {})).to, '/account?done=ended')
    await isOut(lost)
    assert.equal((await worker.get('/account?done=ended')).status, 200)
    assert.deepEqual(
      (await sessionsOf(worker)).map(one => one.here),
      [true],
    )
    assert.equal((await worker.post(`/account/sessions/${other}/end`, {})).status, 404, 'it has ended already')
  })

  it('nobody ends a session of somebody else: it is not found, and goes on', async () => {
    const manager = await visitorOf(web, database, 'team-manager', '/account')
    const [theirs] = await sessionsOf(manager)
    assert.equal((await worker.post(`/account/sessions/${theirs?.id}/end`, {})).status, 404)
    assert.equal((await worker.post(`/account/sessions/${newId()}/end`, {})).status, 404)
    assert.equal((await manager.get('/account')).status, 200)
  })

  it('signing out everywhere ends every one of them and none of anybody else’s', async () => {
    const second = await visitorOf(web, database, role, '/account')
    const manager = await visitorOf(web, database, 'team-manager', '/account')
    const { status, to } = await worker.post('/account/sessions/end', {})
    assert.deepEqual([status, to], [303, '/sign-in'])
    await isOut(worker)
    await isOut(second)
    assert.equal((await manager.get('/account')).status, 200)
  })

  it('a session that was idle too long is not on the list', async () => {
    await visitorOf(web, database, role, '/account')
    await database.admin(
      "update gt.session set seen_at = clock_timestamp() - interval '31 minutes' where session_id <> $1 and account_id = $2",
      [(await sessionsOf(worker)).find(one => one.here)?.id, ids.account(role)],
    )
    assert.equal((await sessionsOf(worker)).length, 1)
  })

  it('an account of the same id in another partnership has sessions of its own', async () => {
    const [here] = await sessionsOf(worker)
    await database.admin(
      `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Otto Invented', 'both@elsewhere.example.test', 'social-worker')`,
      [elsewhere.partnership, ids.account(role), elsewhere.agency['social-care']],
    )
    await database.admin(
      `insert into gt.session (partnership_id, session_hash, account_id, ends_at) values ($1, '\\x01', $2, clock_timestamp() + interval '1 hour')`,
      [elsewhere.partnership, ids.account(role)],
    )
    assert.deepEqual(
      (await sessionsOf(worker)).map(one => one.id),
      [here?.id],
    )
    await worker.post('/account/sessions/end', {})
    const [there] = await database.admin<{ stands: boolean }>(
      'select ends_at > clock_timestamp() as stands from gt.session where partnership_id = $1',
      [elsewhere.partnership],
    )
    assert.equal(there?.stands, true)
  })
})

describe('showing again that it is oneself', () => {
  it('takes a code, renews the secret of the session, and what the old cookie was is worth nothing at once', async () => {
    const old = worker.cookies.get('gt') ?? ''
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '1 hour'")
    assert.equal((await sessionsOf(worker))[0]?.proved, false)
    await codesWorkAgain()
    await worker.get('/account/prove?to=/account')
    assert.deepEqual((await worker.post('/account/prove', { code: rightCode(), to: '/account' })).to, '/account')
    assert.notEqual(worker.cookies.get('gt'), old)
    assert.equal((await sessionsOf(worker))[0]?.proved, true)
    const thief = await web.inject({ url: '/account', headers: { accept: 'text/html', cookie: `gt=${old}` } })
    assert.equal(thief.statusCode, 303)
  })

  it('refuses a code twice and one that is wrong, and after five wrong ones the right one waits as well', async () => {
    await codesWorkAgain()
    await worker.get('/account/prove')
    const code = rightCode()
    assert.equal((await worker.post('/account/prove', { code })).status, 303)
    await worker.get('/account/prove')
    assert.equal((await worker.post('/account/prove', { code })).status, 422)
    assert.equal((await worker.post('/account/prove', { code: 'abc' })).status, 422)
    await codesWorkAgain()
    for (let wrong = 0; wrong < 5; wrong += 1) await worker.post('/account/prove', { code: '000000' })
    assert.equal((await worker.post('/account/prove', { code: rightCode() })).status, 422)
  })

  it('leads to no page but our own afterwards', async () => {
    for (const to of ['//elsewhere.example.test', 'https://elsewhere.example.test/', '/\\elsewhere.example.test', 'javascript:alert(1)']) {
      await codesWorkAgain()
      await worker.get('/account/prove')
      assert.equal((await worker.post('/account/prove', { code: rightCode(), to })).to, '/account', to)
    }
  })
})

it('to nobody signed in these pages lead to signing in, and every role has them', async () => {
  const stranger = strangerAt(web)
  for (const path of ['/account', '/account/prove']) assert.equal((await stranger.get(path)).status, 303)
  for (const one of ['police-officer', 'system-administrator'])
    assert.equal((await (await visitorOf(web, database, one, '/account')).get('/account')).status, 200)
})
