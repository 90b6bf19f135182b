import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { inBoxes, rolesWithout, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const police = { as: 'professional', name: 'PC Sample', account: ids.account('police-officer') } as const
const health = { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health } as const
const school = { as: 'professional', name: 'Sample Primary School', account: ids.account('school-safeguarding-lead') } as const
const marta = { as: 'has-responsibility', name: 'Marta Testcase', person: home.marta } as const

const meet = () =>
  called(database, 'team-manager', {
    children: [home.amira, home.omar],
    invitees: [police, health, school, marta],
    managers: [ids.team.north],
  })
const told = (matter: SubjectId, kind: string) =>
  database.admin<{
    facts: Record<string, unknown>
    narrative: Record<string, string>
    group: string
    answers: string | null
    corrects: string | null
  }>(
    `select p.facts, p.narrative, p.field_group as group, e.answers, e.corrects from gt.entry e join gt.entry_part p using (partnership_id, entry_id)
     where e.subject_id = $1 and e.kind = $2 order by e.known_at, p.field_group`,
    [matter, kind],
  )
const invitationOf = async (matter: SubjectId, name: string): Promise<string> => {
  const [row] = await database.admin<{ id: string }>(
    `select e.entry_id as id from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-invited' and p.narrative ->> 'name' = $2`,
    [matter, name],
  )
  return row?.id ?? ''
}
const send = async (visitor: Visitor, path: string, fields: Record<string, string>, page = path) => {
  const { page: form } = await visitor.get(page)
  const version = /name="draftVersion" value="(\d+)"/.exec(form)?.[1]
  return visitor.post(path, { ...(version ? { draftVersion: version } : {}), ...fields })
}

describe('what a meeting waits for', () => {
  it('stands on the start page of whoever is asked until they answer, and leads to their meetings', async () => {
    const { matter } = await called(database, 'team-manager', {
      children: [home.amira],
      invitees: [{ as: 'professional', name: 'Hollis Sample', account: ids.account('housing-officer') }],
      managers: [ids.team.north],
    })
    const officer = await as('housing-officer')
    const before = (await officer.get('/')).page
    assert.match(before, /<a class="govuk-link" href="\/meetings">\s*1 meeting you are asked to\s*<\/a>/)
    assert.doesNotMatch(before, /Nothing waits for you/)
    const mine = await invitationOf(matter, 'Hollis Sample')
    await officer.get(`/meetings/${matter}`)
    assert.equal((await officer.post(`/meetings/${matter}/invitations/${mine}/answer`, { reply: 'coming' })).status, 303)
    assert.doesNotMatch((await officer.get('/')).page, /you are asked to/)
  })
})

describe('answering an invitation', () => {
  it('whoever is invited says whether they come, on the page of the meeting', async () => {
    const { matter } = await meet()
    const officer = await as('police-officer')
    const { page } = await officer.get(`/meetings/${matter}`)
    assert.match(page, /Please answer/)
    const mine = await invitationOf(matter, 'PC Sample')
    const wrong = await officer.post(`/meetings/${matter}/invitations/${mine}/answer`, {})
    assert.equal(wrong.status, 422)
    const sent = await officer.post(`/meetings/${matter}/invitations/${mine}/answer`, { reply: 'coming', words: 'I come a little late' })
    assert.equal(sent.to, `/meetings/${matter}`)
    const after = (await officer.get(`/meetings/${matter}`)).page
    assert.match(after, /is coming/)
    assert.match(after, /I come a little late/)
    assert.doesNotMatch(after, /Please answer/)
    assert.equal((await told(matter, 'meeting-answered'))[0]?.answers, mine)
  })

  it('nobody answers for somebody else but whoever keeps the meeting', async () => {
    const { matter } = await meet()
    const theirs = await invitationOf(matter, 'PC Sample')
    const nurse = await as('health-practitioner')
    assert.equal((await nurse.get(`/meetings/${matter}/invitations/${theirs}`)).status, 404)
    assert.equal((await nurse.post(`/meetings/${matter}/invitations/${theirs}/answer`, { reply: 'apologies' })).status, 404)
    const manager = await as('team-manager')
    const family = await invitationOf(matter, 'Marta Testcase')
    assert.equal(
      (
        await send(
          manager,
          `/meetings/${matter}/invitations/${family}/answer`,
          { reply: 'coming' },
          `/meetings/${matter}/invitations/${family}`,
        )
      ).status,
      303,
    )
    assert.equal((await told(matter, 'meeting-answered')).length, 1)
  })

  it('a meeting that waits for an answer says so in one’s list', async () => {
    const { matter } = await meet()
    const list = async () =>
      (
        await (await as('school-safeguarding-lead')).json<{ meetings: { meeting: string; unanswered: boolean }[] }>('/meetings')
      ).body.meetings.find(one => one.meeting === matter)
    assert.equal((await list())?.unanswered, true)
    await (await as('school-safeguarding-lead')).post(
      `/meetings/${matter}/invitations/${await invitationOf(matter, 'Sample Primary School')}/answer`,
      { reply: 'apologies' },
    )
    assert.equal((await list())?.unanswered, false)
  })
})

describe('keeping somebody out', () => {
  it('is the chair’s, with a reason: on the next request nothing of the meeting opens, and one’s own report stays to be read', async () => {
    const { matter } = await meet()
    const teacher = await as('school-safeguarding-lead')
    assert.equal((await send(teacher, `/meetings/${matter}/report`, { child: 'all', worried: 'Hungry on Mondays' })).status, 303)
    const at = `/meetings/${matter}/invitations/${await invitationOf(matter, 'Sample Primary School')}`
    assert.equal((await teacher.post(`${at}/keep-out`, { part: 'whole', reason: 'x' })).status, 404)
    const manager = await as('team-manager')
    assert.equal((await send(manager, `${at}/keep-out`, { part: 'whole' }, at)).status, 422)
    assert.equal((await send(manager, `${at}/keep-out`, { part: 'whole', reason: 'Married to the father' }, at)).status, 303)
    assert.equal((await teacher.get(`/meetings/${matter}`)).status, 404)
    assert.doesNotMatch((await teacher.get('/meetings')).page, new RegExp(matter))
    const own = await teacher.get(`/meetings/${matter}/report`)
    assert.equal(own.status, 200)
    assert.match(own.page, /Hungry on Mondays/)
    assert.doesNotMatch(own.page, /Amira|Married/)
    assert.equal((await teacher.post(`/meetings/${matter}/report`, { worried: 'again' })).status, 404)
    assert.match((await manager.get(`/meetings/${matter}`)).page, /Married to the father/)
  })
})

describe('what each agency brings', () => {
  it('is read by those invited, each part by those whom the matrix lets; written again it stands in place of the first', async () => {
    const { matter } = await meet()
    const nurse = await as('health-practitioner')
    const empty = await send(nurse, `/meetings/${matter}/report`, { child: 'all' })
    assert.equal(empty.status, 422)
    assert.match(empty.page, /Write what you know/)
    const wrong = await send(nurse, `/meetings/${matter}/report`, { worried: 'Weight falls', scale: '11' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /Weight falls/)
    const sent = await send(nurse, `/meetings/${matter}/report`, {
      child: home.amira,
      workingWell: 'Comes to clinic',
      worried: 'Weight falls',
      health: 'Below the second centile',
      scale: '4',
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 300))
    const parts = await told(matter, 'meeting-report')
    assert.deepEqual(
      parts.map(one => one.group),
      ['health', 'record'],
    )
    assert.deepEqual(parts[1]?.facts, { agencyKind: 'health', child: home.amira, scale: 4 })
    const officer = (await (await as('police-officer')).get(`/meetings/${matter}`)).page
    assert.match(officer, /Weight falls/)
    assert.doesNotMatch(officer, /centile/)
    assert.match((await (await as('team-manager')).get(`/meetings/${matter}`)).page, /Below the second centile/)
    assert.equal((await send(nurse, `/meetings/${matter}/report`, { child: home.amira, worried: 'Weight falls further' })).status, 303)
    const page = (await (await as('team-manager')).get(`/meetings/${matter}`)).page
    assert.match(page, /Weight falls further/)
    assert.doesNotMatch(page, /Comes to clinic/)
    assert.equal((await told(matter, 'meeting-report')).filter(one => one.corrects).length, 1)
  })

  it('is kept while it is typed, for whoever types it', async () => {
    const { matter } = await meet()
    const officer = await as('police-officer')
    await officer.get(`/meetings/${matter}/report`)
    assert.equal(
      (await officer.post(`/meetings/${matter}/report/keep`, { draftVersion: '0', worried: 'Called out three times' })).status,
      200,
    )
    assert.match((await officer.get(`/meetings/${matter}/report`)).page, /Called out three times/)
    assert.doesNotMatch((await (await as('team-manager')).get(`/meetings/${matter}/report`)).page, /Called out three times/)
    assert.equal((await officer.post(`/meetings/${matter}/report/discard`, {})).status, 303)
    assert.doesNotMatch((await officer.get(`/meetings/${matter}/report`)).page, /Called out three times/)
  })
})

describe('moving, cancelling, asking somebody else', () => {
  it('a meeting that is moved is at its new time for everybody, in the calendar too, which says nothing of whom or what', async () => {
    const { matter } = await meet()
    const manager = await as('team-manager')
    const at = `/meetings/${matter}/move`
    assert.equal((await send(manager, at, { ...inBoxes('on', '2020-01-01'), time: '9:00', reason: 'x' })).status, 422)
    assert.equal(
      (await send(manager, at, { ...inBoxes('on', '2027-07-08'), time: '14:30', reason: 'The officer is in court' })).status,
      303,
    )
    const officer = await as('police-officer')
    assert.match((await officer.get(`/meetings/${matter}`)).page, /Thursday 8 July 2027 at 2:30pm/)
    const calendar = (await officer.get(`/meetings/${matter}/invitation.ics`)).page
    assert.match(calendar, /DTSTART:20270708T133000Z/)
    assert.match(calendar, /SEQUENCE:1/)
    assert.doesNotMatch(calendar, /Testcase|Amira|strategy|Sample/i)
    assert.equal((await officer.get(at)).status, 404)
  })

  it('one that is cancelled stays to be read with its reason, and nobody answers it any more', async () => {
    const { matter } = await meet()
    const manager = await as('team-manager')
    assert.equal((await send(manager, `/meetings/${matter}/cancel`, { reason: 'Another authority holds it' })).status, 303)
    const officer = await as('police-officer')
    const { page } = await officer.get(`/meetings/${matter}`)
    assert.match(page, /Another authority holds it/)
    assert.doesNotMatch(page, /Please answer/)
    assert.equal(
      (await officer.post(`/meetings/${matter}/invitations/${await invitationOf(matter, 'PC Sample')}/answer`, { reply: 'coming' })).status,
      404,
    )
    assert.equal((await manager.get(`/meetings/${matter}/held`)).status, 404)
  })

  it('somebody asked later comes in then, and is told by a mail that says only that something waits', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira] })
    const worker = await as('early-help-practitioner')
    assert.equal((await worker.get(`/meetings/${matter}`)).status, 404)
    const manager = await as('team-manager')
    const at = `/meetings/${matter}/invite`
    assert.equal((await send(manager, at, { as: 'professional' })).status, 422)
    assert.equal((await send(manager, at, { as: 'professional', mail: ids.email('records-officer') })).status, 422)
    assert.equal((await send(manager, at, { as: 'professional', mail: ids.email('early-help-practitioner') })).status, 303)
    assert.equal((await worker.get(`/meetings/${matter}`)).status, 200)
    const mails = await database.admin<{ payload: unknown }>(`select j.payload from graphile_worker._private_jobs j where j.key = $1`, [
      `mail/${ids.partnership}/${ids.account('early-help-practitioner')}/meetings`,
    ])
    assert.deepEqual(
      mails.map(one => one.payload),
      [{ for: { partnership: ids.partnership, account: ids.account('early-help-practitioner') }, with: { link: '/meetings' } }],
    )
    assert.equal((await worker.get(at)).status, 404)
  })
})

