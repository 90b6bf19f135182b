import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { momentOf, plusHours, Temporal } from '../../guidance/index.ts'
import { startWorker } from '../../kernel/jobs/index.ts'
import { openLog } from '../../kernel/log.ts'
import { newId, type SubjectId } from '../../thread/ids.ts'
import { identifier, recordsMerged, residence } from '../../thread/own-kinds/index.ts'
import { book } from '../book.ts'
import { careBegan, careEnded } from '../cared-for/index.ts'
import { conference, planEnd } from '../child-protection/index.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { tell } from '../testing/tell.ts'
import { tellingsOn } from '../testing/tellings.ts'
import { rolesWithout } from '../testing/visitor.ts'
import { cpIsDoor } from './door.ts'
import { cpIsJobs, lookIntoTheBox, takeNotice, tellTheNhs } from './jobs.ts'
import { attendanceNotice } from './notice.ts'
import { cpIsRooms } from './web.ts'

const key = 'the-key-of-the-invented-gateway-1234567890'
const token = 'the-token-of-the-invented-receiving-end'
const now = () => momentOf(Temporal.Now.instant())
const { database, web, as } = await openForTests([cpIsRooms], {
  programs: [
    app => cpIsDoor({ key, partnership: ids.partnership, door: (text, values) => database.visitors.door(text, values), now })(app),
  ],
})
const child = newId<SubjectId>()
const household = newId<SubjectId>()
const nhsNumber = '9434765919'
const lines: string[] = []
const log = openLog('info', line => lines.push(line))
const standing = { log, job: '00000000-0000-4000-8000-000000000001' }
const { who, works } = tellingsOn('2026-01-10')

/** The other end, as a real server: it keeps what it took, and answers as it is told. */
class Receiver {
  readonly took: Record<string, unknown>[] = []
  readonly asked: unknown[] = []
  readonly tokens: (string | undefined)[] = []
  answers = 200
  #server: Server | undefined
  port = 0
  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', part => parts.push(part))
      request.on('end', () => {
        this.tokens.push(request.headers.authorization)
        const message = JSON.parse(Buffer.concat(parts).toString())
        this.asked.push(message.message)
        if (this.answers === 200) this.took.push(message)
        response.writeHead(this.answers).end()
      })
    })
    await new Promise<void>(resolve => this.#server?.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.#server?.address() as AddressInfo).port
  }
  stop(): Promise<void> {
    return new Promise(resolve => {
      this.#server?.closeAllConnections()
      this.#server?.close(() => resolve())
    })
  }
}
const receiver = new Receiver()
const round = () => tellTheNhs(database.worker, book, { url: `http://127.0.0.1:${receiver.port}/changes`, token }, standing)
const page = async (role: string) => (await as(role)).get(`/people/${child}/cp-is`)
const facts = async (role = 'social-worker') =>
  (
    await (
      await as(role)
    ).json<{
      waits: { what: string; about: string }[]
      sent: { what: string; how: string }[]
      attendances: { entry: string; read: boolean }[]
      weigh: boolean
    }>(`/people/${child}/cp-is`)
  ).body

