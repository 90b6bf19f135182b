import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EntryId } from '../../thread/ids.ts'
import { note } from '../recording/index.ts'
import { tell } from '../testing/tell.ts'
import { rolesWithout, signIn, strangerAt, type Visitor } from '../testing/visitor.ts'
import { rooms } from '../web.ts'
import { at, itemsOf, openFamilyAccounts } from './testing/family-with-accounts.ts'

const { database, web, as, family, secrets, accountOf, invited, share, signedIn } = await openFamilyAccounts()
const secretWord = 'The neighbour Gudrun Sample told us.'
const [noteOfInes, noteOfLuca, ownAgency] = (await tell(
  database,
  'social-worker',
  [
    {
      subject: family.ines,
      kind: note,
      on: '2026-03-01',
      parts: {
        record: {
          facts: { contact: 'at-home', seen: 'seen-alone' },
          narrative: { purpose: 'To plan the summer.', fact: 'What only we read.', decision: 'Ines goes to the club.' },
        },
        'third-party': { narrative: { others: secretWord } },
      },
    },
    {
      subject: family.luca,
      kind: note,
      on: '2026-03-01',
      parts: { record: { facts: { contact: 'at-home' }, narrative: { decision: 'Luca sees the dentist.' } } },
    },
    {
      subject: family.ines,
      kind: note,
      on: '2026-03-02',
      audience: 'agency' as const,
      parts: { record: { facts: { contact: 'telephone' }, narrative: { decision: 'Kept to us.' } } },
    },
  ],
  { known: '2026-03-02' },
)) as [EntryId, EntryId, EntryId]

const workerPages = ['', '/invite']

describe('who may give an account, and share', () => {
  it('nobody whose role has no row for it, and nobody of the family', async () => {
    const without = rolesWithout('GET /people/:person/with-family')
    assert.ok(
      ['parent', 'young-person', 'school-safeguarding-lead', 'bridge-manager', 'system-administrator'].every(role =>
        without.includes(role),
      ),
    )
    for (const role of without)
      for (const more of workerPages) assert.equal((await (await as(role)).get(`${at(family.ines)}${more}`)).status, 404, role)
    for (const role of rolesWithout('GET /people/:person/with-family/invite'))
      assert.equal((await (await as(role)).post(`${at(family.ines)}/invite`, { who: family.marta })).status, 404, role)
  })

  it('not for somebody who is no child, and not where the asker does not work with the child', async () => {
    assert.equal((await (await as('social-worker')).get(at(family.marta))).status, 404)
    await database.admin(`update gt.reach set until_at = now() where subject_id = $1 and relation in ('lead', 'manager')`, [family.luca])
    assert.equal((await (await as('social-worker')).get(at(family.luca))).status, 404)
    assert.equal((await (await as('team-manager')).get(at(family.luca))).status, 404)
    await database.admin(`update gt.reach set until_at = 'infinity' where subject_id = $1 and relation in ('lead', 'manager')`, [
      family.luca,
    ])
  })
})

