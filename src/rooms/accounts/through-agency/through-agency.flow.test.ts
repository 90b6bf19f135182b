import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { elsewhere, freshDatabase, ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId } from '../../../thread/ids.ts'
import { onceForEachRole, openWebOf, rolesWithout, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { type Issuer, startIssuer } from '../testing/issuer.ts'

let database: TestDatabase
let web: FastifyInstance
let next: FastifyInstance
let administrator: Visitor
let agencies: { health: Issuer; police: Issuer }
const returnTo = 'http://localhost/sign-in/agency/return'
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
  next = await openWebOf(database, rooms, { partnership: elsewhere.partnership })
  administrator = await visitorOf(web, database, 'system-administrator', '/accounts/agencies')
  agencies = { health: await startIssuer(returnTo), police: await startIssuer(returnTo) }
  for (const [name, issuer] of Object.entries(agencies)) {
    await administrator.get(`/accounts/agencies/${ids.agency[name as 'health']}`)
    const { to } = await administrator.post(`/accounts/agencies/${ids.agency[name as 'health']}`, settings(issuer))
    assert.match(to ?? '', /done=yes/)
  }
})
after(async () => {
  await agencies?.health.stop()
  await agencies?.police.stop()
  await web?.close()
  await next?.close()
  await database?.drop()
})
beforeEach(() => database.admin('delete from gt.outside_account'))

const settings = (issuer: Issuer, more = {}) => ({
  issuer: issuer.address,
  clientId: issuer.clientId,
  secret: issuer.secret,
  accepts: 'mfa',
  active: 'yes',
  ...more,
})
const nurse = 'health-practitioner'

/** Somebody whom the agency knows; by default the nurse, by her verified address, with two factors. */
const known = (issuer: Issuer, more = {}): string => {
  const subject = newId<never>() as string
  issuer.people.set(subject, { email: ids.email(nurse), verified: true, amr: ['pwd', 'otp', 'mfa'], ...more })
  return subject
}
const pathOf = (url: URL): string => `${url.pathname}${url.search}`

/** Begins at our page, goes through the agency, and comes back in the same browser; `change`: what somebody does to the addresses on the way. */
const through = async (
  issuer: Issuer,
  subject: string,
  agency: string = ids.agency.health,
  change: { there?: (url: URL) => void; back?: (url: URL) => void } = {},
) => {
  const visitor = strangerAt(web)
  const begun = await visitor.get(`/sign-in/agency/${agency}?to=/account`)
  assert.equal(begun.status, 303)
  const there = new URL(begun.to ?? '')
  assert.equal(there.origin, issuer.address)
  change.there?.(there)
  const back = await issuer.follow(there.href, subject)
  change.back?.(back)
  return { visitor, back, ...(await visitor.get(pathOf(back))) }
}

const isRefused = async (what: { visitor: Visitor; status: number; page: string }, why: RegExp): Promise<void> => {
  assert.equal(what.status, 422)
  assert.match(what.page, why)
  assert.equal((await what.visitor.get('/account')).status, 303, 'no session has begun')
}
const failed = /answer could not be used/
const nobody = /There is no account here/

describe('signing in through one’s agency', () => {
  it('lets somebody in who was invited, whom the agency verified with two factors, and knows them again by who they are there', async () => {
    const subject = known(agencies.health)
    const first = await through(agencies.health, subject)
    assert.deepEqual([first.status, first.to], [303, '/account'])
    assert.match((await first.visitor.get('/account')).page, /through your agency/)
    const [row] = await database.admin<{ account_id: string; outside_subject: string }>(
      'select account_id, outside_subject from gt.outside_account',
    )
    assert.deepEqual(row, { account_id: ids.account(nurse), outside_subject: subject })
    // From then on the address no longer says who they are: it may be given to somebody else.
    agencies.health.people.set(subject, { email: 'another@example.test', verified: false, amr: ['mfa'] })
    assert.equal((await through(agencies.health, subject)).status, 303)
  })

  it('asks with PKCE, state and nonce, and offers each agency by its name', async () => {
    const visitor = strangerAt(web)
    assert.match((await visitor.get('/sign-in/agency')).page, /Invented Community Health/)
    const url = new URL((await visitor.get(`/sign-in/agency/${ids.agency.health}`)).to ?? '')
    const asked = (name: string) => url.searchParams.get(name) ?? ''
    assert.equal(asked('code_challenge_method'), 'S256')
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(asked(name).length >= 43, name)
    assert.equal(asked('redirect_uri'), returnTo)
  })

  it('refuses whom the agency asked for one factor only, and says what is missing', async () => {
    for (const more of [{ amr: ['pwd'] }, { amr: [] }, { amr: undefined, acr: 'password' }])
      await isRefused(await through(agencies.health, known(agencies.health, more)), /did not say that it asked you for a second factor/)
    assert.equal((await through(agencies.health, known(agencies.health, { amr: [], acr: 'mfa' }))).status, 303, 'an acr will do')
  })

  it('never makes an account, and links nobody by an address that was not verified', async () => {
    const count = async () => (await database.admin('select 1 from gt.account')).length
    const before = await count()
    await isRefused(await through(agencies.health, known(agencies.health, { verified: false })), nobody)
    await isRefused(await through(agencies.health, known(agencies.health, { email: 'stranger@example.test' })), nobody)
    assert.equal(await count(), before)
    assert.deepEqual(await database.admin('select 1 from gt.outside_account'), [])
  })

  it('lets nobody into an account of another agency, nor into one that somebody else there is linked to', async () => {
    await isRefused(await through(agencies.health, known(agencies.health, { email: ids.email('police-officer') })), nobody)
    await through(agencies.health, known(agencies.health))
    await isRefused(await through(agencies.health, known(agencies.health)), nobody)
    await database.admin('update gt.account set active = false where account_id = $1', [ids.account(nurse)])
    try {
      await database.admin('delete from gt.outside_account')
      await isRefused(await through(agencies.health, known(agencies.health)), nobody)
    } finally {
      await database.admin('update gt.account set active = true where account_id = $1', [ids.account(nurse)])
    }
  })
})

