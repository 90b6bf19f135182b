import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { matrix } from '../../../kernel/access/matrix.ts'
import { newId } from '../../../thread/ids.ts'
import { conference, visitAttempted } from '../../child-protection/index.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

/** A housing officer is asked for one thing by a meeting and for one as a landlord: they see the two, and there is no other page, form or answer that says more. */
const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database, { chaired: 'both' })
const tomorrow = addDays(dayOf(momentOf(Temporal.Now.instant())), 1)
const officers = ids.account('housing-officer')

/** What nobody who was asked for one thing may read, on whatever page. */
const secret = /Secret purpose|Amira|Omar|Marta|Testcase|PC Sample|two bedrooms unseen|Sealed words/

/** Told of nobody: an invented case that everybody may learn from. */
const invented = '/learn/:story'

/** What one puts aside or throws away is one's own: sent with anybody else’s id, or with none there is, these change nothing and answer the same. */
const ofOnesOwn = ['/announcements/:announcement/aside', '/announcements/passed-on/:notice/aside', '/drafts/:draft/throw-away']

/** The pages of the matrix that are for somebody: `GET /people/:person`. */
const all = [...new Set(matrix().flatMap(row => (row.what === 'page' ? row.names : [])))].map(name => {
  const [method = '', url = ''] = name.split(' ')
  return { method, url }
})

let own: string[] = []
let candidates: Record<string, readonly string[]> = {}

/** An address with what really stands in the record in the place of each of its names: one way for each `turn`. */
const addressOf = (url: string, turn: number): string =>
  url.replace(/:(\w+)/g, (_, name: string) => {
    const some = candidates[name] ?? candidates['anything'] ?? []
    return some[turn % some.length] ?? newId()
  })

const meetingWith = async (owner: Record<string, string>, what: string) => {
  const { matter } = await called(database, 'team-manager', {
    children: [home.amira, home.omar],
    invitees: [{ as: 'professional', name: 'PC Sample', account: ids.account('police-officer'), agencyKind: 'police' }],
    purpose: 'Secret purpose of the meeting',
  })
  const chair = await as('team-manager')
  await chair.get(`/meetings/${matter}/actions`)
  const asks = { what, measure: 'It is done', risk: 'Nobody has seen it', ...inBoxes('dueOn', '2030-03-14'), ...owner }
  assert.equal((await chair.post(`/meetings/${matter}/actions`, asks)).status, 303)
  return matter
}

