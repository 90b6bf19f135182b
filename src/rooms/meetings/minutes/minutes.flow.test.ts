import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as as asker, ids, testPurpose } from '../../../../tests/database.ts'
import { settled } from '../../../kernel/audit/testing.ts'
import { newId } from '../../../thread/ids.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { tellSharedOfMeeting } from '../sharing/tell-shared.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)
const police = { as: 'professional', name: 'PC Sample', account: ids.account('police-officer'), agencyKind: 'police' } as const
const health = { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health, agencyKind: 'health' } as const

/** Who looked is read from the access lines, as it is each minute. */
const readLooks = async () => {
  await settled(database)
  await database.worker.door('select gt.read_lines($1, $2)', [2000, JSON.stringify({ 'night-from': 22, 'night-to': 6, mass: 50 })])
}

/** A strategy meeting that a team manager chairs; the administrator takes the minutes. */
const meetingOf = () =>
  called(database, 'team-manager', {
    children: [home.amira],
    invitees: [police, health],
    minutes: ids.account('conference-administrator'),
  })
const versions = (matter: string) =>
  database.admin<{ facts: { final: boolean }; narrative: Record<string, string> }>(
    `select q.facts, q.narrative from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-minutes' order by e.known_at`,
    [matter],
  )
const askFor = async (matter: string, role: string, more: Record<string, string> = {}) => {
  const keeper = await as(role)
  await keeper.get(`/meetings/${matter}/actions`)
  const whole = {
    what: 'PC Sample visits on Friday',
    measure: 'The visit is on record',
    risk: 'He may come back',
    owner: `account:${ids.account('police-officer')}`,
    ...inBoxes('dueOn', '2030-03-14'),
  }
  assert.equal((await keeper.post(`/meetings/${matter}/actions`, { ...whole, ...more })).status, 303)
}