describe('an answer is refused', () => {
  it('that comes a second time, or in another browser', async () => {
    const subject = known(agencies.health)
    const { back } = await through(agencies.health, subject)
    const thief = strangerAt(web)
    await isRefused({ visitor: thief, ...(await thief.get(pathOf(back))) }, failed)
    const visitor = strangerAt(web)
    const begun = await visitor.get(`/sign-in/agency/${ids.agency.health}`)
    const answer = await agencies.health.follow(begun.to ?? '', subject)
    const jar = new Map(visitor.cookies)
    assert.equal((await visitor.get(pathOf(answer))).status, 303)
    const replayed = strangerAt(web)
    for (const [name, value] of jar) (replayed.cookies as Map<string, string>).set(name, value)
    await isRefused({ visitor: replayed, ...(await replayed.get(pathOf(answer))) }, failed)
  })

  it('to another state, nonce or code than those of this very way', async () => {
    const change = (name: string, value: string) => (url: URL) => url.searchParams.set(name, value)
    const subject = () => known(agencies.health)
    await isRefused(await through(agencies.health, subject(), ids.agency.health, { back: change('state', 'x'.repeat(43)) }), failed)
    await isRefused(await through(agencies.health, subject(), ids.agency.health, { there: change('nonce', 'x'.repeat(43)) }), failed)
    await isRefused(await through(agencies.health, subject(), ids.agency.health, { back: change('code', 'x'.repeat(43)) }), failed)
    await isRefused(await through(agencies.health, subject(), ids.agency.health, { back: url => url.searchParams.delete('state') }), failed)
  })

  it('that came too late', async () => {
    const visitor = strangerAt(web)
    const begun = await visitor.get(`/sign-in/agency/${ids.agency.health}`)
    const answer = await agencies.health.follow(begun.to ?? '', known(agencies.health))
    await database.admin("update gt.agency_way set ends_at = clock_timestamp() - interval '1 second'")
    await isRefused({ visitor, ...(await visitor.get(pathOf(answer))) }, failed)
  })

  it('of another issuer than the one that was asked (mix-up), also where it says to be that one', async () => {
    const visitor = strangerAt(web)
    const stray = strangerAt(web)
    await visitor.get(`/sign-in/agency/${ids.agency.health}`)
    const begun = await stray.get(`/sign-in/agency/${ids.agency.police}`)
    const answer = await agencies.police.follow(begun.to ?? '', known(agencies.police))
    await isRefused({ visitor, ...(await visitor.get(pathOf(answer))) }, failed)
    const foreign = (url: URL) => url.searchParams.set('iss', 'https://issuer.example.test')
    await isRefused(await through(agencies.health, known(agencies.health), ids.agency.health, { back: foreign }), failed)
  })

  it('in another partnership, and whatever else is sent', async () => {
    const there = strangerAt(next)
    assert.equal((await there.get(`/sign-in/agency/${ids.agency.health}`)).status, 404)
    for (const query of ['', '?code=x', '?error=access_denied&state=x', '?state=', '?code=x&state=y&iss=z']) {
      const visitor = strangerAt(web)
      await isRefused({ visitor, ...(await visitor.get(`/sign-in/agency/return${query}`)) }, failed)
    }
  })
})

