import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { grantsIn, matrix } from '../../src/kernel/access/matrix.ts'
import { codeAt } from '../../src/kernel/access/one-time-code.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { buildApp } from '../../src/kernel/http/app.ts'
import { formMark } from '../../src/kernel/http/cookies.ts'
import { openLog } from '../../src/kernel/log.ts'
import { rooms } from '../../src/rooms/web.ts'
import { freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../database.ts'

/** Reliability test T8: who is signed in, for how long, and what becomes of those who guess. */
let database: TestDatabase
let plain: FastifyInstance
let https: FastifyInstance
const role = 'social-worker'
const account = ids.account(role)

const webAt = (address?: string): Promise<FastifyInstance> =>
  buildApp({
    config: { ...readConfig({ LOG_LEVEL: 'silent', GT_ADDRESS: address }), secret: testSecret },
    database: database.app,
    partnership: ids.partnership,
    rooms,
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('silent'),
    ready: async () => true,
  })

before(async () => {
  database = await freshDatabase()
  plain = await webAt()
  https = await webAt('https://golden-thread.example.test')
})
after(async () => {
  await plain?.close()
  await https?.close()
  await database?.drop()
})
beforeEach(async () => {
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
  await database.admin('delete from gt.wrong_try')
})

const now = () => momentOf(Temporal.Now.instant())
type Typed = { email?: string; password?: string; code?: string; to?: string }

/** Sends the form of signing in, from a page that a browser without a session was shown. `cookie`: what it holds beside. */
const signIn = (typed: Typed = {}, web = plain, cookie = '') => {
  const name = web === https ? '__Host-gt' : 'gt'
  const session = new RegExp(`(?:^|; )${name}=([^;]+)`).exec(cookie)?.[1]
  const form = { email: ids.email(role), password: testPassword, code: codeAt(testOtpSecret, now()), ...typed }
  return web.inject({
    method: 'POST',
    url: '/sign-in',
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: [`${name}-form=planted`, cookie].filter(Boolean).join('; '),
      'x-form-mark': formMark(testSecret, session ?? 'planted'),
    },
    payload: new URLSearchParams(form).toString(),
  })
}

type Cookie = { name: string; value: string; path?: string; secure?: boolean; httpOnly?: boolean; sameSite?: string; domain?: string }

/** The session's cookie that an answer sets. */
const cookieIn = (answer: Awaited<ReturnType<typeof signIn>>): Cookie => {
  const found = (answer.cookies as Cookie[]).find(({ name, value }) => /^(__Host-)?gt$/.test(name) && value !== '')
  assert.ok(found, `a session begins: ${answer.statusCode}`)
  return found
}
const signedIn = async (): Promise<string> => `gt=${cookieIn(await signIn()).value}`
const home = (cookie: string) => plain.inject({ url: '/', headers: { accept: 'text/html', cookie } })
const isSignedOut = async (cookie: string): Promise<void> => {
  const answer = await home(cookie)
  assert.equal(answer.statusCode, 303)
  assert.match(String(answer.headers.location), /^\/sign-in/)
  assert.equal(answer.body, '')
}
const isSignedIn = async (cookie: string): Promise<void> => assert.equal((await home(cookie)).statusCode, 200)
const without = (body: string): string => body.replace(/nonce="[^"]*"/g, '').replace(/name="csrf" value="[^"]*"/g, '')

test('signing in gives a new session, whatever cookie was there before, and the one of before is dead', async () => {
  const first = await signedIn()
  await isSignedIn(first)
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
  const second = `gt=${cookieIn(await signIn({}, plain, first)).value}`
  assert.notEqual(second, first)
  await isSignedIn(second)
  await isSignedOut(first)
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
  const planted = `gt=${ids.partnership}.${'A'.repeat(43)}`
  assert.notEqual(`gt=${cookieIn(await signIn({}, plain, planted)).value}`, planted)
  await isSignedOut(planted)
})

