import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { ids, testOtpSecret } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { codeAt } from '../../../kernel/access/one-time-code.ts'
import { openLog } from '../../../kernel/log.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { peopleOnRecord } from '../testing/on-record.ts'
import { mailOpenings } from './mail-openings.ts'

const { database, web, as } = await openForTests(rooms)
const people = await peopleOnRecord(database)

const now = () => momentOf(Temporal.Now.instant())
const asked = {
  amira: { given: 'Amira', family: 'Testcase', 'born-day': '2', 'born-month': '2', 'born-year': '2018' },
  zuri: { given: 'Zuri', family: 'Testcase', 'born-day': '9', 'born-month': '9', 'born-year': '2015' },
  omar: { given: 'Omar', family: 'Testcase', 'born-day': '5', 'born-month': '5', 'born-year': '2016' },
} as const
const said = {
  category: 'in-danger-now',
  reason: 'Police are at the door and ask who lives here with the child.',
  reference: 'Log 1234 of today',
}

/** Asks about one of them and gives the address at which the record would be opened. */
const wayTo = async (role: string, whom: keyof typeof asked): Promise<string> => {
  const visitor = await as(role)
  await visitor.get('/known')
  const { to } = await visitor.post('/known', asked[whom])
  return `${to}/open/${people[whom]}`
}
const openAs = async (role: string, whom: keyof typeof asked, more: Readonly<Record<string, string>> = {}) => {
  const way = await wayTo(role, whom)
  const visitor = await as(role)
  await visitor.get(way)
  return visitor.post(way, { ...said, ...more })
}
const register = (of: SubjectId) =>
  database.admin<{ opening_id: string; account_id: string; hours: number; second_account: string | null }>(
    `select opening_id, account_id, extract(epoch from until_at - opened_at)::integer / 3600 as hours, second_account from gt.opening where subject_id = $1 order by opened_at`,
    [of],
  )
/** As if all that was opened had been opened five hours before. */
const fiveHoursLater = async () => {
  await database.admin(`update gt.opening set opened_at = opened_at - interval '5 hours', until_at = until_at - interval '5 hours'`)
  await database.admin(
    `update gt.reach set from_at = from_at - interval '5 hours', until_at = until_at - interval '5 hours' where relation = 'break-glass'`,
  )
}
const forgotten = async () => {
  await database.admin(`update gt.opening set opened_at = opened_at - interval '2 days', until_at = until_at - interval '2 days'`)
  await database.admin(`delete from gt.reach where relation = 'break-glass'`)
}

describe('who may open a record in an emergency', () => {
  it('nobody whose role has no row for it, the system administrator and whoever answers for the record among them', async () => {
    const without = rolesWithout('POST /known/:question/open/:person')
    assert.ok(without.includes('system-administrator') && without.includes('information-governance-lead'))
    for (const role of without) {
      assert.equal((await (await as(role)).get(`/known/${people.zuri}/open/${people.zuri}`)).status, 404, role)
      assert.equal((await (await as(role)).post(`/known/${people.zuri}/open/${people.zuri}`, said)).status, 404, role)
    }
    assert.deepEqual(await register(people.zuri), [])
  })

  it('only from an answer of one’s own, and only to whom it was about', async () => {
    const way = await wayTo('bridge-screener', 'zuri')
    assert.equal((await (await as('bridge-social-worker')).get(way)).status, 404)
    const other = way.replace(people.zuri, people.marta)
    assert.equal((await (await as('bridge-screener')).get(other)).status, 404)
    assert.equal((await (await as('bridge-screener')).post(other, said)).status, 404)
  })
})

