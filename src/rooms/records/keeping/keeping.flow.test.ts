import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../../../../tests/database.ts'
import { report } from '../../../../tests/prove/figures.ts'
import { dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { seal, testFolder } from '../../../kernel/audit/testing.ts'
import { verify } from '../../../kernel/audit/verify.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { remake } from '../../../thread/store/reckon.ts'
import { book } from '../../book.ts'
import { onceForEachRole, openWebOf, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { concernAbout } from '../testing/concern-about.ts'
import { canary, type Lives, livesOnRecord } from '../testing/lives.ts'
import { reckonAllKept } from './reckon-kept.ts'

const folder = testFolder()
const anchor = folder.path('anchor.jsonl')
let database: TestDatabase
let web: FastifyInstance
let people: Lives
/** A concern about Otto alone. */
let concern: SubjectId
const as = onceForEachRole(() => [web, database])
const officer = () => as('records-officer')
const lead = () => as('information-governance-lead')

/** What the worker does each night. */
const night = () =>
  reckonAllKept(database.worker, ids.partnership, book, {
    on: dayOf(momentOf(Temporal.Now.instant())),
    purpose: testPurpose,
    stopping: new AbortController().signal,
  })

before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
  people = await livesOnRecord(database)
  concern = await concernAbout(database, people.otto, { told: canary })
  await night()
})
after(async () => {
  await web?.close()
  await database?.drop()
  folder.remove()
})

const held = { because: 'inquiry', why: 'The inquiry wrote to every authority.', reference: 'Letter 7' }
const kept = (of: string) =>
  database.admin<{ until_on: string | null; class: string; why: string; held: boolean }>(
    'select until_on::text, class, why, held from gt.kept where subject_id = $1',
    [of],
  )
const decisions = () =>
  database.admin<{ ending_id: string; agreed: boolean | null; entries: number | null }>(
    'select ending_id, agreed, entries from gt.ending order by asked_at',
  )
const standing = async () => (await decisions()).find(one => one.agreed === null)?.ending_id ?? ''

describe('who keeps the records', () => {
  it('is nobody but the records officer and whoever answers for information governance', async () => {
    const paths = [
      `/kept/${people.otto}/holds`,
      `/kept/${people.otto}/holds/${randomUUID()}`,
      `/kept/${people.otto}/erasures`,
      `/kept/${people.otto}/erasures/${randomUUID()}`,
    ]
    const without = rolesWithout('GET /kept')
    assert.ok(without.includes('social-worker') && without.includes('system-administrator') && without.length === ids.roles.length - 2)
    for (const role of without) {
      const visitor = await as(role)
      assert.equal((await visitor.get('/kept')).status, 404, role)
      assert.equal((await visitor.get(`/kept/${people.otto}`)).status, 404, role)
      assert.equal((await visitor.post('/kept/find', { given: 'Otto', family: 'Testcase' })).status, 404, role)
      for (const path of paths)
        assert.equal((await visitor.post(path, { ...held, over: 'x', reason: 'x', answer: 'agree', looked: 'x' })).status, 404, role)
    }
    assert.deepEqual(await decisions(), [])
  })

  it('and what was told stays closed to them', async () => {
    assert.equal((await (await officer()).get(`/people/${people.otto}`)).status, 404)
    const { page } = await (await officer()).get(`/kept/${people.otto}`)
    assert.ok(page.includes('Otto Testcase') && !page.includes(canary) && !page.includes('Invented Street'))
  })

  it('and a record that is closed to them is not found', async () => {
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      people.nell,
      ids.account('records-officer'),
    ])
    assert.equal((await (await officer()).get(`/kept/${people.nell}`)).status, 404)
    assert.equal((await (await officer()).post(`/kept/${people.nell}/holds`, held)).status, 404)
    assert.equal((await (await lead()).get(`/kept/${people.nell}`)).status, 200)
    await database.admin('delete from gt.excluded where subject_id = $1', [people.nell])
  })
})

