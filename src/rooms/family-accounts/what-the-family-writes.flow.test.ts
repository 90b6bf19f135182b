import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EntryId, SubjectId } from '../../thread/ids.ts'
import { relationship } from '../../thread/own-kinds/index.ts'
import { tell } from '../testing/tell.ts'
import type { Visitor } from '../testing/visitor.ts'
import { at, itemsOf, openFamilyAccounts } from './testing/family-with-accounts.ts'

const { database, as, family, secrets, accountOf, invited, share, signedIn } = await openFamilyAccounts()
const marta = await invited(family.ines, family.marta, { mail: 'marta@example.test' })
const worker = await as('social-worker')
await worker.get(`${at(family.luca)}/invite`)
await worker.post(`${at(family.luca)}/invite`, { who: family.marta, knownHow: 'As before.', met: 'yes' })
const ines = await invited(family.ines, family.ines)
const paul = await invited(family.ines, family.paul)
await share(family.ines, family.marta, { title: 'For you', words: 'We meet every two weeks.' })

describe('what the family writes', () => {
  it('stands on the child’s thread in their own words, for those who work with the child, and waits for an answer', async () => {
    const [item] = itemsOf((await marta.get('/yours')).page)
    assert.equal((await marta.post(`/yours/items/${item}`, {})).status, 422)
    const sent = await marta.post(`/yours/items/${item}`, { sort: 'question', words: 'May I bring my sister?' })
    assert.match(sent.page, /It is sent/)
    const [row] = await database.admin<{ audience: string; subject_id: string; role: string; agency: string }>(
      `select e.audience, e.subject_id, e.author_role as role, g.kind as agency from gt.entry e join gt.agency g using (partnership_id, agency_id) where e.kind = 'family-view'`,
    )
    assert.deepEqual(row, { audience: 'professionals', subject_id: family.ines, role: 'parent', agency: 'public' })
    const page = (await (await as('social-worker')).get(at(family.ines))).page
    assert.match(page, /May I bring my sister\?/)
    assert.match(page, /To answer/)
    assert.match((await (await as('social-worker')).get(`/people/${family.ines}`)).page, /The family has written and waits for an answer/)
    assert.doesNotMatch((await paul.get('/yours')).page, /my sister/)
    assert.match((await marta.get('/yours')).page, /my sister/)
    assert.deepEqual(await database.admin(`select 1 from gt.reach where relation = 'family'`), [])
  })

  it('is answered, and waits no longer', async () => {
    const [asked] = await database.admin<{ id: string }>(`select entry_id as id from gt.entry where kind = 'family-view'`)
    const worker = await as('social-worker')
    const url = `${at(family.ines)}/with/${await accountOf(family.marta)}/new`
    assert.match((await worker.get(`${url}?answers=${asked?.id}`)).page, /May I bring my sister/)
    const answer = { answers: asked?.id ?? '', sort: 'answer', title: 'For you', words: 'Yes, she is welcome.', step: 'share', read: 'yes' }
    assert.equal((await worker.post(url, answer)).to, at(family.ines))
    assert.doesNotMatch((await worker.get(at(family.ines))).page, /To answer/)
    assert.equal((await worker.get(`${at(family.ines)}/with/${await accountOf(family.paul)}/new?answers=${asked?.id}`)).status, 404)
  })

  it('of a young person is the child’s own voice', async () => {
    await ines.get('/yours/write')
    assert.match((await ines.post('/yours/write', { sort: 'view', words: 'I like the club.' })).page, /It is sent/)
    const [voice] = await database.admin<{ words: string }>(
      `select p.narrative ->> 'childsWords' as words from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'childs-voice' and e.subject_id = $1`,
      [family.ines],
    )
    assert.equal(voice?.words, 'I like the club.')
    assert.doesNotMatch((await marta.get('/yours')).page, /I like the club/)
    assert.match((await ines.post('/yours/write', { sort: 'advocate', words: 'Please.' })).page, /It is sent/)
  })

  it('an advocate is for the young person to ask for, and of two children one is named', async () => {
    assert.equal((await marta.post('/yours/write', { sort: 'advocate', words: 'Please.', child: family.luca })).status, 404)
    assert.match((await marta.post('/yours/write', { sort: 'view', words: 'Thank you.' })).page, /Choose about whom/)
    assert.match((await marta.post('/yours/write', { sort: 'view', words: 'Thank you.', child: family.luca })).page, /It is sent/)
    assert.match((await paul.post('/yours/write', { sort: 'view', words: 'About Luca.', child: family.luca })).page, /It is sent/)
    const rows = await database.admin<{ child: string }>(
      `select e.subject_id as child from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where p.narrative ->> 'inTheirWords' = 'About Luca.'`,
    )
    assert.deepEqual(rows, [{ child: family.ines }], 'what Paul writes is about the child his account is for, whatever is sent')
  })

  it('quiet pages are switched off by their owner alone', async () => {
    await marta.get('/yours/settings')
    assert.equal((await marta.post('/yours/settings', { mail: 'no' })).to, '/yours')
    const page = (await marta.get('/yours')).page
    assert.match(page, /For you/)
    assert.doesNotMatch(page, /Messages<\/title>/)
    const [row] = await database.admin<{ mail: string | null; safe: boolean }>(
      'select mail, safe from gt.family_account where person_id = $1',
      [family.marta],
    )
    assert.deepEqual(row, { mail: null, safe: false })
    await marta.post('/yours/settings', { quiet: 'yes' })
    assert.match((await marta.get('/yours')).page, /Messages<\/title>/)
  })
})

