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
})
