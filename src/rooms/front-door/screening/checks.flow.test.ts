import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as, ids, testPurpose } from '../../../../tests/database.ts'
import { moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { announceDue } from '../../desk/index.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tellTheBridge } from '../testing/front-desk.ts'
import { standingNow } from '../testing/hours.ts'
import { frontDoorRoutes } from '../web.ts'
import { agencyCheckAsked } from './agency-check.ts'

const { database, as: visitor } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const partsReadBy = statement<{ field_group: string; narrative: Record<string, string> }>(
  'test-parts-read',
  null,
  'select field_group, narrative from gt.entry_part where partnership_id = $1 and subject_id = $2',
)
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
