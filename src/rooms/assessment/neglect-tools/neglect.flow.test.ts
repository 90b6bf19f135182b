import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { referral } from '../../front-door/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/settings' })
const home = await householdOnRecord(database)
const at = (page = '') => `/people/${home.amira}/neglect${page}`

const tool = {
  tool: 'graded-care-profile-2',
  ...inBoxes('on', '2026-01-12'),
  carerNamed: 'Marta',
  trained: 'yes',
  physical: '2',
  safety: '4',
  emotional: '2',
  developmental: '3',
  item1: 'Left alone in the evening',
  score1: '4',
  target1: '2',
  evidence: 'Seen on two evenings.',
  signed: 'no',
}
const entries = (kind: string) =>
  database.admin<{ facts: Record<string, unknown> }>(
    `select p.facts from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = $1 and e.subject_id = $2 order by e.known_at`,
    [kind, home.amira],
  )

describe('who may see and record how a child is cared for', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    for (const role of [...rolesWithout('GET /people/:person/neglect'), 'health-practitioner', 'early-help-practitioner']) {
      const visitor = await as(role)
      for (const page of ['', '/tool', '/good-enough', '/sign']) assert.equal((await visitor.get(at(page))).status, 404, `${role} ${page}`)
      assert.equal((await visitor.post(at('/tool'), tool)).status, 404, role)
    }
    assert.deepEqual(await entries('neglect-tool'), [])
  })

  it('the police write down what they see and do no tool', async () => {
    const officer = await as('police-officer')
    assert.equal((await officer.get(at('/sign'))).status, 200)
    for (const form of ['tool', 'good-enough']) assert.equal((await officer.get(at(`/${form}`))).status, 404, form)
  })

  it('who read of it stands in the access line', async () => {
    await (await as('team-manager')).get(at())
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /people/:person/neglect' order by at desc limit 1`,
    )
    assert.ok(line?.subject_ids.includes(home.amira))
  })
})

describe('a neglect tool', () => {
  it('says what is due, and asks for what is missing', async () => {
    await tell(database, 'bridge-manager', [
      {
        subject: home.amira,
        kind: referral,
        on: '2026-01-05',
        parts: { record: { facts: { source: 'education', concerns: ['neglect'] } } },
      },
    ])
    const worker = await as('social-worker')
    assert.match((await worker.get(at())).page, /no neglect tool has been done/)
    await worker.get(at('/tool'))
    const refused = await worker.post(at('/tool'), { tool: 'graded-care-profile', ...inBoxes('on', '2026-01-12') })
    assert.equal(refused.status, 422)
    for (const words of [
      'was not used on that day',
      'Write whose care it looks at',
      'Grade at least one area',
      'Write what was seen and heard',
    ])
      assert.ok(refused.page.includes(words), words)
    const { trained: _, ...untrained } = tool
    assert.match((await worker.post(at('/tool'), untrained)).page, /Only somebody trained and licensed/)
    const thriving = {
      tool: 'thriving-families-tool',
      ...inBoxes('on', '2026-01-12'),
      carerNamed: 'Marta',
      evidence: 'Seen.',
      physical: '3',
    }
    assert.match((await worker.post(at('/tool'), thriving)).page, /leave the areas empty/)
    assert.deepEqual(await entries('neglect-tool'), [])
  })

  it('is recorded for one child and one carer, the worst first and nothing averaged', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/tool'))
    assert.equal((await worker.post(at('/tool'), tool)).to, at())
    const [told] = await entries('neglect-tool')
    assert.deepEqual(told?.facts['items'], [{ item: 'Left alone in the evening', score: '4', target: '2' }])
    const { page } = await worker.get(at())
    assert.match(page, /The care of Marta/)
    assert.ok(page.indexOf('most needs not met') < page.indexOf('what is essential met'), 'the worst stands first')
    assert.doesNotMatch(page, /2\.75|average grade/)
    const [finding] = await database.admin<{ ended: string }>(
      `select ended from gt.finding where subject_id = $1 and rule = 'neglect-tool-due' and name = 'first'`,
      [home.amira],
    )
    assert.equal(finding?.ended, 'met')
  })

  it('and the next are a picture with the same in a table', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/tool'))
    assert.equal((await worker.post(at('/tool'), { ...tool, ...inBoxes('on', '2026-02-16'), safety: '3' })).to, at())
    const { page } = await worker.get(at())
    assert.match(page, /Grades of each area of care over time/)
    assert.equal([...page.matchAll(/<polyline/g)].length, 4)
    assert.match(page, /Every tool, oldest first/)
  })
})

describe('is it good enough, and not only better?', () => {
  it('asks since when, from whose viewpoint and what it is like for the child, beside the first tool and the last', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(at('/good-enough'))
    assert.match(page, /The first tool, 12 Jan 2026: safety 4/)
    assert.match(page, /The last, 16 Feb 2026: safety 3/)
    const refused = await worker.post(at('/good-enough'), { judged: 'enough' })
    assert.equal(refused.status, 422)
    for (const words of [
      'Enter the day since when it has been good enough',
      'Choose from whose viewpoint',
      'Write what it is like for the child',
    ])
      assert.ok(refused.page.includes(words), words)
    const said = {
      judged: 'better',
      standard: 'Somebody fit is there every night.',
      evidence: 'Marta was home on five evenings of seven.',
      viewpoints: ['child', 'school'],
      lifeForChild: 'Amira sleeps, and still listens for the door.',
    }
    await worker.get(at('/good-enough'))
    assert.equal((await worker.post(at('/good-enough'), said)).to, at())
    const [told] = await entries('good-enough-judged')
    assert.ok(told?.facts['firstTool'] && told.facts['lastTool'] && told.facts['firstTool'] !== told.facts['lastTool'])
    const shown = await worker.get(at())
    assert.match(shown.page, /Better, and not yet good enough/)
    assert.match(shown.page, /still listens for the door/)
  })
})

describe('small signs', () => {
  it('of two agencies stand together, and three of them are looked at together', async () => {
    const sign = (what: string, on: string) => ({ what, ...inBoxes('on', on), seenOrHeard: `Seen: ${what}` })
    const school = await as('school-safeguarding-lead')
    const officer = await as('police-officer')
    for (const [visitor, what, on] of [
      [school, 'hunger', '2026-03-02'],
      [school, 'clothing', '2026-03-09'],
      [officer, 'home', '2026-03-16'],
    ] as const) {
      await visitor.get(at('/sign'))
      assert.equal((await visitor.post(at('/sign'), sign(what, on))).to, at())
    }
    const { page } = await school.get(at())
    assert.match(page, /Seen: home/)
    assert.match((await (await as('social-worker')).get(at())).page, /Signs of neglect of Amira were seen 3 times, by 2 agencies/)
  })
})
