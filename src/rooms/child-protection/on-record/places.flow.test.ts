import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { type Household, householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms, { first: '/meetings' })
const yesterday = addDays(dayOf(momentOf(Temporal.Now.instant())), -1)

/** Zara, older than Omar, comes to live with them: on every list she stands before him. */
const zaraComes = async ({ home }: Household): Promise<SubjectId> => {
  const zara = newId<SubjectId>()
  const { who, works } = tellingsOn(yesterday)
  await tell(
    database,
    'bridge-manager',
    [
      { subject: zara, kind: residence, on: yesterday, parts: { record: { facts: { household: home } } } },
      who(zara, 'Zara', '2014-04-04'),
      works(zara, ids.account('social-worker'), 'account', 'lead'),
      works(zara, ids.team.north, 'team', 'manager'),
    ],
    { begins: [{ subject: zara, form: 'person' }] },
  )
  return zara
}
const omarLeaves = ({ omar, home }: Household) =>
  tell(database, 'social-worker', [{ subject: omar, kind: residenceEnd, on: yesterday, parts: { record: { facts: { household: home } } } }])

const forms = [
  { page: 'visits/record', role: 'social-worker', words: 'presentation', called: 'a visit' },
  { page: 'strategy', role: 'team-manager', words: 'reasons', called: 'what a strategy meeting decided' },
] as const

for (const { page, role, words, called } of forms)
  describe(`${called} is typed while children come to live there and leave`, () => {
    let home: Household
    let zara: SubjectId
    const path = () => `/people/${home.amira}/${page}`
    /** What stands in the form of each child: the words at the place which says that it is theirs. */
    const saidOf = async (child: SubjectId): Promise<string | undefined> => {
      const shown = (await (await as(role)).get(path())).page
      const place = [...shown.matchAll(/name="child(\d+)" value="([^"]+)"/g)].find(found => found[2] === child)?.[1]
      return new RegExp(`<textarea[^>]*name="${words}${place}"[^>]*>([^<]*)<`).exec(shown)?.[1]
    }
    before(async () => {
      home = await householdOnRecord(database)
      const visitor = await as(role)
      await visitor.get(path())
      assert.equal(visitor.hidden('child2'), home.omar)
      const typed = { child1: home.amira, [`${words}1`]: 'Amira laughed.', child2: home.omar, [`${words}2`]: 'Omar hid.\nTwice.' }
      assert.equal((await visitor.post(`${path()}/keep`, { draftVersion: '0', ...typed })).status, 200)
      zara = await zaraComes(home)
    })

    it('what was typed of one stands under that one, and whoever is new begins with nothing', async () => {
      assert.match((await (await as(role)).get(path())).page, /Zara[\s\S]*Omar/)
      assert.deepEqual([await saidOf(home.amira), await saidOf(zara), await saidOf(home.omar)], ['Amira laughed.', '', 'Omar hid.\nTwice.'])
    })

    it('what was typed of one who has left is shown to copy, goes on being kept, and is on nobody’s record', async () => {
      await omarLeaves(home)
      const visitor = await as(role)
      const { page: shown } = await visitor.get(path())
      assert.match(shown, /You also wrote about a child who is no longer part of this form[\s\S]*Omar hid\.\nTwice\./)
      assert.equal(await saidOf(home.omar), undefined)
      assert.deepEqual([visitor.hidden('child2'), visitor.hidden(`${words}2`)], [home.omar, 'Omar hid.\nTwice.'])
      const sent = { draftVersion: visitor.hidden('draftVersion'), child2: home.omar, [`${words}2`]: 'Omar hid.\nTwice.' }
      const refused = await visitor.post(path(), { ...sent, child1: home.amira, [`${words}1`]: 'Amira laughed.' })
      assert.equal(refused.status, 422)
      assert.match(refused.page, /Omar hid\.\nTwice\./)
      const told = await database.admin('select from gt.entry_part where (narrative::text || facts::text) like $1', ['%Omar hid%'])
      assert.equal(told.length, 0)
    })
  })