describe('what has come to its end', () => {
  it('is worked out each night: the child born on 29 February through 1 March, the grown-up and the child of no known birthday without a day', async () => {
    assert.deepEqual(await kept(people.otto), [{ until_on: '2021-03-01', class: 'child-in-need', why: 'age', held: false }])
    assert.deepEqual((await kept(people.nell))[0]?.until_on, '2031-07-07')
    assert.deepEqual([(await kept(people.wren))[0]?.why, (await kept(people.marta))[0]?.why], ['no-birthday', 'grown-up'])
    assert.equal(await night(), 0, 'nothing was told since')
  })

  it('is listed by name and day, and each of them leaves a line', async () => {
    const { page } = await (await officer()).get('/kept')
    assert.ok(page.includes('Otto Testcase') && page.includes('1 March 2021'))
    for (const other of ['Nell', 'Wren', 'Marta']) assert.ok(!page.includes(other), other)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      'select subject_ids from gt.access_line where account_id = $1 order by at desc limit 1',
      [ids.account('records-officer')],
    )
    assert.deepEqual(line?.subject_ids, [people.otto])
  })

  it('finds any record by its name', async () => {
    const { page } = await (await officer()).post('/kept/find', { given: 'Nell', family: 'Testcase' })
    assert.ok(page.includes(`/kept/${people.nell}`))
    const { page: none } = await (await officer()).post('/kept/find', {
      given: 'Nell',
      family: 'Testcase',
      'born-day': '1',
      'born-month': '1',
      'born-year': '2001',
    })
    assert.ok(none.includes('Nobody is on record under that name'))
    assert.equal((await (await officer()).post('/kept/find', {})).status, 422)
  })

  it('a number that the partnership changes holds for old records from the next night on', async () => {
    const set = (value: number) =>
      database.admin(
        `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'record-kept.childInNeedAge', '2020-01-01', $2, $3, 'our schedule')`,
        [ids.partnership, JSON.stringify(value), ids.account('system-administrator')],
      )
    await set(35)
    await night()
    assert.equal((await kept(people.otto))[0]?.until_on, '2031-03-01')
    await set(25)
    await night()
    assert.equal((await kept(people.otto))[0]?.until_on, '2021-03-01')
  })
})

describe('a legal hold', () => {
  it('is asked for with a reason, wins over the age of the record at once, and is said where the child is worked with', async () => {
    const keeper = await officer()
    await keeper.get(`/kept/${people.otto}`)
    const refused = await keeper.post(`/kept/${people.otto}/holds`, {})
    assert.equal(refused.status, 422)
    assert.ok(refused.page.includes('Choose the legal reason') && refused.page.includes('Write who asked for it'))
    assert.equal((await keeper.post(`/kept/${people.otto}/holds`, held)).to, `/kept/${people.otto}`)
    assert.ok(!(await keeper.get('/kept')).page.includes('Otto'))
    assert.equal((await kept(people.otto))[0]?.held, true)
    assert.ok((await (await as('social-worker')).get(`/people/${people.otto}`)).page.includes('kept for a legal reason'))
    assert.deepEqual(
      await database.admin(`select 1 from gt.reach where relation = 'records'`),
      [],
      'the way in was open for that entry alone',
    )
  })

  it('is not gone past by asking for the record to be destroyed', async () => {
    const { status, page } = await (await officer()).post(`/kept/${people.otto}/erasures`, { reason: 'Its time is over.' })
    assert.equal(status, 422)
    assert.ok(page.includes('A legal hold stands or somebody waits'))
    assert.deepEqual(await decisions(), [])
  })

  it('is ended in writing, once', async () => {
    const keeper = await lead()
    await keeper.get(`/kept/${people.otto}`)
    const [hold] = await database.admin<{ id: string }>(`select entry_id as id from gt.entry where kind = 'legal-hold'`)
    assert.equal((await keeper.post(`/kept/${people.otto}/holds/${hold?.id}`, {})).status, 422)
    assert.equal((await keeper.post(`/kept/${people.nell}/holds/${hold?.id}`, { over: 'Not hers.' })).status, 404)
    assert.equal(
      (await keeper.post(`/kept/${people.otto}/holds/${hold?.id}`, { over: 'The inquiry has reported.' })).to,
      `/kept/${people.otto}`,
    )
    await keeper.get(`/kept/${people.otto}`)
    assert.equal((await keeper.post(`/kept/${people.otto}/holds/${hold?.id}`, { over: 'Again.' })).status, 404)
    assert.deepEqual((await kept(people.otto))[0]?.held, false)
  })
})

