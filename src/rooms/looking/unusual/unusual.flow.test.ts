import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { ids, testPurpose } from '../../../../tests/database.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { newId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { peopleOnRecord } from '../testing/on-record.ts'
import { readLines } from '../who-looked/read-lines.ts'

const { database, as } = await openForTests(rooms)
const people = await peopleOnRecord(database)

/** A look of a role's account, written right behind what the job has read: it is there for the job at once, whoever else writes on this server. */
const looked = async (
  role: string,
  of: readonly string[],
  { at = '2025-03-03T10:00:00Z', route = 'GET /people/:person' }: { at?: string; route?: string } = {},
): Promise<void> => {
  await database.admin(
    `insert into gt.access_line (partnership_id, line_id, at, account_id, agency_id, role, purpose, route, request_id, subject_ids, written_by)
     values ($1, $2, $3, $4, $5, $6, 'a child’s page', $7, 'x', $8, coalesce((select written_by from gt.looks_read where partnership_id = $1), '0'))`,
    [ids.partnership, newId(), at, ids.account(role), ids.placeOf(role).agency, role, route, of],
  )
}
const unusual = async (): Promise<string[]> => {
  await readLines({ database: database.worker, stopping: new AbortController().signal })
  return (await database.admin<{ why: string }>('select why from gt.unusual_look order by why')).map(row => row.why)
}
const named = (role: string, name: string) =>
  database.admin('update gt.account set name = $2 where account_id = $1', [ids.account(role), name])

describe('which looks are unusual', () => {
  beforeEach(async () => {
    await unusual()
    await database.admin('delete from gt.unusual_look')
    await named('social-worker', 'Somebody Invented')
  })

  it('none of a lead worker’s looks at an own child by day', async () => {
    await looked('social-worker', [people.amira])
    assert.deepEqual(await unusual(), [])
  })

  it('one in the night, but for whoever is on duty; once for each night', async () => {
    await looked('social-worker', [people.amira], { at: '2025-03-03T22:30:00Z' })
    await looked('social-worker', [people.omar], { at: '2025-03-04T03:30:00Z' })
    await looked('emergency-duty-worker', [people.amira], { at: '2025-03-03T23:30:00Z' })
    assert.deepEqual(await unusual(), ['night'])
  })

  it('the night is London’s: half past nine in the evening of a summer’s day in UTC is after ten', async () => {
    await looked('social-worker', [people.amira], { at: '2025-07-03T20:30:00Z' })
    assert.deepEqual(await unusual(), [])
    await looked('social-worker', [people.amira], { at: '2025-07-03T21:30:00Z' })
    assert.deepEqual(await unusual(), ['night'])
  })

  it('one without work with the person; a search that shows a name is none', async () => {
    await looked('social-worker', [people.zuri], { route: 'GET /search/:search' })
    assert.deepEqual(await unusual(), [])
    await looked('social-worker', [people.zuri])
    assert.deepEqual(await unusual(), ['no-work'])
  })

  it('one at somebody of the looker’s family name', async () => {
    await named('social-worker', 'Jo Testcase')
    await looked('social-worker', [people.amira])
    assert.deepEqual(await unusual(), ['family-name'])
  })

  it('one at a record in the looker’s own name, and at a child at home with somebody of that name', async () => {
    await named('social-worker', 'Marta Testcase')
    await looked('social-worker', [people.marta])
    assert.deepEqual(await unusual(), ['own-record'])
    await looked('social-worker', [people.omar])
    assert.deepEqual(await unusual(), ['family-name', 'own-home', 'own-record'])
  })

  it('very many different people within an hour; the same few many times are none', async () => {
    const many = Array.from({ length: 151 }, () => newId())
    for (let time = 0; time < 3; time += 1)
      await looked('social-worker', many.slice(0, 150), { route: 'GET /team', at: '2025-04-04T10:00:00Z' })
    assert.deepEqual(await unusual(), [])
    await looked('social-worker', many.slice(150), { route: 'GET /team', at: '2025-04-04T10:59:00Z' })
    assert.deepEqual(await unusual(), ['mass'])
    const [row] = await database.admin<{ people: number }>('select people from gt.unusual_look')
    assert.ok((row?.people ?? 0) >= 151)
  })
})

