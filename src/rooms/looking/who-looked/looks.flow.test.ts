import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { settled } from '../../../kernel/audit/testing.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { type OnRecord, peopleOnRecord } from '../testing/on-record.ts'
import { readLines } from './read-lines.ts'

const { database, as } = await openForTests(rooms)
let people: OnRecord
const stopping = new AbortController().signal
const read = async () => {
  await settled(database)
  return readLines({ database: database.worker, stopping })
}
before(async () => {
  people = await peopleOnRecord(database)
  await (await as('social-worker')).get(`/people/${people.amira}`)
  await (await as('team-manager')).get(`/people/${people.amira}`)
  const screener = await as('bridge-screener')
  await screener.get('/known')
  const asked = { given: 'Amira', family: 'Testcase', 'born-day': '2', 'born-month': '2', 'born-year': '2018' }
  await screener.get(String((await screener.post('/known', asked)).to))
  await read()
})

const path = (of = people.amira) => `/people/${of}/looks`
type Body = { looks: { who: string; role: string; purpose: string; relations: string[]; at: string; line: string }[] }
const looks = async (role: string, of = people.amira) => (await (await as(role)).json<Body>(path(of))).body.looks

describe('who may read who looked at a record', () => {
  it('nobody whose role has no row for it, and nobody of a team that does not work with the person', async () => {
    const without = rolesWithout('GET /people/:person/looks')
    assert.ok(without.includes('police-officer') && without.includes('emergency-duty-worker'))
    for (const role of without) assert.equal((await (await as(role)).get(path())).status, 404, role)
    for (const role of ['social-worker', 'team-manager']) assert.equal((await (await as(role)).get(path(people.zuri))).status, 404, role)
  })

  it('whoever answers for records, without the name and without what is recorded; and never one who is excluded', async () => {
    const { page } = await (await as('information-governance-lead')).get(path())
    assert.match(page, /Who looked at this record/)
    assert.doesNotMatch(page, /Amira/)
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      people.amira,
      ids.account('information-governance-lead'),
    ])
    assert.equal((await (await as('information-governance-lead')).get(path())).status, 404)
    await database.admin('delete from gt.excluded')
  })

  it('nothing is found where there is no such record', async () => {
    assert.equal((await (await as('information-governance-lead')).get(path(ids.account('social-worker') as never))).status, 404)
  })
})

