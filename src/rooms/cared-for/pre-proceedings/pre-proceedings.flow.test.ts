import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { pregnancy, residence } from '../../../thread/own-kinds/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/meetings' })
const home = await householdOnRecord(database, { chaired: 'both' })
const today = dayOf(momentOf(Temporal.Now.instant()))
const baby = newId<SubjectId>()
const of = (path: string, person: string = home.amira) => `/people/${person}/${path}`

const stands = async (rule: string, person: string = home.amira) =>
  (
    await database.admin<{ name: string }>(
      `select name from gt.finding where rule = $1 and subject_id = $2 and until_at = 'infinity' order by name`,
      [rule, person],
    )
  ).map(one => one.name)

const refused = async (at: string, others: readonly string[]) => {
  for (const role of [...rolesWithout(`GET /people/:person/${at}`), ...others]) {
    const visitor = await as(role)
    assert.equal((await visitor.get(of(at))).status, 404, role)
    for (const way of ['', '/keep', '/discard']) assert.equal((await visitor.post(of(`${at}${way}`), {})).status, 404, `${role} ${way}`)
  }
}

before(async () => {
  const { who, works } = tellingsOn(addDays(today, -60))
  await tell(
    database,
    'bridge-manager',
    [
      who(baby, 'Baby', addDays(today, 20), 'unborn'),
      { subject: baby, kind: pregnancy, on: addDays(today, -60), parts: { record: { facts: { expected: addDays(today, 20) } } } },
      { subject: baby, kind: residence, on: addDays(today, -60), parts: { record: { facts: { household: home.home } } } },
      works(baby, ids.account('social-worker'), 'account', 'lead'),
      works(baby, ids.team.north, 'team', 'manager'),
      works(baby, ids.account('conference-chair'), 'account', 'chair'),
    ],
    { known: addDays(today, -60), begins: [{ subject: baby, form: 'person' }] },
  )
})

