import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EntryId, newId } from '../../../thread/ids.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rooms } from '../../web.ts'
import { conference } from '../conference/conference.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../safety/safety.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

describe('the first version of a plan', () => {
  it('begins with what the conference was worried about, with its goal, and what was said on its scale beside, so that nothing is typed twice', async () => {
    const danger = newId<EntryId>()
    const of = { subject: home.amira, on: '2025-01-15' }
    await tell(database, 'conference-chair', [
      { ...of, kind: conference, parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } } },
      {
        ...of,
        id: danger,
        kind: dangerStatement,
        parts: { record: { narrative: { who: 'The school', about: 'Amira comes without breakfast', fear: 'He will fall ill' } } },
      },
      {
        ...of,
        kind: safetyGoal,
        answers: danger,
        parts: { record: { narrative: { parents: 'Marta gets up', child: 'Amira eats at home', howLong: 'Twelve weeks' } } },
      },
      { ...of, kind: safetyScaled, answers: danger, parts: { record: { facts: { who: 'professional', scale: 3, when: 'conference' } } } },
    ])
    const { page } = await (await as('social-worker')).get(`/people/${home.amira}/plan/new`)
    assert.match(page, /Amira comes without breakfast\. He will fall ill\./)
    assert.match(page, /It begins with what the conference was worried about/)
    assert.match(page, /Marta gets up\. Amira eats at home\./)
    assert.match(page, /Said last: a professional 3\. Yours stands beside them/)
    assert.match(page, new RegExp(`name="of1" value="${danger}"`))
  })
})