const isOut = async (visitor: Visitor) => {
  assert.equal((await visitor.get('/yours')).to, '/sign-in?to=%2Fyours')
  assert.equal((await visitor.post('/yours/write', { sort: 'view', words: 'Still here?' })).status, 401)
}
const shareable = async (person: SubjectId) =>
  (
    await database.admin<{ n: number }>(
      `select count(*)::int as n from gt.family_item i join gt.family_account f using (partnership_id, account_id) where f.person_id = $1 and i.taken_back_at is null`,
      [person],
    )
  )[0]?.n

describe('an account is withdrawn at once', () => {
  it('by somebody who works with the child, with a reason, for every child', async () => {
    const worker = await as('social-worker')
    const url = `${at(family.ines)}/with/${await accountOf(family.marta)}/withdraw`
    assert.equal((await worker.get(url)).status, 200)
    assert.equal((await worker.post(url, {})).status, 422)
    assert.equal((await marta.get('/yours')).status, 200)
    assert.equal((await worker.post(url, { as: 'risk', why: 'She told Nils where Ines goes.' })).to, at(family.ines))
    await isOut(marta)
    assert.equal(await shareable(family.marta), 0)
    await assert.rejects(signedIn(family.marta))
    assert.match((await worker.get(at(family.luca))).page, /Accounts that have ended/)
    assert.match((await worker.get(at(family.ines))).page, /They may be a risk[\s\S]*She told Nils/)
  })

  it('when parental responsibility ends', async () => {
    await share(family.ines, family.paul, { title: 'For Paul', words: 'Still for Paul.' })
    assert.equal(itemsOf((await paul.get('/yours')).page).length, 1)
    const [row] = await database.admin<{ id: EntryId }>(
      `select e.entry_id as id from gt.entry e where e.kind = 'relationship' and e.subject_id = $1`,
      [family.paul],
    )
    await tell(database, 'bridge-manager', [
      {
        subject: family.paul,
        kind: relationship,
        on: '2026-04-01',
        ...(row ? { corrects: row.id } : {}),
        parts: { record: { facts: { to: family.ines, as: 'father', parentalResponsibility: false } } },
      },
    ])
    await isOut(paul)
    assert.equal(await shareable(family.paul), 0)
    assert.match(
      (await (await as('social-worker')).get(at(family.ines))).page,
      /Parental responsibility, or the care of the child, has ended/,
    )
  })

  it('when the record is closed to all but named people', async () => {
    assert.equal((await ines.get('/yours')).status, 200)
    const manager = await as('team-manager')
    await manager.get(`/people/${family.ines}/limits`)
    assert.equal(
      (await manager.post(`/people/${family.ines}/limits`, { sort: 'closed', why: 'A colleague’s child.' })).to,
      `/people/${family.ines}/limits`,
    )
    await isOut(ines)
    assert.equal(await shareable(family.ines), 0)
    await (await as('social-worker')).get(`${at(family.ines)}/invite`)
    const refused = await (await as('social-worker')).post(`${at(family.ines)}/invite`, {
      who: family.ines,
      knownHow: 'As before.',
      met: 'yes',
    })
    assert.match(refused.page, /cannot be given an account/)
    await manager.post(`/people/${family.ines}/limits/end`, { sort: 'closed', ended: 'They have moved away.' })
  })

  it('when its owner is excluded from a record; and it can be given anew, face to face, with nothing shared', async () => {
    const again = await invited(family.luca, family.marta)
    await share(family.luca, family.marta, { title: 'For you', words: 'Something new.' })
    assert.equal(itemsOf((await again.get('/yours')).page).length, 1)
    const manager = await as('team-manager')
    await manager.get(`/people/${family.luca}/limits`)
    const own = secrets.get(family.marta)
    const excluding = { sort: 'excluded', email: own?.email ?? '', why: 'A risk.' }
    assert.equal((await manager.post(`/people/${family.luca}/limits`, excluding)).to, `/people/${family.luca}/limits`)
    await isOut(again)
    assert.equal(await shareable(family.marta), 0)
  })
})

describe('a new code', () => {
  it('ends everything of before, and is given by the allocated worker alone', async () => {
    const now = await invited(family.ines, family.ines)
    const url = `${at(family.ines)}/with/${await accountOf(family.ines)}/code`
    assert.equal((await (await as('team-manager')).get(url)).status, 404)
    const worker = await as('social-worker')
    assert.equal((await worker.get(url)).status, 200)
    assert.match((await worker.post(url, { met: 'yes' })).page, /The code for Ines/)
    assert.equal((await now.get('/yours')).to, '/sign-in?to=%2Fyours')
    await assert.rejects(signedIn(family.ines))
  })
})
