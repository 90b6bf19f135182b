import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { ids, testPurpose } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { readPaper } from '../../../kernel/documents/testing/read-paper.ts'
import { openLog } from '../../../kernel/log.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { involvementEnd } from '../../../thread/own-kinds/index.ts'
import { book } from '../../book.ts'
import { note } from '../../recording/index.ts'
import { tell } from '../../testing/tell.ts'
import { tellOpened } from '../opened/tell-opened.ts'
import { openSharing } from '../testing/open-sharing.ts'
import { tellSent } from './tell-sent.ts'

const otherProfessional = book.kinds.get('other-professional')
assert.ok(otherProfessional)
const {
  database,
  as,
  amira,

  noted,
  plain,
  toMother,
  toSchool,
  prepared,
  protectedAt,
  checkedOn,
  released,
  waited,
  fetched,
  disclosures,
} = await openSharing()

await protectedAt('2025-01-11', 'ZZ4 4ZZ', '99 Hidden Row, Sampletown')

describe('letting it go', () => {
  it('takes two people while an address in the family is protected, and never the same one twice', async () => {
    const where = await prepared(plain, toSchool)
    await checkedOn(where)
    const worker = await as('social-worker')
    assert.match((await worker.get(where)).page, /Somebody else has to let this go, because an address in the family is protected/)
    assert.equal((await released(where)).status, 422)
    const byManager = await prepared(plain, toSchool, 'team-manager')
    await checkedOn(byManager, 'team-manager')
    assert.match((await released(byManager, 'team-manager')).page, /Somebody else has to let this go/)
    assert.equal((await released(byManager, 'social-worker')).status, 422)
    assert.equal((await released(byManager, 'conference-chair')).to, byManager)
    assert.equal((await released(where, 'team-manager')).to, where)
    const sent = (await disclosures()).filter(one => one.kind === 'disclosure')
    assert.equal(sent.length, 2)
    assert.ok(sent.every(one => one.decision === 'shared' && one.as === 'school safeguarding lead, Sample Primary School'))
  })

  it('is let go by no second person whom the first one brought in', async () => {
    const where = await prepared(plain, toSchool)
    await checkedOn(where)
    await database.admin('insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $3, false)', [
      ids.partnership,
      ids.account('team-manager'),
      ids.account('social-worker'),
    ])
    assert.notEqual((await released(where, 'team-manager')).to, where)
    await database.admin('delete from gt.invitation')
    assert.match((await (await as('social-worker')).get(where)).page, /Not let go yet/)
    const worker = await as('social-worker')
    await worker.get(where)
    await worker.post(`${where}/recall`, { reason: 'Not needed.' })
  })

  it('nobody has it while it can be taken back, and the reader gets the exact bytes after', async () => {
    const [before] = await database.admin<{ id: string; sha: string }>(
      `select outgoing_id as id, encode(sha256, 'hex') as sha from gt.outgoing where state = 'released' order by released_at desc limit 1`,
    )
    assert.ok(before)
    const school = await as('school-safeguarding-lead')
    assert.match((await school.get('/sent-to-me')).page, /Nothing has been sent to you/)
    assert.equal((await school.get(`/sent-to-me/${before.id}`)).status, 404)
    assert.equal((await (await as('social-worker')).get(`/people/${amira}/shared/${before.id}/paper`)).status, 404)
    await waited(before.id)
    assert.doesNotMatch((await school.get('/sent-to-me')).page, /Amira/)
    const { status, body } = await fetched('school-safeguarding-lead', `/sent-to-me/${before.id}`)
    assert.equal(status, 200)
    assert.equal(createHash('sha256').update(body).digest('hex'), before.sha)
    assert.match(readPaper(body).text, /Breakfast club is going well/)
    assert.match((await (await as('social-worker')).get(`/people/${amira}/shared/${before.id}`)).page, /Opened by the reader/)
    for (const role of ['police-officer', 'health-practitioner', 'social-worker'])
      assert.equal((await (await as(role)).get(`/sent-to-me/${before.id}`)).status, 404, role)
    const [line] = await database.admin<{ subject_ids: string[]; purpose: string }>(
      `select subject_ids, purpose from gt.access_line where route = 'GET /sent-to-me/:outgoing' order by at desc limit 1`,
    )
    assert.deepEqual(line, { subject_ids: [amira], purpose: 'opening a document that was sent' })
  })

  it('the record says once that it was opened, of the moment at which it was, and nobody is told that it lies unopened', async () => {
    const [row] = await database.admin<{ id: string; entry: EntryId; at: Date }>(
      `select outgoing_id as id, entry_id as entry, opened_at as at from gt.outgoing where opened_at is not null limit 1`,
    )
    assert.ok(row)
    const unopened = () =>
      database.admin<{ name: string; at: Date | null }>(
        `select name, nullif(until_at, 'infinity') as at from gt.finding where rule = 'share-unopened' and evidence @> array[$1::uuid]`,
        [row.entry],
      )
    assert.deepEqual(
      (await unopened()).map(one => one.at),
      [null],
    )
    const [waits] = await database.admin<{ n: number }>(
      `select count(*)::int as n from graphile_worker._private_jobs where key like '%opened ' || $1`,
      [row.id],
    )
    assert.equal(waits?.n, 1, 'asked for with the opening')
    const asker = { by: 'account', partnership: ids.partnership, account: ids.account('social-worker') } as const
    const say = () =>
      tellOpened(() => book).run(
        { outgoing: row.id },
        {
          database: database.worker,
          log: openLog('silent'),
          at: momentOf(Temporal.Now.instant()),
          job: '1',
          stopping: new AbortController().signal,
          asker,
          withActor: (purpose, work) => database.worker.withActor(asker, { ...testPurpose, purpose }, work),
        },
      )
    await say()
    await say()
    const said = await database.admin<{ at: Date }>(`select happened_at as at from gt.entry where kind = 'share-opened' and answers = $1`, [
      row.entry,
    ])
    assert.deepEqual(said, [{ at: row.at }])
    assert.deepEqual(
      (await unopened()).map(one => one.at),
      [row.at],
    )
  })

  it('what is taken back is served to nobody, and that it was is on the record', async () => {
    const where = await prepared(plain, toSchool)
    const id = where.split('/').at(-1) ?? ''
    await checkedOn(where)
    await released(where, 'team-manager')
    const worker = await as('social-worker')
    await worker.get(where)
    assert.equal((await worker.post(`${where}/recall`, {})).status, 422)
    assert.equal((await worker.post(`${where}/recall`, { reason: 'The wrong week.' })).to, where)
    await waited(where)
    assert.equal((await (await as('school-safeguarding-lead')).get(`/sent-to-me/${id}`)).status, 404)
    assert.equal((await worker.get(`${where}/paper`)).status, 404)
    assert.doesNotMatch((await worker.get(where)).page, /Breakfast club/)
    assert.equal((await disclosures()).at(-1)?.kind, 'disclosure-recalled')
  })

  it('its reader is told by mail that something waits, once it can no longer be taken back and never where it was', async () => {
    const asker = { by: 'account', partnership: ids.partnership, account: ids.account('social-worker') } as const
    const mails = (id: string) =>
      database.admin<{ payload: unknown }>(`select payload from graphile_worker._private_jobs where key like '%sent ' || $1`, [id])
    const tellNow = (id: string) =>
      tellSent.run(
        { outgoing: id },
        {
          database: database.worker,
          log: openLog('silent'),
          at: momentOf(Temporal.Now.instant()),
          job: '1',
          stopping: new AbortController().signal,
          asker,
          withActor: (purpose, work) => database.worker.withActor(asker, { ...testPurpose, purpose }, work),
        },
      )
    const ofState = async (state: string) =>
      (
        await database.admin<{ id: string }>(
          `select outgoing_id as id from gt.outgoing where state = $1 and to_account is not null order by made_at desc limit 1`,
          [state],
        )
      )[0]?.id ?? ''
    const [sent, recalled] = [await ofState('released'), await ofState('recalled')]
    await database.admin(`update gt.outgoing set opens_at = now() + interval '1 hour' where outgoing_id = $1`, [sent])
    await tellNow(sent)
    await tellNow(recalled)
    assert.deepEqual([...(await mails(sent)), ...(await mails(recalled))], [])
    await waited(sent)
    await tellNow(sent)
    const [mail] = await mails(sent)
    assert.ok(mail)
    assert.match(JSON.stringify(mail.payload), /sent-to-me/)
    assert.ok(JSON.stringify(mail.payload).includes(ids.account('school-safeguarding-lead')))
    assert.doesNotMatch(JSON.stringify(mail.payload), new RegExp(amira))
  })

  it('is too late to be taken back once the time is past', async () => {
    const where = await prepared(plain, toSchool)
    await checkedOn(where)
    await released(where, 'team-manager')
    await waited(where)
    const late = await (await as('social-worker')).post(`${where}/recall`, { reason: 'The wrong week.' })
    assert.equal(late.status, 422)
    assert.match(late.page, /too late to take it back/)
  })

  it('somebody who has left the case since gets nothing', async () => {
    const where = await prepared(plain, `account:${ids.account('police-officer')}`)
    await checkedOn(where)
    const police = await database.admin<{ entry: EntryId }>(
      'select entry_id as entry from gt.involvement where subject_id = $1 and holder_id = $2',
      [amira, ids.agency.police],
    )
    await tell(
      database,
      'team-manager',
      police.map(({ entry }) => ({ subject: amira, kind: involvementEnd, answers: entry, parts: { record: {} } })),
    )
    assert.match((await released(where, 'team-manager')).page, /may have has changed|not on the case any more/)
  })
})

