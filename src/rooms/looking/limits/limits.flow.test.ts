import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { ids } from '../../../../tests/database.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { peopleOnRecord } from '../testing/on-record.ts'

const { database, as } = await openForTests(rooms)
const people = await peopleOnRecord(database)

const path = (of = people.amira) => `/people/${of}/limits`
const opens = async (role: string, of = people.amira) => (await (await as(role)).get(`/people/${of}`)).status === 200
const exclude = (role: string, why = 'Her sister is married into the family.') => ({ sort: 'excluded', email: ids.email(role), why })
const standing = () =>
  database.admin<{ table: string }>(
    `select 'excluded' as table from gt.excluded where subject_id = $1 union all select 'closed' from gt.closed_to_most where subject_id = $1 union all select 'named' from gt.named_only where subject_id = $1`,
    [people.amira],
  )

describe('who may say who must not see a record', () => {
  it('nobody whose role has no row for it, and no manager whose team does not work with the person', async () => {
    const without = rolesWithout('GET /people/:person/limits')
    assert.ok(without.includes('social-worker') && without.includes('system-administrator') && without.includes('bridge-manager'))
    for (const role of without) {
      assert.equal((await (await as(role)).get(path())).status, 404, role)
      assert.equal((await (await as(role)).get(`${path()}/end?sort=closed`)).status, 404, role)
      assert.equal((await (await as(role)).post(path(), exclude('police-officer'))).status, 404, role)
      assert.equal((await (await as(role)).post(`${path()}/end`, { sort: 'closed', ended: 'It is over.' })).status, 404, role)
    }
    assert.equal((await (await as('team-manager')).get(path(people.zuri))).status, 404)
    assert.equal((await (await as('team-manager')).post(path(people.zuri), exclude('social-worker'))).status, 404)
    assert.deepEqual(await standing(), [])
  })

  it('whoever answers for records, without reading the name', async () => {
    const { status, page } = await (await as('information-governance-lead')).get(path())
    assert.equal(status, 200)
    assert.doesNotMatch(page, /Amira/)
  })
})

describe('somebody who must never see a record', () => {
  it('is named with a reason, and is kept out from the very next request', async () => {
    assert.ok(await opens('social-worker'))
    const manager = await as('team-manager')
    const asked = await manager.post(path(), { sort: 'excluded' })
    assert.equal(asked.status, 422)
    assert.match(asked.page, /Enter the work e-mail address/)
    assert.match(asked.page, /Write why/)
    assert.match((await manager.post(path(), { ...exclude('social-worker'), email: 'nobody@example.test' })).page, /Nobody has an account/)
    assert.equal((await manager.post(path(), exclude('social-worker'))).to, path())
    assert.ok(!(await opens('social-worker')))
    const { page } = await manager.get(path())
    assert.match(page, /must never see it/)
    assert.match(page, /Her sister is married into the family/)
    assert.match((await manager.post(path(), exclude('social-worker'))).page, /That holds already/)
  })

  it('waits for what is being appended, and what is derived there is barred as well', async () => {
    const account = ids.account('police-officer')
    const writing = new pg.Client({ connectionString: database.adminUrl })
    await writing.connect()
    try {
      await writing.query('begin')
      await writing.query('select from gt.subject where subject_id = $1 for no key update', [people.amira])
      await writing.query(
        `insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash)
         values ($1, $2, 'appended', $3, 'agency', '2025-01-01', 'infinity', '')`,
        [ids.partnership, people.amira, account],
      )
      const manager = await as('team-manager')
      let said = false
      const saying = manager.post(path(), exclude('police-officer')).finally(() => {
        said = true
      })
      const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      while (!said && (await database.admin(waits)).length === 0) await setImmediate()
      assert.equal(said, false)
      await writing.query('commit')
      assert.equal((await saying).to, path())
    } finally {
      await writing.end()
    }
    assert.deepEqual(await database.admin(`select guarded from gt.reach where key = 'appended'`), [{ guarded: true }])
    assert.ok(!(await opens('police-officer')))
    const end = { sort: 'excluded', account, ended: 'It was another family.' }
    assert.equal((await (await as('team-manager')).post(`${path()}/end`, end)).to, path())
    await database.admin(`delete from gt.reach where key = 'appended'`)
  })

  it('of oneself somebody else says it', async () => {
    assert.match((await (await as('team-manager')).post(path(), exclude('team-manager'))).page, /Somebody else says this about you/)
    assert.ok(await opens('team-manager'))
  })

  it('comes back in when it is taken back with a reason, and both stay on record', async () => {
    const manager = await as('team-manager')
    const end = `${path()}/end`
    const account = ids.account('social-worker')
    assert.equal((await manager.get(`${end}?sort=excluded&account=${account}`)).status, 200)
    assert.equal((await manager.post(end, { sort: 'excluded', account })).status, 422)
    assert.equal((await manager.post(end, { sort: 'excluded', account, ended: 'It was another family.' })).to, path())
    assert.ok(await opens('social-worker'))
    assert.equal((await manager.post(end, { sort: 'excluded', account, ended: 'Again.' })).status, 404)
    const { page } = await manager.get(path())
    assert.match(page, /What held before/)
    assert.match(page, /It was another family/)
  })

  it('a manager who is excluded does not even see that there is such a page', async () => {
    const lead = await as('information-governance-lead')
    await lead.get(path())
    assert.equal((await lead.post(path(), exclude('team-manager'))).to, path())
    assert.equal((await (await as('team-manager')).get(path())).status, 404)
    await lead.post(`${path()}/end`, { sort: 'excluded', account: ids.account('team-manager'), ended: 'A mistake.' })
  })
})

