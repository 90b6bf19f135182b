import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { settled } from '../../../kernel/audit/testing.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rooms } from '../../web.ts'
import { readLines } from './read-lines.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)
const { matter } = await called(database, 'team-manager', {
  children: [home.amira],
  invitees: [{ as: 'professional', name: 'Hollis Sample', account: ids.account('housing-officer') }],
})

type Look = { line: string; who: string; role: string; purpose: string; relations: string[] }
const looks = async (of: SubjectId) =>
  (await (await as('information-governance-lead')).json<{ looks: Look[] }>(`/people/${of}/looks`)).body.looks
const byHousing = async (of: SubjectId) => (await looks(of)).filter(one => one.role === 'housing-officer')

it('whoever read a meeting about a child stands among those who looked at the child’s record, once for each look, and not at another’s', async () => {
  assert.equal((await (await as('housing-officer')).get(`/meetings/${matter}`)).status, 200)
  await settled(database)
  await readLines({ database: database.worker, stopping: new AbortController().signal })
  const [one, ...more] = await byHousing(home.amira)
  assert.deepEqual([one?.relations, more.length], [['invited'], 0])
  assert.deepEqual(await byHousing(home.omar), [])
  const all = await looks(home.amira)
  assert.equal(new Set(all.map(look => look.line)).size, all.length)
})

it('whoever is kept out of the meeting does not learn who read it', async () => {
  const lead = [ids.partnership, matter, ids.account('information-governance-lead')]
  await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', lead)
  assert.deepEqual(await byHousing(home.amira), [])
  await database.admin('delete from gt.excluded')
  assert.equal((await byHousing(home.amira)).length, 1)
})
