import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { moment } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { announceDue } from '../../desk/index.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout, type Visitor } from '../../testing/visitor.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { tellTheBridge } from '../testing/front-desk.ts'
import { closeTheBridge, setHours, standingNow } from '../testing/hours.ts'
import { frontDoorRoutes } from '../web.ts'

const { database, as } = await openForTests([frontDoorRoutes], { first: '/concerns' })
let duty: Visitor
before(async () => {
  await closeTheBridge(database)
  duty = await as('emergency-duty-worker')
})

const telling = (matter: SubjectId) => announceDue(standingNow(database), matter)
type Desk = { concerns: { matter: string; announcement: string | null; handovers: unknown[] }[] }
const onDesk = async () => ((await duty.json('/duty')).body as Desk).concerns

test('an empty desk says what would stand there', async () => {
  const { status, page } = await duty.get('/duty')
  assert.equal(status, 200)
  assert.match(page, /None waits now/)
})

test('what comes while The Bridge is closed is told to the duty worker, who reads it, leaves a note, and The Bridge reads that first', async () => {
  const { matter, told } = await tellTheBridge(database, {
    parts: { whereabouts: { narrative: { whereNow: 'At her grandmother’s.' } } },
  })
  assert.equal((await duty.get(`/duty/${matter}`)).status, 404, 'nobody reads what they were not told of')
  await telling(matter)
  assert.match((await duty.get('/duty')).page, /Amira Testcase/)
  const { page, status } = await duty.get(`/duty/${matter}`)
  assert.equal(status, 200)
  for (const words of ['Hungry on Monday', 'At her grandmother', 'Sana Sample', 'until The Bridge opens'])
    assert.match(page, new RegExp(words), words)
  assert.doesNotMatch(page, /matched/, 'matching is a step of The Bridge')
  const [line] = await linesOf(database, matter)
  assert.deepEqual([line?.route, line?.role, line?.entry_ids.includes(told)], ['GET /duty/:matter', 'emergency-duty-worker', true])
  const empty = await duty.post(`/duty/${matter}/hand-over`, { note: ' ' })
  assert.equal(empty.status, 422)
  assert.match(empty.page, /Say what you have done/)
  assert.match(empty.page, /Write what The Bridge needs to know/)
  const left = await duty.post(`/duty/${matter}/hand-over`, { did: 'spoke', note: 'Grandmother keeps her until Monday.' })
  assert.equal(left.to, '/duty?done=handed-over', left.page)
  assert.match((await duty.get(`/duty/${matter}`)).page, /Grandmother keeps her until Monday/)
  const screener = await as('bridge-screener')
  const queue = (await screener.get('/bridge')).page
  assert.match(queue, /Came out of hours/)
  assert.match(queue, /Emergency Duty Team<\/strong> spoke with the family/)
  assert.match(queue, /Grandmother keeps her until Monday/)
  assert.match((await screener.get(`/bridge/${matter}`)).page, /What the Emergency Duty Team has left[\s\S]*Grandmother keeps her/)
})

test('a click sent twice leaves one note; another note later stands beside the first', async () => {
  const { matter } = await tellTheBridge(database)
  await telling(matter)
  const commandId = '018f0000-0000-7000-8000-0000000000cc'
  for (let at = 0; at < 2; at += 1) await duty.post(`/duty/${matter}/hand-over`, { did: 'could-wait', note: 'It can wait.', commandId })
  await duty.post(`/duty/${matter}/hand-over`, { did: 'police', note: 'The police rang at three.' })
  assert.equal((await onDesk()).find(one => one.matter === matter)?.handovers.length, 2)
})

test('danger out of hours stands first and is to be taken notice of by name; the name that was withheld stays closed', async () => {
  const { matter } = await tellTheBridge(database, {
    facts: { inDangerNow: true, referrerIs: 'public', source: 'public', sourceName: undefined },
    parts: { referrer: { facts: { withheld: true }, narrative: { name: 'Nellie Neighbour', phone: '0161 496 0777' } } },
  })
  await telling(matter)
  const [first] = await onDesk()
  assert.equal(first?.matter, matter)
  assert.ok(first?.announcement)
  const { page } = await duty.get(`/duty/${matter}`)
  assert.match(page, new RegExp(`href="/announcements/${first?.announcement}"`))
  assert.doesNotMatch(page, /Nellie|0161 496 0777/)
  assert.doesNotMatch(JSON.stringify(await onDesk()), /Nellie/)
})

test('once it is decided the duty worker reads it no more', async () => {
  const { matter, told } = await tellTheBridge(database)
  await telling(matter)
  assert.equal((await duty.get(`/duty/${matter}`)).status, 200)
  await tell(database, 'bridge-manager', [
    {
      subject: matter,
      kind: referralDecision,
      answers: told,
      parts: { record: { facts: { outcome: 'early-help' }, narrative: { reasons: 'The family asked for it.' } } },
    },
  ])
  await telling(matter)
  assert.equal((await duty.get(`/duty/${matter}`)).status, 404)
  assert.equal((await duty.post(`/duty/${matter}/hand-over`, { did: 'spoke', note: 'Too late.' })).status, 404)
})

test('what came within the hours is The Bridge’s alone', async () => {
  await setHours(database, 0, 1439)
  const { matter } = await tellTheBridge(database, { at: { at: moment('2026-01-14T11:00:00Z'), precision: 'moment' } })
  await telling(matter)
  assert.equal((await duty.get(`/duty/${matter}`)).status, 404)
  await closeTheBridge(database)
})

test('every other role finds nothing there', async () => {
  const { matter } = await tellTheBridge(database)
  await telling(matter)
  for (const role of rolesWithout('GET /duty')) {
    const visitor = await as(role)
    for (const path of ['/duty', `/duty/${matter}`]) assert.equal((await visitor.get(path)).status, 404, `${role} ${path}`)
    assert.equal((await visitor.post(`/duty/${matter}/hand-over`, { did: 'spoke', note: 'x' })).status, 404, role)
  }
  const elsewhere = newId<SubjectId>()
  await tell(database, 'school-safeguarding-lead', [], { begins: [{ subject: elsewhere, form: 'matter' }] })
  assert.equal((await duty.get(`/duty/${elsewhere}`)).status, 404)
})