describe('opening a record in an emergency', () => {
  it('first offers the better way, then asks for the kind, the reason and a reference', async () => {
    const way = await wayTo('bridge-screener', 'zuri')
    const visitor = await as('bridge-screener')
    const { page } = await visitor.get(way)
    assert.ok(page.indexOf('Ask those who work with the child to add you') < page.indexOf('What kind of emergency is it?'))
    const { status, page: again } = await visitor.post(way, { reason: 'too short' })
    assert.equal(status, 422)
    for (const words of ['Choose what kind of emergency it is', 'in at least 40 characters', 'Enter a reference'])
      assert.ok(again.includes(words), words)
    assert.ok(again.includes('too short'))
    assert.deepEqual(await register(people.zuri), [])
  })

  it('opens this child alone, for four hours, with a red reminder on its page; where the child lives stays closed', async () => {
    const visitor = await as('bridge-screener')
    assert.equal((await visitor.get(`/people/${people.zuri}`)).status, 404)
    const { status, to } = await openAs('bridge-screener', 'zuri')
    assert.deepEqual([status, to], [303, `/people/${people.zuri}`])
    const { page } = await visitor.get(`/people/${people.zuri}`)
    assert.match(page, /Zuri Testcase/)
    assert.match(page, /You opened this record in an emergency\. It closes at/)
    assert.match(page, /gt-in-emergency/)
    assert.doesNotMatch(page, /Sample Lane|ZZ9 9ZZ/)
    assert.equal((await visitor.get(`/people/${people.omar}`)).status, 404)
    assert.doesNotMatch((await visitor.get('/known')).page, /gt-in-emergency/)
    const [opening] = await register(people.zuri)
    assert.deepEqual([opening?.account_id, opening?.hours], [ids.account('bridge-screener'), 4])
  })

  it('sent twice, or asked for again, opens it once', async () => {
    assert.equal((await openAs('bridge-screener', 'zuri')).to, `/people/${people.zuri}`)
    assert.equal((await register(people.zuri)).length, 1)
  })

  it('ends by itself: the next request after its hours finds nothing but one’s own words', async () => {
    await fiveHoursLater()
    const { page } = await (await as('bridge-screener')).get(`/people/${people.zuri}`)
    assert.match(page, /You do not work with this child now/)
    assert.match(page, /Record opened in an emergency/)
    assert.doesNotMatch(page, /gt-in-emergency|Zuri/)
  })

  it('stands on the child’s own record, where those who work with the child read who and why', async () => {
    assert.equal((await openAs('bridge-social-worker', 'amira')).to, `/people/${people.amira}`)
    const { page } = await (await as('social-worker')).get(`/people/${people.amira}`)
    assert.match(page, /Record opened in an emergency: a child is in danger now/)
    assert.match(page, /was opened in an emergency by somebody who does not work with/)
    assert.match(page, /Police are at the door/)
    assert.doesNotMatch(page, /gt-in-emergency/)
  })

  it('cannot be had without two factors shown just now', async () => {
    await forgotten()
    const way = await wayTo('bridge-screener', 'omar')
    await database.admin(`update gt.session set proved_at = proved_at - interval '11 minutes' where account_id = $1`, [
      ids.account('bridge-screener'),
    ])
    const visitor = await as('bridge-screener')
    assert.match(String((await visitor.get(way)).to), /^\/account\/prove/)
    assert.match(String((await visitor.post(way, said)).to), /^\/account\/prove/)
    assert.deepEqual(await register(people.omar), [])
    await database.admin('update gt.session set proved_at = clock_timestamp() where account_id = $1', [ids.account('bridge-screener')])
  })
})

describe('what cannot be opened this way looks alike', () => {
  beforeEach(async () => {
    await forgotten()
    await database.admin('delete from gt.closed_to_most')
    await database.admin('delete from gt.excluded')
  })
  after(() => database.admin('delete from gt.closed_to_most'))

  const refused = async () => {
    const { status, page } = await openAs('bridge-screener', 'omar')
    assert.equal(status, 422)
    assert.match(page, /This record cannot be opened this way/)
    assert.deepEqual(await register(people.omar), [])
    assert.equal((await (await as('bridge-screener')).get(`/people/${people.omar}`)).status, 404)
  }

  it('a record that is closed to most', async () => {
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, people.omar])
    await refused()
  })

  it('the record of somebody at home with a grown-up of one’s own name', async () => {
    const name = (of: string) =>
      database.admin('update gt.account set name = $2 where account_id = $1', [ids.account('bridge-screener'), of])
    await name('Mártá Testcase')
    await refused()
    await name('Somebody Invented')
  })

  it('and one from which the asker is excluded is not even known', async () => {
    const way = await wayTo('bridge-screener', 'omar')
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      people.omar,
      ids.account('bridge-screener'),
    ])
    assert.equal((await (await as('bridge-screener')).post(way, said)).status, 404)
    assert.deepEqual(await register(people.omar), [])
    await database.admin('delete from gt.excluded')
  })
})