describe('holding it', () => {
  it('of each who was asked it is said whether they came; who was missing is read, and can be put right', async () => {
    const { matter, invited } = await meet()
    const manager = await as('team-manager')
    const at = `/meetings/${matter}/held`
    assert.match((await manager.get(at)).page, /Nobody of the police and health has said that they come/)
    const ended = { ...inBoxes('on', '2026-01-05'), time: '11:00' }
    const some = await send(manager, at, { ...ended, [`there_${invited[0]}`]: 'neither' })
    assert.equal(some.status, 422)
    assert.match(some.page, /Say whether Sample Primary School came/)
    const all = Object.fromEntries(invited.map((one, place) => [`there_${one}`, place === 0 ? 'neither' : 'came']))
    assert.equal((await send(manager, at, { ...ended, ...all })).status, 303)
    assert.match((await manager.get(`/meetings/${matter}`)).page, /Missing, and sent nothing: PC Sample\./)
    const findings = () =>
      database.admin<{ level: boolean; until: string }>(
        `select shows_critical is not null as level, until_at::text as until from gt.finding where subject_id = $1 and rule = 'strategy-attendee-missing'`,
        [matter],
      )
    assert.deepEqual(await findings(), [{ level: true, until: 'infinity' }])
    assert.equal((await send(manager, at, { ...ended, ...all, [`there_${invited[0]}`]: 'sent' })).status, 303)
    assert.match((await manager.get(`/meetings/${matter}`)).page, /Everybody who was asked came or sent what they know/)
    assert.deepEqual(await findings(), [])
    assert.equal((await (await as('police-officer')).get(at)).status, 404)
  })
})

