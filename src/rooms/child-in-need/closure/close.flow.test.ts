import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { conference, harmSuspected, planEnd, planEndChecked } from '../../child-protection/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { childsVoice } from '../../voice/index.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const another = await householdOnRecord(database)
const url = 'GET /people/:person/close'
const path = (more = '', child = home.amira) => `/people/${child}/close${more}`
const text = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const closing = {
  why: 'plan-met',
  judgment: 'Fed, at school and heard for fourteen weeks.',
  whoStays: 'The school, Hollow Lane',
  ...inBoxes('toldOn', '2025-06-02'),
  told: 'Told Marta at home with the plan in hand.',
  comeBack: 'Ring the school or The Bridge: no harm in asking twice.',
}
const typed = async (children: readonly string[], more: Record<string, string> = {}, child = home.amira) => {
  const manager = await as('team-manager')
  await manager.get(path('', child))
  return manager.post(path('', child), { ...closing, children, draftVersion: manager.hidden('draftVersion'), ...more })
}
const checked = { stepDown: 'universal-services', whoLeads: 'The school', agenciesToldOn: '2025-05-26', goodEnough: true, seen: true }
const check = (child: typeof home.amira, facts: Record<string, unknown>) =>
  tell(database, 'social-worker', [{ subject: child, kind: planEndChecked, parts: { record: { facts } } }])