describe('the fourth within a day', () => {
  before(async () => {
    await forgotten()
    // Three that closed again.
    for (const whom of ['zuri', 'amira', 'omar'] as const) await openAs('bridge-social-worker', whom)
    await fiveHoursLater()
  })

  it('asks for a second person, who confirms with a code of their own', async () => {
    const refused = await openAs('bridge-social-worker', 'zuri')
    assert.equal(refused.status, 422)
    assert.match(refused.page, /A second person/)
    assert.equal((await register(people.zuri)).filter(one => one.account_id === ids.account('bridge-social-worker')).length, 1)
    const second = (email: string) =>
      openAs('bridge-social-worker', 'zuri', { secondEmail: email, secondCode: codeAt(testOtpSecret, now()) })
    assert.equal((await second(ids.email('bridge-social-worker'))).status, 422)
    await database.admin('update gt.credential set otp_step = 0')
    assert.equal((await second(ids.email('school-safeguarding-lead'))).status, 422)
    await database.admin('update gt.credential set otp_step = 0')
    assert.equal((await second(ids.email('bridge-manager'))).to, `/people/${people.zuri}`)
    assert.equal((await register(people.zuri)).at(-1)?.second_account, ids.account('bridge-manager'))
  })

  it('makes whoever types wrong codes of a colleague wait, and not the colleague', async () => {
    const colleague = ids.email('bridge-screener')
    const guess = () => openAs('bridge-social-worker', 'amira', { secondEmail: colleague, secondCode: '000000' })
    for (let wrong = 0; wrong < 5; wrong += 1) assert.equal((await guess()).status, 422)
    await database.admin('update gt.credential set otp_step = 0')
    const right = { secondEmail: colleague, secondCode: codeAt(testOtpSecret, now()) }
    assert.equal((await openAs('bridge-social-worker', 'amira', right)).status, 422, 'the right code waits as well')
    await visitorOf(web, database, 'bridge-screener', '/known')
    await database.admin('delete from gt.wrong_try')
  })

  it('judges what was typed for a second person only where one is asked for', async () => {
    await forgotten()
    const { to } = await openAs('bridge-social-worker', 'zuri', { secondEmail: ids.email('bridge-manager'), secondCode: '000000' })
    assert.equal(to, `/people/${people.zuri}`)
    assert.equal((await register(people.zuri)).at(-1)?.second_account, null)
    assert.deepEqual(await database.admin('select 1 from gt.wrong_try where whom = $1', [ids.account('bridge-manager')]), [])
  })
})

