import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids, testPurpose } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { type AccountId, newId, type SubjectId } from '../../../thread/ids.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { conference, visit } from '../../child-protection/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { inBoxes } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import type { TeamWork } from './team-work.ts'

const { database, as } = await openForTests(rooms, { first: '/' })
const { who: child, works } = tellingsOn('2025-01-01')
const team = async (query = ''): Promise<TeamWork> => {
  const { status, body } = await (await as('team-manager')).json<TeamWork>(`/team${query}`)
  assert.equal(status, 200)
  return body
}
const today = dayOf(momentOf(Temporal.Now.instant()))

const ada = ids.account('social-worker')
const ben = newId<AccountId>()
const household = newId<SubjectId>()
const children = ['Amira', 'Omar', 'Zoë'] as const
const [amira, omar, zoe] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
const elsewhere = newId<SubjectId>()

const begins = (of: readonly SubjectId[]) => of.map(subject => ({ subject, form: 'person' as const }))

before(async () => {
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Ben Invented', 'ben@invented.example.test', 'social-worker')`,
    [ids.partnership, ben, ids.agency['social-care']],
  )
  await database.admin('insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)', [
    ids.partnership,
    ben,
    ids.team.north,
  ])
  const all = [amira, omar, zoe]
  await tell(
    database,
    'bridge-manager',
    [
      ...all.map((subject, at) => child(subject, children[at] ?? '')),
      child(elsewhere, 'Elsewhere'),
      ...[amira, omar].map(subject => ({ subject, kind: residence, on: '2025-01-01', parts: { record: { facts: { household } } } })),
      ...all.map(subject => works(subject, ids.team.north, 'team', 'manager')),
      works(amira, ids.account('conference-chair'), 'account', 'chair'),
      works(elsewhere, ids.team.bridge, 'team', 'manager'),
    ],
    { begins: [...begins([...all, elsewhere]), { subject: household, form: 'context' }] },
  )
  await tell(
    database,
    'team-manager',
    [amira, omar].map(subject => works(subject, ada, 'account', 'lead')),
  )
  await tell(database, 'conference-chair', [
    {
      subject: amira,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
  await tell(database, 'social-worker', [
    {
      subject: omar,
      kind: visit,
      on: '2025-02-01',
      parts: { record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' } } },
    },
  ])
})

describe('team work', () => {
  it('is for those who manage a team: every other role is told that there is no such page', async () => {
    for (const role of ids.roles.filter(role => role !== 'team-manager')) {
      const visitor = await as(role)
      for (const path of ['/team', `/team/lead-worker?child=${amira}`]) {
        const { status, page } = await visitor.get(path)
        assert.equal(status, 404, `${role} ${path}`)
        assert.doesNotMatch(page, /Testcase/)
      }
      assert.equal(
        (await visitor.post('/team/lead-worker', { child: amira, to: ben, reason: 'x', ...inBoxes('on', today) })).status,
        404,
        role,
      )
    }
  })

  it('counts exactly, worker by worker, and names the children nobody leads first', async () => {
    const work = await team()
    assert.deepEqual(work.counts, {
      children: 3,
      unsafe: 1,
      withoutLead: 1,
      offeredHere: 0,
      offeredAway: 0,
      critical: 1,
      overdue: 8,
      decide: 4,
      due: 2,
    })
    assert.deepEqual(
      work.loads.map(({ name, children: of, late, critical, overdue }) => [name, of, late, critical, overdue]),
      [
        ['No lead worker', 1, 1, 0, 2],
        [work.loads[1]?.name, 2, 2, 1, 6],
        ['Ben Invented', 0, 0, 0, 0],
      ],
    )
    assert.deepEqual(
      work.listed.map(one => one.name),
      ['Amira Testcase', 'Zoë Testcase', 'Omar Testcase'],
    )
    const { page } = await (await as('team-manager')).get('/team')
    assert.match(page, /3 children: 1 child may be unsafe, 8 overdue, 4 /)
    assert.match(page, /1 child without a lead worker/)
    assert.doesNotMatch(page, /Elsewhere/)
  })

  it('is narrowed down and put in order without changing a count', async () => {
    const names = async (query: string) => (await team(query)).listed.map(one => one.name)
    assert.deepEqual(await names('?show=no-lead'), ['Zoë Testcase'])
    assert.deepEqual(await names('?show=unsafe'), ['Amira Testcase'])
    assert.deepEqual(await names('?worker=none'), ['Zoë Testcase'])
    assert.deepEqual(await names(`?worker=${ada}&sort=name`), ['Amira Testcase', 'Omar Testcase'])
    assert.deepEqual(await names('?sort=name'), ['Amira Testcase', 'Omar Testcase', 'Zoë Testcase'])
    assert.deepEqual(await names('?show=nonsense&sort=nonsense&page=nonsense'), await names(''))
    assert.equal((await team('?show=no-lead')).counts.children, 3)
    assert.match((await (await as('team-manager')).get('/team?show=unsafe&worker=none')).page, /No child of your team is like that/)
  })

  it('writes an access line with every child of the team', async () => {
    await team()
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /team' order by at desc limit 1`,
    )
    assert.deepEqual(new Set(line?.subject_ids), new Set([amira, omar, zoe]))
  })
})

describe('another lead worker', () => {
  const change = async (fields: Record<string, string | readonly string[]>, commandId = newId()) =>
    (await as('team-manager')).post('/team/lead-worker', {
      to: ben,
      reason: 'Ada is on leave from Monday.',
      commandId,
      ...inBoxes('on', today),
      ...fields,
    })

  it('the page names who leads now and the brothers and sisters who are not chosen', async () => {
    const { status, page } = await (await as('team-manager')).get(`/team/lead-worker?child=${amira}`)
    assert.equal(status, 200)
    assert.match(page, /Amira Testcase: now .+, since 1 Jan 2025/)
    assert.match(page, /not chosen: Omar Testcase/)
    assert.match(page, new RegExp(`href="/team/lead-worker\\?child=${amira}&amp;child=${omar}"`))
    assert.match(page, /Ben Invented/)
  })

  it('asks for the worker, the day and the reason, and takes none that cannot be', async () => {
    const says = async (fields: Record<string, string>, words: RegExp) => {
      const { status, page } = await change({ child: amira, ...fields })
      assert.equal(status, 422)
      assert.match(page, words)
    }
    await says({ reason: ' ' }, /Write why the lead worker changes/)
    await says({ to: '' }, /Choose who leads from now on/)
    await says({ to: ids.account('police-officer') }, /Choose somebody of your team/)
    await says(inBoxes('on', addDays(today, 2)), /Enter today or a day that has passed/)
    await says(inBoxes('on', '2025-01-01'), /Enter a day after 1 January 2025/)
    await says({ 'on-day': '31', 'on-month': '2', 'on-year': '2026' }, /Enter a real date/)
    assert.equal((await change({ child: elsewhere })).status, 404)
    assert.equal((await change({ child: newId() })).status, 404)
    assert.equal((await change({})).to, '/team')
    assert.equal((await team()).loads.at(-1)?.children, 0)
  })

  it('passes several children on in one act, once, however often it is sent', async () => {
    const command = newId()
    const first = await change({ child: [amira, zoe] }, command)
    const again = await change({ child: [amira, zoe] }, command)
    assert.deepEqual([first.to, again.to], ['/team?passed=2', '/team?passed=2'])
    assert.match((await (await as('team-manager')).get('/team?passed=2')).page, /2 children have a new lead worker/)
    const entries = await database.admin<{ kind: string; acts: number; n: number }>(
      `select kind, count(distinct act_id)::int as acts, count(*)::int as n from gt.entry where command_id = $1 group by kind order by kind`,
      [command],
    )
    assert.deepEqual(entries, [
      { kind: 'involvement', acts: 1, n: 2 },
      { kind: 'involvement-end', acts: 1, n: 1 },
    ])
    const work = await team()
    assert.deepEqual([work.counts.withoutLead, work.loads.find(load => load.account === ben)?.children], [0, 2])
    assert.equal((await database.admin('select 1 from gt.notice')).length, 2)
  })

  it('the record is closed to the worker before on the very next request; what they wrote stays readable to them', async () => {
    const worker = await as('social-worker')
    assert.equal((await worker.get(`/people/${omar}`)).status, 200)
    assert.equal((await worker.get(`/people/${amira}`)).status, 404)
    assert.equal((await change({ child: omar })).to, '/team?passed=1')
    const own = statement<{ kind: string }>(
      'own-visits',
      null,
      `select e.kind from gt.entry e where e.partnership_id = $1 and e.subject_id = $2`,
    )
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ada])
    const session = await database.session('social-worker')
    const kinds = await database.app.withActor(session, testPurpose, tx => tx.run(own, [ids.partnership, omar]))
    assert.deepEqual(
      kinds.map(row => row.kind),
      ['visit'],
      'the visit Ada recorded, and nothing that anybody else told',
    )
    const people = statement<{ given: string }>(
      'own-people',
      null,
      'select given from gt.person where partnership_id = $1 and subject_id = $2',
    )
    assert.deepEqual(await database.app.withActor(session, testPurpose, tx => tx.run(people, [ids.partnership, omar])), [])
  })

  it('whoever leads already is left as they are, and nobody is told anything', async () => {
    const before = (await database.admin('select 1 from gt.notice')).length
    assert.equal((await change({ child: omar })).to, '/team?passed=0')
    assert.equal((await database.admin('select 1 from gt.notice')).length, before)
  })

  it('is done for a day that has passed where that is when it was agreed', async () => {
    const before = addDays(today, -3)
    await database.admin(`update gt.involvement set from_at = from_at - interval '30 days' where relation = 'lead'`)
    assert.equal((await change({ child: zoe, to: ada, ...inBoxes('on', before) })).to, '/team?passed=1')
    const [row] = await database.admin<{ on: string }>(
      `select happened_on::text as on from gt.entry where subject_id = $1 and kind = 'involvement' order by known_at desc limit 1`,
      [zoe],
    )
    assert.equal(row?.on, before)
  })
})