test('signing out ends the session for good: its cookie is worth nothing on the very next request', async () => {
  const cookie = await signedIn()
  const answer = await plain.inject({
    method: 'POST',
    url: '/sign-out',
    headers: { cookie, 'x-form-mark': formMark(testSecret, cookie.slice(3)) },
  })
  assert.equal(answer.statusCode, 303)
  assert.match(String(answer.headers['clear-site-data']), /cache/)
  await isSignedOut(cookie)
})

test('an account that is switched off is signed out on its next request, and cannot sign in', async () => {
  const cookie = await signedIn()
  await isSignedIn(cookie)
  await database.admin('update gt.account set active = false, role = role where account_id = $1', [account])
  try {
    await isSignedOut(cookie)
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
    assert.equal((await signIn()).statusCode, 422)
  } finally {
    await database.admin('update gt.account set active = true where account_id = $1', [account])
  }
})

test('a changed role holds on the next request of a session that is open', async () => {
  const cookie = await signedIn()
  const status = async (url: string) => (await plain.inject({ url, headers: { accept: 'text/html', cookie } })).statusCode
  assert.deepEqual([await status('/concerns'), await status('/bridge')], [200, 404])
  await database.admin("update gt.account set role = 'bridge-screener' where account_id = $1", [account])
  try {
    assert.deepEqual([await status('/concerns'), await status('/bridge')], [200, 200])
    await database.admin("update gt.account set role = 'system-administrator' where account_id = $1", [account])
    assert.deepEqual([await status('/concerns'), await status('/bridge')], [404, 404])
  } finally {
    await database.admin('update gt.account set role = $2 where account_id = $1', [account, role])
  }
})

test('a session ends when nobody has asked for half an hour, and twelve hours after it began however busy it is', async () => {
  const idle = await signedIn()
  const age = (by: string) =>
    database.admin(`update gt.session set seen_at = clock_timestamp() - $2::interval where account_id = $1`, [account, by])
  await age('29 minutes')
  await isSignedIn(idle)
  await age('31 minutes')
  await isSignedOut(idle)
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
  const long = await signedIn()
  const [lasts] = await database.admin<{ hours: number }>(
    'select extract(epoch from max(ends_at - began_at))::float8 / 3600 as hours from gt.session where account_id = $1',
    [account],
  )
  assert.ok(Math.abs((lasts?.hours ?? 0) - 12) < 0.01)
  await database.admin('update gt.session set ends_at = clock_timestamp() where account_id = $1', [account])
  await isSignedOut(long)
})

test('a one-time code works once, also when it is sent six times at the same moment', async () => {
  const code = codeAt(testOtpSecret, now())
  const answers = await Promise.all(Array.from({ length: 6 }, () => signIn({ code })))
  assert.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1)
  assert.equal(answers.filter(({ statusCode }) => statusCode === 422).length, 5)
  await database.admin('delete from gt.wrong_try')
  assert.equal((await signIn({ code })).statusCode, 422, 'nor afterwards')
})

test('a right try lets go of the counts in the order in which tries take them: nobody waits for whoever waits for them', async () => {
  const [wrong, right] = [new pg.Client({ connectionString: database.adminUrl }), new pg.Client({ connectionString: database.adminUrl })]
  try {
    await Promise.all([wrong.connect(), right.connect()])
    const take = (place: string) =>
      wrong.query("select gt.take_try($1, $2, $3, 5, interval '15 minutes', clock_timestamp())", [ids.partnership, account, place])
    const [address, anybody] = ['\\x01', '\\x']
    for (const place of [address, anybody]) await take(place)
    await wrong.query('begin')
    await take(address)
    const signed = right.query<{ began: boolean }>(
      "select gt.sign_in($1, $2, 1, sha256('another'), interval '1 hour', 'a desk', $3, '\\x02') as began",
      [ids.partnership, account, address],
    )
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await database.admin(waits)).length === 0) await new Promise(resolve => setTimeout(resolve, 20))
    await take(anybody)
    await wrong.query('commit')
    assert.equal((await signed).rows[0]?.began, true)
  } finally {
    await Promise.all([wrong.end(), right.end()])
  }
})

