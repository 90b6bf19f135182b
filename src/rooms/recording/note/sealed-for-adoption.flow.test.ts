import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const sealedWords = 'The adopters live by the canal.'

const record = (of: SubjectId): string => `/people/${of}/record`
const note = (of: SubjectId, fields: Record<string, string>) => ({
  'on-day': '2',
  'on-month': '3',
  'on-year': '2026',
  draftVersion: '0',
  purpose: 'To plan the adoption',
  contact: 'professionals',
  reached: 'yes',
  audience: 'professionals',
  ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}_${of}`, value])),
})

describe('what is sealed because of an adoption', () => {
  it('is read by whoever works on the adoption, and by nobody else who works with the child', async () => {
    assert.equal((await (await as('adoption-worker')).get(`/people/${home.amira}`)).status, 404, 'nobody works on an adoption yet')
    await tell(database, 'team-manager', [
      tellingsOn('2026-03-01').works(home.amira, ids.account('adoption-worker'), 'account', 'adoption'),
    ])
    const worker = await as('adoption-worker')
    assert.match((await worker.get(record(home.amira))).page, /About the adoption/)
    assert.equal((await worker.post(record(home.amira), note(home.amira, { fact: 'The panel met.', adoption: sealedWords }))).status, 303)
    assert.match((await worker.get(`/people/${home.amira}`)).page, /by the canal/)
    for (const role of ['social-worker', 'team-manager', 'service-manager', 'conference-chair', 'school-safeguarding-lead']) {
      const { page } = await (await as(role)).get(`/people/${home.amira}`)
      assert.doesNotMatch(page, /by the canal/, role)
    }
  })

  it('is offered to nobody else when they write', async () => {
    for (const role of ['social-worker', 'team-manager'])
      assert.doesNotMatch((await (await as(role)).get(record(home.amira))).page, /About the adoption/, role)
    const before = await database.admin<{ n: number }>(`select count(*)::integer as n from gt.entry_part where field_group = 'adoption'`)
    assert.deepEqual(before, [{ n: 1 }])
  })

  it('is in no emergency opened, whoever opens it', async () => {
    const grants = await database.admin<{ role: string; one: string }>(
      `select g.role, one from gt.role_grants g cross join unnest(g.grants) as one where one like '%/adoption'`,
    )
    assert.deepEqual(grants.map(({ role, one }) => `${role} ${one}`).sort(), [
      'adoption-worker adoption/adoption',
      'adoption-worker author/adoption',
    ])
  })
})
