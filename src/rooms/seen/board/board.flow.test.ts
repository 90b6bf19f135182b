import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { conference, homeConditions, visit } from '../../child-protection/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { inBoxes, rolesWith } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/' })
const today = dayOf(momentOf(Temporal.Now.instant()))
const ago = (days: number) => addDays(today, -days)
const { who, works } = tellingsOn(ago(400))

const [ada, ben, cleo, dan, away] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
const children = [
  { subject: ada, name: 'Ada', born: ago(3000) },
  { subject: ben, name: 'Ben', born: ago(3100) },
  { subject: cleo, name: 'Cleo', born: ago(420) },
  { subject: dan, name: 'Dan', born: ago(2900) },
  { subject: away, name: 'Away', born: ago(300) },
]

type Board = {
  counts: Record<'all' | 'home' | 'alone' | 'anyone' | 'bedroom' | 'late', number>
  children: {
    name: string
    home: string | null
    anybody: string | null
    alone: string | null
    late: { home: boolean; anybody: boolean; alone: boolean }
    by: { alone: string | null; home: string | null }
  }[]
  next: string | null
}
const board = async (role: string, query = ''): Promise<Board> => (await (await as(role)).json<Board>(`/seen${query}`)).body
const first = (one: Board) => one.children.map(child => child.name.split(' ')[0])
const visited = (subject: SubjectId, on: string, facts: object = {}) => ({
  subject,
  kind: visit,
  on,
  parts: { record: { facts: { by: 'lead', place: 'school', seen: 'seen-alone', ...facts } } },
})

before(async () => {
  const all = [ada, ben, cleo, dan]
  await tell(
    database,
    'bridge-manager',
    [
      ...children.map(({ subject, name, born }) => who(subject, name, born)),
      ...all.map(subject => works(subject, ids.team.north, 'team', 'manager')),
      works(away, ids.team.bridge, 'team', 'manager'),
      works(ada, ids.account('conference-chair'), 'account', 'chair'),
      works(ben, ids.account('conference-chair'), 'account', 'chair'),
      works(cleo, ids.account('conference-chair'), 'account', 'chair'),
      works(ada, ids.agency.school, 'agency', 'agency'),
    ],
    { begins: children.map(({ subject }) => ({ subject, form: 'person' as const })) },
  )
  await tell(
    database,
    'team-manager',
    all.map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
  )
  await tell(
    database,
    'conference-chair',
    [ada, ben, cleo].map(subject => ({
      subject,
      kind: conference,
      on: ago(60),
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    })),
  )
  await tell(database, 'social-worker', [
    visited(ada, ago(5)),
    visited(ben, ago(3), { place: 'home', bedroomSeen: true }),
    visited(cleo, ago(40), { place: 'home' }),
    visited(cleo, ago(4)),
    visited(dan, ago(10)),
    { subject: ada, kind: homeConditions, on: ago(2), parts: { record: { facts: { seenBy: 'police', fit: false, childSeen: true } } } },
  ])
})

