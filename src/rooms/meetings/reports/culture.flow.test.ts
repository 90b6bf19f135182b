import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const conference = (type: 'initial-conference' | 'review-conference') =>
  called(database, 'team-manager', {
    type,
    children: [home.amira],
    chair: ids.account('conference-chair'),
    minutes: ids.account('team-manager'),
    invitees: [
      { as: 'professional', name: 'The social worker', account: ids.account('social-worker'), agencyKind: 'childrens-social-care' },
      { as: 'professional', name: 'Sample Primary School', account: ids.account('school-safeguarding-lead'), agencyKind: 'education' },
    ],
  })
const reports = (matter: string) =>
  database.admin<{ facts: { culture?: boolean }; narrative: Record<string, string> }>(
    `select p.facts, p.narrative from gt.entry e join gt.entry_part p using (partnership_id, entry_id)
     where e.subject_id = $1 and e.kind = 'meeting-report' and p.field_group = 'record' order by e.known_at`,
    [matter],
  )
const send = async (visitor: Visitor, path: string, fields: Record<string, string>) => {
  await visitor.get(path)
  return visitor.post(path, { draftVersion: visitor.hidden('draftVersion') || '0', ...fields })
}

describe('what culture means for the child’s days, before a first conference', () => {
  it('what is on record of the child’s culture is asked for once, and begins the report', async () => {
    const worker = await as('social-worker')
    const at = `/people/${home.amira}/details/background`
    await worker.get(at)
    const kept = await worker.post(at, {
      seen: worker.hidden('seen'),
      inTheirWords: 'We are Kurdish, and Muslim at home.',
      religion: 'Muslim',
      bearsOn: ['food', 'prayer'],
      interpreted: 'professional',
      assumptions: 'Thought she fasts; asked her, she does not.',
      reflected: 'yes',
    })
    assert.equal(kept.status, 303)
    const { page } = await worker.get(`/people/${home.amira}/details`)
    for (const line of [
      /We are Kurdish/,
      /It bears on food, prayer, fasting and holy days/,
      /A professional interpreter was used/,
      /Thought she fasts/,
      /talked about in supervision/,
    ])
      assert.match(page, line)
    const { matter } = await conference('initial-conference')
    const form = (await worker.get(`/meetings/${matter}/report`)).page
    assert.match(form, /name="culture"[^>]*>[^<]*We are Kurdish/)
    assert.equal(
      (await send(worker, `/meetings/${matter}/report`, { worried: 'Hungry on Mondays', culture: 'We are Kurdish.' })).status,
      303,
    )
    assert.deepEqual(
      (await reports(matter)).map(one => one.facts.culture),
      [true],
    )
    assert.doesNotMatch((await worker.get(`/meetings/${matter}/report`)).page, /Let the report/)
  })

  it('the social work report does not go without it, and nothing that was typed is lost; a school’s goes', async () => {
    const { matter } = await conference('initial-conference')
    const worker = await as('social-worker')
    const stopped = await send(worker, `/meetings/${matter}/report`, { worried: 'Hungry on Mondays', culture: '' })
    assert.equal(stopped.status, 422)
    assert.match(stopped.page, /Write what language, faith, culture and identity mean/)
    assert.match(stopped.page, /Hungry on Mondays/)
    assert.deepEqual(await reports(matter), [])
    assert.match((await worker.get(`/meetings/${matter}/report`)).page, /Hungry on Mondays/)
    const school = await as('school-safeguarding-lead')
    assert.equal((await send(school, `/meetings/${matter}/report`, { worried: 'Late each day' })).status, 303)
    assert.doesNotMatch((await school.get(`/meetings/${matter}/report`)).page, /Let the report/)
  })

  it('whoever chairs lets somebody else’s report go without it, in writing; nobody else can, and the worker not for themselves', async () => {
    const { matter } = await conference('initial-conference')
    const over = `/meetings/${matter}/report/over`
    for (const role of [
      ...rolesWithout('POST /meetings/:meeting/report/over'),
      'team-manager',
      'service-manager',
      'safeguarding-unit-manager',
    ])
      assert.equal((await (await as(role)).post(over, { cultureWhy: 'x' })).status, 404, role)
    const chair = await as('conference-chair')
    assert.match((await chair.get(`/meetings/${matter}/report`)).page, /Let the report of children’s social care go without/)
    assert.equal((await chair.post(over, { cultureWhy: '' })).status, 422)
    assert.equal((await chair.post(over, { cultureWhy: 'The family is met with an interpreter on Friday.' })).status, 303)
    assert.equal((await chair.post(over, { cultureWhy: 'Again' })).status, 404)
    const sent = await send(await as('social-worker'), `/meetings/${matter}/report`, { worried: 'Hungry on Mondays', culture: '' })
    assert.equal(sent.status, 303)
    assert.equal((await reports(matter))[0]?.facts.culture, undefined)
  })

  it('a review asks nothing of the sort', async () => {
    const { matter } = await conference('review-conference')
    const sent = await send(await as('social-worker'), `/meetings/${matter}/report`, { worried: 'Hungry on Mondays' })
    assert.equal(sent.status, 303)
  })
})
