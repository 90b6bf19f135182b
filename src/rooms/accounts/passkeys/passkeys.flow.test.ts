import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { elsewhere, freshDatabase, ids, type TestDatabase } from '../../../../tests/database.ts'
import { handleOf } from '../../../kernel/access/passkeys.ts'
import { openWebOf, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { type Authenticator, authenticator, type Wrongly } from '../testing/authenticator.ts'

let database: TestDatabase
let web: FastifyInstance
let next: FastifyInstance
let worker: Visitor
let phone: Authenticator
const role = 'social-worker'
// A visitor of these tests comes to the web by this name, as somebody does who has started the program on their own machine.
const site = { origin: 'http://localhost', host: 'localhost' }
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
  next = await openWebOf(database, rooms, { partnership: elsewhere.partnership })
})
after(async () => {
  await web?.close()
  await next?.close()
  await database?.drop()
})
beforeEach(async () => {
  await database.admin('delete from gt.passkey')
  await database.admin('update gt.session set ends_at = clock_timestamp() where ends_at > clock_timestamp()')
  worker = await visitorOf(web, database, role, '/account/passkeys/new')
  phone = authenticator(site)
})

type Options = {
  challenge: string
  userVerification?: string
  excludeCredentials?: unknown[]
  authenticatorSelection?: { userVerification: string }
}
const optionsFor = async (visitor: Visitor, path: string): Promise<Options> => JSON.parse((await visitor.post(path, {})).page)
const add = async (device: Authenticator, name = 'My telephone', wrongly?: Wrongly, visitor = worker) => {
  await visitor.get('/account/passkeys/new')
  return visitor.post('/account/passkeys/new', {
    name,
    answer: device.make(await optionsFor(visitor, '/account/passkeys/options'), wrongly),
  })
}
const signIn = async (device: Authenticator, wrongly: Wrongly = {}, visitor = strangerAt(web)) => {
  await visitor.get('/sign-in?to=/account')
  const answer = device.sign(await optionsFor(visitor, '/sign-in/passkey/options'), wrongly)
  return { visitor, answer, ...(await visitor.post('/sign-in/passkey', { answer, to: '/account' })) }
}
const passkeys = async (visitor = worker) => (await visitor.json<{ passkeys: { id: string; name: string }[] }>('/account')).body.passkeys