describe('minutes', () => {
  it('are kept while they are typed, and each version stays', async () => {
    const { matter } = await meetingOf()
    const taker = await as('conference-administrator')
    const first = (await taker.get(`/meetings/${matter}/minutes`)).page
    assert.ok(first.indexOf('What each agency shared') < first.indexOf('What was decided'), 'in the fixed order')
    const kept = await taker.post(`/meetings/${matter}/minutes/keep`, { draftVersion: '0', shared: 'Police: two calls in May' })
    assert.equal(kept.status, 200)
    assert.match((await taker.get(`/meetings/${matter}/minutes`)).page, /two calls in May/)
    const version = taker.hidden('draftVersion')
    const lost = await taker.post(`/meetings/${matter}/minutes`, { draftVersion: '0', shared: 'Written in another window', as: 'version' })
    assert.equal(lost.status, 409)
    assert.match(lost.page, /Written in another window/)
    await taker.get(`/meetings/${matter}/minutes`)
    assert.equal(
      (await taker.post(`/meetings/${matter}/minutes`, { draftVersion: version, shared: 'Police: two calls in May', as: 'version' }))
        .status,
      303,
    )
    await taker.get(`/meetings/${matter}/minutes`)
    assert.equal(
      (await taker.post(`/meetings/${matter}/minutes`, { draftVersion: '0', shared: 'Police: three calls', as: 'version' })).status,
      303,
    )
    assert.deepEqual(
      (await versions(matter)).map(one => one.narrative['shared']),
      ['Police: two calls in May', 'Police: three calls'],
    )
    const invited = await as('police-officer')
    const read = (await invited.get(`/meetings/${matter}/minutes`)).page
    assert.match(read, /three calls/)
    assert.match(read, /Not final/)
    assert.equal((await invited.post(`/meetings/${matter}/minutes`, { shared: 'x', as: 'version' })).status, 404)
  })

  it('are not final while an action lacks something: the page says what, and nothing typed is lost', async () => {
    const { matter } = await meetingOf()
    await askFor(matter, 'conference-administrator', { measure: '' })
    const taker = await as('conference-administrator')
    await taker.get(`/meetings/${matter}/minutes`)
    const stopped = await taker.post(`/meetings/${matter}/minutes`, { draftVersion: '0', decided: 'An enquiry is begun', as: 'final' })
    assert.equal(stopped.status, 422)
    assert.match(stopped.page, /not final yet: an action still needs something/)
    assert.match(stopped.page, /PC Sample visits on Friday/)
    assert.match(stopped.page, /how you will know that it was done; a yes from its owner/)
    assert.match(stopped.page, /An enquiry is begun/)
    assert.deepEqual(await versions(matter), [])
    assert.doesNotMatch(stopped.page, /Let them be final/, 'whoever takes the minutes cannot go over it')
  })

  it('are final once every action is specific, measurable, owned, accepted and dated', async () => {
    const { matter } = await meetingOf()
    await askFor(matter, 'conference-administrator')
    const officer = await as('police-officer')
    const action = /\/actions\/([0-9a-f-]+)/.exec((await officer.get('/actions')).page)?.[1]
    const list = (await officer.json<{ actions: { action: string; accepted: boolean | null }[] }>('/actions')).body.actions
    const waiting = list.find(one => one.accepted === null)?.action ?? action
    await officer.get(`/actions/${waiting}`)
    for (const one of list.filter(of => of.accepted === null))
      assert.equal((await officer.post(`/actions/${one.action}/answer`, { accepted: 'yes' })).status, 303)
    const taker = await as('conference-administrator')
    await taker.get(`/meetings/${matter}/minutes`)
    const done = await taker.post(`/meetings/${matter}/minutes`, { draftVersion: '0', decided: 'An enquiry is begun', as: 'final' })
    assert.equal(done.status, 303, done.page.slice(0, 500))
    assert.equal((await versions(matter)).at(-1)?.facts.final, true)
    await taker.get(`/meetings/${matter}/minutes`)
    await taker.post(`/meetings/${matter}/minutes`, { draftVersion: '0', decided: 'An enquiry is begun today', as: 'version' })
    assert.equal((await versions(matter)).at(-1)?.facts.final, true, 'final ones stay final')
  })

  it('may be final all the same where whoever chairs says why in writing; never by their own hand alone', async () => {
    const { matter } = await meetingOf()
    await askFor(matter, 'conference-administrator')
    const chair = await as('team-manager')
    const page = (await chair.get(`/meetings/${matter}/minutes`)).page
    const key = /name="which" type="radio" value="([^"]+)"/.exec(page)?.[1] ?? /value="(action\/[^"]+)"/.exec(page)?.[1] ?? ''
    assert.ok(key, 'the chair is offered to let them be final')
    assert.equal((await chair.post(`/meetings/${matter}/minutes/over`, { which: key })).status, 422)
    assert.equal(
      (
        await chair.post(`/meetings/${matter}/minutes/over`, {
          which: key,
          reason: 'PC Sample is on leave; his sergeant said yes by telephone',
        })
      ).status,
      303,
    )
    const own = await chair.post(`/meetings/${matter}/minutes`, { draftVersion: '0', decided: 'By the chair', as: 'final' })
    assert.equal(own.status, 422, 'whoever went over it does not make them final')
    const taker = await as('conference-administrator')
    await taker.get(`/meetings/${matter}/minutes`)
    assert.equal((await taker.post(`/meetings/${matter}/minutes`, { draftVersion: '0', decided: 'An enquiry', as: 'final' })).status, 303)
    assert.equal((await taker.post(`/meetings/${matter}/minutes/over`, { which: key, reason: 'x' })).status, 404)
  })
})

