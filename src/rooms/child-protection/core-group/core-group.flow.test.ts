import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { conference } from '../conference/conference.ts'
import { cpPlan } from '../plan/cp-plan.ts'
import { dangerStatement } from '../safety/safety.ts'
import { visit } from '../visits/visit.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const core = (more = '') => `/people/${home.amira}/core-group${more}`

type AgendaJson = {
  members: { holder: string; name: string; agencyKind: string }[]
  seen: { how: string; on: string | null }[]
  progress: (string | null)[]
  due: { rule: string; when: string }[]
  lastMet: string | null
}
const agenda = async (role = 'social-worker') => (await (await as(role)).json<AgendaJson>(core())).body

/** Everybody of the agenda, as having come but for those named. */
const came = (members: AgendaJson['members'], away: readonly string[] = []) =>
  Object.fromEntries(
    members.flatMap((one, at) => [
      [`holder${at + 1}`, one.holder],
      [`came${at + 1}`, away.includes(one.agencyKind) ? 'away' : 'came'],
    ]),
  )

before(async () => {
  const { works } = tellingsOn('2025-01-15')
  await tell(database, 'team-manager', [works(home.amira, ids.account('health-practitioner'), 'account', 'core-group')])
  await tell(database, 'conference-chair', [
    {
      subject: home.amira,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
  await tell(database, 'social-worker', [
    {
      subject: home.amira,
      kind: cpPlan,
      on: '2025-01-20',
      parts: {
        record: {
          facts: { risks: [{ goal: true, actions: [{ dueOn: '2025-02-01' }] }] },
          narrative: {
            danger1: 'Amira may go hungry.',
            goal1: 'Amira eats every day.',
            does1x1: 'Shop',
            who1x1: 'Marta',
            measure1x1: 'Food is there',
          },
        },
      },
    },
    {
      subject: home.amira,
      kind: visit,
      on: '2025-02-06',
      parts: { record: { facts: { by: 'lead', place: 'school', seen: 'seen-alone' } } },
    },
  ])
})

describe('the core group of a child', () => {
  it('is found by nobody whose role has no row for it, and by nobody who does not work with the child', async () => {
    for (const role of [...rolesWithout('GET /people/:person/core-group'), 'early-help-practitioner', 'safeguarding-unit-manager'])
      for (const page of [core(), core('/new')]) assert.equal((await (await as(role)).get(page)).status, 404, `${role} ${page}`)
    for (const role of [...rolesWithout('GET /people/:person/core-group/new'), 'school-safeguarding-lead', 'police-officer']) {
      const visitor = await as(role)
      for (const way of ['/new', '/new/keep', '/new/discard'])
        assert.equal((await visitor.post(core(way), {})).status, 404, `${role} ${way}`)
    }
  })

  it('has an agenda worked out from the record: not yet seen at home, what was to be done, what is due', async () => {
    const { page } = await (await as('school-safeguarding-lead')).get(core())
    assert.match(page, /The next core group about Amira/)
    assert.match(page, /At home<\/td><td[^>]*>No record says so/)
    assert.match(page, /Alone<\/td><td[^>]*>Thursday 6 February 2025/)
    assert.match(page, /Amira eats every day/)
    assert.match(page, /Shop/)
    const { due, seen, members } = await agenda()
    assert.ok(due.some(one => one.rule === 'core-group-overdue'))
    assert.equal(seen.find(one => one.how === 'at home')?.on, null)
    assert.ok(members.some(one => one.agencyKind === 'health') && members.some(one => one.agencyKind === 'education'))
  })

  it('is written down with who came, and says whose answer is missing', async () => {
    const worker = await as('social-worker')
    await worker.get(core('/new'))
    const { members } = await agenda()
    const { status, page } = await worker.post(core('/new'), { ...inBoxes('on', '2025-02-10'), holder1: members[0]?.holder ?? '' })
    assert.equal(status, 422)
    assert.match(page, /Say whether [^<]+ came/)
    assert.match(
      (await worker.post(core('/new'), { ...inBoxes('on', '2098-02-10'), ...came(members), draftVersion: worker.hidden('draftVersion') }))
        .page,
      /must be today or earlier/,
    )
  })

  it('held without the social worker by a member is a core group: the clock is met, and neither visit clock moves', async () => {
    const clocks = async () =>
      database.admin(
        `select rule, key, until_at from gt.finding where subject_id = $1 and rule in ('cp-visit-due', 'not-seen-at-home') order by rule, key`,
        [home.amira],
      )
    const before = await clocks()
    const nurse = await as('health-practitioner')
    await nurse.get(core('/new'))
    const sent = await nurse.post(core('/new'), {
      ...inBoxes('on', '2025-02-10'),
      ...came((await agenda('health-practitioner')).members, ['education', 'childrens-social-care']),
      withoutSocialWorker: 'yes',
      child: 'yes',
      goal1: 'better',
      seenBy1: ids.account('health-practitioner'),
      ...inBoxes('seenOn1', '2025-02-09'),
      seenWhere1: 'home',
      seenAlone1: 'yes',
      progress: 'Marta shopped twice.',
      ...inBoxes('nextOn', '2025-03-10'),
    })
    assert.equal(sent.to, core())
    const { lastMet, seen, progress } = await agenda()
    assert.deepEqual([lastMet, seen.find(one => one.how === 'alone at home')?.on, progress], ['2025-02-10', '2025-02-09', ['better']])
    assert.deepEqual(await clocks(), before)
    assert.match((await nurse.get(core())).page, /Marta shopped twice/)
  })

  it('answers on the scale stand each for itself, and are drawn with a table beneath', async () => {
    const worker = await as('social-worker')
    await worker.get(core('/new'))
    const sent = await worker.post(core('/new'), {
      ...inBoxes('on', '2025-03-10'),
      ...came((await agenda()).members, ['education']),
      goal1: 'same',
      scaleWho1: 'mother',
      scaleName1: 'Marta',
      scale1: '7',
      scaleWho2: 'professional',
      scale2: '3',
    })
    assert.equal(sent.to, core())
    const { page } = await worker.get(`/people/${home.amira}/plan`)
    assert.match(page, /How safe each person says it is/)
    assert.match(page, /<svg[^>]*gt-plan-picture[\s\S]*<td[^>]*>Marta<\/td><td[^>]*>7<\/td>/)
    assert.match(page, /What has become of each worry/)
  })

  it('each worry has a scale of its own beside the whole, with its own line and table', async () => {
    const stated = [
      {
        subject: home.amira,
        kind: dangerStatement,
        on: '2025-03-11',
        parts: { record: { narrative: { about: 'Nobody is there at night.' } } },
      },
    ]
    const [danger] = await tell(database, 'social-worker', stated)
    await tell(database, 'social-worker', [
      {
        subject: home.amira,
        kind: cpPlan,
        on: '2025-03-12',
        parts: { record: { facts: { risks: [{ danger, goal: true, actions: [] }] }, narrative: { danger1: 'Nobody is there at night.' } } },
      },
    ])
    const worker = await as('social-worker')
    assert.match((await worker.get(core('/new'))).page, /Worry 1, from 0 to 10 \(1\)[\s\S]*Nobody is there at night/)
    const sent = await worker.post(core('/new'), {
      ...inBoxes('on', '2025-03-17'),
      ...came((await agenda()).members, ['education']),
      goal1: 'same',
      scaleWho1: 'mother',
      scaleName1: 'Marta',
      scale1Worry1: '6',
    })
    assert.equal(sent.to, core(), sent.page)
    const answers = await database.admin<{ answers: string | null; scale: number }>(
      `select e.answers, (p.facts ->> 'scale')::int as scale from gt.entry e join gt.entry_part p using (partnership_id, entry_id)
       where e.subject_id = $1 and e.kind = 'safety-scaled' and e.happened_on = '2025-03-17'`,
      [home.amira],
    )
    assert.deepEqual(answers, [{ answers: danger, scale: 6 }])
    const { page } = await worker.get(`/people/${home.amira}/plan`)
    const [whole, worry] = [page.indexOf('safety as a whole: answers'), page.indexOf('Worry 1: answers')]
    assert.ok(whole > 0 && worry > whole)
    assert.match(page.slice(worry), /<td[^>]*>Marta<\/td><td[^>]*>6<\/td>/)
    assert.doesNotMatch(page.slice(whole, worry), /<td[^>]*>Marta<\/td><td[^>]*>6<\/td>/)
  })

  it('an agency that stayed away twice running is asked about it: worker and chair read it, the agency itself too and no other', async () => {
    const rule = 'core-group-absent-twice'
    const [found] = await database.admin<{ facts: { askedAgency: string }; told_to: string[] }>(
      `select facts, told_to from gt.finding where subject_id = $1 and rule = $2 and until_at = 'infinity'`,
      [home.amira, rule],
    )
    assert.equal(found?.facts.askedAgency, ids.agency.school)
    const reads = async (role: string) => (await agenda(role)).due.some(one => one.rule === rule)
    assert.ok(await reads('social-worker'))
    assert.ok(await reads('school-safeguarding-lead'))
    assert.equal(await reads('health-practitioner'), false)
  })

  it('what was typed of the worries of a plan is not shown, nor taken, as said of those of the next', async () => {
    const worker = await as('social-worker')
    await worker.get(core('/new'))
    const typed = { plan: worker.hidden('plan'), goal1: 'worse', scaleWho1: 'mother', scale1Worry1: '2', progress: 'Marta came.' }
    assert.equal((await worker.post(core('/new/keep'), { draftVersion: '0', ...typed })).status, 200)
    assert.match((await worker.get(core('/new'))).page, /name="goal1"[^>]*value="worse"[^>]*checked/)
    await tell(database, 'social-worker', [
      {
        subject: home.amira,
        kind: cpPlan,
        on: '2025-03-20',
        parts: { record: { facts: { risks: [{ goal: true, actions: [] }] }, narrative: { danger1: 'The stairs have no gate.' } } },
      },
    ])
    const { page } = await worker.get(core('/new'))
    assert.match(page, /Worry 1: The stairs have no gate[\s\S]*Marta came/)
    assert.doesNotMatch(page, /name="goal1"[^>]*checked/)
    assert.notEqual(worker.hidden('plan'), typed.plan)
    const sent = {
      ...inBoxes('on', '2025-03-21'),
      ...came((await agenda()).members),
      ...typed,
      draftVersion: worker.hidden('draftVersion'),
    }
    const refused = await worker.post(core('/new'), sent)
    assert.equal(refused.status, 422)
    assert.match(refused.page, /The plan has changed since you began/)
    const again = { ...sent, plan: worker.hidden('plan'), goal1: 'better', scaleWho1: '', draftVersion: worker.hidden('draftVersion') }
    assert.equal((await worker.post(core('/new'), again)).to, core())
  })
})
