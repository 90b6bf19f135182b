import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, type Day, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { inBoxes } from '../../testing/visitor.ts'
import { childsVoice } from '../../voice/index.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const today: Day = dayOf(momentOf(Temporal.Now.instant()))
const home = await householdOnRecord(database, { chaired: 'both' })
const at = (path: string, person: string = home.amira) => `/people/${person}/${path}`

type Told = { subject: string; kind: string; act: string; root: string; answers: string | null; facts: Record<string, unknown> }
const told = (...kinds: readonly string[]) =>
  database.admin<Told>(
    `select e.subject_id as subject, e.kind, e.act_id as act, e.entry_id as root, e.answers, q.facts from gt.entry e
     join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = any ($1) and e.kind = any ($2) and q.field_group = 'record'
     order by e.known_at, e.kind, e.entry_id`,
    [[home.amira, home.omar], kinds],
  )

before(async () => {
  const { works } = tellingsOn('2025-01-15')
  await tell(database, 'team-manager', [works(home.amira, ids.account('health-practitioner'), 'account', 'core-group')])
})

describe('who is around a child is asked at each contact, in one way', () => {
  it('at an Early Help Assessment a man nobody can name is one tap, and stands on the register with the day it was asked', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(at('details/early-help-assessment'))
    assert.match(page, /Is anybody new around, or somebody nobody can name\?/)
    assert.match(page, /Known already: Marta Testcase/)
    const sent = await worker.post(at('details/early-help-assessment'), {
      ...inBoxes('on', addDays(today, -20)),
      outcome: 'not-known',
      newcomer1: 'man',
      draftVersion: worker.hidden('draftVersion') || '0',
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 400))
    const entries = await told('adult-in-contact', 'adults-asked')
    assert.deepEqual(
      entries.map(one => [one.kind, one.subject, one.facts['identified'] ?? one.facts['around']]),
      [
        ['adult-in-contact', home.amira, false],
        ['adults-asked', home.amira, 'somebody'],
      ],
    )
    assert.match((await worker.get(at('adults'))).page, /A man not yet identified/)
  })

  it('the core group reads what is open about him, and a tick confirms him without a word typed', async () => {
    const nurse = await as('health-practitioner')
    const { page } = await nurse.get(at('core-group/new'))
    assert.match(page, /Ask about, for Amira[\s\S]*A man not yet identified[\s\S]*Who is it\?/)
    const man = (await told('adult-in-contact'))[0]?.root ?? ''
    assert.ok(page.includes(`value="${man}"`))
    const { members } = (await nurse.json<{ members: { holder: string }[] }>(at('core-group'))).body
    const sent = await nurse.post(at('core-group/new'), {
      ...inBoxes('on', addDays(today, -2)),
      ...Object.fromEntries(
        members.flatMap((one, nth) => [
          [`holder${nth + 1}`, one.holder],
          [`came${nth + 1}`, 'came'],
        ]),
      ),
      there: [man],
      newcomer1: 'nobody',
      draftVersion: nurse.hidden('draftVersion') || '0',
    })
    assert.equal(sent.to, at('core-group'), sent.page.slice(0, 400))
    const confirmed = (await told('adult-in-contact')).at(-1)
    assert.deepEqual([confirmed?.answers, confirmed?.facts['identified'], confirmed?.facts['toldBy']], [man, false, 'agency'])
    assert.equal((await told('adults-asked')).at(-1)?.facts['at'], 'core-group')
    assert.equal((await told('core-group'))[0]?.facts['newAdults'], undefined)
  })

  it('at a strategy meeting it is asked once for the children who are decided about, and stands on the record of each', async () => {
    const manager = await as('team-manager')
    assert.match((await manager.get(at('strategy'))).page, /Whom do they still see\?[\s\S]*A man not yet identified/)
    const sent = await manager.post(at('strategy'), {
      ...inBoxes('on', addDays(today, -1)),
      parents: 'to-be-told',
      child1: home.amira,
      decision1: 'section-47-joint',
      reasons1: 'What the school saw.',
      protection1: 'agreed',
      child2: home.omar,
      decision2: 'considered',
      reasons2: 'Seen at school.',
      found2: 'safe-as-it-stands',
      newcomer1: 'woman',
      newcomerSaid1: 'Red hair, drives the children',
      newcomer2: 'man',
      newcomerWhere2: 'overnight',
      draftVersion: manager.hidden('draftVersion') || '0',
    })
    assert.equal(sent.to, at('safety'), sent.page.slice(0, 400))
    const asked = (await told('adults-asked')).filter(one => one.facts['at'] === 'strategy')
    assert.deepEqual(asked.map(one => one.subject).sort(), [home.amira, home.omar].sort())
    const act = asked[0]?.act
    const fresh = (await told('adult-in-contact')).filter(one => one.act === act)
    assert.equal(fresh.length, 4, 'two adults, on the record of each of two children')
    assert.deepEqual(
      fresh
        .filter(one => one.subject === home.omar)
        .map(one => [one.facts['seenAs'], one.facts['presence']])
        .sort(),
      [
        ['man', 'overnight'],
        ['woman', 'not-known'],
      ],
    )
  })

  it('more said of somebody who is not said to be there is asked about, and nothing is written', async () => {
    const manager = await as('team-manager')
    await manager.get(at('strategy'))
    const before = (await told('adult-in-contact')).length
    const sent = await manager.post(at('strategy'), {
      ...inBoxes('on', addDays(today, -1)),
      parents: 'to-be-told',
      child1: home.amira,
      decision1: 'section-47-joint',
      reasons1: 'What the school saw.',
      protection1: 'agreed',
      newcomerSaid1: 'Grey van',
      there: ['somebody else’s'],
      draftVersion: manager.hidden('draftVersion') || '0',
    })
    assert.equal(sent.status, 422)
    assert.match(sent.page, /Say whether it is a man, a woman or somebody else/)
    assert.match(sent.page, /Choose from the people shown here/)
    assert.equal((await told('adult-in-contact')).length, before)
  })
})

describe('a review says how old the child’s last words are', () => {
  it('and asks for newer ones where they are too old to review on, or nothing was ever heard', async () => {
    const nurse = await as('health-practitioner')
    const { page } = await nurse.get(at('core-group/new'))
    assert.match(page, /Nothing that Amira said or showed is on record yet\.[\s\S]*That is too old to review on\.[\s\S]*\/voice"/)
  })

  it('asks no more once the child was heard, and shows the words', async () => {
    await tell(database, 'social-worker', [
      {
        subject: home.amira,
        kind: childsVoice,
        on: addDays(today, -3),
        parts: { record: { facts: { obtained: true, heard: ['spoken'], alone: true }, narrative: { childsWords: '“I like Tuesdays.”' } } },
      },
    ])
    const { page } = await (await as('health-practitioner')).get(at('core-group/new'))
    assert.match(page, /Amira was last heard 3 days ago/)
    assert.match(page, /“I like Tuesdays\.”/)
    assert.doesNotMatch(page, /too old to review on/)
  })
})