describe('work before court proceedings', () => {
  it('is written down by nobody but who leads or manages', () => refused('pre-proceedings', ['service-manager']))

  it('begins after a legal planning meeting, of both children in one act; no other step can come first', async () => {
    const worker = await as('social-worker')
    const page = await worker.get(of('pre-proceedings'))
    assert.match(page.page, /A legal planning meeting comes first/)
    assert.doesNotMatch(page.page, /value="letter"/)
    const bare = await worker.post(of('pre-proceedings'), {
      ...inBoxes('on', today),
      step: 'begun',
      children: [home.amira],
      draftVersion: '0',
    })
    assert.match(bare.page, /Enter the day of the legal planning meeting/)
    const sly = { ...inBoxes('on', today), step: 'ended-court', children: [home.amira], draftVersion: worker.hidden('draftVersion') }
    assert.match((await worker.post(of('pre-proceedings'), sly)).page, /Choose a step that can come next/)
    await worker.get(of('pre-proceedings'))
    const sent = await worker.post(of('pre-proceedings'), {
      ...inBoxes('on', addDays(today, -10)),
      ...inBoxes('legalPlanningOn', addDays(today, -12)),
      step: 'begun',
      reasons: 'Nothing has changed in nine months.',
      children: [home.amira, home.omar],
      advice: 'CANARY-LEGAL the threshold is met',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(sent.to, of('safety'))
    for (const child of [home.amira, home.omar]) assert.deepEqual(await stands('plo-drift', child), ['decision'])
    assert.deepEqual(await stands('plo-review-due'), [])
  })

  it('the letter says what has to change and by when; the meeting what was agreed, and then it is looked at every six weeks', async () => {
    const manager = await as('team-manager')
    const send = async (fields: Record<string, string | readonly string[]>) => {
      await manager.get(of('pre-proceedings'))
      return manager.post(of('pre-proceedings'), {
        children: [home.amira, home.omar],
        ...fields,
        draftVersion: manager.hidden('draftVersion'),
      })
    }
    assert.match((await send({ ...inBoxes('on', addDays(today, -8)), step: 'letter' })).page, /Write what has to change/)
    const letter = await send({
      ...inBoxes('on', addDays(today, -8)),
      ...inBoxes('changeBy', addDays(today, 60)),
      step: 'letter',
      concerns: 'The children are alone at night.',
      mustChange: 'An adult is there every night.',
    })
    assert.equal(letter.status, 303)
    const meeting = await send({
      ...inBoxes('on', addDays(today, -5)),
      ...inBoxes('nextOn', addDays(today, 30)),
      step: 'meeting',
      agreement: 'Grandmother stays from Sunday.',
    })
    assert.equal(meeting.status, 303)
    assert.deepEqual(await stands('plo-review-due'), ['review'])
    assert.deepEqual(await stands('plo-drift'), ['decision', 'whole'])
    assert.match((await manager.get(of('pre-proceedings'))).page, /Grandmother stays from Sunday/)
    assert.ok((await linesOf(database, home.amira)).some(line => line.route.includes('/pre-proceedings')))
  })

  it('what the lawyers said is read by none but those who may have it', async () => {
    for (const role of ['school-safeguarding-lead', 'police-officer']) {
      const { page } = await (await as(role)).get(`/people/${home.amira}`)
      assert.doesNotMatch(page, /CANARY-LEGAL/, role)
    }
    assert.match((await (await as('team-manager')).get(of('pre-proceedings'))).page, /CANARY-LEGAL/)
  })

  it('ended without an application it says what has changed and for how long, and close to a birth it is critical for the baby', async () => {
    const manager = await as('team-manager')
    await manager.get(of('pre-proceedings'))
    const bare = await manager.post(of('pre-proceedings'), {
      ...inBoxes('on', today),
      step: 'ended-no-court',
      reasons: 'Better.',
      children: [home.amira, home.omar],
      draftVersion: manager.hidden('draftVersion'),
    })
    for (const says of [
      'Write what has changed',
      'Write what happens if it does not last',
      'conference chair has been told',
      'Write who agreed',
    ])
      assert.match(bare.page, new RegExp(says))
    const sent = await manager.post(of('pre-proceedings'), {
      ...inBoxes('on', today),
      ...inBoxes('legalPlanningOn', addDays(today, -1)),
      step: 'ended-no-court',
      reasons: 'The nights are covered.',
      changed: 'Ten weeks, seen by the school and by two workers.',
      contingency: 'Grandmother goes: we meet the same day.',
      chairTold: 'yes',
      agreedBy: 'S Invented, service manager',
      children: [home.amira, home.omar],
      draftVersion: manager.hidden('draftVersion'),
    })
    assert.equal(sent.to, of('safety'))
    assert.deepEqual(await stands('plo-drift'), [])
    assert.deepEqual(await stands('plo-review-due'), [])
    assert.deepEqual(await stands('legal-stepdown-near-birth', baby), ['step-down'])
  })
})

describe('a step-down near a birth', () => {
  it('is looked at again by nobody but the manager and the chair', () => refused('step-down', ['service-manager']))

  it('the chair has to be told first, and then what is written down for the baby clears it', async () => {
    const manager = await as('team-manager')
    assert.match((await manager.get(of('safety', baby))).page, /Look again at a step-down near a birth/)
    assert.match((await manager.get(of('step-down', baby))).page, /looked at again for/)
    const given = { changed: 'Ten weeks of covered nights.', contingency: 'The plan is taken up again the same day.' }
    const untold = await manager.post(of('step-down', baby), { ...given, chairTold: 'no', draftVersion: '0' })
    assert.match(untold.page, /Tell the conference chair first/)
    const sent = await manager.post(of('step-down', baby), { ...given, chairTold: 'yes', draftVersion: manager.hidden('draftVersion') })
    assert.equal(sent.to, of('safety', baby))
    assert.deepEqual(await stands('legal-stepdown-near-birth', baby), [])
  })
})