describe('how people come in through an agency', () => {
  it('is set by the system administrator alone; the secret is kept sealed and shown to nobody', async () => {
    const at = `/accounts/agencies/${ids.agency.health}`
    const { page } = await administrator.get(at)
    assert.ok(page.includes(agencies.health.address))
    assert.ok(!page.includes(agencies.health.secret))
    const [row] = await database.admin<{ secret_sealed: string }>('select secret_sealed from gt.agency_sign_in where agency_id = $1', [
      ids.agency.health,
    ])
    assert.ok(row && !row.secret_sealed.includes('secret') && row.secret_sealed.length > 60)
    assert.equal((await administrator.post(at, settings(agencies.health, { secret: '' }))).to, `${at}?done=yes`, 'blank keeps it')
    assert.equal((await through(agencies.health, known(agencies.health))).status, 303)
    for (const issuer of ['http://issuer.example.test', 'javascript:alert(1)', 'https://issuer.example.test/?x=1', 'x'])
      assert.equal((await administrator.post(at, settings(agencies.health, { issuer }))).status, 422, issuer)
    for (const accepts of ['otp', 'mfa pwd', 'SMS'])
      assert.equal((await administrator.post(at, settings(agencies.health, { accepts }))).status, 422, accepts)
    const as = onceForEachRole(() => [web, database])
    const others = rolesWithout('GET /accounts/agencies')
    assert.ok(others.includes('account-manager') && others.includes('team-manager'))
    for (const role of ['account-manager', 'team-manager']) {
      const visitor = await as(role)
      assert.equal((await visitor.get('/accounts/agencies')).status, 404)
      assert.equal((await visitor.post(at, settings(agencies.health))).status, 404)
    }
  })

  it('sends a secret that is kept to no other server, and for no other client; each change is kept with who made it', async () => {
    const at = `/accounts/agencies/${ids.agency.health}`
    const kept = () =>
      database.admin('select issuer, client_id, secret_sealed from gt.agency_sign_in where agency_id = $1', [ids.agency.health])
    const before = await kept()
    await administrator.get(at)
    for (const more of [{ issuer: 'https://issuer.example.test' }, { clientId: 'another' }])
      assert.equal((await administrator.post(at, settings(agencies.health, { secret: '', ...more }))).status, 422)
    assert.deepEqual(await kept(), before)
    assert.equal((await administrator.post(at, settings(agencies.health))).to, `${at}?done=yes`)
    const changes = await database.admin<{ by_account: string; new_secret: boolean; issuer: string }>(
      'select by_account, new_secret, issuer from gt.agency_sign_in_change where agency_id = $1 order by at desc limit 1',
      [ids.agency.health],
    )
    assert.deepEqual(changes, [{ by_account: ids.account('system-administrator'), new_secret: true, issuer: agencies.health.address }])
    assert.match((await administrator.get(at)).page, /What was set before/)
  })

  it('is set only by whoever has shown lately that it is them', async () => {
    const at = `/accounts/agencies/${ids.agency.health}`
    const account = ids.account('system-administrator')
    await administrator.get(at)
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes' where account_id = $1", [account])
    try {
      for (const { to } of [await administrator.post(at, settings(agencies.health)), await administrator.get(at)])
        assert.match(to ?? '', /^\/account\/prove\?to=/)
    } finally {
      await database.admin('update gt.session set proved_at = clock_timestamp() where account_id = $1', [account])
    }
  })

  it('lets nobody in who gives accounts to others, whether or not the agency knew them before', async () => {
    const subject = known(agencies.health)
    await database.admin("update gt.account set role = 'account-manager' where account_id = $1", [ids.account(nurse)])
    const back = () => database.admin('update gt.account set role = $2 where account_id = $1', [ids.account(nurse), nurse])
    try {
      await isRefused(await through(agencies.health, subject), nobody)
      await back()
      assert.equal((await through(agencies.health, subject)).status, 303)
      await database.admin("update gt.account set role = 'account-manager' where account_id = $1", [ids.account(nurse)])
      await isRefused(await through(agencies.health, subject), nobody)
    } finally {
      await back()
    }
  })

  it('that is off lets nobody in, also whoever had begun before', async () => {
    const at = `/accounts/agencies/${ids.agency.police}`
    const visitor = strangerAt(web)
    const begun = await visitor.get(`/sign-in/agency/${ids.agency.police}`)
    const officer = known(agencies.police, { email: ids.email('police-officer') })
    const answer = await agencies.police.follow(begun.to ?? '', officer)
    await administrator.get(at)
    await administrator.post(at, settings(agencies.police, { secret: '', active: 'no' }))
    await isRefused({ visitor, ...(await visitor.get(pathOf(answer))) }, failed)
    assert.equal((await strangerAt(web).get(`/sign-in/agency/${ids.agency.police}`)).status, 404)
    await administrator.post(at, settings(agencies.police, { secret: '' }))
    assert.equal((await through(agencies.police, officer, ids.agency.police)).status, 303)
  })
})