describe('what was decided is shared with everybody who was invited', () => {
  it('each of them is told that something waits; whoever shares sees who has opened it, and tells the others again', async () => {
    const { matter } = await meetingOf()
    const taker = await as('conference-administrator')
    const page = (await taker.get(`/meetings/${matter}/share`)).page
    assert.match(page, /Nothing has been shared|What do you share/)
    const roots = [...page.matchAll(/name="with" type="checkbox" value="([^"]+)"/g)].map(one => one[1] ?? '')
    assert.equal(roots.length, 2)
    assert.equal((await taker.post(`/meetings/${matter}/share`, { what: 'actions' })).status, 422)
    assert.equal(
      (await taker.post(`/meetings/${matter}/share`, { what: 'actions', with: roots, words: 'Please read before Friday' })).status,
      303,
    )
    const before = await taker.json<{ shared: { entry: string; with: { name: string; openedAt: string | null }[] }[] }>(
      `/meetings/${matter}/share`,
    )
    const [one] = before.body.shared
    assert.deepEqual(
      one?.with.map(who => who.openedAt),
      [null, null],
    )
    const nurse = await as('health-practitioner')
    assert.match((await nurse.get(`/meetings/${matter}`)).page, /Please read before Friday/)
    await readLooks()
    const after = await taker.json<{ shared: { with: { name: string; openedAt: string | null }[] }[] }>(`/meetings/${matter}/share`)
    assert.deepEqual(
      after.body.shared[0]?.with.map(who => [who.name, who.openedAt !== null]),
      [
        ['PC Sample', false],
        ['Invented Community Health', true],
      ],
    )
    const jobs = () =>
      database.admin<{ payload: { with: { only?: string[] } } }>(
        `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'tell-what-a-meeting-shared' order by j.id`,
      )
    assert.equal((await jobs()).length, 1)
    await taker.get(`/meetings/${matter}/share`)
    assert.equal((await taker.post(`/meetings/${matter}/share/remind`, { entry: one?.entry ?? '' })).status, 303)
    const again = (await jobs()).find(job => job.payload.with.only)
    assert.deepEqual(again?.payload.with.only, [ids.account('police-officer')])
    const run = tellSharedOfMeeting.run as (payload: unknown, context: unknown) => Promise<void>
    const by = asker('conference-administrator')
    await run(
      { meeting: matter, entry: one?.entry, only: again?.payload.with.only, round: newId() },
      {
        database: database.worker,
        asker: by,
        job: newId(),
        withActor: (purpose: string, work: never) => database.worker.withActor(by, { ...testPurpose, purpose }, work),
      },
    )
    const mails = await database.admin<{ payload: { for: { account: string } } }>(
      // Not those by which they were told that they are asked to the meeting.
      `select payload from graphile_worker._private_jobs where payload -> 'with' ->> 'link' = '/meetings' and key not like '%/meetings'`,
    )
    assert.deepEqual(
      mails.map(mail => mail.payload.for.account),
      [ids.account('police-officer')],
    )
    await readLooks()
    const still = await taker.json<{ shared: { with: { openedAt: string | null }[] }[] }>(`/meetings/${matter}/share`)
    assert.equal(still.body.shared[0]?.with[0]?.openedAt, null, 'being told is no look')
  })

  it('is shared by whoever chairs or takes the minutes, and who opened what is theirs to see', async () => {
    const { matter } = await meetingOf()
    const officer = await as('police-officer')
    assert.equal((await officer.get(`/meetings/${matter}/share`)).status, 404)
    assert.equal((await officer.post(`/meetings/${matter}/share`, { what: 'actions', with: matter })).status, 404)
    assert.equal((await officer.post(`/meetings/${matter}/share/remind`, { entry: matter })).status, 404)
    for (const url of ['GET /meetings/:meeting/share', 'GET /meetings/:meeting/minutes'])
      for (const role of rolesWithout(url))
        assert.equal((await (await as(role)).get(url.slice(4).replace(':meeting', matter))).status, 404, role)
    const stranger = await as('early-help-practitioner')
    for (const path of ['share', 'minutes', 'actions']) assert.equal((await stranger.get(`/meetings/${matter}/${path}`)).status, 404)
  })
})
