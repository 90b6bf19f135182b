import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { grantsIn, matrix } from '../../src/kernel/access/matrix.ts'
import type { WebParts } from '../../src/kernel/http/app.ts'
import { newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { json } from '../../src/kernel/http/reply.ts'
import { grantOf, type RoomRoutes, type Route, route } from '../../src/kernel/http/route.ts'
import { openLog } from '../../src/kernel/log.ts'
import { openWebOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { newId } from '../../src/thread/ids.ts'
import { freshDatabase, ids, type TestDatabase } from '../database.ts'

let database: TestDatabase
let app: FastifyInstance
const grants = grantsIn(matrix())
const routes: readonly Route[] = rooms.flatMap(room => room.routes)
const cookies = new Map<string, string>()

const webOf = (some: readonly RoomRoutes[], more: Partial<WebParts> = {}): Promise<FastifyInstance> =>
  openWebOf(database, some, { log: openLog('silent'), ...more })

before(async () => {
  database = await freshDatabase()
  app = await webOf(rooms)
  for (const [step, role] of ids.roles.entries()) {
    const secret = newSessionSecret()
    await database.app.door("select gt.sign_in($1, $2, $3, $4, interval '1 hour')", [
      ids.partnership,
      ids.account(role),
      step + 1,
      sessionHash(secret),
    ])
    cookies.set(role, sessionCookie(ids.partnership, secret))
  }
})
after(async () => {
  await app?.close()
  await database?.drop()
})

/** A real address of a route: ids of nothing where it asks for ids, the first accepted word where it asks for a word. */
const addressOf = (of: Route): string =>
  of.url.replace(
    /:(\w+)/g,
    (_, name: string) =>
      ({
        page: 'danger',
        list: 'children',
        at: 'new',
        rule: 'repeat-referral',
        setting: 'window',
        story: 'case-17',
        form: 'sign',
        step: 'known',
      })[name] ?? newId(),
  )

/** The page without what differs from one answer to the next: nonces and marks. */
const plain = (body: string): string => body.replace(/nonce="[^"]*"/g, '').replace(/name="csrf" value="[^"]*"/g, '')

const ask = (of: Pick<Route, 'method'>, url: string, role?: string) =>
  app.inject({ method: of.method, url, headers: { accept: 'text/html', ...(role ? { cookie: `gt=${cookies.get(role)}` } : {}) } })

test('there are routes to look at, and every one that is not open has a row in the access matrix', () => {
  assert.ok(routes.length >= 12)
  for (const of of routes)
    if (!of.open)
      assert.ok(
        grants.some(grant => `${grant.relation}/${grant.may}` === grantOf(of)),
        `${of.method} ${of.url}`,
      )
})

test('a row of the matrix that names no route is a mistake in one of the two', () => {
  const known = new Set(routes.map(grantOf))
  for (const grant of grants) if (grant.may.startsWith('page:')) assert.ok(known.has(`${grant.relation}/${grant.may}`), grant.may)
})

test('nobody signed in reads nothing: every page leads to signing in, every change is refused', async () => {
  for (const of of routes.filter(one => !one.open)) {
    const answer = await ask(of, addressOf(of))
    assert.equal(answer.statusCode, of.method === 'GET' ? 303 : 403, `${of.method} ${of.url}`)
    if (of.method === 'GET') assert.match(String(answer.headers.location), /^\/sign-in\?to=/)
  }
})

test('to every role without its row, a route is exactly a page that does not exist', async () => {
  let refused = 0
  for (const role of ids.roles) {
    const nowhere = plain((await ask({ method: 'GET' }, '/there-is-no-such-page', role)).body)
    for (const of of routes) {
      if (of.open || of.method !== 'GET' || grants.some(grant => grant.role === role && `${grant.relation}/${grant.may}` === grantOf(of)))
        continue
      const answer = await ask(of, addressOf(of), role)
      assert.equal(answer.statusCode, 404, `${role} at ${of.url}`)
      assert.equal(plain(answer.body), nowhere, `${role} at ${of.url}`)
      refused += 1
    }
  }
  assert.ok(refused > 0, 'some role is refused some page')
})

test('a change without the mark of our own page is refused for everybody, whatever the matrix says', async () => {
  for (const of of routes) {
    if (of.method !== 'POST') continue
    const answer = await ask(of, addressOf(of), 'bridge-manager')
    assert.equal(answer.statusCode, 403, of.url)
  }
})

test('every answer carries its security headers, the page of a fault as well as a style sheet', async () => {
  for (const url of ['/sign-in', '/there-is-no-such-page', '/concerns', '/health/live', '/theme/x.css']) {
    const { headers } = await ask({ method: 'GET' }, url, 'school-safeguarding-lead')
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    if (!url.startsWith('/theme')) assert.equal(headers['cache-control'], 'no-store')
  }
})

test('planted faults: a route without a row stops the program, and one that answers without asking who is asking gives a fault page', async () => {
  const rogue = route({ method: 'GET', url: '/rogue', words: 'planted', handle: async () => json({ leaked: true }) })
  await assert.rejects(webOf([{ routes: [rogue], navigation: [] }]), /without a row in the access matrix: GET \/rogue/)
  const careless = await webOf([{ routes: [rogue], navigation: [] }], { granted: new Set([grantOf(rogue)]) })
  const answer = await careless.inject({
    method: 'GET',
    url: '/rogue',
    headers: { accept: 'application/json', cookie: `gt=${cookies.get('bridge-manager')}` },
  })
  assert.equal(answer.statusCode, 500)
  assert.doesNotMatch(answer.body, /leaked/)
  await careless.close()
})
