import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const details = () => `/people/${home.amira}/details`
const assessment = () => `${details()}/early-help-assessment`
const childhood = () => `${details()}/childhood`
const told = {
  'on-month': '2',
  'on-year': '2026',
  doneBy: 'Sample Family Hub',
  agreed: 'yes',
  outcome: 'going-on',
  wished: 'A dry bedroom.',
}

describe('most-children-eha-first: whether there is an Early Help Assessment, how old it is and what became of it', () => {
  it('is told by any agency that works with the child, and by nobody else', async () => {
    for (const role of ['health-practitioner', 'early-help-practitioner', 'bridge-manager', 'emergency-duty-worker', 'conference-chair']) {
      const visitor = await as(role)
      for (const answer of [await visitor.get(assessment()), await visitor.post(assessment(), told)]) assert.equal(answer.status, 404, role)
    }
    const school = await as('school-safeguarding-lead')
    assert.match((await school.get(details())).page, /Whether early help was tried, when, by whom/)
    const empty = await school.get(assessment())
    assert.equal(empty.status, 200)
    assert.match((await school.post(assessment(), { outcome: 'reached' })).page, /Enter when it was done/)
    assert.match((await school.post(assessment(), { ...told, 'on-year': '2098' })).page, /must be today or earlier/)
    assert.equal((await school.post(assessment(), told)).to, `${details()}?done=kept`)
    assert.match((await school.get(details())).page, /Feb 2026[\s\S]{0,300}Sample Family Hub: help is going on/)
  })

  it('what became of it later stands in its place, and the day it was done stays', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(details())
    const entry = /early-help-assessment\?entry=([0-9a-f-]+)/.exec(page)?.[1] ?? ''
    const form = await worker.get(`${assessment()}?entry=${entry}`)
    const seen = /name="seen" value="([^"]+)"/.exec(form.page)?.[1] ?? ''
    const kept = await worker.post(assessment(), { entry, seen, doneBy: 'Sample Family Hub', agreed: 'yes', outcome: 'not-lasting' })
    assert.equal(kept.to, `${details()}?done=kept`, kept.page)
    const after = (await worker.get(details())).page
    assert.match(after, /Feb 2026[\s\S]{0,300}the change did not last/)
    assert.doesNotMatch(after, /help is going on/)
  })

  it('who read of it stands in the access line', async () => {
    await (await as('police-officer')).get(details())
    const [line] = await linesOf(database, home.amira)
    assert.equal(line?.route, 'GET /people/:person/details')
    const [entry] = await database.admin<{ id: string }>(
      `select entry_id as id from gt.entry where kind = 'early-help-assessment' order by known_at limit 1`,
    )
    assert.ok(line.entry_ids.includes(entry?.id ?? ''))
  })
})

describe('childhood-experiences: what happened to the child and to each parent', () => {
  it('is told by the allocated worker alone', async () => {
    for (const role of ['school-safeguarding-lead', 'police-officer', 'health-practitioner', 'bridge-manager', 'emergency-duty-worker']) {
      const visitor = await as(role)
      for (const answer of [await visitor.get(childhood()), await visitor.post(childhood(), { whose: 'child' })])
        assert.equal(answer.status, 404, role)
    }
    assert.match((await (await as('social-worker')).post(childhood(), {})).page, /Say whose childhood it is/)
  })

  it('of the child stands in the child’s record; of a parent those who work with the child read that it was told, and few its words', async () => {
    const worker = await as('social-worker')
    const tell = async (fields: Record<string, string>) =>
      assert.equal((await worker.post(childhood(), fields)).to, `${details()}?done=kept`)
    await tell({ whose: 'child', what: 'somebody-who-cared', happened: '“Nana sings.”', meansForChild: 'Nana stays in the plan.' })
    await tell({ whose: 'mother', what: 'care-away', happened: '“I had nine homes.”' })
    const { page } = await worker.get(details())
    for (const words of ['somebody who was always there', 'Nana sings', 'Nana stays in the plan', 'I had nine homes'])
      assert.ok(page.includes(words), words)
    const school = (await (await as('school-safeguarding-lead')).get(details())).page
    assert.match(school, /Nana sings/)
    assert.doesNotMatch(school, /nine homes/)
  })
})
