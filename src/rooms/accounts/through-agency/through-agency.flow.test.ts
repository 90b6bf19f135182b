import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { elsewhere, freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../../../../tests/database.ts'
import { readConfig } from '../../../kernel/config.ts'
import { newId } from '../../../thread/ids.ts'
import { onceForEachRole, openWebOf, rolesWithout, signIn, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { type Issuer, startIssuer } from '../testing/issuer.ts'

let database: TestDatabase
let web: FastifyInstance
let next: FastifyInstance
let administrator: Visitor
let agencies: { health: Issuer; police: Issuer }
const returnTo = (agency: string): string => `http://localhost/sign-in/agency/${agency}/return`
const returnOfAll = 'http://localhost/sign-in/agency/return'
/** Another system administrator, whom nobody here brought in. */
let second: Visitor
const secondId = newId<never>() as string
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
  next = await openWebOf(database, rooms, { partnership: elsewhere.partnership })
  administrator = await visitorOf(web, database, 'system-administrator', '/accounts/agencies')
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Sal Sample', 'sal@example.test', 'system-administrator')`,
    [ids.partnership, secondId, ids.agency['social-care']],
  )
  await database.admin(
    `insert into gt.credential (partnership_id, account_id, password_hash, otp_secret)
     select $1, $2, password_hash, otp_secret from gt.credential where account_id = $3`,
    [ids.partnership, secondId, ids.account('social-worker')],
  )
  second = strangerAt(web)
  await signIn(second, { email: 'sal@example.test', password: testPassword, otpSecret: testOtpSecret })
  agencies = {
    health: await startIssuer(returnTo(ids.agency.health), returnOfAll),
    police: await startIssuer(returnTo(ids.agency.police), returnOfAll),
  }
  for (const [name, issuer] of Object.entries(agencies)) await set(ids.agency[name as 'health'], settings(issuer))
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
const askFor = async (agency: string, fields: Record<string, string>) => {
  const at = `/accounts/agencies/${agency}`
  await administrator.get(at)
  return administrator.post(at, fields)
}
const answer = async (visitor: Visitor, agency: string, what: 'yes' | 'no') => {
  const at = `/accounts/agencies/${agency}`
  await visitor.get(at)
  return visitor.post(`${at}/answer`, { asked: visitor.hidden('asked'), answer: what })
}
/** One asks, and another confirms. */
const set = async (agency: string, fields: Record<string, string>): Promise<void> => {
  assert.match((await askFor(agency, fields)).to ?? '', /done=asked/)
  assert.match((await answer(second, agency, 'yes')).to ?? '', /done=yes/)
}
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
    assert.equal(asked('redirect_uri'), returnTo(ids.agency.health))
    assert.deepEqual([asked('prompt'), asked('max_age')], ['login', '0'])
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

describe('what an agency says of when', () => {
  it('is asked for and believed: whoever was signed in there before is not taken for whoever sits there now', async () => {
    const lately = /did not say that it asked you to sign in just now/
    const anHourAgo = Math.floor(performance.timeOrigin / 1000) - 3600
    await isRefused(await through(agencies.health, known(agencies.health, { asked: anHourAgo })), lately)
    const unasked = (url: URL) => {
      url.searchParams.delete('max_age')
      url.searchParams.delete('prompt')
    }
    await isRefused(await through(agencies.health, known(agencies.health), ids.agency.health, { there: unasked }), lately)
    assert.equal((await through(agencies.health, known(agencies.health))).status, 303)
  })
})

describe('the address that people are sent back to', () => {
  it('is each agency’s own: an answer that comes to another’s, or to the one of all, is refused', async () => {
    const to = (path: string) => (url: URL) => {
      url.pathname = path
    }
    const subject = known(agencies.health)
    const at = (path: string) => through(agencies.health, subject, ids.agency.health, { back: to(path) })
    await isRefused(await at(`/sign-in/agency/${ids.agency.police}/return`), failed)
    await isRefused(await at('/sign-in/agency/return'), failed)
    assert.equal((await at(`/sign-in/agency/${ids.agency.health}/return`)).status, 303)
  })

  it('stays the one of all for a client that was registered before, until it is registered anew', async () => {
    await database.admin('update gt.agency_sign_in set own_return = false where agency_id = $1', [ids.agency.health])
    const begun = await strangerAt(web).get(`/sign-in/agency/${ids.agency.health}`)
    assert.equal(new URL(begun.to ?? '').searchParams.get('redirect_uri'), returnOfAll)
    assert.equal((await through(agencies.health, known(agencies.health))).status, 303)
    await set(ids.agency.health, settings(agencies.health, { secret: '', accepts: 'mfa hwk+pin' }))
    assert.equal(
      new URL((await strangerAt(web).get(`/sign-in/agency/${ids.agency.health}`)).to ?? '').searchParams.get('redirect_uri'),
      returnOfAll,
    )
    await set(ids.agency.health, settings(agencies.health))
    assert.equal(
      new URL((await strangerAt(web).get(`/sign-in/agency/${ids.agency.health}`)).to ?? '').searchParams.get('redirect_uri'),
      returnTo(ids.agency.health),
    )
  })
})

describe('two people set how an agency’s people come in', () => {
  const at = `/accounts/agencies/${ids.agency.health}`
  const inForce = async () =>
    (await database.admin<{ issuer: string }>('select issuer from gt.agency_sign_in where agency_id = $1', [ids.agency.health]))[0]?.issuer
  const elsewhereSet = () => askFor(ids.agency.health, settings(agencies.police))

  it('what one asks for waits, what was set before stays in force, and who asked does not confirm it', async () => {
    const before = await inForce()
    assert.equal((await elsewhereSet()).to, `${at}?done=asked`)
    assert.equal(await inForce(), before)
    assert.equal((await through(agencies.health, known(agencies.health))).status, 303)
    assert.equal((await answer(administrator, ids.agency.health, 'yes')).status, 404)
    assert.equal(await inForce(), before)
    assert.doesNotMatch((await administrator.get(at)).page, /I have made sure at the agency/)
    assert.match((await second.get(at)).page, /I have made sure at the agency/)
    assert.ok(!(await second.get(at)).page.includes(agencies.police.secret))
    assert.equal((await answer(administrator, ids.agency.health, 'no')).to, `${at}?done=no`, 'who asked may take it off')
    assert.equal(await inForce(), before)
    const kept = await database.admin("select 1 from gt.agency_sign_in_asked where decided_at is not null and secret_sealed <> ''")
    assert.deepEqual(kept, [], 'a secret that is not used is not kept')
  })

  it('is confirmed as it was seen: what was asked for since is not', async () => {
    await elsewhereSet()
    await second.get(at)
    const asked = second.hidden('asked')
    await askFor(ids.agency.health, settings(agencies.police, { accepts: 'anything' }))
    assert.equal((await second.post(`${at}/answer`, { asked, answer: 'yes' })).status, 404)
    assert.equal((await answer(second, ids.agency.health, 'no')).to, `${at}?done=no`)
  })

  it('is not confirmed by whom the one who asked has brought in alone', async () => {
    await elsewhereSet()
    await database.admin('insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $3, false)', [
      ids.partnership,
      secondId,
      ids.account('system-administrator'),
    ])
    try {
      assert.equal((await answer(second, ids.agency.health, 'yes')).status, 404)
    } finally {
      await database.admin('delete from gt.invitation')
      assert.equal((await answer(second, ids.agency.health, 'no')).to, `${at}?done=no`)
    }
  })

  it('ends at once every session that began through the agency, where another says who its people are, or nobody does any more', async () => {
    const nurseIn = async () => (await through(agencies.health, known(agencies.health))).visitor
    const isOut = async (visitor: Visitor) => assert.equal((await visitor.get('/account')).status, 303)
    const officer = (await through(agencies.police, known(agencies.police, { email: ids.email('police-officer') }), ids.agency.police))
      .visitor
    const withPassword = await visitorOf(web, database, nurse, '/account')
    const first = await nurseIn()
    await elsewhereSet()
    assert.equal((await first.get('/account')).status, 200, 'not before it is confirmed')
    await answer(second, ids.agency.health, 'yes')
    await isOut(first)
    await set(ids.agency.health, settings(agencies.health))
    await database.admin('delete from gt.outside_account')
    const next = await nurseIn()
    assert.equal((await next.get('/account')).status, 200)
    await askFor(ids.agency.health, settings(agencies.health, { secret: '', active: 'no' }))
    await isOut(next)
    assert.deepEqual([(await officer.get('/account')).status, (await withPassword.get('/account')).status], [200, 200], 'nobody else')
    await set(ids.agency.health, settings(agencies.health, { secret: '' }))
  })

  it('asks no issuer in the clear but where the service itself is tried', async () => {
    const served = await openWebOf(database, rooms, {
      config: { ...readConfig({ LOG_LEVEL: 'silent', GT_ADDRESS: 'https://golden-thread.example.test' }), secret: testSecret },
    })
    try {
      const stranger = strangerAt(served)
      const begun = await stranger.get(`/sign-in/agency/${ids.agency.health}`)
      assert.equal(begun.status, 422)
      const visitor = strangerAt(served)
      await database.admin('update gt.credential set otp_step = 0')
      await signIn(visitor, { email: ids.email('system-administrator'), password: testPassword, otpSecret: testOtpSecret })
      await visitor.get(at)
      const refused = await visitor.post(at, settings(agencies.health))
      assert.equal(refused.status, 422)
      assert.match(refused.page, /begins with https/)
    } finally {
      await served.close()
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
    await set(ids.agency.health, settings(agencies.health, { secret: '' }))
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
    await set(ids.agency.health, settings(agencies.health))
    const changes = await database.admin<{ by_account: string; confirmed_by: string; new_secret: boolean; issuer: string }>(
      'select by_account, confirmed_by, new_secret, issuer from gt.agency_sign_in_change where agency_id = $1 order by at desc limit 1',
      [ids.agency.health],
    )
    assert.deepEqual(changes, [
      { by_account: ids.account('system-administrator'), confirmed_by: secondId, new_secret: true, issuer: agencies.health.address },
    ])
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
    assert.equal((await askFor(ids.agency.police, settings(agencies.police, { secret: '', active: 'no' }))).to, `${at}?done=off`)
    await isRefused({ visitor, ...(await visitor.get(pathOf(answer))) }, failed)
    assert.equal((await strangerAt(web).get(`/sign-in/agency/${ids.agency.police}`)).status, 404)
    await set(ids.agency.police, settings(agencies.police, { secret: '' }))
    assert.equal((await through(agencies.police, officer, ids.agency.police)).status, 303)
  })
})
