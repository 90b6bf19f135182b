import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { harmSuspected } from '../harm/harm-suspected.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const child = `/people/${home.amira}`
const call = `${child}/meetings/new?type=strategy`

describe('from a suspicion of significant harm to the strategy meeting', () => {
  it('the child’s page offers to call it to whoever may, and to nobody before harm is suspected', async () => {
    const manager = await as('team-manager')
    assert.doesNotMatch((await manager.get(child)).page, /Call the strategy meeting/)
    await tell(database, 'social-worker', [
      { subject: home.amira, kind: harmSuspected, parts: { record: { narrative: { what: 'A burn on her hand.' } } } },
    ])
    assert.match((await manager.get(child)).page, new RegExp(`href="${call.replace('?', '\\?')}"[^>]*>Call the strategy meeting`))
    assert.doesNotMatch((await (await as('school-safeguarding-lead')).get(child)).page, /Call the strategy meeting/)
  })

  it('the call says why and by when, with every child of the home and everybody who is expected in it, for today', async () => {
    const { page } = await (await as('team-manager')).get(call)
    assert.match(page, /Significant harm to Amira is suspected[\s\S]*<strong>due [^<]+<\/strong>/)
    for (const one of [home.amira, home.omar]) assert.match(page, new RegExp(`value="${one}" checked`))
    assert.match(page, /Sample Primary School/)
    assert.match(page, /A strategy meeting is never held without them/)
    assert.match(page, /name="on-year"[^>]*value="20\d\d"/)
    assert.doesNotMatch((await (await as('team-manager')).get(`${child}/meetings/new?type=core-group`)).page, /Significant harm/)
  })

  it('once it is called the page says for when, offers no second one, and what is due stands until it decides', async () => {
    const manager = await as('team-manager')
    await manager.get(call)
    const sent = await manager.post(call, {
      ...inBoxes('on', '2027-02-03'),
      time: '9:30',
      way: 'video',
      place: 'The link is in the diary',
      purpose: 'A burn',
      children: [home.amira],
      chair: ids.account('team-manager'),
      minutes: ids.account('team-manager'),
    })
    assert.match(sent.to ?? sent.page, /^\/meetings\//)
    const { page } = await manager.get(child)
    assert.match(page, /Significant harm to Amira is suspected[^<]*It is called for Wednesday 3 February 2027/)
    assert.doesNotMatch(page, /Call the strategy meeting/)
  })
})
