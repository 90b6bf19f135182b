import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { strangerAt } from '../../testing/visitor.ts'
import {
  failed,
  isRefused,
  known,
  nobody,
  nurse,
  openAgencies,
  pathOf,
  returnOfAll,
  returnTo,
  settings,
} from '../testing/agencies-let-in.ts'

const { database, web, next, agencies, set, through } = await openAgencies()

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
