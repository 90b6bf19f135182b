import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, ids, type TestDatabase } from '../../../tests/database.ts'
import { openWebOf, visitorOf } from '../../rooms/testing/visitor.ts'
import { sessionCookie, sessionHash } from './cookies.ts'
import { show } from './reply.ts'
import { route } from './route.ts'
import { StandingSessions } from './standing-sessions.ts'

let database: TestDatabase
let web: FastifyInstance
before(async () => {
  database = await freshDatabase()
  // Under the grant of a page that every role has.
  const settings = route({
    method: 'GET',
    url: '/settings',
    words: 'one’s own settings',
    handle: async ask => {
      await ask.tx(async () => undefined)
      return show(ask.page({ title: 'Your settings', children: [] }))
    },
  })
  web = await openWebOf(database, [{ navigation: [], routes: [settings] }])
})
after(async () => {
  await web?.close()
  await database?.drop()
})

/** How many requests are left of the bucket that this one was counted in. */
const left = async (address: string, cookie: string): Promise<number> => {
  const answer = await web.inject({ method: 'GET', url: '/settings', remoteAddress: address, headers: { cookie: `gt=${cookie}` } })
  return Number(answer.headers['x-ratelimit-remaining'])
}
const madeUp = (): string => sessionCookie(ids.partnership, randomBytes(32).toString('base64url'))

describe('how often somebody may ask', () => {
  it('is counted by address for a thousand made-up cookies: they are one asker', async () => {
    for (let sent = 1; sent <= 1000; sent += 1) assert.equal(await left('203.0.113.20', madeUp()), 1200 - sent)
    assert.equal(await left('203.0.113.21', madeUp()), 1199, 'another address is another asker')
  })

  it('is counted by session once it was looked up and stands, and those who share its address do not slow it', async () => {
    const worker = await visitorOf(web, database, 'social-worker', '/settings')
    const cookie = worker.cookies.get('gt') ?? ''
    const [first, second] = [await left('203.0.113.30', cookie), await left('203.0.113.31', cookie)]
    assert.equal(second, first - 1, 'from whichever address it asks')
    for (let sent = 1; sent <= 20; sent += 1) await left('203.0.113.31', madeUp())
    assert.equal(await left('203.0.113.31', cookie), second - 1)
  })

  it('is counted by address again when the session has ended', async () => {
    const worker = await visitorOf(web, database, 'team-manager', '/settings')
    const cookie = worker.cookies.get('gt') ?? ''
    await left('203.0.113.40', cookie)
    await database.admin('update gt.session set ends_at = clock_timestamp() where session_hash = $1', [
      sessionHash(cookie.split('.')[1] ?? ''),
    ])
    await left('203.0.113.40', cookie)
    assert.equal(await left('203.0.113.40', cookie), 1199)
    assert.equal(await left('203.0.113.40', madeUp()), 1198)
  })
})

describe('what is remembered of sessions that stood', () => {
  it('is forgotten after a minute, and when they end', () => {
    let now = 0
    const standing = new StandingSessions(() => now)
    standing.stood('one')
    standing.stood('two')
    assert.notEqual(standing.keyOf('one'), standing.keyOf('two'))
    standing.ended('two')
    assert.equal(standing.keyOf('two'), undefined)
    now = 59_999
    assert.ok(standing.keyOf('one'))
    now = 60_000
    assert.equal(standing.keyOf('one'), undefined)
    assert.equal(standing.keyOf(undefined), undefined)
  })

  it('has an end: ten thousand, and the next is counted by its address', () => {
    let now = 0
    const standing = new StandingSessions(() => now)
    for (let at = 0; at < 10_000; at += 1) standing.stood(`session ${at}`)
    standing.stood('one too many')
    assert.equal(standing.keyOf('one too many'), undefined)
    now = 60_000
    standing.stood('one too many')
    assert.ok(standing.keyOf('one too many'))
  })

  it('holds no secret', () => {
    const standing = new StandingSessions(() => 0)
    standing.stood('the secret')
    assert.ok(!standing.keyOf('the secret')?.includes('the secret'))
  })
})
