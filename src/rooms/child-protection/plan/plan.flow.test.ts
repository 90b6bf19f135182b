import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { childsVoice } from '../../voice/index.ts'
import { rooms } from '../../web.ts'
import { conference } from '../conference/conference.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const plan = (more = '') => `/people/${home.amira}/plan${more}`

type PlanJson = {
  versions: { root: string; agreed: object | null; risks: { danger: string; goal: string; actions: object[] }[] }[]
  due: { rule: string; text: string }[]
  open: { words: string } | null
}
const versions = async (role = 'social-worker') => (await (await as(role)).json<PlanJson>(plan())).body.versions

const worry = {
  danger1: 'The school is worried that Amira will go hungry again and fall ill if nobody shops.',
  does1x1: 'Shop every Friday and fill the fridge',
  who1x1: 'Marta Testcase',
  measure1x1: 'The fridge is full at the Monday visit',
  ...inBoxes('due1x1', '2099-03-01'),
  if1: 'there is no food on a Friday',
  then1: 'Marta rings her sister, who brings some',
  by1: 'the same evening',
  childsVersion: 'There is food at home. Aunt Vera rings me.',
  visitEvery: '14',
}

before(() =>
  tell(
    database,
    'conference-chair',
    [home.amira].map(subject => ({
      subject,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    })),
  ),
)

