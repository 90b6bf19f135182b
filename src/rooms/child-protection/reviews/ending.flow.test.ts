import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { as as actorOf, testPurpose } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { type CommandId, newId } from '../../../thread/ids.ts'
import { carryOut, orAsked } from '../../../thread/store/append.ts'
import { book } from '../../book.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { conference, planEnd } from '../conference/conference.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const path = (more = '') => `/people/${home.amira}/plan/ending${more}`
const familyPlan = (more = '') => `/people/${home.amira}/family-plan${more}`

before(() =>
  tell(database, 'conference-chair', [
    {
      subject: home.amira,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ]),
)

/** The chair writes down that the plan has ended. */
const end = () =>
  orAsked(
    database.worker.withActor(actorOf('conference-chair'), testPurpose, tx =>
      carryOut(tx, book, {
        id: newId<CommandId>(),
        asked: 'end',
        writes: [home.amira],
        kinds: [planEnd],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: home.amira,
              act: newId(),
              kind: planEnd,
              happened: { on: day('2025-04-10'), precision: 'day' },
              audience: 'professionals',
              parts: { record: { facts: { ground: 'no-longer-likely' }, narrative: { reasons: 'Food and care have held.' } } },
            },
          ],
        }),
      }),
    ),
  )

describe('before a plan ends', () => {
  it('is opened by nobody but those who lead or manage', async () => {
    for (const role of [...rolesWithout('GET /people/:person/plan/ending'), 'conference-chair']) {
      const visitor = await as(role)
      assert.equal((await visitor.get(path())).status, 404, role)
      for (const way of ['', '/keep', '/discard']) assert.equal((await visitor.post(path(way), {})).status, 404, `${role} ${way}`)
    }
  })

  it('the end is stopped, and says what is needed first', async () => {
    const stopped = await end()
    assert.ok(stopped.done === 'asked')
    assert.ok(stopped.gates.some(gate => gate.rule === 'closure-gate'))
  })

  it('good enough needs its standard and its evidence, and the page says when the child was last seen', async () => {
    const worker = await as('social-worker')
    assert.match((await worker.get(path())).page, /Last seen at home<\/dt><dd[^>]*>No record says so/)
    const { status, page } = await worker.post(path(), { goodEnough: 'yes' })
    assert.equal(status, 422)
    assert.match(page, /Choose what help follows/)
    const again = { stepDown: 'child-in-need', goodEnough: 'yes', draftVersion: worker.hidden('draftVersion') }
    assert.match((await worker.post(path(), again)).page, /Write by which standard it is good enough/)
  })

  it('once all of it is on record the gate has opened', async () => {
    const worker = await as('social-worker')
    await worker.get(path())
    const sent = await worker.post(path(), {
      stepDown: 'child-in-need',
      whoLeads: 'J Invented, social worker',
      ...inBoxes('agenciesToldOn', '2025-04-01'),
      cpIsBy: 'The conference office',
      goodEnough: 'yes',
      goodEnoughWhy: 'The tool is at 2 in every area, against 4 at first, for fourteen weeks.',
      seen: 'yes',
      seenWhy: '2 April, alone at home, by J Invented',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(sent.to, `/people/${home.amira}/plan`)
    // What was checked today is of today: it answers from the day it was written down.
    const [standing] = await database.admin<{ standing: number }>(
      `select count(*)::int as standing from gt.finding where subject_id = $1 and rule = 'closure-gate' and until_at = 'infinity'`,
      [home.amira],
    )
    assert.equal(standing?.standing, 0)
  })
})

describe('what the family plans', () => {
  it('is found by nobody whose role has no row for it; whoever works with the child reads it and writes nothing', async () => {
    for (const role of [...rolesWithout('GET /people/:person/family-plan'), 'health-practitioner'])
      assert.equal((await (await as(role)).get(familyPlan())).status, 404, role)
    const school = await as('school-safeguarding-lead')
    assert.doesNotMatch((await school.get(familyPlan())).page, /Write down what happened/)
    for (const role of rolesWithout('POST /people/:person/family-plan'))
      for (const way of ['', '/keep', '/discard'])
        assert.equal((await (await as(role)).post(familyPlan(way), {})).status, 404, `${role} ${way}`)
  })

  it('an offer ends what was due, and the family’s plan stands in its words', async () => {
    const worker = await as('social-worker')
    assert.match((await worker.get(`/people/${home.amira}/plan`)).page, /Amira’s family has not been offered a family group conference/)
    await worker.get(familyPlan())
    const offered = { ...inBoxes('on', '2025-02-03'), step: 'offered', howOffered: 'Face to face, with the leaflet' }
    assert.equal((await worker.post(familyPlan(), offered)).to, familyPlan())
    assert.doesNotMatch((await worker.get(`/people/${home.amira}/plan`)).page, /has not been offered/)
    await worker.get(familyPlan())
    assert.match((await worker.post(familyPlan(), { ...inBoxes('on', '2025-02-10'), step: 'accepted' })).page, /Choose who answered/)
    await worker.get(familyPlan())
    const held = {
      ...inBoxes('on', '2025-03-03'),
      step: 'held',
      familysPlan: 'Aunt Vera takes the children on Fridays.',
      draftVersion: worker.hidden('draftVersion'),
    }
    assert.equal((await worker.post(familyPlan(), held)).to, familyPlan())
    assert.match((await worker.get(familyPlan())).page, /Aunt Vera takes the children on Fridays/)
  })
})
