import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)
const school = {
  as: 'professional',
  name: 'Sana Sample',
  account: ids.account('school-safeguarding-lead'),
  agencyKind: 'education',
} as const
const why = { from: 'no-enquiry', why: 'Amira said that she is hit at home', wants: 'An enquiry' }

describe('somebody at a meeting does not agree', () => {
  it('stands by name and agency, and opens a challenge with whoever chairs, in one act', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [school] })
    const lead = await as('school-safeguarding-lead')
    await lead.get(`/meetings/${matter}/dissent`)
    assert.equal((await lead.post(`/meetings/${matter}/dissent`, { from: 'no-enquiry' })).status, 422)
    assert.equal((await lead.post(`/meetings/${matter}/dissent`, why)).status, 303)
    const [dissent] = await database.admin<{ challenge: string; agency: string; name: string; acts: number }>(
      `select q.facts ->> 'challenge' as challenge, q.facts ->> 'agency' as agency, q.narrative ->> 'name' as name,
         (select count(distinct x.act_id)::int from gt.entry x where x.entry_id = e.entry_id or x.subject_id = (q.facts ->> 'challenge')::uuid) as acts
       from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-dissent'`,
      [matter],
    )
    assert.equal(dissent?.agency, ids.agency.school)
    assert.equal(dissent?.acts, 1)
    assert.match((await lead.get(`/meetings/${matter}`)).page, /does not agree with that there is no enquiry/)
    const chair = await as('team-manager')
    const page = (await chair.get(`/challenges/${dissent?.challenge}`)).page
    assert.match(page, /hit at home/)
    assert.match(page, /Send the answer/)
    assert.doesNotMatch(page, /It is settled/)
    assert.match((await lead.get(`/challenges/${dissent?.challenge}`)).page, /It is settled/)
    const told = await database.admin<{ rule: string }>(
      `select f.rule from gt.finding f where f.subject_id = $1 and f.rule = 'strategy-no-s47-disagreement' and f.facts ->> 'askedAgency' = $2`,
      [matter, ids.agency.school],
    )
    assert.equal(told.length, 1)
  })

  it('may be written down for somebody by whoever keeps the meeting, and by nobody who was not there', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [school] })
    const chair = await as('team-manager')
    const page = (await chair.get(`/meetings/${matter}/dissent`)).page
    const who = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Sana Sample/.exec(page)?.[1] ?? ''
    assert.ok(who)
    assert.equal((await chair.post(`/meetings/${matter}/dissent`, why)).status, 422)
    assert.equal((await chair.post(`/meetings/${matter}/dissent`, { ...why, who })).status, 303)
    const lead = await as('school-safeguarding-lead')
    assert.match((await lead.get('/challenges')).page, /Raised on your side/)
    for (const role of ['health-practitioner', ...rolesWithout('GET /meetings/:meeting/dissent')]) {
      const other = await as(role)
      assert.equal((await other.get(`/meetings/${matter}/dissent`)).status, 404, role)
      assert.equal((await other.post(`/meetings/${matter}/dissent`, why)).status, 404, role)
    }
  })
})
