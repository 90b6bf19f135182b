import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/meetings' })
const home = await householdOnRecord(database)
const today = dayOf(momentOf(Temporal.Now.instant()))
const at = `/people/${home.amira}/in-care`
const episodes = () =>
  database.admin<{ state: string; open: boolean }>(
    `select state, until_at > now() as open from gt.episode where kind = 'cared-for' and subject_id = $1`,
    [home.amira],
  )

describe('that a child is cared for by the authority', () => {
  it('is written down by nobody but who leads or manages', async () => {
    for (const role of rolesWithout('GET /people/:person/in-care')) {
      const visitor = await as(role)
      assert.equal((await visitor.get(at)).status, 404, role)
      for (const way of ['', '/keep', '/discard']) assert.equal((await visitor.post(`${at}${way}`, {})).status, 404, `${role} ${way}`)
    }
  })

  it('begins on a ground, changes its ground and is one time, and ends from a day that is no earlier', async () => {
    const worker = await as('social-worker')
    assert.match((await worker.get(at)).page, /No record says that Amira is cared for/)
    assert.equal((await worker.post(at, { does: 'begins', ...inBoxes('on', addDays(today, -9)) })).status, 422, 'on what it rests is asked')
    const begins = { does: 'begins', as: 'agreed', ...inBoxes('on', addDays(today, -9)), reasons: 'Her mother agreed.' }
    assert.equal((await worker.post(at, { ...begins, ...inBoxes('on', addDays(today, 1)) })).status, 422)
    assert.equal((await worker.post(at, begins)).to, at)
    assert.match((await worker.get(at)).page, /Yes, since[\s\S]*with the agreement/)
    assert.equal((await worker.post(at, { does: 'begins', as: 'interim-care-order', ...inBoxes('on', addDays(today, -4)) })).to, at)
    assert.deepEqual(await episodes(), [{ state: 'interim-care-order', open: true }])
    const ends = { does: 'ends', end: 'home', ...inBoxes('on', addDays(today, -5)) }
    assert.match((await worker.post(at, ends)).page, /Enter a day from/)
    assert.equal((await (await as('team-manager')).post(at, { ...ends, ...inBoxes('on', today) })).to, at)
    assert.deepEqual(await episodes(), [{ state: 'interim-care-order', open: false }])
    assert.match((await worker.get(at)).page, /it ended: the child is home again/)
    assert.ok((await linesOf(database, home.amira)).some(line => line.route === 'GET /people/:person/in-care'))
  })
})