describe('when those invited opened it', () => {
  it('is read by whoever keeps the meeting, from the lines of who looked, and by nobody else', async () => {
    const { matter } = await meet()
    await (await as('police-officer')).get(`/meetings/${matter}`)
    const manager = await as('team-manager')
    assert.match((await manager.get(`/meetings/${matter}`)).page, /Not opened yet/)
    await database.admin(
      `insert into gt.look (partnership_id, subject_id, at, line_id, account_id) select partnership_id, $1, at, line_id, account_id from gt.access_line
       where $1 = any (subject_ids) and account_id = $2 limit 1`,
      [matter, ids.account('police-officer')],
    )
    assert.match((await manager.get(`/meetings/${matter}`)).page, /First opened/)
    assert.doesNotMatch((await (await as('health-practitioner')).get(`/meetings/${matter}`)).page, /First opened|Not opened/)
  })
})

describe('whoever has nothing to do with a meeting', () => {
  it('finds none of its pages', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [police] })
    const mine = await invitationOf(matter, 'PC Sample')
    const gets = ['', '/report', '/held', '/move', '/cancel', '/invite', '/invitation.ics', `/invitations/${mine}`]
    const posts = [
      '/report',
      '/report/keep',
      '/report/discard',
      '/held',
      '/move',
      '/cancel',
      '/invite',
      `/invitations/${mine}/answer`,
      `/invitations/${mine}/keep-out`,
    ]
    for (const role of [
      ...new Set([...rolesWithout('GET /meetings/:meeting'), 'conference-chair', 'health-practitioner', 'social-worker']),
    ]) {
      const visitor = await as(role)
      for (const path of gets) assert.equal((await visitor.get(`/meetings/${matter}${path}`)).status, 404, `${role} ${path}`)
      for (const path of posts)
        assert.equal(
          (await visitor.post(`/meetings/${matter}${path}`, { reply: 'coming', reason: 'x', worried: 'x' })).status,
          404,
          `${role} ${path}`,
        )
    }
    assert.deepEqual(await told(matter, 'meeting-answered'), [])
  })
})