before(async () => {
  await tell(
    database,
    'conference-chair',
    [home.amira, home.omar].map(subject => ({
      subject,
      kind: conference,
      on: addDays(tomorrow, -40),
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    })),
  )
  await tell(
    database,
    'social-worker',
    [home.amira, home.omar].map(subject => ({ subject, kind: visitAttempted, parts: { record: { facts: { access: 'refused' } } } })),
  )
  const meeting = await meetingWith({ owner: 'mail', ownerMail: ids.email('housing-officer') }, 'Open the flat on Friday at 10')
  const other = await meetingWith({ owner: `account:${ids.account('police-officer')}` }, 'Sealed words for the police')
  const worker = await as('social-worker')
  const liaison = `/people/${home.amira}/access/housing`
  await worker.get(liaison)
  const says = {
    landlord: 'registered-provider',
    shared: 'protect',
    told: 'Why the family is visited: two bedrooms unseen.',
    history: 'No repair asked for.',
    task: 'Bring the gas safety check at 1 Sample Street forward.',
    mail: ids.email('housing-officer'),
    children: [home.amira, home.omar],
    ...inBoxes('by', tomorrow),
  }
  assert.equal((await worker.post(liaison, says)).status, 303)

  // What somebody else has typed and not sent.
  const school = await as('school-safeguarding-lead')
  await school.get('/concerns')
  const begun = await school.post('/concerns/new', {})
  const rows = <Row>(sql: string, ...values: unknown[]) => database.admin<Row & { id: string }>(sql, values)
  const list = (await (await as('housing-officer')).get('/actions')).page
  own = [...list.matchAll(/href="\/actions\/([^"]+)"/g)].map(found => found[1] ?? '')
  const actions = await rows(`select distinct subject_id as id from gt.entry where kind = 'action' and subject_id <> all ($1)`, own)
  const entries = (
    await rows(`select entry_id as id from gt.entry where subject_id = any ($1) order by known_at desc`, [
      home.amira,
      home.omar,
      meeting,
      other,
    ])
  ).map(one => one.id)
  const children = [home.amira, home.omar, home.marta]
  candidates = {
    person: children,
    other: [home.omar, home.marta, home.amira],
    child: children,
    meeting: [meeting, other],
    matter: [meeting, other],
    action: actions.map(one => one.id),
    entry: entries,
    account: [ids.account('social-worker'), ids.account('police-officer')],
    agency: [ids.agency.school, ids.agency.police],
    announcement: (await rows('select announcement_id as id from gt.announcement where account_id <> $1', officers)).map(one => one.id),
    fact: ['name', 'home', 'adult'],
    page: ['about', 'worry', 'check'],
    list: ['children', 'adults'],
    at: ['new', '0'],
    part: ['record', 'whereabouts'],
    rule: ['not-seen-at-home'],
    setting: ['atMost'],
    story: ['case-17'],
    draft: [/draft\/([^/]+)\//.exec(begun.to ?? '')?.[1] ?? ''],
    anything: [meeting, home.amira, entries[0] ?? newId()],
  }
})

const ofOfficer = async () => ({
  lines: await database.admin<{ route: string; subject_ids: string[] }>(
    'select route, subject_ids from gt.access_line where account_id = $1',
    [officers],
  ),
  reach: await database.admin('select subject_id, relation from gt.reach where holder_id = $1 order by 1, 2', [officers]),
  ofOthers: await database.admin(
    `select md5((select string_agg(a::text, '' order by a.announcement_id) from gt.announcement a where a.account_id <> $1)) as told,
       md5((select string_agg(d::text, '' order by d.draft_id) from gt.draft d where d.account_id <> $1)) as typed`,
    [officers],
  ),
  wrote: await database.admin('select entry_id from gt.entry where author_id = $1', [officers]),
})

/** What a page or an answer of it says, however it is asked for. */
const asJson = (visitor: Visitor, path: string) =>
  visitor.json<unknown>(path).then(
    ({ status, body }) => ({ status, page: JSON.stringify(body) }),
    () => ({ status: 404, page: '' }),
  )

describe('whoever is asked for one thing', () => {
  it('opens what they were asked for, which says nothing of whom it is about', async () => {
    assert.equal(own.length, 2)
    const officer = await as('housing-officer')
    for (const path of ['/actions', ...own.map(one => `/actions/${one}`)]) {
      const { status, page } = await officer.get(path)
      assert.equal(status, 200, path)
      assert.doesNotMatch(page, secret, path)
    }
  })

  it('finds nothing behind any other address of the matrix, asked for as a page or as facts, with the real ids of the record in it', async () => {
    assert.ok(all.length > 400, 'the whole matrix is tried')
    const officer = await as('housing-officer')
    const said: string[] = []
    for (const { method, url } of all) {
      if (method !== 'GET' || url === invented) continue
      const asked = { page: await officer.get(addressOf(url, 0)), facts: await asJson(officer, addressOf(url, 1)) }
      for (const [how, { status, page }] of Object.entries(asked)) {
        if (url.includes(':') && status !== 404) said.push(`${status} ${how} ${url}`)
        if (secret.test(page)) said.push(`${how} says it: ${url}`)
      }
    }
    assert.deepEqual(said, [])
  })

  it('sends no form that is not their own: nothing is written, nobody stands in any relation, and no look at a record has taken place', async () => {
    const officer = await as('housing-officer')
    await officer.get('/actions')
    const before = await ofOfficer()
    const said: string[] = []
    for (const { method, url } of all) {
      // Without an id a form is about the sender alone: signing out, a concern of one's own.
      if (method !== 'POST' || !url.includes(':')) continue
      const { status, page } = await officer.post(addressOf(url, 0), { accepted: 'yes', outcome: 'done', words: 'Mine', became: 'Mine' })
      if (status !== (ofOnesOwn.includes(url) ? 303 : 404)) said.push(`${status} ${url}`)
      if (secret.test(page)) said.push(`says it: ${url}`)
    }
    assert.deepEqual(said, [])
    const after = await ofOfficer()
    assert.deepEqual(after.reach, before.reach)
    assert.deepEqual(after.wrote, before.wrote)
    assert.deepEqual(after.ofOthers, before.ofOthers)
    const looked = after.lines.flatMap(line => line.subject_ids.filter(one => !own.includes(one)).map(one => `${line.route} ${one}`))
    assert.deepEqual(looked, [], 'every access line of theirs names one of the two tasks')
    for (const one of own)
      assert.equal((await officer.post(`/actions/${one}/answer`, { accepted: 'yes' })).status, 303, 'and their own answer is taken')
  })
})
