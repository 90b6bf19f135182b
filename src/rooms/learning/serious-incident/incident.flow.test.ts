import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { death } from '../../../thread/own-kinds/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/settings' })
const home = await householdOnRecord(database)
const at = (page = '') => `/people/${home.amira}/serious-incident${page}`
const known = {
  harm: 'harmed',
  abuse: 'suspected',
  ...inBoxes('on', '2026-03-02'),
  whatHappened: 'Amira was found hurt.',
  reason: 'What was told does not fit what was seen.',
  siblingsSafe: 'Omar is with his aunt.',
}
const entries = async () =>
  (
    await database.admin<{ kind: string }>(
      `select kind from gt.entry where subject_id = $1 and kind in ('serious-incident', 'serious-incident-notified', 'rapid-review', 'child-death-notified', 'legal-hold')
       order by known_at, kind`,
      [home.amira],
    )
  ).map(one => one.kind)
const standing = (rule: string) =>
  database.admin<{ name: string; ended: string | null; due_on: string }>(
    `select name, ended, due_on::text from gt.finding where subject_id = $1 and rule = $2 order by from_at, name`,
    [home.amira, rule],
  )

describe('who may see and say that something serious happened', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    const without = rolesWithout('GET /people/:person/serious-incident')
    assert.ok(without.includes('school-safeguarding-lead') && without.includes('bridge-manager'))
    for (const role of [...without, 'service-manager', 'safeguarding-unit-manager']) {
      const visitor = await as(role)
      for (const page of ['', '/known']) assert.equal((await visitor.get(at(page))).status, 404, `${role} ${page}`)
      for (const page of ['/known', '/known/keep', '/known/discard'])
        assert.equal((await visitor.post(at(page), known)).status, 404, `${role} ${page}`)
    }
    assert.deepEqual(await entries(), [])
  })

  it('a social worker says it, and notifies nobody', async () => {
    const worker = await as('social-worker')
    assert.equal((await worker.get(at('/known'))).status, 200)
    for (const form of ['notified', 'review', 'death']) assert.equal((await worker.get(at(`/${form}`))).status, 404, form)
  })
})

describe('a serious incident', () => {
  it('asks what happened, whether abuse or neglect is suspected, and what is done for other children', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/known'))
    const refused = await worker.post(at('/known'), { ...inBoxes('on', '2126-03-02') })
    assert.equal(refused.status, 422)
    for (const words of ['Choose what happened', 'it is weighed either way', 'brothers, sisters and other children'])
      assert.ok(refused.page.includes(words), words)
    await worker.post(at('/known/discard'), {})
  })

  it('keeps the whole record from the same moment, and is critical until the panel was notified', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/known'))
    assert.equal((await worker.post(at('/known'), known)).to, at())
    assert.deepEqual(await entries(), ['legal-hold', 'serious-incident'])
    assert.deepEqual(await standing('serious-incident'), [{ name: 'known', ended: null, due_on: '2026-03-09' }])
    assert.match((await worker.get(at())).page, /The national panel is to be notified/)
    assert.match((await worker.get(`/people/${home.amira}`)).page, /national panel is to be notified/)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /people/:person/serious-incident' order by at desc limit 1`,
    )
    assert.ok(line?.subject_ids.includes(home.amira))
  })

  it('the manager notifies, from which the rapid review counts, and writes down what it decided', async () => {
    const manager = await as('team-manager')
    await manager.get(at('/notified'))
    assert.equal((await manager.post(at('/notified'), { ...inBoxes('on', '2026-03-05'), reference: 'Panel 7' })).to, at())
    assert.deepEqual(
      (await standing('serious-incident')).map(one => one.ended),
      ['met'],
    )
    assert.deepEqual(
      (await standing('rapid-review-due')).map(one => [one.name, one.ended, one.due_on]),
      [
        ['notify', 'met', '2026-03-09'],
        ['review', null, '2026-03-26'],
      ],
    )
    await manager.get(at('/review'))
    assert.equal(
      (await manager.post(at('/review'), { ...inBoxes('on', '2026-03-20'), decided: 'local-review', reason: 'Several agencies knew.' })).to,
      at(),
    )
    assert.deepEqual(
      (await standing('rapid-review-due')).map(one => one.ended),
      ['met', 'met'],
    )
    assert.match((await manager.get(at())).page, /Rapid review: a local child safeguarding practice review/)
  })

  it('whoever keeps the records ends the keeping, and nobody else', async () => {
    assert.equal((await entries()).filter(one => one === 'legal-hold').length, 1)
  })
})

describe('the death of a child', () => {
  it('is notified within a day, and not offered before it is told', async () => {
    const manager = await as('team-manager')
    assert.equal((await manager.get(at('/death'))).status, 404)
    await tell(database, 'team-manager', [{ subject: home.amira, kind: death, on: '2026-03-23', parts: { record: { facts: {} } } }])
    assert.match((await manager.get(at())).page, /child death review partners are to be notified/)
    await manager.get(at('/death'))
    assert.equal((await manager.post(at('/death'), { ...inBoxes('on', '2026-03-23'), unexpected: 'yes' })).to, at())
    assert.deepEqual(
      (await standing('child-death')).map(one => one.ended),
      ['met'],
    )
  })
})