describe('a passkey', () => {
  it('is added after two factors were shown, and signs its owner in by itself', async () => {
    assert.equal((await add(phone)).to, '/account?done=added')
    assert.match((await worker.get('/account?done=added')).page, /My telephone/)
    const { status, to, visitor } = await signIn(phone)
    assert.deepEqual([status, to], [303, '/account'])
    const { page } = await visitor.get('/account')
    assert.match(page, /with a passkey/)
    const [row] = await database.admin<{ factors: string; counter: string }>(
      'select s.factors, k.counter::text from gt.session s, gt.passkey k order by s.began_at desc limit 1',
    )
    assert.deepEqual(row, { factors: 'passkey', counter: '1' })
  })

  it('is asked for with its owner verified, and never twice of one device', async () => {
    const first = await optionsFor(worker, '/account/passkeys/options')
    assert.equal(first.authenticatorSelection?.userVerification, 'required')
    await add(phone)
    await worker.get('/account')
    assert.deepEqual(
      (await optionsFor(worker, '/account/passkeys/options')).excludeCredentials?.map(one => (one as { id: string }).id),
      [phone.id],
    )
    const stranger = strangerAt(web)
    await stranger.get('/sign-in')
    assert.equal((await optionsFor(stranger, '/sign-in/passkey/options')).userVerification, 'required')
    assert.equal((await add(phone)).status, 422, 'the same once more')
    assert.equal((await passkeys()).length, 1)
  })

  it('that is new signs every other place out, and renews the session that added it', async () => {
    const other = await visitorOf(web, database, role, '/account')
    const before = worker.cookies.get('gt')
    await add(phone)
    assert.notEqual(worker.cookies.get('gt'), before)
    assert.equal((await other.get('/account')).status, 303)
    assert.equal((await worker.get('/account')).status, 200)
    const thief = await web.inject({ url: '/account', headers: { accept: 'text/html', cookie: `gt=${before}` } })
    assert.equal(thief.statusCode, 303)
  })

  it('is neither added nor removed where two factors were not shown just now', async () => {
    await add(phone)
    const [kept] = await passkeys()
    await worker.get(`/account/passkeys/${kept?.id}`)
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes'")
    const at = `/account/passkeys/${kept?.id}`
    assert.equal((await worker.get('/account/passkeys/new')).to, '/account/prove?to=%2Faccount%2Fpasskeys%2Fnew')
    assert.match((await worker.post(`${at}/remove`, {})).to ?? '', /^\/account\/prove/)
    assert.match(
      (await worker.post('/account/passkeys/new', { name: 'x', answer: authenticator(site).make({ challenge: 'AAAA' }) })).to ?? '',
      /prove/,
    )
    assert.equal((await passkeys()).length, 1)
    // The database refuses by itself, whatever the program had read.
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
    const session = await database.session(role)
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes'")
    const refused = await database.app.withActor(session, { purpose: 'a test', route: 'tests', request: kept?.id ?? '' }, tx =>
      tx.run({ name: 'planted', text: 'select gt.remove_my_passkey($1, $2, $3) as done', shows: null }, [
        session.hash,
        Buffer.alloc(32, 1),
        kept?.id,
      ]),
    )
    assert.deepEqual(refused, [{ done: false }])
  })

  it('is named and removed by its owner alone; to anybody else it is not found', async () => {
    await add(phone)
    const [kept] = await passkeys()
    const at = `/account/passkeys/${kept?.id}`
    await worker.get(at)
    assert.equal((await worker.post(at, { name: 'Work telephone' })).to, '/account?done=named')
    assert.equal((await passkeys())[0]?.name, 'Work telephone')
    assert.equal((await worker.post(at, { name: '' })).status, 422)
    const manager = await visitorOf(web, database, 'team-manager', '/account')
    assert.equal((await manager.get(at)).status, 404)
    assert.equal((await manager.post(at, { name: 'Mine now' })).status, 404)
    assert.equal((await manager.post(`${at}/remove`, {})).status, 404)
    await worker.get(at)
    assert.equal((await worker.post(`${at}/remove`, {})).to, '/account?done=removed')
    assert.deepEqual(await passkeys(), [])
    assert.equal((await signIn(phone)).status, 422, 'nobody signs in with it any more')
  })
})