describe('an account in the family', () => {
  it('is for those on record as parent or carer, and for the child when old enough; for nobody else', async () => {
    const worker = await as('social-worker')
    const ofInes = (await worker.get(`${at(family.ines)}/invite`)).page
    for (const name of ['Marta', 'Paul', 'Ines']) assert.match(ofInes, new RegExp(`${name} Testcase`))
    assert.doesNotMatch(ofInes, /Nils/)
    const ofLuca = (await worker.get(`${at(family.luca)}/invite`)).page
    assert.match(ofLuca, /Marta Testcase/)
    assert.doesNotMatch(ofLuca, /Luca Testcase|Paul/)
    const refused = await worker.post(`${at(family.ines)}/invite`, { who: family.nils, knownHow: 'I know him.', met: 'yes' })
    assert.match(refused.page, /cannot be given an account/)
    const blank = await worker.post(`${at(family.ines)}/invite`, {})
    for (const words of ['Choose who is to have an account', 'Write how you know', 'made face to face'])
      assert.ok(blank.page.includes(words), words)
  })

  it('is begun by a code that works once, with a second factor, and opens nothing', async () => {
    const marta = await invited(family.ines, family.marta, { mail: 'marta@example.test' })
    const { status, page } = await marta.get('/yours')
    assert.equal(status, 200)
    assert.match(page, /Nothing new/)
    assert.doesNotMatch(page, /Ines|Testcase Partnership|Bridge|safeguarding/i)
    assert.equal((await marta.get('/')).to, '/yours')
    const [link] = await database.admin(
      'select 1 as there from gt.account_link l join gt.family_account using (partnership_id, account_id)',
    )
    assert.equal(link, undefined)
  })

  it('signs in again by its name alone with both factors', async () => {
    await database.admin('update gt.credential set otp_step = 0')
    const again = strangerAt(web, '192.0.2.78')
    const page = (await again.get('/sign-in?to=/yours')).page
    assert.match(page, /The name you sign in with/)
    assert.doesNotMatch(page, /agency|Bridge|child/i)
    const own = secrets.get(family.marta)
    assert.ok(own)
    await signIn(again, own)
    assert.equal((await again.get('/yours')).status, 200)
    assert.equal((await again.post('/sign-out', { to: '/yours' })).to, '/sign-in?to=/yours')
  })

  it('of one person is one: a second child is joined to it', async () => {
    const worker = await as('social-worker')
    await worker.get(`${at(family.luca)}/invite`)
    assert.equal(
      (await worker.post(`${at(family.luca)}/invite`, { who: family.marta, knownHow: 'As before.', met: 'yes' })).to,
      at(family.luca),
    )
    const [row] = await database.admin<{ accounts: number; links: number }>(
      'select count(distinct account_id)::int as accounts, count(*)::int as links from gt.family_link l join gt.family_account f using (partnership_id, account_id) where f.person_id = $1',
      [family.marta],
    )
    assert.deepEqual(row, { accounts: 1, links: 2 })
  })
})

let marta: Visitor
let ines: Visitor
let paul: Visitor

