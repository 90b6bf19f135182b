import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, startOfDay, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { tellTheBridge } from '../testing/front-desk.ts'
import { frontDoorRoutes } from '../web.ts'
import { decideBy } from './queue.page.tsx'

const { database, as } = await openForTests([frontDoorRoutes], { first: '/concerns' })
const screener = await as('bridge-screener')

const today = dayOf(momentOf(Temporal.Now.instant()))
const counts = async () => ((await screener.json('/bridge')).body as { counts: Record<string, number> }).counts

test('an empty queue says what would stand in it', async () => {
  const { status, page } = await screener.get('/bridge')
  assert.equal(status, 200)
  assert.match(page, /None waits now/)
  assert.deepEqual(await counts(), { all: 0, today: 0, held: 0, mine: 0, unassigned: 0, waiting: 0 })
})

test('danger stands first, then what is due first; counts are exact and every concern shown is on the access line', async () => {
  const fresh = await tellTheBridge(database, { facts: { children: [{ label: 'child 1', given: 'Fresh', family: 'Testcase' }] } })
  const late = await tellTheBridge(database, {
    at: { at: startOfDay(addDays(today, -10)), precision: 'moment' },
    facts: {
      children: [{ label: 'child 1', given: 'Late', family: 'Testcase' }, { label: 'child 2', given: 'Second' }, { label: 'child 3' }],
    },
  })
  const danger = await tellTheBridge(database, {
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
  const { matter } = await tellTheBridge(database)
  const taken = await screener.post(`/bridge/${matter}/take`, {})
  assert.equal(taken.to, `/bridge/${matter}?done=taken`)
  assert.equal((await counts())['mine'], 1)
  assert.match((await screener.get('/bridge?show=mine')).page, /assigned to you/)
  const worker = await as('bridge-social-worker')
  assert.match((await worker.get(`/bridge/${matter}`)).page, /Take it over from/)
  await worker.post(`/bridge/${matter}/take`, {})
  assert.equal((await counts())['mine'], 0)
  await screener.post(`/bridge/${matter}/release`, {})
  assert.match((await worker.get(`/bridge/${matter}`)).page, /You have taken this concern/)
  await worker.post(`/bridge/${matter}/release`, {})
  assert.match((await worker.get(`/bridge/${matter}`)).page, /Nobody has taken this concern yet/)
})

test('a click sent twice is done once', async () => {
  const { matter } = await tellTheBridge(database)
  const commandId = '018f0000-0000-7000-8000-0000000000aa'
  await screener.post(`/bridge/${matter}/take`, { commandId })
  await screener.post(`/bridge/${matter}/take`, { commandId })
  const [row] = await database.admin<{ n: number }>(
    `select count(*)::integer as n from gt.involvement where subject_id = $1 and relation = 'screener'`,
    [matter],
  )
  assert.equal(row?.n, 1)
})

test('one click takes a concern from its row and one gives it back; several are given to a colleague, or to nobody, in one act', async () => {
  const [one, two, three] = [await tellTheBridge(database), await tellTheBridge(database), await tellTheBridge(database)]
  const taken = await screener.post('/bridge/assign', { take: one.matter, 'at-show': 'unassigned', 'at-stage': 'new' })
  assert.equal(taken.to, '/bridge?show=unassigned&stage=new&assigned=1')
  assert.match((await screener.get(taken.to ?? '')).page, /One concern has changed hands/)
  const given = await screener.post('/bridge/assign', {
    concern: [one.matter, two.matter, three.matter],
    to: ids.account('bridge-social-worker'),
  })
  assert.equal(given.to, '/bridge?assigned=3')
  const worker = await as('bridge-social-worker')
  assert.match((await worker.get(`/bridge/${two.matter}`)).page, /You have taken this concern/)
  const acts = await database.admin(
    `select act_id from gt.entry where subject_id = any ($1) and kind in ('involvement', 'involvement-end') and author_id = $2 group by 1 having count(distinct subject_id) = 3`,
    [[one.matter, two.matter, three.matter], ids.account('bridge-screener')],
  )
  assert.equal(acts.length, 1)
  const again = await screener.post('/bridge/assign', { concern: [two.matter, three.matter], to: ids.account('bridge-social-worker') })
  assert.match((await screener.get(again.to ?? '')).page, /Nothing was changed. 2 others had it so already/)
  await screener.post('/bridge/assign', { back: two.matter })
  assert.match((await worker.get(`/bridge/${two.matter}`)).page, /You have taken this concern/, 'nobody gives back what is another’s')
  await screener.post('/bridge/assign', { concern: [one.matter, two.matter, three.matter], to: 'nobody' })
  assert.match((await worker.get(`/bridge/${two.matter}`)).page, /Nobody has taken this concern yet/)
  const from = await worker.post('/bridge/assign', { concern: one.matter, to: ids.account('bridge-manager'), from: one.matter })
  assert.equal(from.to, `/bridge/${one.matter}?done=assigned`)
})

test('nothing chosen, or somebody who does not work there: asked for again; what does not wait there is left alone', async () => {
  const { matter } = await tellTheBridge(database)
  const none = await screener.post('/bridge/assign', { to: ids.account('bridge-manager') })
  assert.equal(none.status, 422)
  assert.match(none.page, /Choose at least one concern/)
  const stranger = await screener.post('/bridge/assign', { concern: matter, to: ids.account('social-worker') })
  assert.equal(stranger.status, 422)
  assert.match(stranger.page, /Choose somebody who works at The Bridge/)
  const elsewhere = newId<SubjectId>()
  await tell(database, 'school-safeguarding-lead', [], { begins: [{ subject: elsewhere, form: 'matter' }] })
  assert.equal((await screener.post('/bridge/assign', { take: elsewhere })).to, '/bridge?assigned=0&left=1')
  for (const role of rolesWithout('POST /bridge/assign'))
    assert.equal((await (await as(role)).post('/bridge/assign', { take: matter })).status, 404, role)
})

test('the queue is narrowed by how far a concern has come, by when, by danger, form and source, with exact numbers', async () => {
  const { matter } = await tellTheBridge(database, {
    facts: { form: 'child-needing-support', source: 'housing', sourceName: 'Sample Homes' },
  })
  type Queue = {
    matching: number
    concerns: { matter: string; stage: string }[]
    facets: { stage: Record<string, number>; source: Record<string, number> }
  }
  const queue = async (query: string) => (await screener.json(`/bridge?${query}`)).body as Queue
  const found = await queue('source=housing')
  assert.deepEqual([found.matching, found.concerns.map(one => one.matter), found.facets.source['housing']], [1, [matter], 1])
  assert.equal((await queue('form=child-needing-support&source=housing&stage=new')).matching, 1)
  assert.equal((await queue('source=housing&danger=yes')).matching, 0)
  assert.equal((await queue('source=housing&due=overdue')).matching, 0)
  assert.ok((await queue('due=overdue')).concerns.length >= 1)
  await screener.post('/bridge/assign', { take: matter })
  assert.equal((await queue('source=housing')).concerns[0]?.stage, 'screening')
  await screener.get(`/bridge/${matter}`)
  await screener.post(`/bridge/${matter}/checks`, { agency: ids.agency.health, question: 'What do you hold?' })
  assert.equal((await queue('source=housing&stage=waiting')).matching, 1)
  assert.equal((await queue('stage=anything')).matching, (await counts())['all'])
  const { page } = await screener.get('/bridge?source=housing&stage=waiting')
  assert.match(page, /Waiting for agencies/)
  assert.match(page, /Remove the filter/)
  assert.match(page, /may stay until/)
  const all = await queue('')
  assert.equal(
    Object.values(all.facets.stage).reduce((sum, one) => sum + one, 0),
    (await counts())['all'],
  )
})

test('hundreds wait and each page of the queue shows its own', async () => {
  for (let at = 0; at < 30; at += 1)
    await tellTheBridge(database, { facts: { children: [{ label: 'child 1', given: `Page${at}`, family: 'Testcase' }] } })
  const all = (await counts())['all'] ?? 0
  const seen = new Set<string>()
  for (const page of [1, 2]) {
    const { body } = await screener.json(`/bridge?page=${page}`)
    for (const concern of (body as { concerns: { matter: string }[] }).concerns) seen.add(concern.matter)
  }
  assert.equal(seen.size, all)
  assert.match((await screener.get('/bridge')).page, /page=2/)
  const beyond = (await screener.json('/bridge?page=900')).body as { page: number; concerns: unknown[] }
  assert.deepEqual([beyond.page, beyond.concerns.length > 0], [2, true])
})

test('roles that the matrix does not let in find nothing there', async () => {
  const refused = rolesWithout('GET /bridge')
  assert.ok(refused.length > 5)
  for (const role of refused) {
    const visitor = await as(role)
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

test('the referrers of several concerns are told in one act that they have arrived; whoever was told, or gave no name, is left out', async () => {
  const [one, two] = [await tellTheBridge(database), await tellTheBridge(database)]
  const nameless = await tellTheBridge(database, { facts: { referrerIs: 'public', source: 'public', anonymous: true } })
  await screener.post(`/bridge/${two.matter}/acknowledge`, {})
  assert.match((await screener.get('/bridge')).page, /formaction="\/bridge\/acknowledge"/)
  const none = await screener.post('/bridge/acknowledge', {})
  assert.equal(none.status, 422)
  assert.match(none.page, /Choose at least one concern/)
  const concern = [one.matter, two.matter, nameless.matter]
  const commandId = '018f0000-0000-7000-8000-0000000000ab'
  const sent = await screener.post('/bridge/acknowledge', { concern, commandId, 'at-show': 'unassigned' })
  assert.equal(sent.to, '/bridge?show=unassigned&told=1&left=2')
  assert.equal((await screener.post('/bridge/acknowledge', { concern, commandId, 'at-show': 'unassigned' })).to, sent.to)
  assert.match((await screener.get(sent.to ?? '')).page, /One referrer is told that their concern has arrived\. Of 2 others/)
  const told = await database.admin<{ subject_id: string }>(
    `select subject_id from gt.entry where kind = 'referral-acknowledged' and subject_id = any ($1) order by known_at`,
    [concern],
  )
  assert.deepEqual(
    told.map(row => row.subject_id),
    [two.matter, one.matter],
  )
  const school = await as('school-safeguarding-lead')
  assert.match((await school.get(`/concerns/${one.matter}`)).page, /The Bridge confirmed on [^<]+ that it has your concern/)
  assert.equal((await school.post('/bridge/acknowledge', { concern })).status, 404)
})
