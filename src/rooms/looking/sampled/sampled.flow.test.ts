import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { peopleOnRecord } from '../testing/on-record.ts'

const { database, as } = await openForTests(rooms)
const people = await peopleOnRecord(database)

const path = (of = people.amira) => `/people/${of}/sampled`
const today = dayOf(momentOf(Temporal.Now.instant()))
const to = (role: string, days = 7) => ({ email: ids.email(role), ...inBoxes('until', addDays(today, days)), why: 'The audit of neglect.' })
const opens = async (role: string, of = people.amira) => (await (await as(role)).get(`/people/${of}`)).status === 200

describe('a record that is opened to an audit or an inspection', () => {
  it('is opened by nobody whose role has no row for it, and by no manager whose team does not work with the person', async () => {
    const without = rolesWithout('GET /people/:person/sampled')
    assert.ok(without.includes('social-worker') && without.includes('inspector') && without.includes('information-governance-lead'))
    for (const role of without) {
      assert.equal((await (await as(role)).get(path())).status, 404, role)
      assert.equal((await (await as(role)).post(path(), to('inspector'))).status, 404, role)
      assert.equal((await (await as(role)).post(`${path()}/${ids.partnership}/close`, {})).status, 404, role)
    }
    for (const role of ['team-manager', 'service-manager', 'safeguarding-unit-manager']) {
      assert.equal((await (await as(role)).get(path(people.zuri))).status, 404, role)
      assert.equal((await (await as(role)).post(path(people.zuri), to('inspector'))).status, 404, role)
    }
    assert.ok(!(await opens('inspector')))
  })

  it('names an auditor or an inspector, a day that is not far, and what it is for', async () => {
    const manager = await as('team-manager')
    const empty = await manager.post(path(), {})
    assert.equal(empty.status, 422)
    assert.match(empty.page, /Enter the work e-mail address/)
    assert.match(empty.page, /Write for which audit/)
    assert.match((await manager.post(path(), to('social-worker'))).page, /No auditor or inspector has an account/)
    assert.match((await manager.post(path(), to('inspector', 29))).page, /Enter today or a day until/)
    assert.match((await manager.post(path(), to('inspector', -1))).page, /Enter today or a day until/)
    assert.ok(!(await opens('inspector')))
  })

  it('is read by them alone, without where the child is, and every look leaves its line', async () => {
    assert.equal((await (await as('team-manager')).post(path(), to('inspector'))).to, path())
    const { page } = await (await as('inspector')).get(`/people/${people.amira}`)
    assert.match(page, /Amira/)
    assert.ok(!(await opens('multi-agency-auditor')), 'it was opened to somebody else')
    assert.ok(!(await opens('inspector', people.zuri)), 'one record was opened')
    const lines = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /people/:person' and account_id = $1`,
      [ids.account('inspector')],
    )
    assert.ok(lines.some(line => line.subject_ids.includes(people.amira)))
    const groups = await database.admin<{ group: string }>(
      `select distinct substr(grants.one, 9) as "group" from gt.role_grants g cross join unnest(g.grants) as grants(one) where g.role = 'inspector' and grants.one like 'sampled/%' order by 1`,
    )
    assert.deepEqual(
      groups.map(one => one.group),
      ['episode', 'finding', 'household', 'identity', 'involvement', 'record'],
    )
  })

  it('writes nothing', async () => {
    for (const form of ['record', 'stage', 'voice', 'change', 'share'])
      assert.equal((await (await as('inspector')).get(`/people/${people.amira}/${form}`)).status, 404, form)
  })

  it('ends with its day, and nobody has to end it', async () => {
    const [row] = await database.admin<{ until: string; last: string }>(
      `select until_at::text as until, (until_at at time zone 'Europe/London')::date::text as last from gt.reach where subject_id = $1 and relation = 'sampled'`,
      [people.amira],
    )
    assert.ok(row && row.until !== 'infinity')
    assert.equal(row.last, addDays(today, 8), 'until the end of the last day')
  })

  it('is closed before its day, from the very next request, and stays on the list', async () => {
    const manager = await as('team-manager')
    const { body } = await manager.json<{ sampled: { entry: string }[] }>(path())
    const close = `${path()}/${body.sampled[0]?.entry}/close`
    assert.equal((await manager.post(close, {})).to, path())
    assert.ok(!(await opens('inspector')))
    assert.match((await manager.get(path())).page, /Closed/)
    assert.equal((await manager.post(close, {})).to, path(), 'closed twice is closed')
  })
})
