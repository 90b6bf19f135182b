import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as as actorOf, ids, testPurpose } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { type CommandId, newId } from '../../../thread/ids.ts'
import { carryOut, orAsked } from '../../../thread/store/append.ts'
import { book } from '../../book.ts'
import { childInNeedReview } from '../../child-in-need/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const path = () => `/people/${home.amira}/voice`
const told = {
  'on-day': '2',
  'on-month': '3',
  'on-year': '2026',
  obtained: 'yes',
  heard: ['play', 'drawing'],
  where: 'school',
  alone: 'yes',
  language: 'Urdu',
  childsWords: '“The dog sleeps in my bed.”',
  dailyLife: 'Amira gets up by herself.',
  voiceChanged: 'The dog has a basket.',
}
/** A manager writes down a review of the child in need plan. */
const review = (on: string) =>
  orAsked(
    database.worker.withActor(actorOf('team-manager'), testPurpose, tx =>
      carryOut(tx, book, {
        id: newId<CommandId>(),
        asked: on,
        writes: [home.amira],
        kinds: [childInNeedReview],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: home.amira,
              act: newId(),
              kind: childInNeedReview,
              happened: { on: day(on), precision: 'day' },
              audience: 'professionals',
              parts: { record: { facts: {} } },
            },
          ],
        }),
      }),
    ),
  )

describe('who may write down what a child says', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    const without = rolesWithout('GET /people/:person/voice')
    assert.ok(without.length > 0)
    for (const role of [...without, 'health-practitioner', 'early-help-practitioner', 'bridge-manager', 'emergency-duty-worker']) {
      const visitor = await as(role)
      for (const answer of [await visitor.get(path()), await visitor.post(path(), told)]) assert.equal(answer.status, 404, role)
    }
    assert.deepEqual(await database.admin(`select 1 from gt.entry where kind = 'childs-voice'`), [])
  })

  it('of nobody who is no child', async () => {
    assert.equal((await (await as('social-worker')).get(`/people/${home.marta}/voice`)).status, 404)
  })
})

describe('what a child says or shows', () => {
  it('is asked for before a review: nothing is written without it', async () => {
    const stopped = await review('2026-03-01')
    assert.ok(stopped.done === 'asked')
    assert.deepEqual(
      stopped.gates.map(gate => gate.rule),
      ['child-voice-missing'],
    )
    assert.match((await (await as('social-worker')).get(`/people/${home.amira}`)).page, /voice is not on record/)
  })

  it('is asked for with how, where and the words, and a reason where the child was not heard', async () => {
    const visitor = await as('school-safeguarding-lead')
    assert.match((await visitor.get(path())).page, /What Amira says or shows/)
    const empty = await visitor.post(path(), { ...told, heard: [], where: '', childsWords: '' })
    assert.equal(empty.status, 422)
    for (const words of ['Choose how the child was heard', 'Choose where the child was heard', 'Write what the child said or showed'])
      assert.ok(empty.page.includes(words), words)
    assert.ok(empty.page.includes('Amira gets up by herself.'), 'what was typed comes back')
    const notHeard = await visitor.post(path(), { ...told, obtained: 'no' })
    assert.match(notHeard.page, /Write why the child could not be heard/)
    assert.match((await visitor.post(path(), { ...told, 'on-year': '2098' })).page, /The day must be today or earlier/)
  })

  it('stands on the child’s page in the child’s own words with how old they are, and on no sibling’s', async () => {
    const visitor = await as('school-safeguarding-lead')
    assert.equal((await visitor.post(path(), told)).to, `/people/${home.amira}`)
    const { page } = await (await as('social-worker')).get(`/people/${home.amira}`)
    assert.match(page, /What the child last said or showed[\s\S]{0,400}The dog sleeps in my bed/)
    assert.match(page, /through play and through drawing, at school or nursery, alone, in Urdu/)
    assert.match(page, /2 Mar(ch)? 2026, [^<]+ ago/)
    const [row] = await database.admin<{ others: number }>(
      `select count(*)::int as others from gt.entry where kind = 'childs-voice' and subject_id <> $1`,
      [home.amira],
    )
    assert.equal(row?.others, 0)
  })

  it('answers what was asked before the review, which then goes through', async () => {
    assert.equal((await review('2026-03-03')).done, 'now')
    assert.equal((await review('2026-09-01')).done, 'asked')
  })

  it('of a child who could not be heard keeps the reason and nothing else that was typed', async () => {
    const visitor = await as('social-worker')
    await visitor.get(`/people/${home.omar}/voice`)
    await visitor.post(`/people/${home.omar}/voice`, { ...told, obtained: 'no', notHeardWhy: 'Omar hid under the table.' })
    const [part] = await database.admin<{ facts: unknown; narrative: unknown }>(
      `select p.facts, p.narrative from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'childs-voice' and e.subject_id = $1`,
      [home.omar],
    )
    assert.deepEqual(part, { facts: { obtained: false, heard: [] }, narrative: { notHeardWhy: 'Omar hid under the table.' } })
  })

  it('leaves a line of who opened the page', async () => {
    const [line] = await database.admin<{ purpose: string; subject_ids: string[]; account_id: string }>(
      `select purpose, subject_ids, account_id from gt.access_line where route = 'GET /people/:person/voice' order by at desc limit 1`,
    )
    assert.equal(line?.purpose, 'what a child says or shows')
    assert.deepEqual(line.subject_ids, [home.omar])
    assert.equal(line.account_id, ids.account('social-worker'))
  })
})