test('what the database gave up because of others is asked of the door again', async () => {
  await database.admin('create sequence gt.asked_of_the_door')
  await database.admin(`create function gt.gives_up_twice() returns bigint language plpgsql security definer set search_path = '' as $$
    declare times bigint := nextval('gt.asked_of_the_door');
    begin
      if times <= 2 then raise exception using errcode = 'deadlock_detected'; end if;
      return times;
    end $$`)
  await database.admin('grant execute on function gt.gives_up_twice() to gt_app')
  assert.deepEqual(await database.app.door('select gt.gives_up_twice()::integer as times', []), [{ times: 3 }])
})

test('a wrong password, a wrong code, an unknown address and an account that waits all read the same, letter by letter', async () => {
  const email = ids.email(role)
  const bodies = async (typed: Typed) => {
    const answer = await signIn(typed)
    assert.equal(answer.statusCode, 422)
    return without(answer.body).replaceAll(typed.email ?? email, 'THE ADDRESS')
  }
  const wrong = await bodies({ password: 'not the password of anybody' })
  assert.match(wrong, /do not belong together/)
  assert.equal(await bodies({ email: 'nobody@invented.example.test' }), wrong)
  assert.equal(await bodies({ code: '000000' }), wrong)
  await database.admin("update gt.wrong_try set locked_until = clock_timestamp() + interval '1 minute' where whom = $1", [account])
  assert.equal(await bodies({}), wrong)
})

test('after signing in nobody is led to another site, whatever the address asked for', async () => {
  for (const to of [
    '//elsewhere.example.test',
    '/\\elsewhere.example.test',
    '/\t/elsewhere.example.test',
    '/\n/elsewhere.example.test',
    '\t//elsewhere.example.test',
    'https://elsewhere.example.test/',
    'javascript:alert(1)',
    '/\u2028/elsewhere.example.test',
    '/\r\nset-cookie: gt=planted',
  ]) {
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
    const answer = await signIn({ to })
    assert.equal(answer.statusCode, 303, JSON.stringify(to))
    assert.equal(answer.headers.location, '/', JSON.stringify(to))
  }
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [account])
  assert.equal((await signIn({ to: '/concerns?done=1' })).headers.location, '/concerns?done=1')
})

test('behind https both cookies are of this host alone, sent only in secret and read by no script', async () => {
  const shown = await https.inject({ url: '/sign-in', headers: { accept: 'text/html' } })
  const form = (shown.cookies as Cookie[])[0]
  const session = cookieIn(await signIn({}, https))
  assert.deepEqual([form?.name, session.name], ['__Host-gt-form', '__Host-gt'])
  for (const cookie of [form, session]) {
    assert.equal(cookie?.secure, true)
    assert.equal(cookie?.httpOnly, true)
    assert.equal(cookie?.sameSite, 'Lax')
    assert.equal(cookie?.path, '/')
    assert.equal(cookie?.domain, undefined)
  }
  assert.match(String(shown.headers['strict-transport-security']), /max-age=\d{8}/)
  // The name without its prefix, which another host of the domain could plant, is not read.
  const unprefixed = await https.inject({ url: '/', headers: { accept: 'text/html', cookie: `gt=${session.value}` } })
  assert.equal(unprefixed.statusCode, 303)
  assert.equal((await https.inject({ url: '/', headers: { accept: 'text/html', cookie: `__Host-gt=${session.value}` } })).statusCode, 200)
})

test('signing in is measured by address: a new cookie with every guess gives no new measure', async () => {
  const left = async (secret: string): Promise<number> => {
    const answer = await plain.inject({
      url: '/sign-in',
      headers: { accept: 'text/html', cookie: `gt=${ids.partnership}.${secret.repeat(43)}` },
    })
    return Number(answer.headers['x-ratelimit-remaining'])
  }
  const [first, second] = [await left('a'), await left('b')]
  assert.equal(second, first - 1)
})
