import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { setUp } from '../kernel/access/organisation.ts'
import { profileNamed } from '../kernel/access/profile.ts'
import { knownSettings } from '../rooms/settings.ts'
import { openWebOf } from '../rooms/testing/visitor.ts'
import { demonstrationOrganisation, demonstrationPartnership } from './organisation.ts'

/** The sign-in page and the colours of the demonstration under a profile. */
const shownUnder = async (database: TestDatabase, profile: string) => {
  await setUp(database.urls.gt_import, demonstrationOrganisation(profileNamed(profile, knownSettings())))
  const web = await openWebOf(database, [], { partnership: demonstrationPartnership })
  try {
    const { body: page } = await web.inject({ method: 'GET', url: '/sign-in' })
    const theme = /\/theme\/[0-9a-f]+\.css/.exec(page)?.[0] ?? 'no theme'
    const { body: colours } = await web.inject({ method: 'GET', url: theme })
    return { page, colours }
  } finally {
    await web.close()
  }
}

describe('another partnership is another profile', () => {
  const databases: TestDatabase[] = []
  let salford: Awaited<ReturnType<typeof shownUnder>>
  let testshire: Awaited<ReturnType<typeof shownUnder>>
  before(async () => {
    for (let at = 0; at < 2; at += 1) databases.push(await freshDatabase({ organisation: false }))
    const [one, other] = databases
    assert.ok(one && other)
    salford = await shownUnder(one, 'salford')
    testshire = await shownUnder(other, 'testshire')
  })
  after(() => Promise.all(databases.map(database => database.drop())))

  it('shows its own name and whom its people ring', () => {
    assert.match(salford.page, /Salford Safeguarding Children Partnership/)
    assert.match(salford.page, /0161 603 4500[\s\S]*0161 794 8888/)
    assert.match(testshire.page, /Testshire Safeguarding Children Partnership/)
    assert.match(testshire.page, /01632 960100[\s\S]*01632 960199/)
    assert.doesNotMatch(testshire.page, /Salford|0161/)
  })

  it('wears its own colours', () => {
    assert.match(testshire.colours, /--leaf:#5a2d82/)
    assert.doesNotMatch(salford.colours, /#5a2d82/)
  })

  it('keeps its own hours and numbers, each with its basis and set by its profile', async () => {
    const rows = await databases[1]?.admin<{ setting: string; value: unknown; why: string; own: boolean }>(
      'select setting, value, why, account_id = partnership_id as own from gt.setting_value order by setting',
    )
    assert.deepEqual(
      rows?.map(row => [row.setting, row.value]),
      [
        ['announcer.bridge-closes', 1080],
        ['announcer.bridge-opens', 480],
        ['cp-visit-due.atMost', { unit: 'weeks', count: 2 }],
      ],
    )
    for (const row of rows ?? []) {
      assert.match(row.why, /^On local practice: /)
      assert.ok(row.own)
    }
  })
})
