import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const path = () => `/people/${home.amira}/change`
const told = {
  what: 'parents-health',
  'on-day': '2',
  'on-month': '3',
  'on-year': '2026',
  whatChanged: 'Their mother has been in hospital.',
}
const means = { impact: 'Nobody makes breakfast.', stageStillFits: 'no' }
const findings = (of: string) =>
  database.admin<{ ended: string | null; told_to: string[] }>(
    `select ended, told_to from gt.finding where subject_id = $1 and rule = 'changing-circumstances' order by from_at`,
    [of],
  )

describe('who may tell of a change', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    const without = rolesWithout('GET /people/:person/change')
    assert.ok(without.length > 0)
    for (const role of [...without, 'health-practitioner', 'early-help-practitioner', 'bridge-manager', 'emergency-duty-worker']) {
      const visitor = await as(role)
      for (const answer of [await visitor.get(path()), await visitor.post(path(), told), await visitor.post(`${path()}/means`, means)])
        assert.equal(answer.status, 404, role)
    }
    assert.deepEqual(await findings(home.amira), [])
  })

  it('a chair tells of a change, and what it means is for those who work with the child', async () => {
    const { page } = await (await as('conference-chair')).get(path())
    assert.doesNotMatch(page, /Write down what it means/)
    assert.equal((await (await as('conference-chair')).post(`${path()}/means`, means)).status, 404)
  })
})

describe('a change around a child', () => {
  it('asks for what has changed and since when', async () => {
    await (await as('social-worker')).get(path())
    const { status, page } = await (await as('social-worker')).post(path(), { 'on-day': '31', 'on-month': '2', 'on-year': '2026' })
    assert.equal(status, 422)
    for (const words of ['Choose what has changed', 'Enter the day since when', 'Write what has changed'])
      assert.ok(page.includes(words), words)
  })

  it('is told of two children in one go, and each is asked about by itself', async () => {
    assert.equal((await (await as('social-worker')).post(path(), { ...told, about: home.omar })).to, path())
    const rows = await database.admin<{ act_id: string }>(`select distinct act_id from gt.entry where kind = 'circumstances-changed'`)
    assert.equal(rows.length, 1)
    for (const child of [home.amira, home.omar]) assert.deepEqual(await findings(child), [{ ended: null, told_to: ['lead', 'manager'] }])
    assert.match((await (await as('social-worker')).get(path())).page, /1 change to be thought through, due/)
    assert.match((await (await as('social-worker')).get(`/people/${home.amira}`)).page, /circumstances have changed/)
  })

  it('what it means is written down, which meets it for this child, and leads to the stage where that no longer fits', async () => {
    const visitor = await as('social-worker')
    await visitor.get(path())
    assert.equal((await visitor.post(`${path()}/means`, { impact: '' })).status, 422)
    assert.equal((await visitor.post(`${path()}/means`, means)).to, `/people/${home.amira}/stage`)
    assert.deepEqual(
      [await findings(home.amira), await findings(home.omar)].map(([one]) => one?.ended),
      ['met', null],
    )
    assert.match((await visitor.get(`/people/${home.amira}`)).page, /Nobody makes breakfast/)
  })

  it('who read of it stands in the access line', async () => {
    await (await as('team-manager')).get(path())
    const [line] = await database.admin<{ purpose: string; subject_ids: string[] }>(
      `select purpose, subject_ids from gt.access_line where route = 'GET /people/:person/change' order by at desc limit 1`,
    )
    assert.equal(line?.purpose, 'what has changed around a child')
    assert.ok(line?.subject_ids.includes(home.amira))
  })
})
