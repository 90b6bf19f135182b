import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout, type Typed } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { peopleOnRecord } from '../testing/on-record.ts'

const { database, as } = await openForTests(rooms)
const people = await peopleOnRecord(database)

const born = (year: string, month: string, date: string) => ({ 'born-day': date, 'born-month': month, 'born-year': year })
const amira = { given: 'Amira', family: 'Testcase', ...born('2018', '2', '2') }
const zuri = { given: 'Zuri', family: 'Testcase', ...born('2015', '9', '9') }
const nobody = { given: 'Quentin', family: 'Nowhere', ...born('2015', '9', '9') }

type Answer = { children: { person: string; fits: string; ring: string; team: string | null }[] }

/** Asks as the duty worker, who works with none of them, and gives the page and the same as JSON. */
const ask = async (asked: Typed, role = 'emergency-duty-worker') => {
  const visitor = await as(role)
  await visitor.get('/known')
  const { status, to } = await visitor.post('/known', asked)
  assert.equal(status, 303)
  assert.match(String(to), /^\/known\/[0-9a-f-]{36}$/)
  const { page } = await visitor.get(String(to))
  const { body } = await visitor.json<Answer>(String(to))
  return { page, to: String(to), children: body.children }
}
const lastLine = async () =>
  (
    await database.admin<{ subject_ids: string[]; purpose: string }>(
      `select subject_ids, purpose from gt.access_line where route = 'GET /known/:question' order by at desc limit 1`,
    )
  )[0]

describe('who may ask whether a child is known', () => {
  it('nobody whose role has no row for it: a school, a nurse or the police ring the front door', async () => {
    const without = rolesWithout('GET /known')
    for (const role of ['school-safeguarding-lead', 'health-practitioner', 'police-officer', 'system-administrator'])
      assert.ok(without.includes(role), role)
    for (const role of without) {
      assert.equal((await (await as(role)).get('/known')).status, 404, role)
      assert.equal((await (await as(role)).post('/known', amira)).status, 404, role)
      assert.equal((await (await as(role)).get(`/known/${people.amira}`)).status, 404, role)
    }
    assert.equal((await database.admin('select 1 from gt.known_question')).length, 0)
  })

  it('a question is its asker’s alone', async () => {
    const { to } = await ask(amira)
    assert.equal((await (await as('bridge-screener')).get(to)).status, 404)
  })
})

describe('what is answered', () => {
  it('how well it fits and whom to ring, and nothing that is recorded', async () => {
    const { page, children } = await ask(amira)
    assert.deepEqual(children, [
      { person: people.amira, fits: 'well', ring: 'team', team: 'North Team', agency: "Invented Children's Social Care" },
    ])
    assert.match(page, /A child on record fits well/)
    assert.match(page, /Ring the North Team/)
    for (const recorded of ['Marta', 'Omar', 'Invented Street', 'ZZ9', people.marta]) assert.ok(!page.includes(recorded), recorded)
  })

  it('a name that is out by a letter is likely, and another birthday is another child', async () => {
    assert.equal((await ask({ ...zuri, given: 'Zuki' })).children[0]?.fits, 'likely')
    assert.deepEqual((await ask({ ...amira, ...born('2011', '7', '19') })).children, [])
  })

  it('a name and an address fit well; a protected address says nothing', async () => {
    const asked = { given: 'Zuri', family: 'Testcase', address: '7 sample ln' }
    assert.equal((await ask(asked)).children[0]?.fits, 'well')
    const protect = (is: boolean) =>
      database.admin(
        `update gt.entry_part set facts = jsonb_set(facts, '{protected}', $2) where subject_id = $1 and field_group = 'whereabouts'`,
        [people.zuri, JSON.stringify(is)],
      )
    await protect(true)
    assert.equal((await ask(asked)).children[0]?.fits, 'possibly')
    await protect(false)
  })

  it('an adult is no answer', async () => {
    assert.deepEqual((await ask({ given: 'Marta', family: 'Testcase', ...born('1990', '3', '3') })).children, [])
  })

  it('to whoever works with the child it says so and opens the record', async () => {
    const { page, children } = await ask(amira, 'social-worker')
    assert.equal(children[0]?.ring, 'yours')
    assert.ok(page.includes(`href="/people/${people.amira}"`))
  })

  it('a name that is missing is asked for', async () => {
    const visitor = await as('emergency-duty-worker')
    const { status, page } = await visitor.post('/known', { given: 'Amira', ...born('2018', '2', '31') })
    assert.equal(status, 422)
    assert.match(page, /Enter a real date of birth/)
    assert.match((await visitor.post('/known', { given: 'Amira' })).page, /Enter a family name/)
  })
})

describe('every question leaves a line', () => {
  it('with everybody it gave', async () => {
    await ask(amira)
    assert.deepEqual(await lastLine(), { subject_ids: [people.amira], purpose: 'whether a child is known' })
  })

  it('and where it gave nobody, with nobody', async () => {
    const { page, children } = await ask(nobody)
    assert.deepEqual(children, [])
    assert.match(page, /Nobody on record fits this/)
    assert.deepEqual(await lastLine(), { subject_ids: [], purpose: 'whether a child is known' })
  })
})

describe('a record that is closed', () => {
  beforeEach(() => database.admin('delete from gt.closed_to_most; delete from gt.excluded'))
  after(() => database.admin('delete from gt.closed_to_most; delete from gt.excluded'))

  it('to most looks like any other child with whom nobody works: ring the front door', async () => {
    const open = await ask(zuri)
    assert.equal(open.children[0]?.ring, 'front-door')
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, people.zuri])
    const closed = await ask(zuri)
    const plain = (page: string) => page.replaceAll(/[0-9a-f-]{36}/g, 'id').replaceAll(/(nonce|value)="[^"]*"/g, '')
    assert.deepEqual(closed.children, open.children)
    assert.equal(plain(closed.page), plain(open.page))
  })

  it('to most does not say whether an address is theirs', async () => {
    const asked = { given: 'Zuri', family: 'Testcase', address: '7 sample ln' }
    assert.equal((await ask(asked)).children[0]?.fits, 'well')
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, people.zuri])
    assert.equal((await ask(asked)).children[0]?.fits, 'possibly')
  })

  it('to most does not name its team', async () => {
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, people.amira])
    const [child] = (await ask(amira)).children
    assert.deepEqual([child?.ring, child?.team], ['front-door', null])
  })

  it('to its asker, who is excluded from it, looks like a child nobody knows', async () => {
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      people.amira,
      ids.account('emergency-duty-worker'),
    ])
    assert.deepEqual((await ask(amira)).children, [])
    assert.deepEqual((await ask(amira, 'bridge-screener')).children.length, 1)
  })
})

describe('questions are forgotten', () => {
  it('after a day, like searches', async () => {
    const { to } = await ask(amira)
    await database.admin(`update gt.known_question set asked_at = asked_at - interval '25 hours'`)
    await database.worker.door(`select gt.forget_searches(clock_timestamp() - interval '24 hours')`, [])
    assert.equal((await (await as('emergency-duty-worker')).get(to)).status, 404)
  })
})
