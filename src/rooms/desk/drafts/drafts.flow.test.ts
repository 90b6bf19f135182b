import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { moment } from '../../../guidance/index.ts'
import type { Standing } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { newId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rooms } from '../../web.ts'
import { forgetDiscarded } from './forget-discarded.ts'

const { database, as } = await openForTests(rooms, { first: '/settings' })
const nurse = await as('health-practitioner')

const write = async (role: string, form: string, words: string): Promise<string> => {
  const draft = newId()
  await database.admin('insert into gt.draft (partnership_id, draft_id, account_id, form, body) values ($1, $2, $3, $4, $5)', [
    ids.partnership,
    draft,
    ids.account(role),
    form,
    JSON.stringify({ words }),
  ])
  return draft
}
const forget = (at: string) => {
  const standing: Standing = {
    database: database.worker,
    log: openLog('silent'),
    at: moment(at),
    job: '1',
    stopping: new AbortController().signal,
  }
  return forgetDiscarded.run({}, standing)
}

test('what is not sent is gone on with, thrown away and brought back, word for word', async () => {
  const draft = await write('health-practitioner', 'concern', 'Hungry on Monday.')
  const before = await nurse.get('/drafts')
  assert.match(before.page, new RegExp(`href="/concerns/draft/${draft}/check"`))
  assert.equal((await nurse.post(`/drafts/${draft}/throw-away`, {})).to, '/drafts')
  const after = await nurse.get('/drafts')
  assert.match(after.page, /You have written nothing that is not sent/)
  assert.match(after.page, /thrown away .+; kept until/)
  assert.equal((await nurse.post(`/drafts/${draft}/bring-back`, {})).to, `/concerns/draft/${draft}/check`)
  const [kept] = await database.admin<{ body: unknown }>('select body from gt.draft where draft_id = $1', [draft])
  assert.deepEqual(kept?.body, { words: 'Hungry on Monday.' })
  assert.equal((await database.admin('select 1 from gt.discarded_draft')).length, 0)
})

test('what is thrown away on the page of its own form is kept just so', async () => {
  const draft = await write('health-practitioner', 'concern', 'Cold on Tuesday.')
  await nurse.get('/drafts')
  assert.equal((await nurse.post(`/concerns/draft/${draft}/discard`, {})).to, '/concerns')
  assert.match((await nurse.get('/drafts')).page, /A concern you are writing, thrown away/)
  assert.equal((await nurse.post(`/drafts/${draft}/bring-back`, {})).status, 303)
  await nurse.post(`/drafts/${draft}/throw-away`, {})
  await database.admin('delete from gt.discarded_draft')
})

test('nobody throws away, brings back or sees what somebody else has written', async () => {
  const draft = await write('police-officer', 'concern', 'Not yours.')
  await nurse.get('/drafts')
  await nurse.post(`/drafts/${draft}/throw-away`, {})
  assert.equal((await database.admin('select 1 from gt.draft where draft_id = $1', [draft])).length, 1)
  const officer = await as('police-officer')
  await officer.post(`/drafts/${draft}/throw-away`, {})
  assert.equal((await nurse.post(`/drafts/${draft}/bring-back`, {})).status, 404)
  assert.doesNotMatch((await nurse.get('/drafts')).page, /thrown away/)
  assert.equal((await officer.post(`/drafts/${draft}/bring-back`, {})).status, 303)
})

test('what was thrown away is kept for thirty days and then forgotten', async () => {
  const draft = await write('health-practitioner', 'concern', 'Old.')
  await nurse.get('/drafts')
  await nurse.post(`/drafts/${draft}/throw-away`, {})
  await database.admin(`update gt.discarded_draft set discarded_at = '2090-03-01T15:00:00Z' where draft_id = $1`, [draft])
  const there = async () => (await database.admin('select 1 from gt.discarded_draft where draft_id = $1', [draft])).length
  await forget('2090-03-31T03:17:00Z')
  assert.equal(await there(), 1)
  await forget('2090-04-01T03:17:00Z')
  assert.equal(await there(), 0)
})

test('what was looked for is kept for a day and then forgotten', async () => {
  await database.admin(
    `insert into gt.own_search (partnership_id, account_id, search_id, words, asked_at) select $1, $2, gen_random_uuid(), 'Amira Testcase', x
     from unnest('{2090-03-30T03:00:00Z,2090-03-30T12:00:00Z}'::timestamptz[]) as x`,
    [ids.partnership, ids.account('social-worker')],
  )
  const kept = async () => (await database.admin('select 1 from gt.own_search')).length
  await forget('2090-03-30T03:17:00Z')
  assert.equal(await kept(), 2)
  await forget('2090-03-31T03:17:00Z')
  assert.equal(await kept(), 1)
  await forget('2090-04-01T03:17:00Z')
  assert.equal(await kept(), 0)
})