describe('a request for a copy', () => {
  const asked = { by: 'the-person', 'on-day': '2', 'on-month': '3', 'on-year': '2026', what: 'All of it; a passport was shown.' }
  const requests = () => database.admin<{ id: string }>(`select entry_id as id from gt.entry where kind = 'access-asked'`)
  it('is closed to everybody else', async () => {
    for (const role of rolesWithout('POST /kept/:record/requests')) {
      assert.equal((await (await as(role)).post(`/kept/${people.otto}/requests`, asked)).status, 404, role)
      assert.equal(
        (await (await as(role)).post(`/kept/${people.otto}/requests/${randomUUID()}`, { reply: 'sent', how: 'x' })).status,
        404,
        role,
      )
    }
  })

  it('is written down with the day it arrived, is due within a month, and keeps the record meanwhile', async () => {
    const keeper = await officer()
    await keeper.get(`/kept/${people.otto}`)
    assert.equal((await keeper.post(`/kept/${people.otto}/requests`, {})).status, 422)
    const future = await keeper.post(`/kept/${people.otto}/requests`, { ...asked, 'on-year': '2190' })
    assert.deepEqual([future.status, future.page.includes('cannot have arrived in the future')], [422, true])
    assert.equal((await keeper.post(`/kept/${people.otto}/requests`, asked)).to, `/kept/${people.otto}`)
    const { page } = await keeper.get('/kept')
    assert.ok(page.includes('Records that were asked for') && page.includes('Otto Testcase') && !page.includes('1 March 2021'))
    assert.ok((await keeper.get(`/kept/${people.otto}`)).page.includes('2 April 2026'))
    assert.equal((await keeper.post(`/kept/${people.otto}/erasures`, { reason: 'Its time is over.' })).status, 422)
  })

  it('takes more time once, and is answered once', async () => {
    const keeper = await lead()
    await keeper.get(`/kept/${people.otto}`)
    const way = `/kept/${people.otto}/requests/${(await requests())[0]?.id}`
    assert.equal((await keeper.post(way, {})).status, 422)
    assert.equal((await keeper.post(way, { reply: 'more-time', how: 'There is much of it.' })).to, `/kept/${people.otto}`)
    const { page } = await keeper.get(`/kept/${people.otto}`)
    assert.ok(page.includes('Has been taken') && page.includes('2 April 2026'), 'whoever asked was told too late for more')
    assert.equal((await keeper.post(way, { reply: 'more-time', how: 'Again.' })).status, 404)
    await keeper.get(`/kept/${people.otto}`)
    assert.equal((await keeper.post(way, { reply: 'sent', how: 'Sent by hand.' })).to, `/kept/${people.otto}`)
    assert.ok((await keeper.get('/kept')).page.includes('No request waits for an answer'))
    assert.equal((await keeper.post(way, { reply: 'sent', how: 'Again.' })).status, 404)
  })
})

