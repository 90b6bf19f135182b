import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd, residence } from '../../../thread/own-kinds/index.ts'
import { conference } from '../../child-protection/index.ts'
import { referralTold } from '../../front-door/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rooms } from '../../web.ts'
import { type MyWork, stretchOf } from './my-work.ts'

const { database, as } = await openForTests(rooms)
const { who: child, works } = tellingsOn('2025-01-01')
const workOf = async (role: string): Promise<MyWork> => {
  const { status, body } = await (await as(role)).json('/')
  assert.equal(status, 200, role)
  return body as MyWork
}
const names = (people: readonly { name: string }[]): string[] => people.map(one => one.name)

const household = newId<SubjectId>()
const amira = newId<SubjectId>()
const omar = newId<SubjectId>()
const zoe = newId<SubjectId>()
let lead: string | undefined

before(async () => {
  await tell(
    database,
    'bridge-manager',
    [
      ...[child(amira, 'Amira'), child(omar, 'Omar'), child(zoe, 'Zoë')],
      ...[amira, omar].map(subject => ({ subject, kind: residence, on: '2025-01-01', parts: { record: { facts: { household } } } })),
      ...[amira, omar, zoe].map(subject => works(subject, ids.team.north, 'team', 'manager')),
      ...[amira, omar, zoe].map(subject => works(subject, ids.account('conference-chair'), 'account', 'chair')),
      works(zoe, ids.agency.school, 'agency', 'agency'),
    ],
    { begins: [...[amira, omar, zoe].map(subject => ({ subject, form: 'person' as const })), { subject: household, form: 'context' }] },
  )
  const allocated = await tell(
    database,
    'team-manager',
    [amira, omar].map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
  )
  lead = allocated[1]
  await tell(
    database,
    'conference-chair',
    [amira, omar].map(subject => ({
      subject,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    })),
  )
})

/** Sets the moment from which whoever leads is told of what is said. */
const leadIsTold = (from: string) =>
  database.admin(
    `update gt.finding f set told = (select jsonb_agg(case when t.one ->> 'to' = 'lead' then t.one || jsonb_build_object('from', $1::text) else t.one end)
       from jsonb_array_elements(f.told) as t(one))`,
    [from],
  )

