import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, type TestDatabase } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, startOfDay, Temporal } from '../../../guidance/index.ts'
import { linesOf, openDesk, rolesWithout, signedIn, tell, type Visitor } from '../testing/front-desk.ts'
import { decideBy } from './queue.page.tsx'

let database: TestDatabase
let desk: FastifyInstance
let screener: Visitor
before(async () => {
  database = await freshDatabase()
  desk = await openDesk(database)
  screener = await signedIn(desk, database, 'bridge-screener')
})
after(async () => {
  await desk?.close()
  await database?.drop()
})

const today = dayOf(momentOf(Temporal.Now.instant()))
const counts = async () => ((await screener.json('/bridge')).body as { counts: Record<string, number> }).counts

test('an empty queue says what would stand in it', async () => {
  const { status, page } = await screener.get('/bridge')
  assert.equal(status, 200)
  assert.match(page, /None waits now/)
  assert.deepEqual(await counts(), { all: 0, today: 0, held: 0, mine: 0, unassigned: 0, waiting: 0 })
})

test('danger stands first, then what is due first; counts are exact and every concern shown is on the access line', async () => {
  const fresh = await tell(database, { facts: { children: [{ label: 'child 1', given: 'Fresh', family: 'Testcase' }] } })
  const late = await tell(database, {
    at: { at: startOfDay(addDays(today, -10)), precision: 'moment' },
    facts: {
      children: [{ label: 'child 1', given: 'Late', family: 'Testcase' }, { label: 'child 2', given: 'Second' }, { label: 'child 3' }],
    },
  })
  const danger = await tell(database, {
    facts: {
      inDangerNow: true,
      familyTold: 'no',
      notToldReason: 'would-raise-risk',
      children: [{ label: 'child 1', given: 'Danger', family: 'Testcase' }],
    },
  })
  const { page } = await screener.get('/bridge')
  const order = ['Danger', 'Late', 'Fresh'].map(name => page.indexOf(`${name} Testcase`))
  assert.ok(
    order.every((place, at) => place > 0 && (at === 0 || place > (order[at - 1] ?? 0))),
    `${order}`,
  )
  assert.match(page, /Late Testcase, and 2 other children/)
  assert.match(page, /A child may be in danger now/)
  assert.match(page, /Sample Primary School says: Hungry on Monday/)
  assert.match(page, /the family does not know/)
  assert.match(page, /Should have been decided by/)
  assert.deepEqual(await counts(), { all: 3, today: 0, held: 1, mine: 0, unassigned: 3, waiting: 0 })
  for (const { matter } of [fresh, late, danger]) {
    const [line] = await linesOf(database, matter)
    assert.equal(line?.route, 'GET /bridge')
  }
})

test('taking a concern makes it mine and nobody else’s; giving it back makes it nobody’s', async () => {
  const { matter } = await tell(database)
  const taken = await screener.post(`/bridge/${matter}/take`, {})
  assert.equal(taken.to, `/bridge/${matter}?done=taken`)
  assert.equal((await counts())['mine'], 1)
  assert.match((await screener.get('/bridge?show=mine')).page, /assigned to you/)
  const worker = await signedIn(desk, database, 'bridge-social-worker')
  assert.match((await worker.get(`/bridge/${matter}`)).page, /Take it over from/)
  await worker.post(`/bridge/${matter}/take`, {})
  assert.equal((await counts())['mine'], 0)
  await screener.post(`/bridge/${matter}/release`, {})
  assert.match((await worker.get(`/bridge/${matter}`)).page, /You have taken this concern/)
  await worker.post(`/bridge/${matter}/release`, {})
  assert.match((await worker.get(`/bridge/${matter}`)).page, /Nobody has taken this concern yet/)
})

test('a click sent twice is done once', async () => {
  const { matter } = await tell(database)
  const commandId = '018f0000-0000-7000-8000-0000000000aa'
  await screener.post(`/bridge/${matter}/take`, { commandId })
  await screener.post(`/bridge/${matter}/take`, { commandId })
  const [row] = await database.admin<{ n: number }>(
    `select count(*)::integer as n from gt.involvement where subject_id = $1 and relation = 'screener'`,
    [matter],
  )
  assert.equal(row?.n, 1)
})

test('hundreds wait and each page of the queue shows its own', async () => {
  for (let at = 0; at < 30; at += 1)
    await tell(database, { facts: { children: [{ label: 'child 1', given: `Page${at}`, family: 'Testcase' }] } })
  const all = (await counts())['all'] ?? 0
  const seen = new Set<string>()
  for (const page of [1, 2]) {
    const { body } = await screener.json(`/bridge?page=${page}`)
    for (const concern of (body as { concerns: { matter: string }[] }).concerns) seen.add(concern.matter)
  }
  assert.equal(seen.size, all)
  assert.match((await screener.get('/bridge')).page, /page=2/)
})

test('roles that the matrix does not let in find nothing there', async () => {
  const refused = rolesWithout('GET /bridge')
  assert.ok(refused.length > 5)
  for (const role of refused) {
    const visitor = await signedIn(desk, database, role)
    const answer = await visitor.get('/bridge')
    assert.equal(answer.status, 404, role)
    assert.match(answer.page, /Page not found/)
  }
})

test('by when it is to be decided is said in words', () => {
  const thursday = '2026-06-04' as typeof today
  assert.equal(decideBy(thursday, thursday), 'Decide today')
  assert.equal(decideBy(thursday, '2026-06-02' as typeof today), 'Decide by Thursday 4 June, 2 working days left')
  assert.equal(decideBy(thursday, '2026-06-08' as typeof today), 'Should have been decided by Thursday 4 June, 2 working days ago')
})