describe('a record that only named people may open', () => {
  it('stays open to whoever looks after the child and to whoever closed it, and to nobody else', async () => {
    const manager = await as('team-manager')
    await database.admin(`insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)`, [
      ids.partnership,
      ids.account('conference-chair'),
      ids.team.north,
    ])
    assert.equal((await manager.post(path(), { sort: 'closed', why: 'A colleague’s child.' })).to, path())
    assert.ok((await opens('social-worker')) && (await opens('team-manager')))
    assert.deepEqual((await standing()).map(one => one.table).sort(), ['closed', 'named', 'named'])
    assert.match((await manager.post(path(), { sort: 'closed', why: 'Again.' })).page, /That holds already/)
  })

  it('lets in somebody more who is named, and out again', async () => {
    const manager = await as('team-manager')
    const named = { sort: 'named', email: ids.email('emergency-duty-worker'), why: 'On duty tonight.' }
    assert.equal((await manager.post(path(), named)).to, path())
    assert.match((await manager.get(path())).page, /may open it/)
    const account = ids.account('emergency-duty-worker')
    assert.equal((await manager.post(`${path()}/end`, { sort: 'named', account, ended: 'The night is over.' })).to, path())
    assert.equal((await standing()).length, 3)
  })

  it('opens again to everybody who works with the child', async () => {
    const manager = await as('team-manager')
    assert.equal((await manager.post(`${path()}/end`, { sort: 'closed', ended: 'They have moved away.' })).to, path())
    assert.deepEqual(await standing(), [])
    const rows = await database.admin<{ open: number; ended: number }>(
      `select count(*) filter (where ended_at is null)::integer as open, count(*) filter (where ended_at is not null)::integer as ended from gt.limit_said where subject_id = $1`,
      [people.amira],
    )
    assert.equal(rows[0]?.open, 0)
    assert.ok((rows[0]?.ended ?? 0) >= 5)
  })

  it('what was there before anybody had to say why is shown as such, and can be taken back', async () => {
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, people.amira])
    const lead = await as('information-governance-lead')
    assert.match((await lead.get(path())).page, /No reason was kept/)
    assert.equal((await lead.post(`${path()}/end`, { sort: 'closed', ended: 'Nobody knows why it was closed.' })).to, path())
    assert.ok(await opens('team-manager'))
  })
})

describe('every look at it leaves a line', () => {
  it('with the record it was about', async () => {
    await (await as('team-manager')).get(path())
    const [line] = await database.admin<{ subject_ids: string[]; purpose: string }>(
      `select subject_ids, purpose from gt.access_line where route = 'GET /people/:person/limits' order by at desc limit 1`,
    )
    assert.deepEqual(line, { subject_ids: [people.amira], purpose: 'who may not see a record' })
  })
})
