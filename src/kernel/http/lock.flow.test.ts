import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { ids, testPassword } from '../../../tests/database.ts'
import { openForTests } from '../../rooms/testing/open-for-tests.ts'
import { strangerAt, type Visitor, visitorOf } from '../../rooms/testing/visitor.ts'
import { sessionHash } from './cookies.ts'
import { go, show } from './reply.ts'
import { route } from './route.ts'

let reached = 0
// Two pages that every role has a row for.
const { database, web } = await openForTests([
  {
    navigation: [],
    routes: [
      route({
        method: 'GET',
        url: '/settings',
        words: 'one’s own settings',
        handle: async ask => {
          const name = await ask.tx(async tx => tx.actor.name)
          return show(ask.page({ title: 'Your settings', children: `Kept for ${name}` }), { json: { name } })
        },
      }),
      route({
        method: 'POST',
        url: '/settings',
        words: 'one’s own settings',
        body: z.object({ words: z.string() }),
        labels: { words: 'What you say' },
        handle: async ask => {
          await ask.tx(async () => {
            reached += 1
          })
          return go('/settings')
        },
      }),
    ],
  },
])

const hashOf = (visitor: Visitor) => sessionHash((visitor.cookies.get('gt') ?? '').split('.')[1] ?? '')
const signedIn = (role = 'social-worker') => visitorOf(web, database, role, '/settings')

describe('a hidden screen', () => {
  it('answers nothing in any window until the password was given, and then goes on where it was', async () => {
    const worker = await signedIn()
    assert.equal((await worker.post('/lock', { to: '/settings' })).to, '/locked?to=%2Fsettings')
    assert.equal((await worker.get('/settings')).to, '/locked?to=%2Fsettings')
    assert.deepEqual(await worker.json('/settings').then(({ status, body }) => [status, Object.keys(body as object)]), [
      423,
      ['error', 'reference'],
    ])
    const hidden = await worker.get('/locked?to=/settings')
    assert.match(hidden.page, /The screen is hidden/)
    assert.doesNotMatch(hidden.page, /Invented \d|Social worker/, 'it names nobody')
    const wrong = await worker.post('/unlock', { password: 'what a child guesses', to: '/settings' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /This is not your password/)
    assert.equal((await worker.get('/settings')).status, 303)
    assert.equal((await worker.post('/unlock', { password: testPassword, to: '/settings' })).to, '/settings')
    assert.match((await worker.get('/settings')).page, /Kept for/)
    assert.equal((await worker.get('/locked?to=/settings')).to, '/settings', 'nothing is hidden any more')
  })

  it('takes no change, and gives back what was typed', async () => {
    const worker = await signedIn()
    const before = reached
    await worker.post('/lock', {})
    const refused = await worker.post('/settings', { words: 'Amira said she sleeps well' })
    assert.equal(refused.status, 423)
    assert.match(refused.page, /What you say[\s\S]*Amira said she sleeps well/)
    assert.equal(reached, before)
    await worker.post('/unlock', { password: testPassword })
    assert.equal((await worker.post('/settings', { words: 'Amira said she sleeps well' })).to, '/settings')
    assert.equal(reached, before + 1)
  })

  it('makes whoever guesses at it wait, even with the right password; and nobody but them', async () => {
    const [worker, elsewhere] = [await signedIn('team-manager'), await signedIn('team-manager')]
    await worker.post('/lock', {})
    await elsewhere.post('/lock', {})
    for (let guess = 0; guess < 5; guess += 1)
      assert.match((await worker.post('/unlock', { password: `guess ${guess}` })).page, /This is not your password/)
    const right = await worker.post('/unlock', { password: testPassword })
    assert.equal(right.status, 422)
    assert.match(right.page, /Wait a little/)
    assert.equal((await worker.get('/settings')).to, '/locked?to=%2Fsettings')
    assert.equal((await elsewhere.post('/unlock', { password: testPassword })).to, '/', 'the same account in another session')
    assert.equal((await signedIn('team-manager')).cookies.has('gt'), true, 'nor does signing in wait')
    await database.admin("update gt.wrong_try set locked_until = clock_timestamp() - interval '1 second' where locked_until is not null")
    assert.equal((await worker.post('/unlock', { password: testPassword })).to, '/')
  })

  it('is not shown again by another account’s password, nor for a session that is over', async () => {
    const worker = await signedIn('conference-chair')
    await worker.post('/lock', {})
    await database.admin(
      'update gt.credential set password_hash = (select password_hash from gt.credential where account_id = $2) where account_id = $1',
      [ids.account('conference-chair'), ids.account('social-worker')],
    )
    await database.admin('update gt.session set ends_at = clock_timestamp() where session_hash = $1', [hashOf(worker)])
    assert.equal((await worker.post('/unlock', { password: testPassword })).status, 401)
    assert.equal((await worker.get('/settings')).to, '/sign-in?to=%2Fsettings')
  })

  it('whose account was switched off stays dark', async () => {
    const worker = await signedIn('police-officer')
    await worker.post('/lock', {})
    await database.admin('update gt.account set active = false where account_id = $1', [ids.account('police-officer')])
    assert.equal((await worker.post('/unlock', { password: testPassword })).status, 401)
    await database.admin('update gt.account set active = true where account_id = $1', [ids.account('police-officer')])
  })

  it('of one session hides no other one', async () => {
    const [here, there] = [await signedIn('bridge-manager'), await signedIn('bridge-manager')]
    await here.post('/lock', {})
    assert.equal((await there.get('/settings')).status, 200)
    assert.equal((await here.get('/settings')).status, 303)
  })

  it('can be left by signing out', async () => {
    const worker = await signedIn('health-practitioner')
    await worker.post('/lock', {})
    await worker.get('/locked')
    assert.equal((await worker.post('/sign-out', {})).to, '/sign-in')
  })

  it('is nothing for somebody who is not signed in', async () => {
    const stranger = strangerAt(web)
    await stranger.get('/sign-in')
    assert.equal((await stranger.post('/lock', { to: 'https://elsewhere.example.org/' })).to, '/locked?to=%2F')
    assert.equal((await stranger.get('/locked?to=//elsewhere.example.org')).to, '/')
    assert.equal((await stranger.post('/unlock', { password: testPassword })).status, 401)
  })

  it('begins no request in the database itself', async () => {
    const asker = await database.session('early-help-practitioner')
    const begun = async () =>
      (
        await database.app.door<{ account: string | null }>(
          "select account_id as account from gt.begin_request($1, $2, interval '30 minutes')",
          [asker.partnership, asker.hash],
        )
      )[0]?.account ?? null
    assert.equal(await begun(), ids.account('early-help-practitioner'))
    await database.app.door("select gt.hide_session($1, $2, interval '30 minutes')", [asker.partnership, asker.hash])
    assert.equal(await begun(), null)
    await database.app.door("select gt.show_session($1, $2, interval '30 minutes')", [asker.partnership, asker.hash])
    assert.equal(await begun(), ids.account('early-help-practitioner'))
  })
})
