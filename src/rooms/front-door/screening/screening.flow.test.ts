import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as, ids, testPurpose } from '../../../../tests/database.ts'
import { moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { announceDue } from '../../desk/index.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { earlierConcern, putOnRecord, tellTheBridge } from '../testing/front-desk.ts'
import { standingNow } from '../testing/hours.ts'
import { frontDoorRoutes } from '../web.ts'
import { agencyCheckAsked } from './agency-check.ts'

const { database, as: visitor } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const partsReadBy = statement<{ field_group: string; narrative: Record<string, string> }>(
  'test-parts-read',
  null,
  'select field_group, narrative from gt.entry_part where partnership_id = $1 and subject_id = $2',
)
const referralsOn = (person: SubjectId) =>
  database.admin<{ n: number }>(
    `select count(*)::integer as n from gt.entry e where e.subject_id = $1 and e.kind = 'referral' and e.corrects is null
       and not exists (select from gt.entry x where x.corrects = e.entry_id and x.withdraws)`,
    [person],
  )

describe('a concern being screened', () => {
  it('shows all that was told to those in whose queue it waits, and writes down that they saw it', async () => {
    const { matter, told } = await tellTheBridge(database, {
      facts: { familyTold: 'no', notToldReason: 'would-raise-risk', askedFor: 'section-47' },
      narrative: { childsWords: 'I had toast when Nana came.', worry: 'That it goes on.' },
    })
    const screener = await visitor('bridge-screener')
    const { status, page } = await screener.get(`/bridge/${matter}`)
    assert.equal(status, 200)
    for (const words of [
      'Amira Testcase',
      'Hungry on Monday',
      'I had toast when Nana came',
      'Take care not to give it away',
      'Sana Sample',
      'not matched yet',
      'may stay with The Bridge until',
    ])
      assert.match(page, new RegExp(words), words)
    assert.doesNotMatch(/<title>([^<]*)/.exec(page)?.[1] ?? '', /Amira/)
    const [line] = await linesOf(database, matter)
    assert.equal(line?.route, 'GET /bridge/:matter')
    assert.ok(line?.entry_ids.includes(told))
  })

  it('shows the name of a referrer who asked not to be named to the manager alone', async () => {
    const { matter } = await tellTheBridge(database, {
      facts: { referrerIs: 'public', source: 'public', sourceName: undefined },
      parts: { referrer: { facts: { withheld: true }, narrative: { name: 'Nellie Neighbour', phone: '0161 496 0777' } } },
    })
    const screener = await (await visitor('bridge-screener')).get(`/bridge/${matter}`)
    assert.doesNotMatch(screener.page, /Nellie|0161 496 0777/)
    assert.match(screener.page, /asked not to be named/)
    const { body } = await (await visitor('bridge-social-worker')).json(`/bridge/${matter}`)
    assert.doesNotMatch(JSON.stringify(body), /Nellie|0777/)
    assert.match((await (await visitor('bridge-manager')).get(`/bridge/${matter}`)).page, /Nellie Neighbour/)
  })

  it('is not found by roles outside The Bridge, nor by anybody once it waits in no queue', async () => {
    const { matter } = await tellTheBridge(database)
    for (const grant of ['GET /bridge/:matter', 'GET /bridge/:matter/children', 'GET /bridge/:matter/decided'])
      for (const role of rolesWithout(grant)) {
        const path = grant.slice(4).replace(':matter', matter)
        assert.equal((await (await visitor(role)).get(path)).status, 404, `${role} ${path}`)
      }
    for (const action of ['take', 'release', 'acknowledge', 'children', 'children/undo', 'checks'])
      for (const role of rolesWithout(`POST /bridge/:matter/${action}`))
        assert.equal((await (await visitor(role)).post(`/bridge/${matter}/${action}`, {})).status, 404, `${role} ${action}`)
    const elsewhere = newId<SubjectId>()
    await tell(database, 'school-safeguarding-lead', [], { begins: [{ subject: elsewhere, form: 'matter' }] })
    const manager = await visitor('bridge-manager')
    for (const path of [`/bridge/${elsewhere}`, `/bridge/${elsewhere}/children`, `/bridge/${elsewhere}/decided`])
      assert.equal((await manager.get(path)).status, 404, path)
    for (const action of ['take', 'release', 'acknowledge', 'checks', 'decision'])
      assert.equal(
        (await manager.post(`/bridge/${elsewhere}/${action}`, { question: 'What?', agency: ids.agency.health, ...rightDecision })).status,
        404,
        action,
      )
    const [none] = await database.admin<{ n: number }>('select count(*)::integer as n from gt.entry where subject_id = $1', [elsewhere])
    assert.equal(none?.n, 0)
  })

  it('is confirmed to the referrer with one click, once', async () => {
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    await screener.post(`/bridge/${matter}/acknowledge`, {})
    await screener.post(`/bridge/${matter}/acknowledge`, {})
    const rows = await database.admin<{ ended: string }>(
      `select f.ended from gt.finding f where f.subject_id = $1 and f.rule = 'referrer-acknowledgement-due'`,
      [matter],
    )
    assert.deepEqual(rows, [{ ended: 'met' }])
    const said = await database.worker.withActor(as('school-safeguarding-lead'), testPurpose, tx =>
      tx.run(partsReadBy, [ids.partnership, matter]),
    )
    assert.equal(said.filter(one => one.field_group === 'feedback').length, 1)
  })
})

const rightDecision = {
  outcome: 'no-further-action',
  reasons: 'The school and the family have it in hand.',
  arguedOtherWay: 'The coat. The family has bought one.',
  familyTold: 'yes',
  message: 'Thank you. Nothing more is needed now.',
}

describe('matching the children', () => {
  it('offers who on record it may be, spelt alike or sounding alike, says why, and notes everybody it named', async () => {
    const same = await putOnRecord(database, { given: 'Rowan', family: 'Phillips', born: '2016-07-01' })
    const alike = await putOnRecord(database, { given: 'Rowan', family: 'Filips', born: '2012-01-01' })
    const sameDay = await putOnRecord(database, { given: 'Robin', family: 'Phillips', born: '2016-07-01' })
    const swapped = await putOnRecord(database, { given: 'Phillips', family: 'Rowan', born: '2011-01-01' })
    const nobody = await putOnRecord(database, { given: 'Rowan', family: 'Sample', born: '2010-02-02' })
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Rowan', family: 'Phillips', born: '2016-07-01' }] },
    })
    const screener = await visitor('bridge-screener')
    const { page } = await screener.get(`/bridge/${matter}/children`)
    for (const person of [same, alike, sameDay, swapped]) assert.match(page, new RegExp(`value="${person}"`))
    assert.doesNotMatch(page, new RegExp(nobody))
    assert.ok(page.indexOf(same) < page.indexOf(alike), 'the likeliest first')
    assert.match(page, /same name, same date of birth/)
    for (const person of [same, alike, sameDay, swapped])
      assert.equal((await linesOf(database, person))[0]?.route, 'GET /bridge/:matter/children')
  })

  it('puts siblings on their own records in one act, and shows what is known of each', async () => {
    const home = newId<SubjectId>()
    await tell(database, 'bridge-manager', [], { begins: [{ subject: home, form: 'context' }] })
    const amira = await putOnRecord(database, { given: 'Amira', family: 'Known', born: '2019-03-27' }, home)
    await putOnRecord(database, { given: 'Yusuf', family: 'Known', born: '2022-01-05' }, home)
    const today = (await database.admin<{ d: string }>(`select to_char(now() - interval '40 days', 'YYYY-MM-DD') as d`))[0]?.d ?? ''
    await earlierConcern(database, amira, today)
    const { matter } = await tellTheBridge(database, {
      facts: {
        children: [
          { label: 'child 1', given: 'Amira', family: 'Known', born: '2019-03-27' },
          { label: 'child 2', given: 'Baby', family: 'Known', expected: '2031-01-01' },
        ],
      },
    })
    const screener = await visitor('bridge-screener')
    const wrong = await screener.post(`/bridge/${matter}/children`, { 'person-0': amira })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /Choose who this child is/)
    assert.match(wrong.page, new RegExp(`value="${amira}"[^>]*checked|checked[^>]*value="${amira}"`), 'what was chosen is kept')
    const done = await screener.post(`/bridge/${matter}/children`, {
      'person-0': amira,
      'person-1': 'new',
      'summary-0': 'Amira was hungry.',
      'summary-1': '',
    })
    assert.equal(done.to, `/bridge/${matter}?done=matched`)
    const assessed = { doneBy: 'Sample Family Hub', outcome: 'not-lasting' }
    await tell(database, 'bridge-manager', [
      { subject: amira, kind: earlyHelpAssessment, on: today, parts: { record: { facts: assessed } } },
    ])
    const { page } = await screener.get(`/bridge/${matter}`)
    assert.match(page, /Invented Community Health: neglect/)
    assert.match(page, /Not decided yet/)
    assert.match(page, /Other children there<\/dt><dd[^>]*>Yusuf Known/)
    assert.match(page, /No plan now. None in the last twelve months/)
    assert.match(page, /Early Help Assessment<\/dt><dd[^>]*>Done by Sample Family Hub \([^)]*ago\): the change did not last/)
    assert.match(page, /Early Help Assessment<\/dt><dd[^>]*>None is on record here, which never stands in the way/)
    assert.match(page, /What the rules say of Amira Known[\s\S]*2 times in twelve months/)
    assert.match(page, /due 1 January 2031/)
    const [baby] = await database.admin<{ is_a: string; expected_on: string }>(
      `select is_a, expected_on::text from gt.person where given = 'Baby' and family = 'Known'`,
    )
    assert.deepEqual(baby, { is_a: 'unborn', expected_on: '2031-01-01' })
    const row = (await screener.get('/bridge')).page
    assert.match(row, /2nd concern in 12 months/)
    assert.match(row, /both say neglect/)
    const acts = await database.admin<{ n: number }>(
      `select count(distinct act_id)::integer as n from gt.entry where kind = 'child-matched' and subject_id = $1`,
      [matter],
    )
    assert.deepEqual(acts, [{ n: 1 }])
  })

  it('another authority is asked and answers, each step on the child’s own record, and its clock runs from the first of them', async () => {
    const child = { given: 'Moved', family: 'Elsewhere', born: '2015-08-08' }
    const person = await putOnRecord(database, child)
    const { matter } = await tellTheBridge(database, { facts: { children: [{ label: 'child 1', ...child }] } })
    const screener = await visitor('bridge-screener')
    await screener.post(`/bridge/${matter}/children`, { 'person-0': person })
    const empty = await screener.post(`/bridge/${matter}/history`, { person, 'words-0': 'Rang them.' })
    assert.equal(empty.status, 422)
    for (const words of ['Name the authority', 'Choose what is new', 'Rang them.']) assert.match(empty.page, new RegExp(words), words)
    const asked = await screener.post(`/bridge/${matter}/history`, {
      person,
      'authority-0': 'Sampleshire',
      'step-0': 'asked',
      'words-0': 'Everything since 2019.',
    })
    assert.equal(asked.to, `/bridge/${matter}?done=noted`, asked.page)
    assert.match((await screener.get(`/bridge/${matter}`)).page, /Sampleshire: asked [^;]*; no answer yet/)
    const clock = () =>
      database.admin<{ ended: string | null }>(`select ended from gt.finding where subject_id = $1 and rule = 'other-authority-history'`, [
        person,
      ])
    assert.deepEqual(await clock(), [{ ended: null }])
    await screener.post(`/bridge/${matter}/history`, {
      person,
      'authority-0': 'sampleshire',
      'step-0': 'received',
      'words-0': 'Two referrals in 2020.',
    })
    assert.match((await screener.get(`/bridge/${matter}`)).page, /history came [^:]*: Two referrals in 2020/)
    assert.deepEqual(await clock(), [{ ended: 'met' }])
    const stranger = await putOnRecord(database, { given: 'Stranger', family: 'Elsewhere' })
    assert.equal(
      (await screener.post(`/bridge/${matter}/history`, { person: stranger, 'authority-0': 'x', 'step-0': 'lived' })).status,
      404,
    )
    for (const role of rolesWithout('POST /bridge/:matter/history'))
      assert.equal((await (await visitor(role)).post(`/bridge/${matter}/history`, { person })).status, 404, role)
  })

  it('takes only somebody it offered, and nobody for two children', async () => {
    const stranger = await putOnRecord(database, { given: 'Stranger', family: 'Elsewhere', born: '2010-01-01' })
    const twin = await putOnRecord(database, { given: 'Twin', family: 'Invented', born: '2017-04-04' })
    const child = { given: 'Twin', family: 'Invented', born: '2017-04-04' }
    const { matter } = await tellTheBridge(database, {
      facts: {
        children: [
          { label: 'child 1', ...child },
          { label: 'child 2', ...child },
        ],
      },
    })
    const screener = await visitor('bridge-screener')
    assert.equal((await screener.post(`/bridge/${matter}/children`, { 'person-0': stranger, 'person-1': 'later' })).status, 422)
    const both = await screener.post(`/bridge/${matter}/children`, { 'person-0': twin, 'person-1': twin })
    assert.match(both.page, /two children cannot be the same person/)
    assert.deepEqual(await referralsOn(stranger), [{ n: 0 }])
    assert.deepEqual(await referralsOn(twin), [{ n: 0 }])
  })

  it('looks again under another name, and loses nothing of what was typed', async () => {
    const person = await putOnRecord(database, { given: 'Esme', family: 'Otherwise', born: '2015-09-09' })
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    const { page, status } = await screener.post(`/bridge/${matter}/children`, {
      intent: 'look',
      'given-0': 'Esmé',
      'family-0': 'Otherwise',
      'summary-0': 'Only what is about Esme.',
    })
    assert.equal(status, 200)
    assert.match(page, new RegExp(`value="${person}"`))
    assert.match(page, /Only what is about Esme\./)
    const chosen = await screener.post(`/bridge/${matter}/children`, {
      'person-0': person,
      'given-0': 'Esmé',
      'family-0': 'Otherwise',
      'summary-0': 'x',
    })
    assert.equal(chosen.status, 303)
  })

  it('is undone without a trace on the child’s record, and a child it made is found no more', async () => {
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Mistaken', family: 'Testcase', born: '2018-08-08' }] },
    })
    const screener = await visitor('bridge-screener')
    await screener.get(`/bridge/${matter}/children`)
    await screener.post(`/bridge/${matter}/children`, { 'person-0': 'new' })
    const [made] = await database.admin<{ subject_id: SubjectId }>(`select subject_id from gt.person where given = 'Mistaken'`)
    assert.ok(made)
    const undone = await screener.post(`/bridge/${matter}/children/undo`, { label: 'child 1' })
    assert.equal(undone.to, `/bridge/${matter}?done=undone`)
    assert.deepEqual(await referralsOn(made.subject_id), [{ n: 0 }])
    assert.deepEqual(await database.admin('select subject_id from gt.person where subject_id = $1', [made.subject_id]), [])
    assert.deepEqual(await database.admin('select subject_id from gt.person_key where subject_id = $1', [made.subject_id]), [])
    assert.deepEqual(await database.admin('select key from gt.reach where subject_id = $1 and until_at > now()', [made.subject_id]), [])
    assert.match((await screener.get(`/bridge/${matter}`)).page, /not matched yet/)
  })

  it('leaves a child who was on record before as they were', async () => {
    const person = await putOnRecord(database, { given: 'Before', family: 'Testcase', born: '2013-03-03' })
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Before', family: 'Testcase', born: '2013-03-03' }] },
    })
    const screener = await visitor('bridge-screener')
    await screener.post(`/bridge/${matter}/children`, { 'person-0': person })
    assert.deepEqual(await referralsOn(person), [{ n: 1 }])
    await screener.post(`/bridge/${matter}/children/undo`, { label: 'child 1' })
    assert.deepEqual(await referralsOn(person), [{ n: 0 }])
    assert.deepEqual(await database.admin('select given from gt.person where subject_id = $1', [person]), [{ given: 'Before' }])
  })

  it('is done once when two screeners match the same child at the same time', async () => {
    const person = await putOnRecord(database, { given: 'Once', family: 'Testcase', born: '2013-05-03' })
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Once', family: 'Testcase', born: '2013-05-03' }] },
    })
    const two = [await visitor('bridge-screener'), await visitor('bridge-social-worker')]
    await Promise.all(two.map(one => one.post(`/bridge/${matter}/children`, { 'person-0': person })))
    assert.deepEqual(await referralsOn(person), [{ n: 1 }])
  })
})