describe('who looked at a record', () => {
  it('stands with what was shown and why they might, newest first', async () => {
    const found = await looks('social-worker')
    const told = found.map(one => [one.role, one.purpose, one.relations])
    assert.ok(told.some(one => JSON.stringify(one) === JSON.stringify(['social-worker', 'a child’s page', ['lead', 'manager']])))
    assert.ok(told.some(one => JSON.stringify(one) === JSON.stringify(['team-manager', 'a child’s page', ['manager']])))
    assert.ok(told.some(one => JSON.stringify(one) === JSON.stringify(['bridge-screener', 'whether a child is known', []])))
    assert.deepEqual(
      found.map(one => one.at),
      found
        .map(one => one.at)
        .toSorted()
        .reverse(),
    )
    const { page } = await (await as('social-worker')).get(path())
    assert.match(page, /Did not work with this person then/)
    assert.match(page, /Who looked at the record of Amira Testcase/)
  })

  it('a look at the log is a look', async () => {
    await (await as('team-manager')).get(path())
    await read()
    const found = await looks('social-worker')
    assert.ok(found.some(one => one.role === 'team-manager' && one.purpose === 'who looked at a record'))
  })

  it('each line is read once, however often the job runs', async () => {
    await read()
    const before = await database.admin<{ n: number }>('select count(*)::integer as n from gt.look')
    assert.equal(await read(), 0)
    await database.admin(`update gt.looks_read set written_by = '0', line_id = '00000000-0000-0000-0000-000000000000'`)
    assert.ok((await read()) > 0)
    assert.deepEqual(await database.admin('select count(*)::integer as n from gt.look'), before)
  })

  it('every record of every line is there, and none else', async () => {
    await read()
    const [differ] = await database.admin<{ n: number }>(
      `select count(*)::integer as n from (
         select l.line_id, u.id from gt.access_line l cross join lateral unnest(l.subject_ids) u(id) where l.route not like 'job %' and l.account_id <> l.partnership_id
         except select k.line_id, k.subject_id from gt.look k) x`,
    )
    const [more] = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.look k where not exists (select from gt.access_line l where l.line_id = k.line_id
         and (k.subject_id = any (l.subject_ids) or cardinality(l.subject_ids) = 0))`,
    )
    assert.deepEqual([differ?.n, more?.n], [0, 0])
  })

  it('a look at the record that is kept is one at each that was part of it at that moment', async () => {
    const nurse = ids.account('health-practitioner')
    await database.admin(
      `insert into gt.merged (partnership_id, subject_id, key, into_id, kept_in, known_at, undone_at, hash)
       values ($1, $2, 'x', $3, $3, '2025-02-10', '2025-02-20', '')`,
      [ids.partnership, people.zuri, people.omar],
    )
    await database.admin(
      `insert into gt.access_line (partnership_id, line_id, at, account_id, agency_id, role, purpose, route, request_id, subject_ids)
       select $1, gen_random_uuid(), t, $2, $3, 'health-practitioner', 'a child’s page', 'GET /people/:person', 'x', array[$4::uuid]
       from unnest(array['2025-02-09 12:00Z', '2025-02-15 12:00Z', '2025-02-21 12:00Z']::timestamptz[]) t`,
      [ids.partnership, nurse, ids.agency.health, people.omar],
    )
    await read()
    const of = (subject: string) =>
      database.admin<{ on: string }>(
        `select to_char(at at time zone 'UTC', 'DD') as on from gt.look where subject_id = $1 and account_id = $2 order by at`,
        [subject, nurse],
      )
    assert.deepEqual(await of(people.zuri), [{ on: '15' }])
    assert.deepEqual(await of(people.omar), [{ on: '09' }, { on: '15' }, { on: '21' }])
    const own = (await (await as('health-practitioner')).get('/looks')).page
    assert.equal(own.match(/A record that is not open to you now/g)?.length, 3, 'to the looker it was one look')
    await database.admin('delete from gt.merged')
  })

  it('is read page by page, without a gap and without a repeat', async () => {
    await database.admin(
      `insert into gt.access_line (partnership_id, line_id, at, account_id, agency_id, role, purpose, route, request_id, subject_ids)
       select $1, gen_random_uuid(), '2025-02-01', $2, $3, 'social-worker', 'a child’s page', 'GET /people/:person', 'x', array[$4::uuid] from generate_series(1, 60)`,
      [ids.partnership, ids.account('social-worker'), ids.agency['social-care'], people.omar],
    )
    await read()
    const first = await (await as('team-manager')).get(path(people.omar))
    const older = /href="([^"]+looks\?at=[^"]+)"/.exec(first.page)?.[1]?.replaceAll('&amp;', '&')
    assert.ok(older)
    const { body } = await (await as('team-manager')).json<Body>(path(people.omar))
    const next = await (await as('team-manager')).json<Body>(older)
    const lines = [...body.looks, ...next.body.looks].map(one => one.line)
    assert.equal(body.looks.length, 50)
    assert.equal(new Set(lines).size, lines.length)
    assert.ok(lines.length >= 60)
  })
})

describe('what one looked at oneself', () => {
  it('stands with the names that are open to one, for everybody and nobody else', async () => {
    const { page } = await (await as('social-worker')).get('/looks')
    assert.match(page, /Amira Testcase/)
    const asked = await (await as('bridge-screener')).get('/looks')
    assert.match(asked.page, /A record that is not open to you now/)
    assert.doesNotMatch(asked.page, /Amira/)
    assert.equal((await (await as('police-officer')).get('/looks')).status, 200)
    assert.doesNotMatch((await (await as('police-officer')).get('/looks')).page, /A record that/)
  })
})