describe('a child’s protection plan', () => {
  it('is found by nobody whose role has no row for it, and by nobody who does not work with the child', async () => {
    for (const role of [
      ...rolesWithout('GET /people/:person/plan'),
      'health-practitioner',
      'early-help-practitioner',
      'safeguarding-unit-manager',
    ]) {
      const visitor = await as(role)
      for (const page of [plan(), plan('/new'), plan('/versions')]) assert.equal((await visitor.get(page)).status, 404, `${role} ${page}`)
    }
    for (const role of rolesWithout('GET /people/:person/plan/new')) {
      const visitor = await as(role)
      for (const way of ['/new', '/new/keep', '/new/discard', `/versions/${home.omar}/agree`])
        assert.equal((await visitor.post(plan(way), worry)).status, 404, `${role} ${way}`)
    }
    assert.deepEqual(await database.admin(`select 1 from gt.entry where kind = 'cp-plan'`), [])
  })

  it('says what is due and why before anything is written', async () => {
    const { page } = await (await as('social-worker')).get(plan())
    assert.match(page, /What has to be different for Amira/)
    assert.match(page, /Amira has been on a child protection plan since 15 Jan 2025, for neglect/)
    assert.match(page, /Amira, who is on a child protection plan, has had no core group yet\./)
    assert.match(page, /Working Together 2023/)
    assert.match(page, /The plan stands here once it is written/)
  })

  it('asks of an action who does it, how it will be known, and by when; what was typed comes back', async () => {
    const worker = await as('social-worker')
    await worker.get(plan('/new'))
    const { status, page } = await worker.post(plan('/new'), { danger1: worry.danger1, does1x1: 'Shop every Friday' })
    assert.equal(status, 422)
    for (const words of [
      'Write who does it: a name, not a service',
      'Write how everybody will know that it is done',
      'Enter the day by which it is done',
    ])
      assert.ok(page.includes(words), words)
    assert.ok(page.includes(worry.danger1))
    assert.match(
      (await worker.post(plan('/new'), { goal1: 'Amira eats.', draftVersion: worker.hidden('draftVersion') })).page,
      /Write what we are worried will happen/,
    )
  })

  it('is kept while it is typed, and comes back', async () => {
    const worker = await as('social-worker')
    await worker.get(plan('/new'))
    const kept = await worker.post(plan('/new/keep'), { danger1: 'Half a sentence', draftVersion: worker.hidden('draftVersion') })
    assert.equal(kept.status, 200)
    assert.match((await worker.get(plan('/new'))).page, /Half a sentence/)
    assert.equal((await worker.post(plan('/new/discard'), {})).to, plan())
    assert.doesNotMatch((await worker.get(plan('/new'))).page, /Half a sentence/)
  })

  it('is written without a goal, and not agreed until it has one: what is lacking is said', async () => {
    const worker = await as('social-worker')
    await worker.get(plan('/new'))
    assert.equal((await worker.post(plan('/new'), worry)).to, plan())
    const [first] = await versions()
    assert.ok(first)
    assert.deepEqual([first.agreed, first.risks[0]?.actions.length], [null, 1])
    const page = (await worker.get(plan())).page
    assert.match(page, /Amira’s plan has one worry without what safety looks like/)
    assert.match(page, /Marta Testcase/)
    const stopped = await worker.post(plan(`/versions/${first.root}/agree`), { with: 'the core group' })
    assert.equal(stopped.status, 409)
    assert.match(stopped.page, /write for every worry what safety will look like/)
    assert.ok(stopped.page.includes('the core group'), 'what was typed comes back')
    assert.equal((await versions())[0]?.agreed, null)
  })

  it('a new version begins from the last; with a goal it is agreed, and both are kept', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(plan('/new'))
    assert.match(page, /The school is worried that Amira will go hungry/)
    const again = {
      ...worry,
      goal1: 'Amira eats breakfast and tea every day for three months.',
      whatChanged: 'The goal was agreed with Marta.',
    }
    assert.equal((await worker.post(plan('/new'), again)).to, plan())
    const [first, second] = await versions()
    assert.ok(first && second)
    assert.equal((await worker.post(plan(`/versions/${first.root}/agree`), {})).status, 404, 'only the last version is agreed')
    await tell(database, 'social-worker', [
      {
        subject: home.amira,
        kind: childsVoice,
        parts: { record: { facts: { obtained: true, heard: ['spoken'], where: 'home' } } },
      },
    ])
    assert.equal((await worker.post(plan(`/versions/${second.root}/agree`), { with: 'Marta, the school' })).to, plan())
    assert.ok((await versions())[1]?.agreed)
    const read = await worker.get(plan())
    assert.match(read.page, /Agreed on [^<]+ by [^<]+, with Marta, the school/)
    assert.match(read.page, /The goal was agreed with Marta/)
  })

  it('two versions stand side by side with what differs marked', async () => {
    const [first, second] = await versions()
    assert.ok(first && second)
    const { page } = await (await as('school-safeguarding-lead')).get(plan(`/versions?later=${second.root}&earlier=${first.root}`))
    assert.match(page, /What changed in Amira’s plan/)
    assert.match(page, /<mark>Amira eats breakfast and tea every day for three months\.<\/mark>/)
    assert.match(page, /The same in both: [^<]*What we are worried will happen \(1\)/)
    assert.equal((await (await as('social-worker')).get(plan(`/versions?later=${home.omar}`))).status, 404)
  })

  it('whoever works with the child reads it, and is offered nothing that is not theirs to do', async () => {
    const { page } = await (await as('school-safeguarding-lead')).get(plan())
    assert.match(page, /Amira eats breakfast/)
    assert.doesNotMatch(page, /Write a new version/)
    assert.equal((await (await as('school-safeguarding-lead')).get(`/people/${home.omar}/plan`)).status, 404)
  })

  it('leaves a line of who read it', async () => {
    await (await as('police-officer')).get(plan())
    const [line] = await database.admin<{ subject_ids: string[]; account_id: string; entry_ids: string[] }>(
      `select subject_ids, account_id, entry_ids from gt.access_line where route = 'GET /people/:person/plan' order by at desc limit 1`,
    )
    assert.deepEqual([line?.subject_ids, line?.account_id], [[home.amira], ids.account('police-officer')])
    assert.ok(line?.entry_ids.includes((await versions())[1]?.root ?? ''))
  })

  it('a worry that the plan names first is a danger statement, on whose scale people answer; every version after says whose it is', async () => {
    const dangers = () =>
      database.admin<{ danger: string; about: string | null }>(
        `select v.facts -> 'risks' -> 0 ->> 'danger' as danger, p.narrative ->> 'about' as about
         from gt.entry e join gt.entry_part v using (partnership_id, entry_id)
         left join gt.entry_part p on p.entry_id = (v.facts -> 'risks' -> 0 ->> 'danger')::uuid
         where e.subject_id = $1 and e.kind = 'cp-plan' order by e.known_at`,
        [home.amira],
      )
    const before = await dangers()
    assert.equal(before[0]?.about, worry.danger1)
    const worker = await as('social-worker')
    const page = (await worker.get(plan('/new'))).page
    const of1 = worker.hidden('of1')
    assert.equal(of1, before.at(-1)?.danger)
    assert.match(page, /A worry that stands on record: say it as it is now/)
    assert.equal(
      (await worker.post(plan('/new'), { ...worry, of1, scale1: '3', danger2: 'Nobody knows who is there at night.' })).to,
      plan(),
    )
    assert.equal((await dangers()).at(-1)?.danger, of1)
    assert.match((await worker.get(plan())).page, /How safe it is now, from 0 to 10[\s\S]*?a professional 3/)
    await worker.get(plan('/new'))
    assert.equal((await worker.post(plan('/new'), { ...worry, of1: home.omar })).to, plan())
    assert.notEqual((await dangers()).at(-1)?.danger, home.omar, 'what is no danger statement of this child is none of this plan')
  })
})