describe('checks', () => {
  const asked = async (agency: string, more: Record<string, string | readonly string[]> = {}) => {
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    await screener.get(`/bridge/${matter}`)
    const sent = await screener.post(`/bridge/${matter}/checks`, { agency, question: 'What do you hold?', ...more })
    assert.equal(sent.to, `/bridge/${matter}?done=asked`, sent.page)
    const [check] = await database.admin<{ entry_id: string }>(`select entry_id from gt.entry where subject_id = $1 and kind = $2`, [
      matter,
      agencyCheckAsked.name,
    ])
    return { matter, check: check?.entry_id ?? '', screener }
  }

  it('one act asks all five, each with a check of its own; their people are told by a mail that says nothing, and The Bridge looks into its own record', async () => {
    await database.admin('delete from graphile_worker._private_jobs')
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    const { page } = await screener.get(`/bridge/${matter}`)
    const boxes = [...page.matchAll(/<input[^>]*name="agency"[^>]*>/g)].map(([box]) => box)
    assert.equal(boxes.length, 5)
    assert.equal(boxes.filter(box => box.includes('checked')).length, 4, 'the school that told it is not asked what it has just said')
    const five = [ids.agency['social-care'], ids.agency.health, ids.agency.police, ids.agency['early-help'], ids.agency.school]
    await screener.post(`/bridge/${matter}/checks`, { agency: five, question: 'What do you hold?' })
    const acts = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.entry where subject_id = $1 and kind = 'agency-check-asked' group by act_id`,
      [matter],
    )
    assert.deepEqual(acts, [{ n: 5 }])
    const jobs = await database.admin<{ payload: { for: { account: string }; with: unknown } }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail'`,
    )
    assert.deepEqual(
      new Set(jobs.map(job => job.payload.for.account)),
      new Set(['health-practitioner', 'police-officer', 'early-help-practitioner', 'school-safeguarding-lead'].map(ids.account)),
    )
    for (const job of jobs) assert.deepEqual(job.payload.with, { link: '/checks' })
    assert.match((await screener.get(`/bridge/${matter}`)).page, /Write down what its record says/)
    const worker = await visitor('social-worker')
    assert.doesNotMatch((await worker.get('/checks')).page, new RegExp(matter), 'the whole council is not asked')
  })

  it('at half of the time each agency that has not answered is told so, of its own check alone; one that has answered is not', async () => {
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    await screener.get(`/bridge/${matter}`)
    await screener.post(`/bridge/${matter}/checks`, {
      agency: [ids.agency.health, ids.agency.police, ids.agency.school],
      question: 'What do you hold?',
    })
    const [asked] = await database.admin<{ entry_id: string }>(
      `select e.entry_id from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
       where e.subject_id = $1 and e.kind = 'agency-check-asked' and q.field_group = 'record' and q.facts ->> 'askedAgency' = $2`,
      [matter, ids.agency.police],
    )
    await (await visitor('police-officer')).post(`/checks/${matter}/${asked?.entry_id}`, { answer: 'nothing' })
    await announceDue({ ...standingNow(database), at: moment('2093-12-02T14:00:00Z') }, matter)
    const told = await database.admin<{ account_id: string; agency: string }>(
      `select a.account_id, f.facts ->> 'agency' as agency from gt.announcement a join gt.finding f using (partnership_id, subject_id, rule, key)
       where a.subject_id = $1 and a.rule = 'agency-check-unanswered' and a.duty = 'agency-safeguarding-lead' order by agency`,
      [matter],
    )
    assert.deepEqual(told, [
      { account_id: ids.account('health-practitioner'), agency: 'Invented Community Health' },
      { account_id: ids.account('school-safeguarding-lead'), agency: 'Sample Primary School' },
    ])
  })

  it('nobody has mail sent about a concern that does not wait in their queue', async () => {
    const { matter } = await tellTheBridge(database)
    const ask = statement<{ told: number }>('test-mail-those-asked', null, 'select gt.mail_those_asked($1, $2, $3) as told')
    await database.admin('update gt.credential set otp_step = 0')
    for (const role of ['school-safeguarding-lead', 'social-worker', 'bridge-screener']) {
      const session = await database.session(role)
      const rows = await database.app.withActor(session, testPurpose, tx => tx.run(ask, [ids.partnership, matter, [ids.agency.health]]))
      assert.deepEqual(rows, [{ told: 0 }], `${role}, of an agency that was not asked`)
    }
  })

  it('an agency reads the child’s name, the date of birth and the question, and nothing else of the concern', async () => {
    const { matter, check } = await asked(ids.agency.health)
    const health = await visitor('health-practitioner')
    assert.match((await health.get('/checks')).page, /Amira Testcase/)
    const { page } = await health.get(`/checks/${matter}/${check}`)
    assert.match(page, /Amira Testcase, \d+, born 27 Mar 2019/)
    assert.match(page, /What do you hold\?/)
    assert.doesNotMatch(page, /Hungry|Sana|Sample Primary/)
    const seen = await database.worker.withActor(as('health-practitioner'), testPurpose, tx =>
      tx.run(partsReadBy, [ids.partnership, matter]),
    )
    assert.deepEqual(
      seen.map(part => part.field_group),
      ['asked'],
    )
    assert.equal((await linesOf(database, matter))[0]?.route, 'GET /checks/:matter/:asked')
  })

  it('is found by the agency that was asked and by The Bridge, and by nobody else', async () => {
    const { matter, check } = await asked(ids.agency.health)
    for (const role of ids.roles) {
      const allowed = role === 'health-practitioner' || role.startsWith('bridge-')
      assert.equal((await (await visitor(role)).get(`/checks/${matter}/${check}`)).status, allowed ? 200 : 404, role)
      if (!allowed) assert.equal((await (await visitor(role)).post(`/checks/${matter}/${check}`, { answer: 'nothing' })).status, 404, role)
    }
  })

  it('health detail is read by the social workers of The Bridge and not by its other screeners', async () => {
    const { matter, check, screener } = await asked(ids.agency.health)
    const health = await visitor('health-practitioner')
    const sent = await health.post(`/checks/${matter}/${check}`, {
      answer: 'held',
      summary: 'Two appointments missed.',
      apart: 'CANARY-HEALTH weight falling',
    })
    assert.equal(sent.to, '/checks?done=answered')
    assert.doesNotMatch((await health.get('/checks')).page, new RegExp(check))
    const read = await screener.get(`/bridge/${matter}`)
    assert.match(read.page, /Two appointments missed/)
    assert.doesNotMatch(read.page, /CANARY-HEALTH/)
    assert.match((await (await visitor('bridge-social-worker')).get(`/bridge/${matter}`)).page, /CANARY-HEALTH/)
    const [finding] = await database.admin<{ ended: string }>(
      `select ended from gt.finding where subject_id = $1 and rule = 'agency-check-unanswered'`,
      [matter],
    )
    assert.equal(finding?.ended, 'met')
  })

  it('police intelligence changes no byte of what anybody outside the police is shown', async () => {
    const { matter, check } = await asked(ids.agency.police)
    const police = await visitor('police-officer')
    await police.post(`/checks/${matter}/${check}`, {
      answer: 'held',
      summary: 'One call to the address.',
      apart: 'CANARY-POLICE intelligence',
    })
    for (const role of ids.roles.filter(one => one !== 'police-officer')) {
      const seen = await database.worker.withActor(as(role), testPurpose, tx => tx.run(partsReadBy, [ids.partnership, matter]))
      assert.doesNotMatch(JSON.stringify(seen), /CANARY-POLICE/, role)
    }
    for (const role of ['bridge-screener', 'bridge-social-worker', 'bridge-manager']) {
      const { page } = await (await visitor(role)).get(`/bridge/${matter}`)
      assert.match(page, /One call to the address/)
      assert.doesNotMatch(page, /CANARY-POLICE/, role)
      assert.doesNotMatch(JSON.stringify((await (await visitor(role)).json(`/bridge/${matter}`)).body), /CANARY-POLICE/, role)
    }
  })

  it('data protection is no reason to keep it back: the check stays open and nothing is lost', async () => {
    const { matter, check, screener } = await asked(ids.agency.health)
    const health = await visitor('health-practitioner')
    for (const reason of ['data-protection', 'own-protocol', 'human-rights', 'no-consent']) {
      const answer = await health.post(`/checks/${matter}/${check}`, { answer: 'refused', reason, why: 'We were told not to.' })
      assert.equal(answer.status, 422, reason)
      assert.match(answer.page, /the child comes first/)
      assert.match(answer.page, /We were told not to\./)
    }
    await health.post(`/checks/${matter}/${check}`, { answer: 'refused', reason: 'data-protection' })
    const findings = await database.admin<{ plea: string; told_to: string[]; until: string }>(
      `select facts ->> 'plea' as plea, told_to, until_at::text as until from gt.finding where subject_id = $1 and rule = 'data-protection-pleaded'`,
      [matter],
    )
    assert.deepEqual(findings, [{ plea: 'data-protection', told_to: ['agency-safeguarding-lead', 'screener'], until: 'infinity' }])
    const [pleas] = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.entry where subject_id = $1 and kind = 'agency-check-pleaded'`,
      [matter],
    )
    assert.equal(pleas?.n, 4, 'each plea stands once')
    assert.match((await screener.get(`/bridge/${matter}`)).page, /pleaded data protection law and [^.]*\.<\/strong> That is no reason/)
    assert.match((await health.get('/checks')).page, new RegExp(check))
    assert.equal((await health.post(`/checks/${matter}/${check}`, { answer: 'refused', reason: 'other' })).status, 422)
    await health.post(`/checks/${matter}/${check}`, {
      answer: 'refused',
      reason: 'other',
      why: 'Not our patient, and the record is sealed by a court.',
    })
    assert.match((await screener.get(`/bridge/${matter}`)).page, /sealed by a court/)
  })

  it('The Bridge writes down what it is told by telephone, and an answer is given once', async () => {
    const { matter, check, screener } = await asked(ids.agency.health)
    assert.match((await screener.get(`/checks/${matter}/${check}`)).page, /by telephone/)
    await screener.post(`/checks/${matter}/${check}`, { answer: 'nothing' })
    const health = await visitor('health-practitioner')
    await health.post(`/checks/${matter}/${check}`, { answer: 'held', summary: 'Late.' })
    const [answers] = await database.admin<{ n: number }>(`select count(*)::integer as n from gt.entry where answers = $1`, [check])
    assert.equal(answers?.n, 1)
  })

  it('no agency chosen, or no question: asked for, with what was typed', async () => {
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    const none = await screener.post(`/bridge/${matter}/checks`, { question: 'A question of my own' })
    assert.equal(none.status, 422)
    assert.match(none.page, /Choose at least one agency to ask/)
    assert.match(none.page, /A question of my own/)
    assert.equal((await screener.post(`/bridge/${matter}/checks`, { agency: ids.agency.health, question: ' ' })).status, 422)
  })
})