describe('whoever answers for records goes through them', () => {
  let id: string
  before(async () => {
    await unusual()
    await database.admin('delete from gt.unusual_look')
    await named('social-worker', 'Jo Testcase')
    await looked('social-worker', [people.amira], { at: '2025-05-05T10:00:00Z' })
    await looked('information-governance-lead', [people.amira], { at: '2025-05-05T10:00:00Z' })
    await unusual()
    id =
      (await database.admin<{ unusual_id: string }>(`select unusual_id from gt.unusual_look where why = 'family-name'`))[0]?.unusual_id ??
      ''
  })

  it('nobody else', async () => {
    const without = rolesWithout('GET /unusual')
    assert.ok(without.includes('team-manager') && without.includes('system-administrator'))
    for (const role of without) {
      assert.equal((await (await as(role)).get('/unusual')).status, 404, role)
      assert.equal((await (await as(role)).get(`/unusual/${id}`)).status, 404, role)
      assert.equal((await (await as(role)).post(`/unusual/${id}`, { outcome: 'explained', words: 'I say so' })).status, 404, role)
    }
  })

  it('with a count that has an end, however many wait', async () => {
    await database.admin(
      `insert into gt.unusual_look (partnership_id, account_id, why, about, at, line_id)
       select $1, $2, 'night', 'planted ' || n, '2010-01-01', gen_random_uuid() from generate_series(1, 230) n`,
      [ids.partnership, ids.account('police-officer')],
    )
    try {
      assert.match((await (await as('information-governance-lead')).get('/unusual')).page, /More than 200 wait/)
    } finally {
      await database.admin("delete from gt.unusual_look where about like 'planted%'")
    }
  })

  it('with an exact count, and never their own', async () => {
    const { page } = await (await as('information-governance-lead')).get('/unusual')
    assert.match(page, /One waits/)
    assert.match(page, /Somebody with the looker’s family name/)
    const [own] = await database.admin<{ unusual_id: string }>('select unusual_id from gt.unusual_look where account_id = $1', [
      ids.account('information-governance-lead'),
    ])
    assert.ok(own)
    assert.equal((await (await as('information-governance-lead')).get(`/unusual/${own.unusual_id}`)).status, 404)
    assert.equal(
      (await (await as('information-governance-lead')).post(`/unusual/${own.unusual_id}`, { outcome: 'explained', words: 'It was me' }))
        .status,
      404,
    )
  })

  it('and nobody who is excluded from the record', async () => {
    const lead = await as('information-governance-lead')
    await lead.get(`/unusual/${id}`)
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      people.amira,
      ids.account('information-governance-lead'),
    ])
    assert.match((await lead.get('/unusual')).page, /None waits/)
    assert.equal((await lead.get(`/unusual/${id}`)).status, 404)
    assert.equal((await lead.post(`/unusual/${id}`, { outcome: 'explained', words: 'Nothing.' })).status, 404)
    const [session] = await database.admin<{ hash: Buffer }>('select session_hash as hash from gt.session where account_id = $1', [
      ids.account('information-governance-lead'),
    ])
    assert.ok(session)
    const settle = statement<{ done: boolean }>('test-settle', null, `select gt.settle_unusual($1, $2, 'explained', 'x') as done`)
    const [settled] = await database.app.withActor(
      { by: 'session', partnership: ids.partnership, hash: session.hash, idleSeconds: 1800 },
      testPurpose,
      tx => tx.run(settle, [ids.partnership, id]),
    )
    assert.equal(settled?.done, false)
    await database.admin('delete from gt.excluded')
  })

  it('says what became of it, with what was asked and told', async () => {
    const lead = await as('information-governance-lead')
    assert.equal((await lead.post(`/unusual/${id}`, { outcome: 'explained' })).status, 422)
    assert.equal((await lead.post(`/unusual/${id}`, { outcome: 'explained', words: 'A common name; no kin.' })).to, '/unusual')
    const { page } = await lead.get('/unusual')
    assert.match(page, /None waits/)
    assert.match((await lead.get(`/unusual/${id}`)).page, /A common name; no kin\./)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /unusual/:unusual' order by at desc limit 1`,
    )
    assert.deepEqual(line?.subject_ids, [people.amira])
  })
})
