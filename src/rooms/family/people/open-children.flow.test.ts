import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { involvementEnd, residence } from '../../../thread/own-kinds/index.ts'
import { conference } from '../../child-protection/index.ts'
import { note } from '../../recording/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rooms } from '../../web.ts'
import type { PersonView } from './person-view.ts'

const { database, as } = await openForTests(rooms, { first: '/' })
const { who, works } = tellingsOn('2025-01-01')
const duty = await as('emergency-duty-worker')
const [amira, omar, zoe] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
const household = newId<SubjectId>()

before(async () => {
  const children = [
    [amira, 'Amira'],
    [omar, 'Omar'],
    [zoe, 'Zoë'],
  ] as const
  await tell(
    database,
    'bridge-manager',
    [
      ...children.map(([subject, given]) => who(subject, given)),
      {
        subject: amira,
        kind: residence,
        on: '2025-01-01',
        parts: { record: { facts: { household } }, whereabouts: { narrative: { address: '4 Invented Row' } } },
      },
      ...children.map(([subject]) => works(subject, ids.team.north, 'team', 'manager')),
      works(amira, ids.account('conference-chair'), 'account', 'chair'),
      // Somebody of another agency works with Zoë still; nobody of children's social care will.
      works(zoe, ids.agency.school, 'agency', 'agency'),
    ],
    { begins: [...children.map(([subject]) => ({ subject, form: 'person' as const })), { subject: household, form: 'context' }] },
  )
  await tell(database, 'team-manager', [works(amira, ids.account('social-worker'), 'account', 'lead')])
  await tell(database, 'conference-chair', [
    {
      subject: amira,
      kind: conference,
      on: '2025-01-15',
      parts: {
        record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } },
        legal: { facts: {}, narrative: { advice: 'Counsel says: an invented opinion.' } },
      },
    },
  ])
  const told = await database.admin<{ entry_id: string; subject_id: string }>(
    "select i.entry_id, i.subject_id from gt.involvement i where i.relation = 'manager' and i.subject_id = any ($1)",
    [[omar, zoe]],
  )
  await tell(
    database,
    'team-manager',
    told
      .filter(one => one.subject_id === zoe)
      .map(one => ({ subject: zoe, kind: involvementEnd, answers: one.entry_id as never, parts: { record: { facts: {} } } })),
  )
})

describe('out of hours', () => {
  it('every child with whom somebody works now opens: where, who to ring, the plan, what is due', async () => {
    const { status, body } = await duty.json<PersonView>(`/people/${amira}`)
    assert.equal(status, 200)
    assert.equal(body.who?.name, 'Amira Testcase')
    assert.match(JSON.stringify(body.homes), /4 Invented Row/)
    assert.ok(body.workers.some(one => one.mail === ids.email('social-worker')))
    assert.match(JSON.stringify(body.who?.tags), /protection/i)
    assert.ok(body.findings.length > 0)
    assert.equal((await duty.get(`/people/${omar}`)).status, 200, 'a child whom nobody leads and a team manages')
    const [line] = await database.admin<{ subject_ids: string[] }>(
      "select subject_ids from gt.access_line where route = 'GET /people/:person' and account_id = $1 order by at desc limit 1",
      [ids.account('emergency-duty-worker')],
    )
    assert.ok(line?.subject_ids.includes(omar))
  })

  it('what was recorded stays closed until something is told to the duty desk, and nothing may be written', async () => {
    const { body } = await duty.json<PersonView>(`/people/${amira}`)
    assert.deepEqual(
      body.entries.map(one => one.kind),
      ['residence'],
      'where the child is, and no conference, no note',
    )
    assert.deepEqual(body.may, [])
    const { page } = await duty.get(`/people/${amira}`)
    assert.doesNotMatch(page, />\s*Record\s*</)
    assert.equal((await duty.get(`/people/${amira}/record`)).status, 404)
    assert.deepEqual(
      [body.seesRecord, body.lastSeen, body.voice],
      [false, [], null],
      'who cannot read of visits is not told that there was none',
    )
    assert.doesNotMatch(page, /Counsel says/, 'legal status is an episode; what counsel said is recorded')
    assert.doesNotMatch(page, /Last seen|no visit recorded|Nothing is on record yet/)
    for (const path of ['', '/details', '/network', '/adults'])
      assert.match((await duty.get(`/people/${amira}${path}`)).page, /What was recorded is not open to you/, path)
    assert.match((await duty.get(`/people/${amira}/network`)).page, /No adult is on record in Amira’s home/)
    await assert.rejects(tell(database, 'emergency-duty-worker', [{ subject: amira, kind: note, parts: { record: { facts: {} } } }]))
    await database.admin(
      `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty)
       values ($1, gen_random_uuid(), $2, 'immediate-danger', 'planted', 'CRITICAL', $3, 'page', 'duty')`,
      [ids.partnership, amira, ids.account('emergency-duty-worker')],
    )
    const now = (await duty.json<PersonView>(`/people/${amira}`)).body
    assert.ok(now.entries.some(one => one.kind === 'conference'))
    assert.ok(now.may.includes('note'))
    assert.equal(now.seesRecord, true)
    const told = (await duty.get(`/people/${amira}`)).page
    assert.match(told, /no visit recorded/)
    assert.doesNotMatch(told, /What was recorded is not open to you/)
  })

  it('a child with whom nobody of children’s social care works now stays closed, whoever else does', async () => {
    assert.equal((await duty.get(`/people/${zoe}`)).status, 404)
    assert.equal((await duty.get(`/people/${zoe}/details`)).status, 404)
  })

  it('a child stays closed to a duty worker who is kept from the record', async () => {
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      omar,
      ids.account('emergency-duty-worker'),
    ])
    assert.equal((await duty.get(`/people/${omar}`)).status, 404)
  })

  it('it is for the duty desk alone: nobody else opens a child they do not work with', async () => {
    for (const role of ['conference-chair', 'school-safeguarding-lead', 'health-practitioner', 'bridge-screener']) {
      const visitor = await as(role)
      assert.equal((await visitor.get(`/people/${omar}`)).status, 404, role)
    }
  })

  it('who is open is found by searching, and stands in no list', async () => {
    const sent = await duty.post('/search', { q: 'Amira Testcase' })
    assert.match((await duty.get(sent.to ?? '')).page, new RegExp(`/people/${amira}`))
    for (const path of ['/', '/duty']) assert.doesNotMatch((await duty.get(path)).page, new RegExp(omar))
  })
})
