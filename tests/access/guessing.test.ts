import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { codeAt } from '../../src/kernel/access/one-time-code.ts'
import { browserHash, placeOf } from '../../src/kernel/http/cookies.ts'
import { openWebOf, signIn, strangerAt, type Visitor } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../database.ts'

/** Reliability test T8: whoever guesses is slowed, and keeps nobody out who has signed in before with the browser they use. */
let database: TestDatabase
let web: FastifyInstance
const role = 'emergency-duty-worker'
const account = ids.account(role)
const email = ids.email(role)
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
})
after(async () => {
  await web?.close()
  await database?.drop()
})
beforeEach(async () => {
  await database.admin('update gt.credential set otp_step = 0')
  await database.admin('delete from gt.wrong_try')
  await database.admin('delete from gt.known_browser')
})

const codesWorkAgain = () => database.admin('update gt.credential set otp_step = 0')
const enter = (visitor: Visitor, password = testPassword) => signIn(visitor, { email, password, otpSecret: testOtpSecret })
const isKeptOut = (visitor: Visitor): Promise<void> => assert.rejects(enter(visitor), /could not sign in: 422/)
const wrong = async (visitor: Visitor, times: number, more = {}): Promise<void> => {
  await visitor.get('/sign-in')
  for (let one = 0; one < times; one += 1)
    assert.equal((await visitor.post('/sign-in', { email, password: 'a guess', code: '000000', ...more })).status, 422)
}

/** What the database lets be judged of tries that somebody makes, `seconds` apart, from that many addresses; as if time had passed. */
const judged = async (tries: number, seconds: number, addresses: number, mark: Buffer = Buffer.alloc(32)): Promise<number> => {
  const [row] = await database.admin<{ judged: number }>(
    `select count(*) filter (where gt.take_try_from($1, $2, sha256(convert_to('address ' || n % $5::integer, 'UTF8')), $6,
       clock_timestamp() + make_interval(secs => n * $4::float8)))::integer as judged from generate_series(1, $3::integer) n`,
    [ids.partnership, account, tries, seconds, addresses, mark],
  )
  return row?.judged ?? -1
}

test('ten thousand wrong tries from elsewhere, and the duty worker signs in at once with the browser they know', async () => {
  const known = strangerAt(web, '192.0.2.7')
  await enter(known)
  await codesWorkAgain()
  assert.ok((await judged(10_000, 1, 2_000)) <= 20, 'of ten thousand in less than three hours twenty are judged')
  const stranger = strangerAt(web, '198.51.100.4')
  await stranger.get('/sign-in')
  await isKeptOut(stranger)
  await enter(known)
  await codesWorkAgain()
  await isKeptOut(stranger)
  await enter(strangerAt(web, '192.0.2.200', { 'gt-known': known.cookies.get('gt-known') ?? '' }))
})

test('guessing is bounded however many addresses it comes from: 40 tries on the first day, and 24 on each that follows', async () => {
  // A try every second, for three days: each needs the right password, and one of the three codes of a million that are right at a moment.
  assert.equal(await judged(86_400, 1, 5_000), 40)
  await database.admin('delete from gt.wrong_try')
  assert.equal(await judged(17_280 * 3, 5, 5_000), 40 + 24 + 24)
})

test('a known browser has a count of its own, which begins to wait after five and lets the right one in after a quarter of an hour at most', async () => {
  const known = strangerAt(web)
  await enter(known)
  const mark = browserHash(known.cookies.get('gt-known'))
  assert.equal(await judged(12, 0, 1, mark), 5)
  await database.admin('delete from gt.wrong_try')
  const aDay = await judged(86_400, 1, 1, mark)
  assert.ok(aDay > 96 && aDay <= 110, `${aDay}`)
  const [row] = await database.admin<{ wait: number }>(
    'select extract(epoch from locked_until - last_at)::float8 as wait from gt.wrong_try where whom = $1 and place = $2',
    [account, mark],
  )
  assert.equal(row?.wait, 900)
})

test('what is guessed in one browser makes no other wait; a right one there begins its count anew', async () => {
  const [mine, another] = [strangerAt(web, '192.0.2.1'), strangerAt(web, '192.0.2.2')]
  await enter(mine)
  await codesWorkAgain()
  await enter(another)
  await codesWorkAgain()
  await wrong(mine, 5)
  await isKeptOut(mine)
  await enter(another)
  await codesWorkAgain()
  await database.admin("update gt.wrong_try set locked_until = clock_timestamp() - interval '1 second'")
  await enter(mine)
  await codesWorkAgain()
  await wrong(mine, 4)
  await enter(mine)
})