describe('my work', () => {
  it('is asked by family, most pressing first, with exact counts', async () => {
    const work = await workOf('social-worker')
    assert.deepEqual(work.counts, { critical: 2, overdue: 10, decide: 6, due: 2 })
    assert.deepEqual(
      work.families.map(family => names(family.people).sort()),
      [['Amira Testcase', 'Omar Testcase']],
    )
    const [task] = work.families[0]?.people.find(one => one.subject === amira)?.tasks ?? []
    assert.equal(task?.level, 'CRITICAL')
    assert.match(task?.says ?? '', /^Amira, who is on a child protection plan, has not been seen at home since/)
    assert.match(task?.because.join() ?? '', /visits briefing, July 2024, box 3/)
    const { page } = await (await as('social-worker')).get('/')
    assert.match(page, /2 children may be unsafe, 10 overdue/)
    assert.match(page, new RegExp(`href="/people/${amira}"`))
  })

  it('counts a team’s work by lead worker for the manager, and says who has no lead worker', async () => {
    const work = await workOf('team-manager')
    assert.equal(work.workers.length, 2)
    assert.deepEqual(
      work.workers.map(({ people, critical, overdue, due }) => [people, critical, overdue, due]),
      [
        [2, 2, 10, 2],
        [1, 0, 2, 0],
      ],
    )
    assert.equal(work.workers[1]?.name, 'Nobody yet')
    const zoes = work.families.flatMap(family => family.people).find(one => one.subject === zoe)
    assert.deepEqual(zoes?.tasks.map(task => task.says).sort(), [
      'Zoë has no lead worker.',
      'Zoë is not on record as seen by anybody, of any agency, since work with the family began, 1 Jan 2025.',
    ])
  })

  it('tells a duty only once its moment has come, and only to those who hold it', async () => {
    await leadIsTold('2199-01-01T00:00:00Z')
    assert.deepEqual((await workOf('social-worker')).families, [])
    assert.equal((await workOf('team-manager')).counts.critical, 2)
    await leadIsTold('2025-01-01T00:00:00Z')
  })

  it('puts what is asked together by when it is to be done, and by family where that is asked for', async () => {
    const work = await workOf('social-worker')
    assert.deepEqual(
      work.byDay.map(({ of, tasks }) => [of, tasks.length]),
      [
        ['unsafe', 2],
        ['overdue', 10],
        ['decide', 6],
        ['later', 2],
      ],
    )
    const byDay = await (await as('social-worker')).get('/')
    assert.match(byDay.page, /A child may be unsafe now <span class="gt-count">2<\/span>/)
    assert.ok(byDay.page.indexOf('A child may be unsafe now') < byDay.page.indexOf('id="stretch-overdue"'))
    const byFamily = await (await as('social-worker')).get('/?by=family')
    assert.match(byFamily.page, new RegExp(`id="person-${amira}"`))
    assert.doesNotMatch(byFamily.page, /id="stretch-overdue"/)
  })

  it('says once what is asked of a brother and a sister alike, with the way to each', async () => {
    const { page } = await (await as('social-worker')).get('/')
    const [, unsafe = ''] = /id="stretch-unsafe"([\s\S]*?)<\/section>/.exec(page) ?? []
    assert.equal([...unsafe.matchAll(/has not been seen at home since/g)].length, 1)
    assert.match(
      unsafe,
      new RegExp(`Open the record of Amira Testcase[\\s\\S]*The same of <a class="govuk-link" href="/people/${omar}">Omar Testcase`),
    )
  })

  it('says what is due today, this week and later', () => {
    // A Wednesday.
    const today = day('2026-11-18')
    const due = (dueOn: string | null) => ({ level: 'DUE' as const, dueOn: dueOn === null ? null : day(dueOn) })
    const said = ['2026-11-18', '2026-11-19', '2026-11-22', '2026-11-23', null].map(on => stretchOf(due(on), today))
    assert.deepEqual(said, ['today', 'this week', 'this week', 'later', 'later'])
    assert.equal(stretchOf(due('2026-11-23'), day('2026-11-22')), 'later', 'on a Sunday the week is over')
    for (const [level, of] of [
      ['CRITICAL', 'unsafe'],
      ['OVERDUE', 'overdue'],
      ['GATE', 'decide'],
    ] as const)
      assert.equal(stretchOf({ level, dueOn: today }, today), of)
  })

  it('leads back to those whose page was opened last, newest first, and to nobody who may no longer be opened', async () => {
    const worker = await as('social-worker')
    for (const person of [amira, omar, amira]) assert.equal((await worker.get(`/people/${person}`)).status, 200)
    assert.equal((await worker.get(`/people/${zoe}`)).status, 404)
    assert.deepEqual(names((await workOf('social-worker')).recent), ['Amira Testcase', 'Omar Testcase'])
    assert.deepEqual((await workOf('conference-chair')).recent, [])
    assert.match((await worker.get('/')).page, /You looked at last/)
  })

  it('shows a school those it works with, and no finding that it is not told of', async () => {
    const work = await workOf('school-safeguarding-lead')
    assert.deepEqual([work.families, names(work.quiet), work.queue], [[], ['Zoë Testcase'], null])
  })

  it('writes an access line with everybody it named, and none where it named nobody', async () => {
    const lines = (role: string) =>
      database.admin<{ subject_ids: string[] }>(
        `select subject_ids from gt.access_line where route = 'GET /' and account_id = $1 order by at desc`,
        [ids.account(role)],
      )
    await workOf('team-manager')
    assert.deepEqual(new Set((await lines('team-manager'))[0]?.subject_ids), new Set([amira, omar, zoe]))
    await workOf('health-practitioner')
    assert.deepEqual(await lines('health-practitioner'), [])
  })

  it('shows nobody anything once the involvement has ended, on the very next request', async () => {
    await tell(database, 'team-manager', [
      { subject: omar, kind: involvementEnd, on: '2025-06-01', ...(lead ? { answers: lead as never } : {}), parts: { record: {} } },
    ])
    assert.deepEqual(
      (await workOf('social-worker')).families.flatMap(family => names(family.people)),
      ['Amira Testcase'],
    )
    assert.deepEqual(names((await workOf('social-worker')).recent), ['Amira Testcase'])
    // Not seen alone, not seen at home, and now on a plan without a social worker.
    assert.equal((await workOf('team-manager')).counts.critical, 3)
  })

  it('says to somebody without work what will stand here and what they can do', async () => {
    const { page } = await (await as('health-practitioner')).get('/')
    assert.match(page, /Nothing waits for you/)
    assert.match(page, /href="\/concerns\/new"/)
  })

  it('counts what waits at The Bridge for those who work its queue, and what a school has raised for the school', async () => {
    const matter = newId<SubjectId>()
    const works = (holder: string, form: string, relation: string) => ({
      subject: matter,
      kind: involvement,
      on: '2025-03-03',
      parts: { record: { facts: { holder, form, as: relation } } },
    })
    await tell(
      database,
      'school-safeguarding-lead',
      [
        {
          subject: matter,
          kind: referralTold,
          on: '2025-03-03',
          parts: {
            record: {
              facts: {
                form: 'worried-about-a-child',
                inDangerNow: false,
                referrerIs: 'professional',
                source: 'education',
                sourceName: 'Sample Primary School',
                concerns: ['neglect'],
                children: [{ label: 'child 1', given: 'Amira', family: 'Testcase' }],
                familyTold: 'yes',
              },
              narrative: { seenOrHeard: 'Hungry on Monday.' },
            },
          },
        },
        works(ids.agency.school, 'agency', 'referrer'),
        works(ids.team.bridge, 'team', 'queue'),
      ],
      { begins: [{ subject: matter, form: 'matter' }] },
    )
    for (const role of ['bridge-screener', 'bridge-manager'])
      assert.deepEqual((await workOf(role)).queue, { waiting: 1, overdue: 1, today: 0 }, role)
    assert.match((await (await as('bridge-manager')).get('/')).page, /The Bridge: 1 waiting<\/a>, 1 past the day to decide/)
    const school = await workOf('school-safeguarding-lead')
    assert.deepEqual([school.raised, school.queue], [1, null])
    assert.match((await (await as('school-safeguarding-lead')).get('/')).page, /href="\/concerns">1 concern you or your agency raised/)
  })

  it('leads back to what was not sent yet', async () => {
    await database.admin(`insert into gt.draft (partnership_id, draft_id, account_id, form, body) values ($1, $2, $3, 'concern', '{}')`, [
      ids.partnership,
      '018f0000-0000-7000-8000-000000000009',
      ids.account('health-practitioner'),
    ])
    assert.match(
      (await (await as('health-practitioner')).get('/')).page,
      /href="\/concerns\/draft\/018f0000-0000-7000-8000-000000000009\/check"/,
    )
    assert.deepEqual((await workOf('police-officer')).drafts, [])
  })
})