describe('destroying a record', () => {
  const reason = 'Its time is over and nobody needs it.'
  it('is not asked for before its time', async () => {
    const { status, page } = await (await officer()).post(`/kept/${people.nell}/erasures`, { reason })
    assert.deepEqual([status, page.includes('The time of this record is not over')], [422, true])
  })

  it('is asked for by one and never agreed by the same', async () => {
    const keeper = await officer()
    await keeper.get(`/kept/${people.otto}`)
    assert.equal((await keeper.post(`/kept/${people.otto}/erasures`, { reason })).to, `/kept/${people.otto}`)
    const { page } = await keeper.get(`/kept/${people.otto}`)
    assert.ok(page.includes('Somebody else has to agree') && !page.includes('Yes, destroy it'))
    const own = await keeper.post(`/kept/${people.otto}/erasures/${await standing()}`, { answer: 'agree', looked: 'All of it.' })
    assert.deepEqual([own.status, own.page.includes('You asked for it yourself')], [422, true])
    assert.ok((await database.admin('select 1 from gt.entry_part where subject_id = $1', [people.otto])).length > 0)
  })

  it('is not agreed by whom the one who asked has brought in alone', async () => {
    await database.admin('insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $3, false)', [
      ids.partnership,
      ids.account('information-governance-lead'),
      ids.account('records-officer'),
    ])
    const keeper = await lead()
    await keeper.get(`/kept/${people.otto}`)
    const { status, page } = await keeper.post(`/kept/${people.otto}/erasures/${await standing()}`, {
      answer: 'agree',
      looked: 'All of it.',
    })
    assert.deepEqual([status, page.includes('were brought in by one hand')], [422, true])
    assert.ok((await database.admin('select 1 from gt.entry_part where subject_id = $1', [people.otto])).length > 0)
    await database.admin('delete from gt.invitation')
  })

  it('may be turned down, and asked for again', async () => {
    const keeper = await lead()
    await keeper.get(`/kept/${people.otto}`)
    assert.equal(
      (await keeper.post(`/kept/${people.otto}/erasures/${await standing()}`, { answer: 'turn-down', looked: 'His sister asked.' })).to,
      '/kept',
    )
    assert.ok((await keeper.get('/kept')).page.includes('Turned down: His sister asked.'))
    await (await officer()).get(`/kept/${people.otto}`)
    assert.equal((await (await officer()).post(`/kept/${people.otto}/erasures`, { reason })).to, `/kept/${people.otto}`)
  })

  it('is asked for again where another record was made one with it since; a part of another is not listed by itself', async () => {
    const merge = (part: string, into: string) =>
      database.admin(
        `insert into gt.merged (partnership_id, subject_id, key, into_id, kept_in, known_at, undone_at, hash)
         values ($1, $2, 'x', $3, $3, clock_timestamp(), 'infinity', '')`,
        [ids.partnership, part, into],
      )
    const keeper = await lead()
    await merge(people.wren, people.otto)
    await keeper.get(`/kept/${people.otto}`)
    const { status, page } = await keeper.post(`/kept/${people.otto}/erasures/${await standing()}`, { answer: 'agree', looked: 'All.' })
    assert.deepEqual([status, page.includes('Another record was made one with this')], [422, true])
    await database.admin('delete from gt.merged')
    assert.ok((await keeper.get('/kept')).page.includes('1 March 2021'))
    await merge(people.otto, people.nell)
    assert.ok(!(await keeper.get('/kept')).page.includes('1 March 2021'))
    await database.admin('delete from gt.merged')
  })

  it('waits until every entry is sealed', async () => {
    const keeper = await lead()
    await keeper.get(`/kept/${people.otto}`)
    const { status, page } = await keeper.post(`/kept/${people.otto}/erasures/${await standing()}`, {
      answer: 'agree',
      looked: 'All of it.',
    })
    assert.deepEqual([status, page.includes('not sealed yet')], [422, true])
  })

  it('is worked out for nobody but who keeps the records, and the nightly round', async () => {
    const save = statement<never>('test-save-kept', null, 'select gt.save_kept($1, $2, $3)')
    const as = (role: string) =>
      database.worker.withActor({ by: 'account', partnership: ids.partnership, account: ids.account(role) }, testPurpose, tx =>
        tx.run(save, [ids.partnership, '[]', 'x']),
      )
    await as('records-officer')
    await assert.rejects(as('social-worker'), { code: 'GT403' })
  })

  it('destroys all that was told of this person and of nobody else, the concern about them alone too, leaves a certificate, and the chain still verifies', async () => {
    await seal(database, anchor)
    const of = (table: string, subject: string) => database.admin(`select 1 from gt.${table} where subject_id = $1`, [subject])
    const before = await of('entry_part', people.nell)
    const entries = (await of('entry', people.otto)).length + (await of('entry', concern)).length
    await database.admin(
      `insert into gt.limit_said (partnership_id, subject_id, sort, account_id, by_account, said_at, why, ended_why)
       values ($1, $2, 'excluded', $3, $4, '2010-01-01', $5, $5)`,
      [ids.partnership, people.otto, ids.account('police-officer'), ids.account('team-manager'), canary],
    )
    await database.admin(
      `insert into gt.unusual_look (partnership_id, account_id, why, about, subject_id, at, line_id, words)
       values ($1, $2, 'night', 'x', $3, '2010-01-01', gen_random_uuid(), $4)`,
      [ids.partnership, ids.account('police-officer'), people.otto, canary],
    )
    await database.admin(
      `insert into gt.notice (partnership_id, notice_id, account_id, by_account, came, people, from_on, reason)
       values ($1, gen_random_uuid(), $2, $3, true, $4, '2010-01-01', $5)`,
      [ids.partnership, ids.account('social-worker'), ids.account('team-manager'), [people.nell, people.otto], canary],
    )
    const keeper = await lead()
    await keeper.get(`/kept/${people.otto}`)
    assert.equal(
      (await keeper.post(`/kept/${people.otto}/erasures/${await standing()}`, { answer: 'agree', looked: 'All of it.' })).to,
      '/kept',
    )

    for (const table of [
      'entry_part',
      'entry',
      'finding',
      'reach',
      'involvement',
      'person',
      'person_key',
      'stay',
      'relationship',
      'episode',
      'last_seen',
      'document',
      'announcement',
      'kept',
    ])
      assert.deepEqual(await of(table, people.otto), [], table)
    assert.deepEqual(await database.admin('select 1 from gt.entry_part where narrative::text like $1', [`%${canary}%`]), [])
    for (const [table, words] of [
      ['limit_said', 'why || ended_why'],
      ['unusual_look', 'words'],
      ['notice', 'reason'],
    ])
      assert.deepEqual(await database.admin(`select 1 from gt.${table} where ${words} like $1`, [`%${canary}%`]), [], table)
    assert.equal(
      (await database.admin('select 1 from gt.entry_salt s where not exists (select from gt.entry e where e.entry_id = s.entry_id)'))
        .length,
      0,
    )
    assert.deepEqual(await of('entry_part', people.nell), before, 'his sister’s record stands')
    const [certificate] = (await decisions()).filter(one => one.agreed)
    assert.equal(certificate?.entries, entries)
    const erased = await database.admin<{ asked_by: string; agreed_by: string; reason: string }>(
      'select distinct asked_by, agreed_by, reason from gt.erasure',
    )
    assert.deepEqual(
      erased.map(one => [one.asked_by, one.agreed_by]),
      [[ids.account('records-officer'), ids.account('information-governance-lead')]],
    )
    assert.ok(erased[0]?.reason.includes(certificate?.ending_id ?? 'nothing'))
    const { page } = await keeper.get('/kept')
    assert.ok(
      page.includes(`Destroyed: ${entries} entries`) && page.includes(certificate?.ending_id ?? 'nothing') && !page.includes('Otto'),
    )

    await seal(database, anchor)
    const verdict = await verify({ database: database.adminUrl }, anchor)
    assert.deepEqual([verdict.troubles, verdict.erased], [[], entries])
  })

  it('is found by the verifier where somebody does it without a certificate', async () => {
    await database.admin('create table public.kept_parts as select p.* from gt.entry_part p where subject_id = $1', [people.wren])
    await database.admin('delete from gt.entry_part where subject_id = $1', [people.wren])
    assert.ok((await verify({ database: database.adminUrl }, anchor)).troubles.length > 0)
    await database.admin('insert into gt.entry_part select * from public.kept_parts; drop table public.kept_parts')
    assert.deepEqual((await verify({ database: database.adminUrl }, anchor)).troubles, [])
    const erased = await database.admin<{ alone: boolean }>('select asked_by = agreed_by as alone from gt.erasure')
    report({
      test: 'T19',
      tried: `1 record destroyed by two people (${erased.length} entries), with a certificate; what is left of it anywhere, entries destroyed by one alone, troubles of the chain`,
      wrong: erased.filter(one => one.alone).length,
      control: 'asked and agreed by the same person: refused; a part removed without a certificate: found',
    })
  })

  it('leaves nothing behind to those who worked with the person, to a search, or to what is derived again', async () => {
    assert.equal((await (await as('social-worker')).get(`/people/${people.otto}`)).status, 404)
    assert.equal((await (await officer()).get(`/kept/${people.otto}`)).status, 404)
    assert.ok((await (await officer()).post('/kept/find', { given: 'Otto', family: 'Testcase' })).page.includes('Nobody is on record'))
    await database.worker.withActor(
      { by: 'upkeep', partnership: ids.partnership },
      testPurpose,
      async tx => void (await remake(tx, book, [people.otto, people.nell])),
    )
    for (const table of ['person', 'reach', 'finding', 'stay'])
      assert.deepEqual(await database.admin(`select 1 from gt.${table} where subject_id = $1`, [people.otto]), [], table)
    assert.ok((await (await as('social-worker')).get(`/people/${people.nell}`)).page.includes('Nell'))
    await night()
    assert.deepEqual(await kept(people.otto), [])
  })
})