describe('when each child was last seen', () => {
  it('is for those who work with children: every other role is told that there is no such page', async () => {
    const may = rolesWith('GET /seen')
    for (const role of ids.roles.filter(role => !may.includes(role)))
      for (const path of ['/seen', '/seen/list', `/people/${ada}/seen`])
        assert.equal((await (await as(role)).get(path)).status, 404, `${role} ${path}`)
  })

  it('tells a team’s manager exactly how many, what is overdue first and then the youngest', async () => {
    const all = await board('team-manager')
    assert.deepEqual(all.counts, { anyone: 0, all: 4, home: 3, alone: 0, bedroom: 3, late: 2 })
    assert.deepEqual(first(all), ['Cleo', 'Ada', 'Dan', 'Ben'])
    assert.ok(!JSON.stringify(all).includes('Away'))
  })

  it('which children have not been seen at home: those without a visit in time and those with no record, and no other', async () => {
    const home = await board('team-manager', '?show=home&of=plan')
    assert.deepEqual(first(home).sort(), ['Ada', 'Cleo'])
    assert.deepEqual(home.children.map(one => [one.name.split(' ')[0], one.home, one.late.home]).sort(), [
      ['Ada', null, true],
      ['Cleo', ago(40), true],
    ])
    const { page } = await (await as('team-manager')).get('/seen?show=home')
    assert.match(page, /No record/)
  })

  it('a plan’s own shorter time counts: in the counts, in the lists and in the table to keep', async () => {
    const before = await board('team-manager', '?of=plan')
    await tell(database, 'conference-chair', [
      {
        subject: ben,
        kind: conference,
        on: ago(20),
        parts: { record: { facts: { type: 'review', plan: true, category: 'neglect', visitEvery: 7, childTookPart: true } } },
      },
      {
        subject: ada,
        kind: conference,
        on: ago(2),
        parts: { record: { facts: { type: 'review', plan: true, category: 'neglect', visitEvery: 7, childTookPart: true } } },
      },
    ])
    const one = (of: Board, name: string) => of.children.find(child => child.name.startsWith(name))
    const after = await board('team-manager', '?of=plan')
    assert.deepEqual(one(after, 'Ben')?.by, { alone: addDays(ago(3), 7), home: addDays(ago(3), 7) })
    assert.deepEqual(after.counts, before.counts, 'Ben was seen three days ago; of Ada it counts from the day it was said')
    await tell(database, 'social-worker', [{ ...visited(ben, ago(3), { place: 'home', bedroomSeen: true }), on: ago(12) }])
    assert.deepEqual(one(await board('team-manager', '?of=plan'), 'Ben')?.by.home, addDays(ago(3), 7), 'the last visit counts')
    await tell(database, 'conference-chair', [
      {
        subject: cleo,
        kind: conference,
        on: ago(10),
        parts: { record: { facts: { type: 'review', plan: true, category: 'neglect', visitEvery: 2, childTookPart: true } } },
      },
    ])
    const late = await board('team-manager', '?of=plan')
    assert.equal(one(late, 'Cleo')?.late.alone, true, 'seen alone four days ago, and to be seen every second day')
    assert.equal(late.counts.alone, before.counts.alone + 1)
    assert.deepEqual(first(await board('team-manager', '?of=plan&show=alone')), ['Cleo'])
    const { page } = await (await as('team-manager')).get('/seen/list?show=alone&of=plan')
    assert.match(page, /"Cleo[^\r]*alone"/)
    assert.match((await (await as('team-manager')).get('/seen?show=alone')).page, /by the plan again by/)
  })

  it('what the police saw counts as seen by somebody, and never as the social worker’s visit at home', async () => {
    const [one] = (await board('team-manager', '?of=plan')).children.filter(child => child.name.startsWith('Ada'))
    assert.equal(one?.anybody, ago(2))
    assert.equal(one?.home, null)
  })

  it('a table to keep holds the same children, and each of them leaves a line in who looked', async () => {
    const manager = await as('team-manager')
    const { status, page } = await manager.get('/seen/list?show=home&of=plan')
    assert.equal(status, 200)
    const lines = page.trim().split('\r\n')
    assert.equal(lines.length, 3)
    assert.match(lines[0] ?? '', /"Seen at home"/)
    assert.ok(lines.some(line => line.startsWith('"Ada') && line.includes('"no record"')))
    const shown = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /seen/list' and account_id = $1 order by at desc limit 1`,
      [ids.account('team-manager')],
    )
    assert.deepEqual([...(shown[0]?.subject_ids ?? [])].sort(), [ada, cleo].sort())
  })

  it('each sees those they work with: a chair their conferences, a school its pupil, and never another child', async () => {
    assert.deepEqual(first(await board('conference-chair')).sort(), ['Ada', 'Ben', 'Cleo'])
    assert.deepEqual(first(await board('school-safeguarding-lead')), ['Ada'])
    assert.deepEqual(first(await board('police-officer')), [])
  })

  it('a school says that it saw the child: the board knows at once, and no visit clock restarts', async () => {
    const school = await as('school-safeguarding-lead')
    const { page } = await school.get(`/people/${ada}/seen`)
    assert.match(page, /You have seen/)
    assert.equal(
      (await school.post(`/people/${ada}/seen`, { where: 'school', alone: 'yes', ...inBoxes('on', addDays(today, 1)) })).status,
      422,
    )
    assert.equal(
      (await school.post(`/people/${ada}/seen`, { where: 'school', alone: 'yes', ...inBoxes('on', today), how: 'Tired.' })).status,
      303,
    )
    const [one] = (await board('school-safeguarding-lead')).children
    assert.deepEqual([one?.anybody, one?.alone, one?.home], [today, ago(5), null])
  })

  it('a child whom one does not work with is not found', async () => {
    const school = await as('school-safeguarding-lead')
    assert.equal((await school.get(`/people/${ben}/seen`)).status, 404)
    assert.equal((await school.post(`/people/${ben}/seen`, { where: 'school', ...inBoxes('on', today) })).status, 404)
  })

  it('a child of the team with whom one does not work oneself is neither shown nor counted: the numbers are those of the list', async () => {
    const other = newId<SubjectId>()
    await tell(database, 'bridge-manager', [who(other, 'Eli', ago(2000)), works(other, ids.team.north, 'team', 'manager')], {
      begins: [{ subject: other, form: 'person' }],
    })
    const [worker, manager] = [await board('social-worker'), await board('team-manager')]
    assert.deepEqual([worker.counts.all, worker.children.length], [4, 4])
    assert.deepEqual([manager.counts.all, manager.children.length], [5, 5])
    assert.ok(!first(worker).includes('Eli') && first(manager).includes('Eli'))
  })
})
