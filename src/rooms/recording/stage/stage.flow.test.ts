import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const path = () => `/people/${home.amira}/stage`
const told = {
  stage: 'getting-help',
  'on-day': '2',
  'on-month': '3',
  'on-year': '2026',
  reason: 'School and family agree that help is needed.',
  evidence: 'Three talks with the school nurse.',
  childsView: '“I want mum to be less tired.”',
  discussed: 'yes',
  familysView: 'Her mother asked for it.',
}
const episodes = () =>
  database.admin<{ state: string; open: boolean }>(
    `select state, until_at = 'infinity' as open from gt.episode where subject_id = $1 and kind = 'support-stage' order by from_at`,
    [home.amira],
  )

describe('who may read and tell the stage of support', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    const without = rolesWithout('GET /people/:person/stage')
    assert.ok(without.length > 0)
    for (const role of [...without, 'health-practitioner', 'early-help-practitioner', 'bridge-manager'])
      for (const answer of [await (await as(role)).get(path()), await (await as(role)).post(path(), told)])
        assert.equal(answer.status, 404, role)
    assert.equal(
      (await (await as('emergency-duty-worker')).post(path(), told)).status,
      404,
      'who reads about every open child tells nothing of them',
    )
    assert.deepEqual(await episodes(), [])
  })

  it('an adult has none', async () => {
    assert.equal((await (await as('social-worker')).get(`/people/${home.marta}/stage`)).status, 404)
  })
})

describe('telling the stage of support', () => {
  it('asks for the reason, the evidence, the child’s view and the family’s', async () => {
    await (await as('social-worker')).get(path())
    const { status, page } = await (await as('social-worker')).post(path(), { stage: 'getting-more-help', discussed: 'no' })
    assert.equal(status, 422)
    for (const words of [
      'Write why this stage fits what the child needs',
      'Write what it rests on',
      'Write what the child says or shows about it',
      'Enter the day from which it holds',
    ])
      assert.ok(page.includes(words), words)
    const whole = { ...told, stage: 'getting-more-help', discussed: 'no' }
    const asked = (await (await as('social-worker')).post(path(), whole)).page
    assert.ok(asked.includes('Choose who leads') && asked.includes('Write why it was not talked through'))
  })

  it('a school’s proposal of early help holds at once, and is shown with its reason', async () => {
    await (await as('school-safeguarding-lead')).get(path())
    assert.equal((await (await as('school-safeguarding-lead')).post(path(), told)).to, path())
    assert.deepEqual(await episodes(), [{ state: 'getting-help', open: true }])
    const { page } = await (await as('school-safeguarding-lead')).get(path())
    assert.match(page, /Getting Help, since 2 Mar 2026/)
    assert.match(page, /I want mum to be less tired/)
    assert.match((await (await as('social-worker')).get(`/people/${home.amira}`)).page, /Getting Help/)
  })

  it('a school’s proposal of child protection waits, is shown to those who confirm, and ends when they do', async () => {
    await (await as('school-safeguarding-lead')).post(path(), { ...told, stage: 'getting-risk-support', 'on-day': '3' })
    assert.deepEqual(await episodes(), [{ state: 'getting-help', open: true }])
    const { page } = await (await as('team-manager')).get(path())
    assert.match(page, /Getting Risk Support is proposed/)
    assert.match(
      (await (await as('team-manager')).get(`/people/${home.amira}`)).page,
      /Getting Risk Support is proposed and waits to be confirmed/,
    )
    await (await as('team-manager')).post(path(), { ...told, stage: 'getting-risk-support', 'on-day': '4' })
    assert.deepEqual(await episodes(), [
      { state: 'getting-help', open: false },
      { state: 'getting-risk-support', open: true },
    ])
    assert.doesNotMatch((await (await as('team-manager')).get(path())).page, /is proposed/)
    const rows = await database.admin<{ told_to: string[]; facts: Record<string, string> }>(
      `select told_to, facts from gt.finding where subject_id = $1 and rule = 'support-stage-changed' and name = 'changed' order by from_at desc limit 1`,
      [home.amira],
    )
    assert.deepEqual(rows[0]?.facts, { stage: 'Getting Risk Support', before: 'Getting Help' })
    assert.deepEqual(rows[0]?.told_to, ['lead', 'manager', 'chair', 'core-group'])
  })

  it('who reads it stands in the access line', async () => {
    await (await as('school-safeguarding-lead')).get(path())
    const [line] = await database.admin<{ purpose: string; subject_ids: string[]; entry_ids: string[] }>(
      `select purpose, subject_ids, entry_ids from gt.access_line where route = 'GET /people/:person/stage' order by at desc limit 1`,
    )
    assert.equal(line?.purpose, 'a child’s stage of support')
    assert.deepEqual(line?.subject_ids, [home.amira])
    assert.ok((line?.entry_ids.length ?? 0) >= 2)
  })
})
