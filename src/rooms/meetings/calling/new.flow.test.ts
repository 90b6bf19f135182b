import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const at = (type = ''): string => `/people/${home.amira}/meetings/new${type && `?type=${type}`}`
const say = () => ({
  ...inBoxes('on', '2027-02-03'),
  time: '9:30',
  way: 'video',
  place: 'The link is in the diary',
  purpose: 'Bruises seen on Monday',
  children: [home.amira, home.omar],
  chair: ids.account('team-manager'),
  minutes: ids.account('team-manager'),
})
/** What a page calls the field about somebody who is expected. */
const fieldAbout = (page: string, name: string, field: 'ask' | 'why'): string => {
  const at = page.indexOf(name)
  return (/name="ask_([0-9a-f]{12})"/.exec(page.slice(at))?.[1] ?? '').replace(/^/, `${field}_`)
}

describe('calling a meeting about a child', () => {
  it('is found by those who work with the child in a way that may call one, and by nobody else', async () => {
    for (const role of [
      ...rolesWithout('GET /people/:person/meetings/new'),
      'bridge-manager',
      'emergency-duty-worker',
      'service-manager',
    ]) {
      const visitor = await as(role)
      assert.equal((await visitor.get(at('strategy'))).status, 404, role)
      assert.equal((await visitor.post(at('strategy'), say())).status, 404, role)
      for (const what of ['keep', 'discard'])
        assert.equal((await visitor.post(`${at()}/${what}?type=strategy`, { purpose: 'Not mine' })).status, 404, `${role} ${what}`)
    }
  })

  it('asks first which meeting, then says who is expected and why', async () => {
    const manager = await as('team-manager')
    assert.match((await manager.get(at())).page, /href="\/people\/[0-9a-f-]+\/meetings\/new\?type=strategy"/)
    const { page } = await manager.get(at('strategy'))
    assert.match(page, /Sample Primary School/)
    assert.match(page, /Works with Amira\./)
    assert.match(page, /Leads the work with Amira, Omar and Marta|Leads the work with Omar, Amira and Marta/)
    assert.match(page, /A strategy meeting is never held without them/)
    assert.equal((await manager.get(`${at()}?type=tea-party`)).status, 200)
  })

  it('leaving somebody out needs a reason, and what was typed is still there', async () => {
    const manager = await as('team-manager')
    const { page } = await manager.get(at('strategy'))
    const sent = await manager.post(at('strategy'), { ...say(), [fieldAbout(page, 'Sample Primary School', 'ask')]: 'no' })
    assert.equal(sent.status, 422)
    assert.match(sent.page, /Write why Sample Primary School is not asked/)
    assert.match(sent.page, /Bruises seen on Monday/)
    const past = await manager.post(at('strategy'), { ...say(), ...inBoxes('on', '2020-02-03') })
    assert.match(past.page, /still to come/)
    const nobody = await manager.post(at('strategy'), { ...say(), more: 'nobody@example.test' })
    assert.match(nobody.page, /Nobody signs in here with nobody@example\.test/)
  })

  it('asks everybody who is expected and whoever is named beside them, and leads to the meeting', async () => {
    const manager = await as('team-manager')
    const { page } = await manager.get(at('strategy'))
    const sent = await manager.post(at('strategy'), {
      ...say(),
      [fieldAbout(page, 'Sample Primary School', 'ask')]: 'no',
      [fieldAbout(page, 'Sample Primary School', 'why')]: 'They have told us all that they know',
      more: ids.email('early-help-practitioner').toUpperCase(),
      others: 'Dr Sample, Invented Surgery',
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 3000))
    assert.match(sent.to ?? '', /^\/meetings\/[0-9a-f-]{36}$/)
    const shown = (await manager.get(sent.to ?? '')).page
    assert.match(shown, /Wednesday 3 February 2027 at 9:30am/)
    assert.match(shown, /Amira Testcase and Omar Testcase/)
    for (const role of ['social-worker', 'police-officer', 'health-practitioner', 'early-help-practitioner'])
      assert.equal((await (await as(role)).get(sent.to ?? '')).status, 200, role)
    assert.equal((await (await as('school-safeguarding-lead')).get(sent.to ?? '')).status, 404)
    const leftOut = await database.admin<{ narrative: Record<string, string> }>(
      `select p.narrative from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'meeting-left-out'`,
    )
    assert.deepEqual(
      leftOut.map(one => one.narrative),
      [{ who: 'Sample Primary School', reason: 'They have told us all that they know' }],
    )
    assert.match((await (await as('social-worker')).get(`/people/${home.amira}`)).page, /Strategy meeting called/)
  })

  it('is kept while it is typed, each type of meeting apart, with who is left out and why; thrown away it is gone', async () => {
    const manager = await as('team-manager')
    const { page } = await manager.get(at('core-group'))
    assert.match(page, /data-autosave-url="[^"]+\/keep\?type=core-group"/)
    const why = fieldAbout(page, 'Sample Primary School', 'why')
    const kept = await manager.post(`${at()}/keep?type=core-group`, {
      draftVersion: '0',
      purpose: 'The plan is half a year old',
      [why]: 'On a school trip',
      surprise: 'no field',
    })
    assert.equal(kept.status, 200)
    const again = await manager.get(at('core-group'))
    assert.match(again.page, /The plan is half a year old/)
    assert.match(again.page, /On a school trip/)
    assert.doesNotMatch((await manager.get(at('legal-planning'))).page, /The plan is half a year old/)
    assert.match((await manager.get('/drafts')).page, /The call of a meeting/)
    const stopped = await manager.post(`${at()}/keep?type=core-group`, { draftVersion: '0', purpose: 'In another window' })
    assert.equal(stopped.status, 409)
    assert.equal((await manager.post(`${at()}/discard?type=core-group`, {})).to, `/people/${home.amira}`)
    assert.doesNotMatch((await manager.get(at('core-group'))).page, /The plan is half a year old/)
  })
})