describe('signing in with a passkey is refused', () => {
  beforeEach(() => add(phone))
  const count = async () =>
    (await database.admin<{ n: number }>('select count(*)::integer as n from gt.session where ends_at > clock_timestamp()'))[0]?.n

  it('for every answer but the right one, in the same words, and no session begins', async () => {
    const sessions = await count()
    const strange = { ...authenticator(site) }
    const words = new Set<string>()
    for (const [what, wrongly] of Object.entries<Wrongly>({
      'its owner was not verified': { unverified: true },
      'another site': { origin: 'https://elsewhere.example.test' },
      'another host': { host: 'elsewhere.example.test' },
      'made, not signed': { type: 'webauthn.create' },
      'signed by another key': { forged: true },
      'another owner': { handle: handleOf(ids.partnership, ids.account('team-manager')) },
    })) {
      await database.admin('update gt.passkey set failures = 0, locked_until = null')
      const { status, page } = await signIn(phone, wrongly)
      assert.equal(status, 422, what)
      words.add(/error-summary__body">.*?<\/div>/s.exec(page)?.[0] ?? what)
    }
    const unknown = await signIn(strange)
    assert.equal(unknown.status, 422)
    words.add(/error-summary__body">.*?<\/div>/s.exec(unknown.page)?.[0] ?? '')
    assert.equal(words.size, 1)
    assert.equal(await count(), sessions)
    await database.admin('update gt.passkey set failures = 0, locked_until = null')
    assert.equal(
      (await signIn(phone, { handle: handleOf(ids.partnership, ids.account(role)) })).status,
      303,
      'and the right one is accepted',
    )
  })

  it('for an answer that was given before, to a challenge that is over or was never ours', async () => {
    const first = await signIn(phone)
    assert.equal(first.status, 303)
    const thief = strangerAt(web)
    await thief.get('/sign-in')
    assert.equal((await thief.post('/sign-in/passkey', { answer: first.answer })).status, 422, 'given before')
    const stranger = strangerAt(web)
    await stranger.get('/sign-in')
    const asked = await optionsFor(stranger, '/sign-in/passkey/options')
    await database.admin("update gt.passkey_challenge set ends_at = clock_timestamp() - interval '1 second'")
    assert.equal((await stranger.post('/sign-in/passkey', { answer: phone.sign(asked) })).status, 422, 'over')
    assert.equal(
      (await stranger.post('/sign-in/passkey', { answer: phone.sign({ challenge: 'bmV2ZXItb3Vycw' }) })).status,
      422,
      'never ours',
    )
    await worker.get('/account')
    const adding = await optionsFor(worker, '/account/passkeys/options')
    assert.equal((await stranger.post('/sign-in/passkey', { answer: phone.sign(adding) })).status, 422, 'asked for adding one')
  })

  it('for a copy of the device, which its count gives away; one that keeps no count is accepted', async () => {
    await signIn(phone)
    await signIn(phone)
    assert.equal((await signIn(phone, { count: 1 })).status, 422)
    const countless = authenticator(site, false)
    await add(countless, 'No count')
    assert.equal((await signIn(countless)).status, 303)
    assert.equal((await signIn(countless)).status, 303)
  })

  it('after five wrong answers for a while, also for the right one; and a password guessed at makes no passkey wait', async () => {
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn(phone, { forged: true })
    assert.equal((await signIn(phone)).status, 422)
    await database.admin('update gt.passkey set locked_until = clock_timestamp()')
    assert.equal((await signIn(phone)).status, 303)
    const elsewhere = [ids.partnership, ids.email(role), Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    for (let wrong = 0; wrong < 20; wrong += 1) await database.app.door('select * from gt.sign_in_try($1, $2, $3, $4)', elsewhere)
    assert.equal((await signIn(phone)).status, 303)
    await database.admin('delete from gt.wrong_try')
  })

  it('where the account is switched off, and in another partnership', async () => {
    const stranger = strangerAt(next)
    assert.equal((await signIn(phone, {}, stranger)).status, 422)
    await database.admin('update gt.account set active = false where account_id = $1', [ids.account(role)])
    try {
      assert.equal((await signIn(phone)).status, 422)
    } finally {
      await database.admin('update gt.account set active = true where account_id = $1', [ids.account(role)])
    }
  })

  it('with whatever else is sent', async () => {
    const stranger = strangerAt(web)
    await stranger.get('/sign-in')
    for (const answer of ['', 'x', '{}', '[]', 'null', '{"id":1}', `{"id":"${phone.id}"}`, 'x'.repeat(70_000)])
      assert.equal((await stranger.post('/sign-in/passkey', { answer })).status, 422, answer.slice(0, 20))
  })
})

it('adding refuses a device that did not verify its owner, another site and an answer given before', async () => {
  assert.equal((await add(phone, 'x', { unverified: true })).status, 422)
  assert.equal((await add(phone, 'x', { origin: 'https://elsewhere.example.test' })).status, 422)
  assert.equal((await add(phone, '')).status, 422, 'without a name')
  await worker.get('/account/passkeys/new')
  const asked = await optionsFor(worker, '/account/passkeys/options')
  const manager = await visitorOf(web, database, 'team-manager', '/account/passkeys/new')
  assert.equal(
    (await manager.post('/account/passkeys/new', { name: 'x', answer: phone.make(asked) })).status,
    422,
    'asked of somebody else',
  )
  assert.deepEqual(await passkeys(), [])
})

it('where people come by an address that browsers make no passkeys for, none is offered', async () => {
  const plain = await openWebOf(database, rooms, {
    config: {
      ...(await import('../../../kernel/config.ts')).readConfig({ LOG_LEVEL: 'error', GT_ADDRESS: 'http://10.0.0.5:3000' }),
      secret: 'x'.repeat(40),
    },
  })
  assert.doesNotMatch(
    (await plain.inject({ url: '/sign-in', headers: { accept: 'text/html' } })).body,
    /Use a passkey|passkey\.js|data-passkey/,
  )
  await plain.close()
})
