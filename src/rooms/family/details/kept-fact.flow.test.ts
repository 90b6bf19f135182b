import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import type { Typed } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { testcaseFamily } from '../testing/testcase-family.ts'

const { database, as } = await openForTests(rooms, { first: '/settings' })
const family = await testcaseFamily(database)

const at = (fact: string, what = ''): string => `/people/${family.amira}/details/${fact}${what}`
const open = async (role: string, fact: string): Promise<string> => {
  const { status, page } = await (await as(role)).get(at(fact))
  assert.equal(status, 200, `${role} ${fact}`)
  return page
}
/** What the form on a page would send unseen. */
const unseen = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(entry|seen|draftVersion|resolve)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
const keep = async (role: string, fact: string, fields: Typed) => (await as(role)).post(at(fact, '/keep'), fields)
const drafts = (role: string) =>
  database.admin<{ form: string; body: Record<string, string> }>('select form, body from gt.draft where account_id = $1', [
    ids.account(role),
  ])

describe('a fact that is written and not sent', () => {
  it('is kept while it is typed, gone on with from My work, and seen by nobody else', async () => {
    const form = unseen(await open('social-worker', 'background'))
    const first = await keep('social-worker', 'background', { ...form, religion: 'Quaker', surprise: 'no field of it' })
    assert.equal(first.status, 200)
    assert.equal((JSON.parse(first.page) as { version: string }).version, '1')
    const second = await keep('social-worker', 'background', { ...form, draftVersion: '1', religion: 'Quaker, since Easter' })
    assert.equal((JSON.parse(second.page) as { version: string }).version, '2')
    const [draft] = await drafts('social-worker')
    assert.equal(draft?.body['religion'], 'Quaker, since Easter')
    assert.ok(draft && !('surprise' in draft.body) && !('csrf' in draft.body), 'only fields of facts are kept')
    const work = (await (await as('social-worker')).get('/')).page
    assert.match(work, new RegExp(`href="${at('background')}"[^>]*>\\s*People and details: Culture and background`))
    assert.doesNotMatch(/<section aria-labelledby="drafts">[\s\S]*?<\/section>/.exec(work)?.[0] ?? 'Amira', /Amira|Quaker/)
    assert.match(await open('social-worker', 'background'), /value="Quaker, since Easter"/)
    for (const other of ['team-manager', 'bridge-manager']) {
      assert.doesNotMatch(await open(other, 'background'), /Quaker/)
      assert.doesNotMatch((await (await as(other)).get('/drafts')).page, /Culture and background/)
    }
  })

  it('is thrown away on its own page, and can be brought back', async () => {
    const worker = await as('social-worker')
    await open('social-worker', 'background')
    assert.equal((await worker.post(at('background', '/discard'), {})).to, `/people/${family.amira}/details`)
    assert.doesNotMatch(await open('social-worker', 'background'), /Quaker/)
    const page = (await worker.get('/drafts')).page
    const id = /\/drafts\/([0-9a-f-]+)\/bring-back/.exec(page)?.[1] ?? ''
    assert.equal((await worker.post(`/drafts/${id}/bring-back`, {})).to, at('background'))
    assert.match(await open('social-worker', 'background'), /value="Quaker, since Easter"/)
  })

  it('is gone once it is sent', async () => {
    const form = unseen(await open('social-worker', 'background'))
    assert.equal((await (await as('social-worker')).post(at('background'), { ...form, religion: 'Quaker' })).status, 303)
    assert.deepEqual(await drafts('social-worker'), [])
    assert.equal((await database.admin('select 1 from gt.discarded_draft')).length, 0)
  })

  it('loses nothing where it is refused, or left by hand without a script', async () => {
    const worker = await as('social-worker')
    const form = unseen(await open('social-worker', 'identifier'))
    const refused = await worker.post(at('identifier'), { ...form, scheme: 'nhs-number', value: '943 476 5918' })
    assert.equal(refused.status, 422)
    assert.match(await open('social-worker', 'identifier'), /value="943 476 5918"/)
    const again = unseen(await open('social-worker', 'identifier'))
    const later = await worker.post(at('identifier'), {
      ...again,
      scheme: 'nhs-number',
      value: '943 476 59',
      intent: 'save-for-later',
    })
    assert.equal(later.to, `/people/${family.amira}/details`)
    assert.match(await open('social-worker', 'identifier'), /value="943 476 59"/)
    assert.equal(
      (
        await worker.post(at('identifier'), {
          ...unseen(await open('social-worker', 'identifier')),
          scheme: 'nhs-number',
          value: '943 476 5919',
        })
      ).status,
      303,
    )
  })

  it('written in two windows stands side by side in plain words, and what is chosen is kept', async () => {
    const worker = await as('social-worker')
    const form = unseen(await open('social-worker', 'relative'))
    const mine = { ...form, who: family.marta, responsibility: 'not-known', note: 'Marta told us.' }
    await keep('social-worker', 'relative', { ...form, who: family.omar, responsibility: 'yes', note: 'The school told us.' })
    const stopped = await keep('social-worker', 'relative', mine)
    assert.equal(stopped.status, 409)
    assert.deepEqual(JSON.parse(stopped.page), { conflictUrl: at('relative') })
    await open('social-worker', 'relative')
    const both = await worker.post(at('relative'), { ...mine, intent: 'save-for-later' })
    assert.equal(both.status, 409)
    const shown = both.page.replace(/<\/?mark>/g, '')
    for (const words of ['>Marta told us.<', '>The school told us.<', '>Marta Testcase<', '>Omar Testcase<', '>not known<'])
      assert.ok(shown.includes(words), words)
    const chosen = await worker.post(at('relative'), {
      ...unseen(both.page),
      'yours.note': mine.note,
      'keep.note': 'both',
      'yours.who': family.marta,
      'keep.who': 'yours',
      'yours.responsibility': 'not-known',
      'keep.responsibility': 'theirs',
    })
    assert.equal(chosen.to, at('relative'))
    const [kept] = await drafts('social-worker')
    assert.equal(kept?.body['note'], 'The school told us.\n\nMarta told us.')
    assert.equal(kept?.body['who'], family.marta)
    assert.equal(kept?.body['responsibility'], 'yes')
    await worker.post(at('relative', '/discard'), {})
  })

  it('says when the record has changed since, and never puts back what somebody else has changed meanwhile', async () => {
    const worker = await as('social-worker')
    const form = unseen(await open('social-worker', 'name'))
    const mine = { given: 'Amirah', family: 'Testcase', knownAs: 'Mira', how: 'right' }
    await keep('social-worker', 'name', { ...form, ...mine })
    assert.doesNotMatch(await open('social-worker', 'name'), /Changed since you wrote this/)
    const manager = await as('team-manager')
    const theirs = { ...unseen(await open('team-manager', 'name')), given: 'Amira Rose', family: 'Testcase', how: 'right' }
    assert.equal((await manager.post(at('name'), theirs)).status, 303)
    const again = await open('social-worker', 'name')
    assert.match(again, /Changed since you wrote this/)
    assert.match(again, /value="Mira"/)
    const sent = await worker.post(at('name'), { ...form, draftVersion: '1', ...mine })
    assert.equal(sent.status, 409, 'the window that was open all the while')
    assert.match(sent.page, /Somebody changed this while you were writing/)
    assert.match(sent.page, /value="Mira"/)
    assert.match((await worker.get(`/people/${family.amira}/details`)).page, /Amira Rose Testcase/)
    await worker.post(at('name', '/discard'), {})
  })

  it('is kept for nobody who may not tell it, or does not work with the child', async () => {
    for (const role of ['school-safeguarding-lead', 'health-practitioner']) {
      await (await as(role)).get('/drafts')
      assert.equal((await keep(role, 'name', { given: 'Changed' })).status, 404, role)
      assert.equal((await (await as(role)).post(at('name', '/discard'), {})).status, 404, role)
      assert.deepEqual(await drafts(role), [])
    }
  })
})
