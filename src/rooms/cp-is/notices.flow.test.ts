import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { plusHours } from '../../guidance/index.ts'
import { startWorker } from '../../kernel/jobs/index.ts'
import { newId, type SubjectId } from '../../thread/ids.ts'
import { identifier, recordsMerged } from '../../thread/own-kinds/index.ts'
import { book } from '../book.ts'
import { tell } from '../testing/tell.ts'
import { rolesWithout } from '../testing/visitor.ts'
import { cpIsDoor } from './door.ts'
import { cpIsJobs, lookIntoTheBox, takeNotice } from './jobs.ts'
import { attendanceNotice } from './notice.ts'
import { key, nhsNumber, now, openCpIs } from './testing/open-cp-is.ts'

const { database, web, as, child, log, standing, who, works, page, facts, numbered } = await openCpIs()
await numbered()

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
    // By the end of the next working day it is settled; once that has passed it is overdue, on the list and on the first page.
    const myWork = async (role: string) => (await (await as(role)).get('/')).page
    assert.match(await myWork('conference-administrator'), /1 notice of the NHS that fit no child/)
    assert.doesNotMatch(text, /Overdue/)
    await database.admin(`update gt.attendance_notice set received_at = received_at - interval '10 days' where notice_id = $1`, [id])
    assert.match((await unit.get('/cp-is/unmatched')).page, /Overdue/)
    assert.match(await myWork('safeguarding-unit-manager'), /1 notice of the NHS that fit no child[\s\S]{0,900}Overdue/)
    assert.doesNotMatch(await myWork('team-manager'), /of the NHS that fit no child/)
    const empty = await unit.post('/cp-is/unmatched', { notice: id, [`words-${id}`]: ' ' })
    assert.equal(empty.status, 422)
    assert.match(empty.page, /Write how it is settled/)
    const words = 'Rang the hospital: another council works with the family.'
    assert.equal((await unit.post('/cp-is/unmatched', { notice: id, [`words-${id}`]: words })).to, '/cp-is/unmatched')
    const after = (await unit.get('/cp-is/unmatched')).page
    assert.match(after, /None waits now/)
    assert.match(after, /late: it came[\s\S]*Rang the hospital/, 'that it was late is kept')
    assert.doesNotMatch(await myWork('conference-administrator'), /of the NHS that fit no child/)
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