test('many guesses sent at once do not slip through before the wait begins', async () => {
  const stranger = strangerAt(web)
  await stranger.get('/sign-in')
  const code = codeAt(testOtpSecret, momentOf(Temporal.Now.instant()))
  await Promise.all(Array.from({ length: 12 }, () => wrong(stranger, 1)))
  assert.equal((await stranger.post('/sign-in', { email, password: testPassword, code })).status, 422, 'the right one waits as well')
  const [row] = await database.admin<{ failures: number }>('select failures from gt.wrong_try where whom = $1 and place = $2', [
    account,
    placeOf(testSecret, '192.0.2.1'),
  ])
  assert.equal(row?.failures, 5)
  // While the wait stands the database gives out nothing that a try could be judged by.
  const facts = await database.app.door('select * from gt.sign_in_try($1, $2, $3, $4)', [
    ids.partnership,
    email,
    placeOf(testSecret, '192.0.2.1'),
    Buffer.alloc(32),
  ])
  assert.deepEqual(facts, [])
})

test('the mark of a browser is made by signing in alone, is another each time, and lets nobody in', async () => {
  const known = strangerAt(web)
  await known.get('/sign-in')
  await wrong(known, 1)
  assert.equal(known.cookies.has('gt-known'), false)
  await enter(known)
  const first = known.cookies.get('gt-known') ?? ''
  assert.match(first, /^[\w-]{43}$/)
  await codesWorkAgain()
  await enter(known)
  assert.notEqual(known.cookies.get('gt-known'), first)
  // What was planted before somebody signed in is worth nothing afterwards.
  const [{ n } = { n: -1 }] = await database.admin<{ n: number }>(
    'select count(*)::integer as n from gt.known_browser where mark_hash = $1',
    [browserHash(first)],
  )
  assert.equal(n, 0)
  assert.equal((await strangerAt(web, '192.0.2.9', { 'gt-known': known.cookies.get('gt-known') ?? '' }).get('/account')).status, 303)
})

test('people who share a browser are each known in it, and what was guessed at one of them there is not forgotten when another signs in', async () => {
  const shared = strangerAt(web)
  await enter(shared)
  await codesWorkAgain()
  await wrong(shared, 4)
  await signIn(shared, { email: ids.email('team-manager'), password: testPassword, otpSecret: testOtpSecret })
  await wrong(shared, 1)
  await isKeptOut(shared)
  await codesWorkAgain()
  await signIn(shared, { email: ids.email('team-manager'), password: testPassword, otpSecret: testOtpSecret })
})

test('twenty browsers are known of one account, and none for longer than ninety days', async () => {
  for (let one = 0; one < 22; one += 1) {
    const { hash } = await database.session(role)
    await database.app.door('select gt.remember_browser($1, $2, $3, $4)', [ids.partnership, hash, Buffer.alloc(32), Buffer.alloc(32, one)])
  }
  assert.equal((await database.admin('select 1 from gt.known_browser')).length, 20)
  await database.admin("update gt.known_browser set used_at = clock_timestamp() - interval '91 days' where mark_hash <> $1", [
    Buffer.alloc(32, 21),
  ])
  assert.equal(await judged(12, 0, 12, Buffer.alloc(32, 20)), 10, 'it counts as one that nobody knows')
  await database.worker.door('select gt.forget_tries(clock_timestamp())', [])
  assert.equal((await database.admin('select 1 from gt.known_browser')).length, 1)
  assert.ok((await database.admin('select 1 from gt.wrong_try')).length > 0)
  await database.worker.door("select gt.forget_tries(clock_timestamp() + interval '2 days')", [])
  assert.equal((await database.admin('select 1 from gt.wrong_try')).length, 0)
})

test('an address nobody has is counted as one that somebody has, by as many statements and rows', async () => {
  const work = async (mail: string) => {
    await database.admin('delete from gt.wrong_try')
    let statements = 0
    const counting = await openWebOf(
      {
        ...database,
        app: {
          ...database.app,
          door: (text, values) => {
            statements += 1
            return database.app.door(text, values)
          },
        },
      },
      rooms,
    )
    try {
      const stranger = strangerAt(counting)
      await stranger.get('/sign-in')
      statements = 0
      const times = 13
      for (let one = 0; one < times; one += 1) await stranger.post('/sign-in', { email: mail, password: 'a guess', code: '000000' })
      const rows = await database.admin<{ failures: number; waits: boolean }>(
        'select failures, locked_until is not null as waits from gt.wrong_try order by length(place)',
      )
      return { statements, rows }
    } finally {
      await counting.close()
    }
  }
  const known = await work(email)
  assert.deepEqual(known.rows, [
    { failures: 5, waits: false },
    { failures: 5, waits: true },
  ])
  assert.deepEqual(await work('nobody@invented.example.test'), known)
})