describe('somebody without an account', () => {
  it('has it on paper once it can no longer be taken back, and whoever handed it over says how; nothing is posted where an address is protected', async () => {
    const where = await prepared(plain, toMother)
    await checkedOn(where)
    await released(where, 'team-manager')
    const worker = await as('social-worker')
    await worker.get(where)
    assert.match((await worker.post(`${where}/hand-over`, { by: 'hand', how: 'At the school gate' })).page, /can still be taken back/)
    await waited(where)
    const { status, body } = await fetched('social-worker', `${where}/paper`)
    assert.equal(status, 200)
    const { text } = readPaper(body)
    assert.match(text, /For Marta Testcase/)
    assert.doesNotMatch(text, /inhaler|somebody else entirely/)
    await worker.get(where)
    assert.match((await worker.post(`${where}/hand-over`, { by: 'post', how: 'To her home' })).page, /nothing is posted/)
    assert.equal((await worker.post(`${where}/hand-over`, { by: 'hand', how: 'At the school gate, to her' })).to, where)
    assert.match((await worker.get(where)).page, /by hand: At the school gate, to her/)
  })
})

describe('what changes on the way', () => {
  const sent = async (entry: EntryId, to: string): Promise<string> => {
    const where = await prepared(entry, to)
    await checkedOn(where)
    assert.equal((await released(where, 'team-manager')).to, where)
    await waited(where)
    return where
  }

  it('an entry that is taken back or corrected after the check goes to nobody', async () => {
    for (const withdraws of [true, false]) {
      const wrong = await noted(amira, 'Words that turn out to be wrong.')
      const where = await prepared(wrong, toMother)
      await checkedOn(where)
      await tell(database, 'social-worker', [
        {
          subject: amira,
          kind: note,
          on: '2025-02-01',
          corrects: wrong,
          ...(withdraws ? { withdraws } : {}),
          parts: { record: { facts: { contact: 'at-home' }, narrative: { correctedWhy: 'The wrong child.', fact: 'Other words.' } } },
        },
      ])
      assert.match((await released(where, 'team-manager')).page, /an entry was corrected or taken back/)
    }
  })

  it('an address that became protected since stops the paper, and whoever sent it reads that and takes it back', async () => {
    const where = await sent(await noted(amira, 'They were seen at 8 Later Close.'), toMother)
    await protectedAt('2025-03-01', 'ZZ5 5ZZ', '8 Later Close')
    const worker = await as('social-worker')
    assert.equal((await worker.get(`${where}/paper`)).status, 404)
    assert.match((await worker.get(where)).page, /Stopped[\s\S]*Do not hand it over/)
    assert.match((await worker.post(`${where}/hand-over`, { by: 'hand', how: 'To her' })).page, /do not hand it over/)
    assert.equal((await worker.post(`${where}/recall`, { reason: 'The address is protected now.' })).to, where)
    assert.match((await worker.get(where)).page, /Taken back/)
  })

  it('a school that left the case before it opened what was sent opens nothing; what it had opened it still has', async () => {
    const [opened, unopened] = [await sent(plain, toSchool), await sent(plain, toSchool)]
    const of = (where: string) => `/sent-to-me/${where.split('/').at(-1)}`
    assert.equal((await fetched('school-safeguarding-lead', of(opened))).status, 200)
    const gone = await database.admin<{ row: unknown }>(
      `delete from gt.reach where subject_id = $1 and holder_id = $2 returning to_jsonb(reach) as row`,
      [amira, ids.agency.school],
    )
    const { page } = await (await as('school-safeguarding-lead')).get('/sent-to-me')
    assert.equal((await fetched('school-safeguarding-lead', of(unopened))).status, 404)
    assert.equal((await fetched('school-safeguarding-lead', of(opened))).status, 200)
    assert.deepEqual([page.includes(of(unopened)), page.includes(of(opened))], [false, true])
    assert.match((await (await as('social-worker')).get(unopened)).page, /Stopped/)
    for (const { row } of gone)
      await database.admin('insert into gt.reach select * from jsonb_populate_record(null::gt.reach, $1)', [JSON.stringify(row)])
  })
})

describe('whoever it is for', () => {
  it('takes a second person where whoever prepared it is who put them on the case, or it was said these days', async () => {
    const because = async (where: string) =>
      (
        await database.admin<{ why: string[] }>('select second_because as why from gt.outgoing where outgoing_id = $1', [
          where.split('/').at(-1),
        ])
      )[0]?.why
    const onCase = async (author: string, known?: string) => {
      const facts = { agency: 'health', organisation: 'Invented Practice', name: 'Pat Sample' }
      const [entry] = await tell(
        database,
        author,
        [{ subject: amira, kind: otherProfessional, on: '2025-02-01', parts: { record: { facts } } }],
        known ? { known } : {},
      )
      const where = await prepared(plain, `professional:${entry}`)
      await checkedOn(where)
      return where
    }
    const own = await onCase('social-worker', '2025-02-01')
    assert.ok((await because(own))?.includes('new-reader'))
    assert.match((await (await as('social-worker')).get(own)).page, /only because whoever prepared it said so/)
    assert.ok((await because(await onCase('team-manager')))?.includes('new-reader'))
    assert.ok(!(await because(await onCase('team-manager', '2025-02-01')))?.includes('new-reader'))
  })
})
