import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { dayOf, moment, momentOf, Temporal } from '../../../guidance/index.ts'
import type { Standing } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { conference } from '../../child-protection/index.ts'
import { referralTold } from '../../front-door/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { inBoxes } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { announceDue } from '../index.ts'
import { mailNotices } from '../notices/mail-notices.ts'
import type { Alerts } from './alerts.ts'

const { database, as } = await openForTests(rooms, { first: '/settings' })
const { who: child, works } = tellingsOn('2025-01-01')
const standingAt = (at: string): Standing => ({
  database: database.worker,
  log: openLog('silent'),
  at: moment(at),
  job: '1',
  stopping: new AbortController().signal,
})
const [amira, zoe] = [newId<SubjectId>(), newId<SubjectId>()]
const name = async (role: string): Promise<string> =>
  (await database.admin<{ name: string }>('select name from gt.account where account_id = $1', [ids.account(role)]))[0]?.name ?? ''

before(async () => {
  await tell(
    database,
    'bridge-manager',
    [
      child(amira, 'Amira'),
      child(zoe, 'Zoë'),
      works(amira, ids.team.north, 'team', 'manager'),
      works(amira, ids.account('social-worker'), 'account', 'lead'),
      works(amira, ids.account('conference-chair'), 'account', 'chair'),
      works(amira, ids.agency.school, 'agency', 'agency'),
      works(zoe, ids.team.north, 'team', 'manager'),
    ],
    { begins: [amira, zoe].map(subject => ({ subject, form: 'person' as const })) },
  )
  await tell(database, 'conference-chair', [
    {
      subject: amira,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
  await announceDue(standingAt('2093-12-02T10:00:00Z'), null)
})

describe('what one was told', () => {
  it('names the child before the process and leads to the record', async () => {
    const { page } = await (await as('social-worker')).get('/announcements')
    assert.match(page, new RegExp(`href="/people/${amira}">Amira Testcase</a>`))
    assert.match(page, /Amira, who is on a child protection plan, has not been seen at home since/)
  })

  it('is acknowledged by name with what one will do, and stays to be read', async () => {
    const worker = await as('social-worker')
    const { body } = await worker.json<{ items: { id: string; byName: boolean }[] }>('/announcements')
    const critical = body.items.find(item => item.byName)
    assert.ok(critical)
    await worker.get(`/announcements/${critical.id}`)
    assert.equal((await worker.post(`/announcements/${critical.id}/acknowledge`, { reason: ' ' })).status, 422)
    await worker.post(`/announcements/${critical.id}/acknowledge`, { reason: 'I visit at four today.' })
    const { page } = await worker.get('/announcements')
    assert.match(page, /You wrote: I visit at four today\./)
    assert.match(page, /It still stands\./)
  })
})

describe('the history of alerts about a child', () => {
  it('says who was told, as what, who took notice and what they said they would do', async () => {
    const { body } = await (await as('team-manager')).json<Alerts>(`/people/${amira}/alerts`)
    const home = body.alerts.find(one => /seen at home/.test(one.says))
    assert.equal(home?.level, 'CRITICAL')
    assert.deepEqual(
      home?.tellings.map(one => [one.to, one.as, one.noticed !== null, one.willDo]).sort(),
      [
        [await name('conference-chair'), 'the conference chair', false, null],
        [await name('social-worker'), 'the child’s social worker', true, 'I visit at four today.'],
        [await name('team-manager'), 'the social worker’s manager', false, null],
      ].sort(),
    )
    const { page } = await (await as('team-manager')).get(`/people/${amira}/alerts`)
    assert.match(page, /Took notice on .+ and wrote: <span class="gt-narrative">I visit at four today\.<\/span>/)
    assert.match(page, /Has not taken notice yet\./)
  })

  it('tells nobody else that there is such a child, and a school nothing that it may not read of', async () => {
    for (const role of ['police-officer', 'health-practitioner', 'bridge-screener', 'system-administrator'])
      assert.equal((await (await as(role)).get(`/people/${amira}/alerts`)).status, 404, role)
    const school = await (await as('school-safeguarding-lead')).json<Alerts>(`/people/${amira}/alerts`)
    assert.deepEqual([school.status, school.body.alerts], [200, []])
    assert.equal((await (await as('social-worker')).get(`/people/${zoe}/alerts`)).status, 404)
  })

  it('leaves an access line', async () => {
    await (await as('team-manager')).get(`/people/${zoe}/alerts`)
    const lines = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /people/:person/alerts' and account_id = $1 order by at desc limit 1`,
      [ids.account('team-manager')],
    )
    assert.deepEqual(lines[0]?.subject_ids, [zoe])
  })
})

describe('an alert for a duty that nobody holds', () => {
  const serviceManager = (active: boolean) =>
    database.admin('update gt.account set active = $2 where account_id = $1', [ids.account('service-manager'), active])

  it('waits for those who can see to it, and says which duty that is', async () => {
    await serviceManager(false)
    const { page } = await (await as('team-manager')).get('/announcements')
    assert.match(page, /Nobody holds this duty/)
    assert.match(page, /To be told to the service manager: nobody holds this duty\./)
    assert.doesNotMatch((await (await as('social-worker')).get('/announcements')).page, /Nobody holds this duty/)
  })

  it('is gone once somebody holds it', async () => {
    await serviceManager(true)
    assert.doesNotMatch((await (await as('team-manager')).get('/announcements')).page, /To be told to the service manager/)
  })
})

describe('what one was told of a concern', () => {
  const concern = async (given: string): Promise<SubjectId> => {
    const matter = newId<SubjectId>()
    const works = (holder: string, form: string, relation: string) => ({
      subject: matter,
      kind: involvement,
      on: '2025-03-03',
      parts: { record: { facts: { holder, form, as: relation } } },
    })
    const facts = {
      form: 'worried-about-a-child',
      inDangerNow: true,
      referrerIs: 'professional',
      source: 'education',
      concerns: ['neglect'],
      children: [
        { label: 'child 1', given, family: 'Testcase' },
        { label: 'child 2', given: 'Omar', family: 'Testcase' },
      ],
      familyTold: 'no',
      notToldReason: 'would-raise-risk',
    }
    await tell(
      database,
      'school-safeguarding-lead',
      [
        { subject: matter, kind: referralTold, on: '2025-03-03', parts: { record: { facts, narrative: { seenOrHeard: 'Hungry.' } } } },
        works(ids.agency.school, 'agency', 'referrer'),
        works(ids.team.bridge, 'team', 'queue'),
      ],
      { begins: [{ subject: matter, form: 'matter' }] },
    )
    return matter
  }

  it('says which children it was told of, and leads each reader to the page that is theirs', async () => {
    const matter = await concern('Bea')
    await concern('Cem')
    await announceDue(standingAt('2093-12-05T23:00:00Z'), null)
    const manager = (await (await as('bridge-manager')).get('/announcements')).page
    assert.match(manager, new RegExp(`href="/bridge/${matter}">Concern about Bea Testcase and another child</a>`))
    const duty = (await (await as('emergency-duty-worker')).get('/announcements')).page
    assert.match(duty, new RegExp(`href="/duty/${matter}">Concern about Bea Testcase and another child</a>`))
    assert.doesNotMatch((await (await as('police-officer')).get('/announcements')).page, /Bea/)
  })

  it('facts that ask for nothing are put aside in one go, and nothing else with them', async () => {
    const screener = await as('bridge-screener')
    const waits = async () => (await screener.json<{ total: number; facts: number }>('/announcements')).body
    const before = await waits()
    assert.equal(before.facts, 2)
    assert.match((await screener.get('/announcements')).page, /Put aside the 2 that are only worth knowing/)
    assert.equal((await screener.post('/announcements/facts/aside', {})).to, '/announcements')
    const after = await waits()
    assert.deepEqual([after.total, after.facts], [before.total - 2, 0])
  })
})

describe('children passed on', () => {
  it('are told to both workers: to the new one by name, to the one before by their number alone', async () => {
    const manager = await as('team-manager')
    await manager.get(`/team/lead-worker?child=${zoe}`)
    const sent = { child: zoe, reason: 'Zoë needs somebody now.', ...inBoxes('on', dayOf(momentOf(Temporal.Now.instant()))) }
    assert.equal((await manager.post('/team/lead-worker', { ...sent, to: ids.account('social-worker') })).to, '/team?passed=1')
    const worker = await as('social-worker')
    const { page } = await worker.get('/announcements')
    assert.match(page, /One child came to you from/)
    assert.match(page, new RegExp(`href="/people/${zoe}">Zoë Testcase</a>`))
    assert.match(page, /wrote: Zoë needs somebody now\./)
    assert.match((await worker.get('/')).page, /things you were told|to acknowledge by name/)
  })

  it('ask for one mail, as each has chosen, and are put aside by whom they concern alone', async () => {
    const jobs = () =>
      database.admin<{ morning: boolean }>(
        `select run_at = '2093-12-03T08:30:00Z' as morning from graphile_worker._private_jobs where key like 'mail/%' and key like $1`,
        [`%${ids.account('social-worker')}%waits`],
      )
    await database.admin('delete from graphile_worker._private_jobs')
    assert.equal(await mailNotices(standingAt('2093-12-02T10:00:00Z')), 1)
    assert.equal(await mailNotices(standingAt('2093-12-02T10:01:00Z')), 0)
    assert.deepEqual(
      (await jobs()).map(row => row.morning),
      [true],
    )
    const [notice] = await database.admin<{ notice_id: string }>('select notice_id from gt.notice where account_id = $1', [
      ids.account('social-worker'),
    ])
    const aside = `/announcements/passed-on/${notice?.notice_id}/aside`
    await (await as('conference-chair')).post(aside, {})
    assert.match((await (await as('social-worker')).get('/announcements')).page, /One child came to you/)
    assert.equal((await (await as('social-worker')).post(aside, {})).to, '/announcements')
    assert.doesNotMatch((await (await as('social-worker')).get('/announcements')).page, /One child came to you/)
  })
})