describe('closing a case', () => {
  before(() =>
    tell(database, 'social-worker', [
      ...[home.amira, home.omar].map(subject => ({
        subject,
        kind: childsVoice,
        parts: { record: { facts: { obtained: true, heard: ['spoken'] }, narrative: { childsWords: '“We have a table now.”' } } },
      })),
    ]),
  )

  it('is opened by nobody but the manager of the team that works with the child', async () => {
    for (const role of rolesWithout(url)) {
      const visitor = await as(role)
      assert.equal((await visitor.get(path())).status, 404, role)
      for (const way of ['', '/keep', '/discard']) assert.equal((await visitor.post(path(way), {})).status, 404, `${role} ${way}`)
    }
    const manager = await as('team-manager')
    await manager.get('/team')
    assert.equal((await manager.get(path('', home.marta))).status, 404, 'a case is of a child')
    assert.equal((await manager.get(path('', home.home))).status, 404, 'no child’s record')
  })

  it('says first what is needed, of each child of the home, and where it is written down', async () => {
    const { page } = await (await as('team-manager')).get(path())
    assert.match(text(page), /Close Amira’s case/)
    assert.match(text(page), /What was checked before the end is not on record/)
    assert.match(page, new RegExp(`href="/people/${home.omar}/plan/ending"`))
    assert.match(text(page), /Goes on knowing Amira: .*School/)
  })

  it('asks who stays, what the family was told and how it may come back, and what becomes of what is open', async () => {
    const manager = await as('team-manager')
    await manager.get(path())
    const sent = await manager.post(path(), { why: 'plan-met', draftVersion: '0' })
    assert.equal(sent.status, 422)
    assert.match(sent.page, /Write what the family was told/)
    assert.match(sent.page, /Write what the family can do if they need help again/)
    const { page } = await typed([home.amira], { judgment: '', whoStays: '' })
    assert.match(page, /Write why it is good enough now/)
    assert.match(page, /Enter who goes on helping/)
    assert.match((await typed([home.amira])).page, /Write down first what was checked before the end, for Amira/)
  })

  it('is stopped by the gate where something is lacking, and what was typed comes back', async () => {
    await check(home.amira, { ...checked, seen: false })
    const before = await (await as('team-manager')).get(path())
    assert.match(text(before.page), /Amira’s case can be closed once this is on record: that the child was seen and heard/)
    const stopped = await typed([home.amira], { stillOpen: 'The school does it by 20 June.' })
    assert.equal(stopped.status, 409)
    assert.match(text(stopped.page), /Nothing is closed yet .* Before this ends, write down what help follows/)
    assert.match(stopped.page, /Fed, at school and heard for fourteen weeks/)
    assert.match((await (await as('team-manager')).get(path())).page, /Fed, at school and heard for fourteen weeks/)
  })

  it('does not close while a strategy meeting is due, nor on a plan', async () => {
    await tell(database, 'social-worker', [
      { subject: another.amira, kind: harmSuspected, parts: { record: { narrative: { what: 'A burn on her hand.' } } } },
    ])
    await check(another.amira, checked)
    const due = await typed([another.amira], { stillOpen: 'Somebody sees to it.' }, another.amira)
    assert.equal(due.status, 422)
    assert.match(text(due.page), /This must end first/)
    await tell(database, 'conference-chair', [
      {
        subject: another.amira,
        kind: conference,
        on: '2025-05-15',
        parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
      },
    ])
    const onPlan = await typed([another.amira], { stillOpen: 'Somebody sees to it.' }, another.amira)
    assert.match(text(onPlan.page), /Amira is on a child protection plan: the case closes once the plan has ended/)
    const manager = await as('team-manager')
    const before = (await manager.get(path('', another.amira))).page
    assert.match(text(before), /Amira’s case cannot be closed yet .* What ends the plan .* See the plan and its next review/)
    assert.doesNotMatch(before, /name="judgment"/, 'nothing is typed that must be refused')
    const brother = (await manager.get(path('', another.omar))).page
    assert.match(brother, /name="judgment"/)
    assert.doesNotMatch(brother, new RegExp(`name="children"[^>]*value="${another.amira}"`), 'nor is she closed with her brother')
    await tell(database, 'conference-chair', [
      {
        subject: another.amira,
        kind: planEnd,
        parts: { record: { facts: { ground: 'left-the-country' }, narrative: { reasons: 'They live in Lyon.' } } },
      },
    ])
    assert.match(
      (await typed([another.amira], { stillOpen: 'Somebody.' }, another.amira)).page,
      /Write down first what was checked before the end/,
    )
  })

  it('closes once all of it stands: the team’s work ends, agencies that know the child go on, and nothing asks for a lead worker', async () => {
    await check(home.amira, checked)
    await check(home.omar, checked)
    const unsaid = await typed([home.amira, home.omar])
    const sent = unsaid.status === 422 ? await typed([home.amira, home.omar], { stillOpen: 'The school does it by 20 June.' }) : unsaid
    assert.equal(sent.to, '/team?closed=2')
    const team = await (await as('team-manager')).get('/team?closed=2')
    assert.match(team.page, /The cases of 2 children are closed/)
    assert.doesNotMatch(team.page, new RegExp(home.amira))
    for (const role of ['team-manager', 'social-worker', 'conference-chair']) {
      const { status, page } = await (await as(role)).get(`/people/${home.amira}`)
      assert.ok(status === 404 || /You do not work with this child now/.test(page), role)
    }
    const school = await (await as('school-safeguarding-lead')).get(`/people/${home.amira}`)
    assert.equal(school.status, 200)
    assert.match(school.page, /Closed to children’s social care: what the plan asked for was reached/)
    const standing = await database.admin<{ rule: string }>(
      `select rule from gt.finding where subject_id = any ($1) and until_at = 'infinity' and rule in ('lead-missing', 'closure-gate')`,
      [[home.amira, home.omar]],
    )
    assert.deepEqual(standing, [])
    const worker = text((await (await as('social-worker')).get('/announcements')).page)
    assert.match(
      worker,
      /The cases of 2 children you worked with were closed on .*The case was closed: what the plan asked for was reached/,
    )
    assert.doesNotMatch(worker.slice(worker.indexOf('The cases of 2 children')), /Amira|Omar/)
    const [drafts] = await database.admin<{ left: number }>(
      'select count(*)::int as left from gt.draft where account_id = $1 and form = $2',
      [ids.account('team-manager'), `close-case ${home.amira}`],
    )
    assert.equal(drafts?.left, 0)
  })

  it('is done once: a closed child cannot be closed again, and Marta’s record is nobody’s case', async () => {
    assert.equal((await (await as('team-manager')).get(path())).status, 404)
  })
})