describe('who is told, and the review', () => {
  let opening: string
  before(async () => {
    await forgotten()
    await openAs('bridge-screener', 'amira')
    opening = (await register(people.amira)).at(-1)?.opening_id ?? ''
  })

  it('tells at once whoever answers for the record, the opener’s manager and the manager of the child’s team', async () => {
    const told = await database.admin<{ account_id: string }>('select account_id from gt.opening_told where opening_id = $1', [opening])
    assert.deepEqual(
      told.map(one => one.account_id).sort(),
      ['information-governance-lead', 'bridge-manager', 'team-manager'].map(role => ids.account(role)).sort(),
    )
    const mailed = () => database.admin<{ n: number }>('select count(*)::integer as n from gt.opening_told where mailed_at is null')
    assert.ok(((await mailed())[0]?.n ?? 0) > 0)
    const stopping = new AbortController().signal
    await mailOpenings({ database: database.worker, log: openLog('silent'), at: now(), job: '1', stopping })
    assert.equal((await mailed())[0]?.n, 0)
  })

  it('nobody else reads what was opened', async () => {
    for (const role of rolesWithout('GET /openings')) {
      assert.equal((await (await as(role)).get('/openings')).status, 404, role)
      assert.equal((await (await as(role)).get(`/openings/${opening}`)).status, 404, role)
      assert.equal((await (await as(role)).post(`/openings/${opening}`, { outcome: 'justified', why: 'I say so' })).status, 404, role)
    }
    const rows = await database.admin<{ opening_id: string }>('select opening_id from gt.opening_told where account_id = $1', [
      ids.account('team-manager'),
    ])
    const others = await database.admin<{ opening_id: string }>('select opening_id from gt.opening where opening_id <> all ($1)', [
      rows.map(row => row.opening_id),
    ])
    assert.ok(others.length > 0)
    for (const { opening_id: other } of others) assert.equal((await (await as('team-manager')).get(`/openings/${other}`)).status, 404)
  })

  it('a manager reads what they were told of, and does not review it', async () => {
    const { page } = await (await as('bridge-manager')).get('/openings')
    assert.ok(page.includes(`/openings/${opening}`))
    const one = await (await as('bridge-manager')).get(`/openings/${opening}`)
    assert.match(one.page, /Police are at the door/)
    assert.doesNotMatch(one.page, /Record the review/)
    assert.equal((await (await as('bridge-manager')).post(`/openings/${opening}`, { outcome: 'justified', why: 'I say so' })).status, 404)
  })

  it('whoever answers for the record reads all of them, with how many wait, and not the child’s name', async () => {
    const { page } = await (await as('information-governance-lead')).get('/openings')
    const [waiting] = await database.admin<{ n: number }>('select count(*)::integer as n from gt.opening where reviewed_at is null')
    assert.ok(page.includes(`${waiting?.n} wait for a review`))
    const one = await (await as('information-governance-lead')).get(`/openings/${opening}`)
    assert.match(one.page, /The name is not open to you/)
    assert.doesNotMatch(one.page, /Amira/)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /openings/:opening' order by at desc limit 1`,
    )
    assert.deepEqual(line?.subject_ids, [people.amira])
  })

  it('nobody of the opener’s own team reviews it', async () => {
    const account = ids.account('information-governance-lead')
    const join = `insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)`
    await database.admin(join, [ids.partnership, account, ids.team.bridge])
    const { status, page } = await (await as('information-governance-lead')).post(`/openings/${opening}`, {
      outcome: 'justified',
      why: 'I asked the manager on duty.',
    })
    assert.equal(status, 422)
    assert.match(page, /somebody outside that team reviews it/)
    await database.admin('delete from gt.team_member where account_id = $1', [account])
  })

  it('a review stands on the child’s record and ends the wait', async () => {
    const lead = await as('information-governance-lead')
    assert.equal((await lead.post(`/openings/${opening}`, { outcome: 'justified' })).status, 422)
    const sent = await lead.post(`/openings/${opening}`, { outcome: 'justified', why: 'I asked the manager on duty.' })
    assert.equal(sent.to, `/openings/${opening}`)
    assert.match((await lead.get(`/openings/${opening}`)).page, /it was right to open the record/)
    const { page } = await (await as('social-worker')).get(`/people/${people.amira}`)
    assert.match(page, /Opening in an emergency reviewed: it was right to open the record/)
    const [finding] = await database.admin<{ ended: string }>(
      `select ended from gt.finding where subject_id = $1 and rule = 'break-glass' and name = 'review' and evidence[1] = $2`,
      [people.amira, opening],
    )
    assert.equal(finding?.ended, 'met')
    assert.deepEqual(await database.admin(`select 1 from gt.reach where relation = 'reviewer'`), [])
  })

  it('a review once given is not given again', async () => {
    const again = await (await as('information-governance-lead')).post(`/openings/${opening}`, {
      outcome: 'not-justified',
      why: 'Another view.',
    })
    assert.equal(again.to, `/openings/${opening}`)
    const [row] = await database.admin<{ outcome: string }>('select outcome from gt.opening where opening_id = $1', [opening])
    assert.equal(row?.outcome, 'justified')
  })
})

describe('the register alone opens a record', () => {
  it('an entry that claims an opening opens nothing', async () => {
    await forgotten()
    await assert.rejects(
      database.app.withActor(
        { by: 'session', partnership: ids.partnership, hash: (await database.session('conference-chair')).hash, idleSeconds: 1800 },
        { purpose: 'a test', route: 'tests', request: '00000000-0000-4000-8000-000000000000' },
        tx =>
          tx.run(
            {
              name: 'forged-reach',
              shows: null,
              text: `insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash) values ($1, $2, gen_random_uuid()::text, $3, 'break-glass', $4, 'infinity', '')`,
            },
            [ids.partnership, people.zuri, tx.actor.account, tx.actor.at],
          ),
      ),
      /permission denied/,
    )
    await database.admin(
      `insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash) values ($1, $2, gen_random_uuid()::text, $3, 'break-glass', clock_timestamp(), 'infinity', '')`,
      [ids.partnership, people.zuri, ids.account('emergency-duty-worker')],
    )
    assert.deepEqual(await database.admin(`select 1 from gt.reach where relation = 'break-glass' and until_at > from_at`), [])
  })
})