before(async () => {
  await receiver.start()
  await tell(
    database,
    'bridge-manager',
    [
      who(child, 'Amira', '2018-02-02'),
      {
        subject: child,
        kind: residence,
        on: '2026-01-10',
        parts: {
          record: { facts: { household } },
          whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: true }, narrative: { address: '1 Canary Street' } },
        },
      },
      works(child, ids.account('social-worker'), 'account', 'lead'),
      works(child, ids.team.north, 'team', 'manager'),
      works(child, ids.account('conference-chair'), 'account', 'chair'),
      works(child, ids.account('conference-administrator'), 'account', 'conference-office'),
      works(child, ids.agency.school, 'agency', 'agency'),
    ],
    {
      begins: [
        { subject: child, form: 'person' },
        { subject: household, form: 'context' },
      ],
    },
  )
  await tell(database, 'conference-chair', [
    {
      subject: child,
      kind: conference,
      on: '2026-11-02',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
})
after(() => receiver.stop())

describe('the NHS is told of a child on a plan', () => {
  it('a child without an NHS number waits, and the page says why', async () => {
    assert.equal(await round(), 0)
    const { status, page: text } = await page('social-worker')
    assert.equal(status, 200)
    assert.match(text, /There is no NHS number of Amira on record\. Without it the NHS cannot be told/)
    await tell(database, 'social-worker', [
      { subject: child, kind: identifier, on: '2026-11-03', parts: { record: { facts: { scheme: 'nhs-number', value: nhsNumber } } } },
    ])
  })

  it('a receiving end that fails is asked again; one that was away and is back takes it, once, under the same number', async () => {
    receiver.answers = 500
    assert.equal(await round(), 0)
    assert.equal(await round(), 0)
    assert.equal(receiver.asked.length, 2)
    assert.equal(new Set(receiver.asked).size, 1, 'a message whose answer was lost comes again under its number')
    await receiver.stop()
    assert.equal(await round(), 0)
    receiver.answers = 200
    await receiver.start()
    assert.equal((await facts()).sent.length, 0, 'nothing says that it was told')
    assert.equal(await round(), 1)
    assert.equal(await round(), 0, 'and it is not told twice')
    assert.equal(receiver.took.length, 1)
    assert.deepEqual(new Set(receiver.tokens), new Set([`Bearer ${token}`]))
    assert.deepEqual(
      (await facts()).sent.map(one => [one.what, one.how]),
      [['plan-start', 'program']],
    )
    assert.deepEqual((await facts()).waits, [])
  })

  it('is told who the child is, from when, and whom to ring: never where the child lives', () => {
    const [message] = receiver.took
    assert.deepEqual(
      { ...message, message: undefined },
      {
        message: undefined,
        version: 1,
        what: 'plan-start',
        child: { nhsNumber, family: 'Testcase', given: 'Amira', born: '2018-02-02', expected: null },
        flag: { type: 'child-protection-plan', start: '2026-11-02', end: null },
        responsible: { authority: 'Invented Partnership', office: null, outOfHours: null },
        movedTo: null,
      },
    )
    assert.doesNotMatch(JSON.stringify(receiver.took), /Canary|ZZ9|neglect|household/i)
    assert.doesNotMatch(lines.join(''), new RegExp(`${nhsNumber}|Amira|Testcase`), 'no log line names the child')
  })

  it('the end of the plan is told with its day; by hand by the unit, where nothing is connected', async () => {
    await tell(database, 'conference-chair', [
      {
        subject: child,
        kind: planEnd,
        on: '2026-11-20',
        parts: { record: { facts: { ground: 'left-the-country' }, narrative: { reasons: 'Settled with the grandmother abroad.' } } },
      },
    ])
    const [waits] = (await facts('conference-administrator')).waits
    assert.equal(waits?.what, 'plan-end')
    const done = await (await as('conference-administrator')).post(`/people/${child}/cp-is`, { does: 'told', entry: waits?.about ?? '' })
    assert.equal(done.status, 303)
    assert.equal(await round(), 0)
    assert.deepEqual((await facts()).sent.map(one => [one.what, one.how]).sort(), [
      ['plan-end', 'hand'],
      ['plan-start', 'program'],
    ])
  })
})

describe('the NHS is told of a cared-for child', () => {
  it('when the authority begins to care for the child, and when it no longer does: the kind of flag and the days, and nothing of why', async () => {
    await tell(database, 'social-worker', [
      {
        subject: child,
        kind: careBegan,
        on: '2026-11-18',
        parts: { record: { facts: { as: 'agreed' }, narrative: { reasons: 'A canary reason.' } } },
      },
    ])
    assert.deepEqual(
      (await facts()).waits.map(one => one.what),
      ['care-start'],
    )
    assert.equal(await round(), 1)
    await tell(database, 'social-worker', [
      { subject: child, kind: careEnded, on: '2026-11-20', parts: { record: { facts: { as: 'home' } } } },
    ])
    assert.equal(await round(), 1)
    const [began, ended] = receiver.took.slice(-2) as { what: string; flag: unknown }[]
    assert.deepEqual([began?.what, began?.flag], ['care-start', { type: 'looked-after', start: '2026-11-18', end: null }])
    assert.deepEqual([ended?.what, ended?.flag], ['care-end', { type: 'looked-after', start: '2026-11-18', end: '2026-11-20' }])
    assert.doesNotMatch(JSON.stringify(receiver.took), /canary|section 20|agreed/i)
  })
})

const notice = (number: string, at = '2026-11-20T22:10:00Z') => ({
  notice: number,
  child: { nhsNumber, born: '2018-02-02' },
  attended: { at, setting: 'emergency-department', organisation: 'Invented Royal Infirmary' },
})
const send = (payload: unknown, bearer: string | null = key) =>
  web.inject({
    method: 'POST',
    url: '/cp-is/notices',
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    payload: JSON.stringify(payload),
  })

describe('the NHS tells of an attendance', () => {
  it('only with the key, and what is no field of a notice is refused by name', async () => {
    assert.equal((await send(notice('a'), null)).statusCode, 401)
    assert.equal((await send(notice('a'), 'another-key-that-is-long-enough-too-0123')).statusCode, 401)
    const refused = await send({ ...notice('a'), reason: 'a broken arm', child: { nhsNumber: '9434765918', born: 'yesterday' } })
    assert.equal(refused.statusCode, 400)
    assert.deepEqual((refused.json() as { fields: { field: string }[] }).fields.map(one => one.field).sort(), [
      'child.born',
      'child.nhsNumber',
      'reason',
    ])
    assert.equal((await database.admin('select from gt.attendance_notice')).length, 0)
  })

  it('a door without a key is no door', async () => {
    const opened: unknown[] = []
    cpIsDoor({ key: undefined, partnership: ids.partnership, door: database.visitors.door, now })({
      post: (...all: unknown[]) => opened.push(all),
    } as never)
    assert.deepEqual(opened, [])
  })

  it('stands on the child’s record once, however often it is sent; the answer never says whether the child is known', async () => {
    const first = await send(notice('ED-1'))
    assert.deepEqual([first.statusCode, first.json()], [202, { notice: 'ED-1', taken: true }])
    await send(notice('ED-1'))
    const queued = await database.admin<{ job: unknown }>('select j as job from graphile_worker._private_jobs j')
    assert.doesNotMatch(JSON.stringify(queued), new RegExp(nhsNumber), 'the queue holds no number of anybody')
    const stranger = await send({ ...notice('ED-2'), child: { nhsNumber: '9434765870', born: '2018-02-02' } })
    assert.deepEqual(stranger.json(), { notice: 'ED-2', taken: true })
    const worker = await startWorker({ url: database.urls.gt_worker, database: database.worker, jobs: cpIsJobs(book, {}), log })
    try {
      while ((await facts()).attendances.length === 0) await new Promise(resolve => setTimeout(resolve, 20))
    } finally {
      await worker.stop()
    }
    const taken = (number: string) =>
      takeNotice(database.worker, book, { partnership: ids.partnership, notice: attendanceNotice.parse(notice(number)) }, standing)
    assert.equal(await taken('ED-1'), 'before', 'sent again after it was taken in')
    assert.equal((await facts()).attendances.length, 1)
    assert.equal(
      await takeNotice(
        database.worker,
        book,
        { partnership: ids.partnership, notice: attendanceNotice.parse({ ...notice('ED-3'), child: { nhsNumber, born: '2018-02-03' } }) },
        standing,
      ),
      'nobody',
    )
    const [done] = await database.admin<{ content: unknown; settled: boolean }>(
      `select content, settled_at is not null as settled from gt.attendance_notice where number_hash = sha256('ED-1')`,
    )
    assert.deepEqual(done, { content: {}, settled: true }, 'what stands on a record leaves nothing in the box')
  })

  it('one that fits no child waits in a list of the unit, which settles it in words; nobody else sees the list', async () => {
    for (const role of rolesWithout('GET /cp-is/unmatched')) {
      const visitor = await as(role)
      assert.equal((await visitor.get('/cp-is/unmatched')).status, 404, role)
      assert.equal((await visitor.post('/cp-is/unmatched', { notice: child })).status, 404, role)
    }
    const unit = await as('conference-administrator')
    const { status, page: text } = await unit.get('/cp-is/unmatched')
    assert.equal(status, 200)
    assert.match(text, /943 476 5870/)
    assert.match(text, /Friday 2 February 2018/)
    assert.doesNotMatch(text, /943 476 5919/, 'what stands on a record is not on the list')
    const [{ id } = { id: '' }] = (await unit.json<{ notices: { id: string }[] }>('/cp-is/unmatched')).body.notices
    const empty = await unit.post('/cp-is/unmatched', { notice: id, [`words-${id}`]: ' ' })
    assert.equal(empty.status, 422)
    assert.match(empty.page, /Write how it is settled/)
    const words = 'Rang the hospital: another council works with the family.'
    assert.equal((await unit.post('/cp-is/unmatched', { notice: id, [`words-${id}`]: words })).to, '/cp-is/unmatched')
    assert.match((await unit.get('/cp-is/unmatched')).page, /None waits now/)
    const [settled] = await database.admin<{ content: unknown; words: string; by: string }>(
      'select content, words, settled_by as by from gt.attendance_notice where notice_id = $1',
      [id],
    )
    assert.deepEqual(settled, { content: {}, words, by: ids.account('conference-administrator') })
    // Sent again after it was settled, it is not on the list again.
    await send({ ...notice('ED-2'), child: { nhsNumber: '9434765870', born: '2018-02-02' } })
    await lookIntoTheBox(database.worker, book, standing)
    assert.match((await unit.get('/cp-is/unmatched')).page, /None waits now/)
  })

  it('one that waits goes to the child’s record by itself once the number there is put right', async () => {
    const other = '9434765870'
    await send({ ...notice('ED-5', '2026-03-02T10:00:00Z'), child: { nhsNumber: other, born: '2018-02-02' } })
    assert.equal(await lookIntoTheBox(database.worker, book, standing), 0)
    assert.match((await (await as('safeguarding-unit-manager')).get('/cp-is/unmatched')).page, /943 476 5870/)
    const before = (await facts()).attendances.length
    await tell(database, 'social-worker', [
      { subject: child, kind: identifier, on: '2026-11-21', parts: { record: { facts: { scheme: 'nhs-number', value: other } } } },
    ])
    assert.equal(await lookIntoTheBox(database.worker, book, standing), 1)
    assert.equal((await facts()).attendances.length, before + 1)
    assert.match((await (await as('safeguarding-unit-manager')).get('/cp-is/unmatched')).page, /None waits now/)
  })

  it('what an older program left in the queue goes into the box', async () => {
    const job = cpIsJobs(book, {}).find(one => one.name === 'cp-is-notice')
    assert.ok(job?.sort === 'chore')
    const left = { ...notice('ED-7', '2026-03-03T10:00:00Z'), child: { nhsNumber: '9434765838', born: '2018-02-02' } }
    await job.run({ partnership: ids.partnership, notice: left }, { database: database.worker } as never)
    assert.equal(
      (await database.admin(`select from gt.attendance_notice where number_hash = sha256('ED-7') and content <> '{}'`)).length,
      1,
    )
    await database.admin(`delete from gt.attendance_notice where number_hash = sha256('ED-7')`)
  })

  it('a moment that has not come is refused, and so are letters that no record can keep', async () => {
    const later = await send(notice('later', '2199-01-01T00:00:00Z'))
    assert.deepEqual(
      [later.statusCode, (later.json() as { fields: { field: string }[] }).fields.map(one => one.field)],
      [400, ['attended.at']],
    )
    for (const organisation of ['a\u0000b', '\ud800']) {
      const odd = notice('odd')
      assert.equal((await send({ ...odd, attended: { ...odd.attended, organisation } })).statusCode, 400)
    }
  })

  it('two records that are read as one are one child', async () => {
    const other = newId<SubjectId>()
    await tell(
      database,
      'bridge-manager',
      [
        who(other, 'Amira', '2018-02-02'),
        works(other, ids.account('social-worker'), 'account', 'lead'),
        works(other, ids.team.north, 'team', 'manager'),
      ],
      { begins: [{ subject: other, form: 'person' }] },
    )
    await tell(database, 'social-worker', [
      { subject: other, kind: identifier, on: '2026-11-03', parts: { record: { facts: { scheme: 'nhs-number', value: nhsNumber } } } },
    ])
    assert.equal(
      await takeNotice(database.worker, book, { partnership: ids.partnership, notice: attendanceNotice.parse(notice('ED-4')) }, standing),
      'nobody',
    )
    await tell(
      database,
      'team-manager',
      [
        {
          subject: other,
          kind: recordsMerged,
          on: '2026-11-20',
          parts: { record: { facts: { into: child }, narrative: { reason: 'One NHS number and one date of birth' } } },
        },
      ],
      { alsoWrites: [child] },
    )
    assert.equal(
      await takeNotice(database.worker, book, { partnership: ids.partnership, notice: attendanceNotice.parse(notice('ED-4')) }, standing),
      'now',
    )
  })

  it('is written down in the name of somebody who is let in: not of a social worker who is kept out of the record', async () => {
    const keptOut = [ids.partnership, child, ids.account('social-worker')]
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', keptOut)
    const [fits] = await database.worker.door<{ account_id: string }>('select * from gt.cp_is_child($1, $2, $3)', [
      ids.partnership,
      nhsNumber,
      '2018-02-02',
    ])
    await database.admin('delete from gt.excluded where partnership_id = $1 and subject_id = $2 and account_id = $3', keptOut)
    assert.equal(fits?.account_id, ids.account('team-manager'))
  })

  it('the social worker reads it and says what follows; a second one is for the manager', async () => {
    const text = (await page('social-worker')).page
    assert.match(text, /an emergency department, Invented Royal Infirmary/)
    const [one] = (await facts()).attendances
    const read = await (await as('social-worker')).post(`/people/${child}/cp-is`, {
      does: 'read',
      entry: one?.entry ?? '',
      [`follows-${one?.entry}`]: 'Rang the ward: a fall, seen with the mother.',
    })
    assert.equal(read.status, 303)
    assert.match((await page('social-worker')).page, /Rang the ward: a fall/)
    await takeNotice(
      database.worker,
      book,
      {
        partnership: ids.partnership,
        notice: attendanceNotice.parse(notice('ED-9', plusHours(attendanceNotice.parse(notice('x')).attended.at, 20))),
      },
      standing,
    )
    assert.equal((await facts('team-manager')).weigh, true)
    assert.doesNotMatch((await page('social-worker')).page, /name="decided"/)
    assert.equal((await (await as('social-worker')).post(`/people/${child}/cp-is`, { does: 'weigh', decided: 'Nothing.' })).status, 404)
    const empty = await (await as('team-manager')).post(`/people/${child}/cp-is`, { does: 'weigh', decided: ' ' })
    assert.match(empty.page, /Write what it means and what is done/)
    assert.equal(
      (await (await as('team-manager')).post(`/people/${child}/cp-is`, { does: 'weigh', decided: 'A strategy discussion today.' })).status,
      303,
    )
    assert.equal((await facts('team-manager')).weigh, false)
    assert.match((await page('social-worker')).page, /A strategy discussion today\./)
  })

  it('whoever does not work with the child finds nothing, and a school reads none of it here', async () => {
    const allowed = new Set(['social-worker', 'team-manager', 'conference-chair', 'conference-administrator'])
    for (const role of ids.roles.filter(one => !allowed.has(one) && !['member-of-the-public'].includes(one))) {
      const answer = await (await as(role)).get(`/people/${child}/cp-is`)
      assert.equal(answer.status, 404, role)
    }
  })
})