describe('what is shared', () => {
  it('is looked at first exactly as it will be read, and only then shared', async () => {
    marta = await signedIn(family.marta)
    const worker = await as('social-worker')
    const url = `${at(family.ines)}/with/${await accountOf(family.marta)}/new`
    await worker.get(url)
    const plan = { sort: 'plan', title: 'For you', words: 'We meet every two weeks.' }
    const looked = await worker.post(url, plan)
    assert.match(looked.page, /As Marta Testcase will read it[\s\S]*We meet every two weeks/)
    assert.equal(itemsOf((await marta.get('/yours')).page).length, 0)
    const unread = await worker.post(url, { ...plan, step: 'share' })
    assert.equal(unread.status, 422)
    assert.match(unread.page, /Say that you have read it/)
    assert.equal((await worker.post(url, { ...plan, step: 'share', read: 'yes' })).to, at(family.ines))
  })

  it('is read by the one it was shared with, quietly, and its line is kept', async () => {
    const list = await marta.get('/yours')
    assert.match(list.page, /You have something to read/)
    assert.doesNotMatch(list.page, /For you|every two weeks/)
    const [item] = itemsOf(list.page)
    const read = await marta.get(`/yours/items/${item}`)
    assert.match(read.page, /<title>To read – Messages<\/title>/)
    assert.match(read.page, /Show the words[\s\S]*We meet every two weeks/)
    const [line] = await database.admin<{ subject_ids: string[]; entries: number; purpose: string }>(
      `select subject_ids, cardinality(entry_ids) as entries, purpose from gt.access_line where route = 'GET /yours/items/:item' order by at desc limit 1`,
    )
    assert.ok(line?.subject_ids.includes(family.ines))
    assert.equal(line?.entries, 1)
    assert.match((await (await as('social-worker')).get(at(family.ines))).page, /Opened /)
    const [told] = await database.admin<{ audience: string; words: string }>(
      `select e.audience, p.narrative ->> 'sharedWords' as words from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'shared-with-family'`,
    )
    assert.deepEqual(told, { audience: 'professionals', words: 'We meet every two weeks.' })
  })

  it('of the record is word for word, the chosen fields and no more; never of another child, of one agency or what is closed to families', async () => {
    const worker = await as('social-worker')
    const account = await accountOf(family.marta)
    const url = `${at(family.ines)}/with/${account}/new`
    const form = (await worker.get(`${url}?entry=${noteOfInes}`)).page
    assert.match(form, /What was decided/)
    assert.doesNotMatch(form, /What happened|What only we read/)
    for (const entry of [noteOfLuca, ownAgency]) {
      assert.equal((await worker.get(`${url}?entry=${entry}`)).status, 404)
      assert.equal(
        (await worker.post(url, { entry, fields: 'decision', title: 'For you', step: 'share', read: 'yes', words: 'x' })).status,
        404,
      )
    }
    const looked = await worker.post(url, { entry: noteOfInes, fields: ['decision', 'fact'], title: 'For you' })
    assert.match(looked.page, /What was decided:<\/strong><br\/?>Ines goes to the club/)
    assert.doesNotMatch(looked.page, /What only we read|Gudrun/)
    const altered = await worker.post(url, {
      entry: noteOfInes,
      fields: 'decision',
      title: 'For you',
      step: 'share',
      read: 'yes',
      words: 'Something else.',
    })
    assert.match(altered.page, /reads otherwise by now/)
    const words = 'What was decided:\r\nInes goes to the club.'
    assert.equal(
      (await worker.post(url, { entry: noteOfInes, fields: 'decision', title: 'For you', step: 'share', read: 'yes', words })).to,
      at(family.ines),
    )
  })

  it('never repeats an address, or what was told of somebody else', async () => {
    for (const words of [
      'Paul lives at 7 Sample Lane.',
      'We come to 12 invented street on Monday.',
      'The home is in zz99zz.',
      `As you know: ${secretWord}`,
    ]) {
      const answer = await share(family.ines, family.marta, { title: 'For you', words })
      assert.equal(answer.status, words.includes('7 Sample Lane') ? 303 : 422, words)
    }
  })

  it('with a young person no parent sees, and with one parent the other does not', async () => {
    ines = await invited(family.ines, family.ines)
    paul = await invited(family.ines, family.paul)
    await share(family.ines, family.ines, { title: 'For Ines', words: 'Only Ines reads this sentence.' })
    await share(family.ines, family.paul, { title: 'For Paul', words: 'Only Paul reads this sentence.' })
    const [own] = itemsOf((await ines.get('/yours')).page)
    const [his] = itemsOf((await paul.get('/yours')).page)
    assert.match((await ines.get(`/yours/items/${own}`)).page, /Only Ines reads/)
    for (const [who, item] of [
      [marta, own],
      [paul, own],
      [ines, his],
      [marta, his],
    ] as const) {
      assert.equal((await who.get(`/yours/items/${item}`)).status, 404)
      assert.equal((await who.post(`/yours/items/${item}`, { sort: 'view', words: 'Let me in.' })).status, 404)
      assert.doesNotMatch((await who.get('/yours')).page, new RegExp(item ?? 'nothing'))
    }
    assert.equal((await (await as('parent')).get(`/yours/items/${own}`)).status, 404)
  })

  it('is all they see: every other page is the page that is not found', async () => {
    const pages = rooms
      .flatMap(room => room.routes)
      .filter(one => one.method === 'GET' && !one.open && !/^\/(yours|account)(\/|$)/.test(one.url) && one.url !== '/')
    assert.ok(pages.length > 60)
    for (const { url } of pages) {
      const path = url.replace(/:(\w+)/g, (_, name: string) => (name === 'entry' ? noteOfInes : family.ines))
      for (const who of [marta, ines]) {
        const answer = await who.get(path)
        assert.equal(answer.status, 404, url)
        assert.match(answer.page, /<title>Page not found – Messages<\/title>/)
        assert.doesNotMatch(answer.page, /Gudrun|Bridge|Invented Partnership|worried about/, url)
      }
    }
  })

  it('is taken back with a reason, and is gone on the next request', async () => {
    const [item] = itemsOf((await paul.get('/yours')).page)
    const worker = await as('team-manager')
    const url = `${at(family.ines)}/items/${item}/back`
    assert.match((await worker.get(url)).page, /Only Paul reads/)
    assert.equal((await worker.post(url, {})).status, 422)
    assert.equal((await worker.post(url, { why: 'It was meant for somebody else.' })).to, at(family.ines))
    assert.equal((await paul.get(`/yours/items/${item}`)).status, 404)
    assert.match((await worker.get(at(family.ines))).page, /Taken back[\s\S]*It was meant for somebody else/)
  })
})
