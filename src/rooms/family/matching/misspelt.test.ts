import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { freshDatabase, type TestDatabase, testPurpose } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { findPeople } from './find-people.ts'
import { putCrowdOnRecord } from './testing/crowd.ts'
import { inventedPeople } from './testing/invented-people.ts'
import { type Misspelt, misspelt, slipNames } from './testing/misspelt.ts'

const today = day('2026-11-22')
const people = inventedPeople(6000)
const searches = misspelt(people, 2000, today)

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
  await putCrowdOnRecord(database, people)
})
after(async () => database?.drop())

/** Which searches do not find whom they mean among the first five. `change`: what is done to a search first, for planting a fault. */
const missedBy = async (role: string, some: readonly Misspelt[], change = (one: Misspelt) => one.looked): Promise<Misspelt[]> => {
  const session = await database.session(role)
  const missed: Misspelt[] = []
  // Many in one transaction: what is asked here is whom a search finds, not what beginning and ending one costs.
  for (let from = 0; from < some.length; from += 100)
    await database.app.withActor(session, testPurpose, async tx => {
      for (const one of some.slice(from, from + 100)) {
        const found = await findPeople(tx, change(one), { most: 5, today })
        if (!found.some(({ person }) => person === one.means.subject)) missed.push(one)
      }
    })
  return missed
}

const report = (missed: readonly Misspelt[], of: readonly Misspelt[]): string =>
  slipNames
    .map(name => {
      const [all, bad] = [of, missed].map(list => list.filter(one => one.slips.includes(name)).length)
      return `${name}: ${(all ?? 0) - (bad ?? 0)} of ${all}`
    })
    .join('\n')

describe('two thousand misspelt searches', () => {
  it('have every kind of slip among them', () => {
    assert.equal(searches.length, 2000)
    for (const name of slipNames) assert.ok(searches.filter(one => one.slips.includes(name)).length >= 15, name)
  })

  // The Bridge belongs to the largest agency; the emergency duty team is the smallest that may look for people, and works with nobody by day.
  for (const role of ['bridge-manager', 'emergency-duty-worker'])
    it(`find whom they mean among the first five at least 95 times in 100, for the ${role.replaceAll('-', ' ')}`, async test => {
      const missed = await missedBy(role, searches)
      const right = (searches.length - missed.length) / searches.length
      test.diagnostic(`${(right * 100).toFixed(1)} % of ${searches.length}\n${report(missed, searches)}`)
      if (process.env['GT_SHOW_MISSED'])
        for (const one of missed)
          test.diagnostic(JSON.stringify([one.looked, one.means.given, one.means.family, one.means.born, one.slips]))
      assert.ok(right >= 0.95, `${(right * 100).toFixed(1)} %\n${report(missed, searches)}`)
    })

  it('planted fault: a search whose first letters are lost is counted as missed', async () => {
    const some = searches.slice(0, 60)
    const lost = (one: Misspelt) => ({ name: `${one.means.given.slice(3)} ${one.means.family.slice(3)}` })
    assert.ok((await missedBy('bridge-manager', some, lost)).length > 30)
  })
})
