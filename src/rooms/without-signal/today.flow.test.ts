import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ids, testPassword } from '../../../tests/database.ts'
import { addDays, type Day, dayOf, momentOf, Temporal } from '../../guidance/index.ts'
import { closedAsOnAPhone } from '../../kernel/testing/closed-as-on-a-phone.ts'
import type { EntryId, SubjectId } from '../../thread/ids.ts'
import { involvementEnd, residence } from '../../thread/own-kinds/index.ts'
import { conference, visit, visitPlanned } from '../child-protection/index.ts'
import { householdOnRecord } from '../testing/household.ts'
import { linesOf } from '../testing/lines.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { tell } from '../testing/tell.ts'
import { tellingsOn } from '../testing/tellings.ts'
import { rolesWithout, unmarked, type Visitor } from '../testing/visitor.ts'
import { rooms } from '../web.ts'

const { database, web, as } = await openForTests(rooms, { first: '/settings' })
const family = await householdOnRecord(database)
await tell(
  database,
  'conference-chair',
  [
    {
      subject: family.amira,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ],
  { known: '2025-01-15' },
)
await tell(
  database,
  'social-worker',
  [
    {
      subject: family.amira,
      kind: residence,
      on: '2025-01-11',
      parts: {
        record: { facts: { household: family.home } },
        whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: true }, narrative: { address: '1 Invented Street' } },
      },
    },
    {
      subject: family.amira,
      kind: visit,
      on: '2025-02-12',
      parts: { record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' } } },
    },
  ],
  { known: '2025-02-12' },
)
const worker = await as('social-worker')

type Along = {
  id: string
  token: string
  lasts: number
  publicKey: string
  families: { title: string; facts: string; forms: { page: string }[] }[]
}

/** Posts as the script of a page does, and reads the answer as it does. */
const said = async <Body>(visitor: Visitor, url: string, fields: Record<string, string>): Promise<{ status: number; body: Body }> => {
  await visitor.get('/visits/today')
  const answer = await web.inject({
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'x-form-mark': visitor.hidden('csrf'),
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    payload: new URLSearchParams(fields).toString(),
  })
  const type = String(answer.headers['content-type'])
  return { status: answer.statusCode, body: (type.includes('json') ? JSON.parse(answer.body) : {}) as Body }
}

/** Who stands first of the household is whom it is chosen by. */
const chosen = async (): Promise<string> =>
  (await worker.json<{ families: { id: SubjectId }[] }>('/visits/today')).body.families[0]?.id ?? ''
const takeAlong = async (more: Record<string, string> = {}) =>
  said<Along>(worker, '/visits/today/take', { family: await chosen(), password: testPassword, ...more })
const stands = async (token: string) => (await said<{ stands: boolean }>(worker, '/without-signal/stands', { token })).body.stands

/** Words as a phone closes them. */
const closed = (publicKey: string, words: unknown): string => closedAsOnAPhone(publicKey, JSON.stringify(words))
const words = {
  of: 'A form',
  keepAt: `/people/${family.amira}/record/keep`,
  action: `/people/${family.amira}/record`,
  fields: { purpose: 'typed in a stairwell' },
}

it('today’s visits are the children of one’s own, by household, and nobody else’s', async () => {
  const { page } = await worker.get('/visits/today')
  assert.match(page, /Amira Testcase[\s\S]*Omar Testcase/)
  assert.match(page, /Next visit: was due/)
  assert.doesNotMatch((await (await as('early-help-practitioner')).get('/visits/today')).page, /Testcase/)
})

it('what is taken along is a look at every child of it, and is noted as one before anything leaves', async () => {
  const { status, body } = await takeAlong()
  assert.equal(status, 200)
  assert.match(body.families[0]?.facts ?? '', /Last seen at home/)
  assert.ok(body.lasts > 0 && body.lasts <= 8 * 3_600_000)
  for (const child of [family.amira, family.omar]) {
    const [line] = await linesOf(database, child)
    assert.equal(line?.route, 'POST /visits/today/take')
  }
})

it('a protected address stays behind unless it is asked for', async () => {
  const { body } = await takeAlong()
  assert.doesNotMatch(body.families[0]?.facts ?? '', /1 Invented Street/)
  const asked = await takeAlong({ addresses: 'yes' })
  assert.match(asked.body.families[0]?.facts ?? '', /1 Invented Street[\s\S]*do not pass it on/)
})

it('nothing is taken without one’s own password, and whoever guesses at it waits', async () => {
  const wrong = await takeAlong({ password: 'not the password' })
  assert.equal(wrong.status, 422)
  for (let tries = 0; tries < 5; tries += 1) await takeAlong({ password: 'not the password' })
  const waits = await takeAlong()
  assert.equal(waits.status, 422)
  assert.match(JSON.stringify(waits.body), /Wait a little/)
  await database.admin('delete from gt.wrong_try')
  assert.equal((await takeAlong()).status, 200)
})

it('a child with whom one does not work is not taken along, whatever is sent', async () => {
  const stranger = await said(await as('early-help-practitioner'), '/visits/today/take', { family: family.amira, password: testPassword })
  assert.equal(stranger.status, 422)
})

it('a phone that was lost is ended from any other: at first contact it hears that what it holds stands no more', async () => {
  const { body } = await takeAlong()
  assert.equal(await stands(body.token), true)
  assert.match((await worker.get('/visits/today')).page, /Taken along now/)
  await (await as('early-help-practitioner')).get('/visits/today')
  await (await as('early-help-practitioner')).post('/visits/today/end', { taken: body.id })
  assert.equal(await stands(body.token), true, 'nobody ends somebody else’s')
  await worker.post('/visits/today/end', { taken: body.id })
  assert.equal(await stands(body.token), false)
})

it('what was taken along stands no longer than its session, its eight hours and its account', async () => {
  const held = async (change: string, back: string) => {
    const { body } = await takeAlong()
    assert.equal(await stands(body.token), true)
    await database.admin(change, [ids.account('social-worker')])
    const [row] = await database.app.door<{ stands: boolean }>('select gt.taken_along_stands($1, sha256($2::bytea)) as stands', [
      ids.partnership,
      Buffer.from(body.token),
    ])
    await database.admin(back, [ids.account('social-worker')])
    return row?.stands
  }
  const later =
    "update gt.taken_along set taken_at = taken_at - interval '9 hours', until_at = until_at - interval '9 hours' where account_id = $1"
  assert.equal(await held(later, 'select $1::uuid'), false)
  const ends = (at: string) => `update gt.session set ends_at = clock_timestamp() + interval '${at}' where account_id = $1`
  assert.equal(await held(ends('-1 second'), ends('12 hours')), false)
  const active = (is: boolean) => `update gt.account set active = ${is} where account_id = $1`
  assert.equal(await held(active(false), active(true)), false)
  // Without signal nothing is asked for: that a session was idle for hours ends nothing.
  const seen = (at: string) => `update gt.session set seen_at = clock_timestamp() - interval '${at}' where account_id = $1`
  assert.equal(await held(seen('3 hours'), seen('0 hours')), true)
})

it('a change of access holds for what is out: whoever is kept out, is not named, or works with a child no more, has nothing out', async () => {
  const account = ids.account('social-worker')
  const after = async (change: () => Promise<unknown>) => {
    const { body } = await takeAlong()
    assert.equal(await stands(body.token), true)
    await change()
    return stands(body.token)
  }
  const of = [ids.partnership, family.omar]
  const keptOut = (whom: string) =>
    database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [...of, whom])
  assert.equal(await after(() => keptOut(ids.account('school-safeguarding-lead'))), true, 'somebody else’s stands')
  assert.equal(await after(() => keptOut(account)), false)
  await database.admin('delete from gt.excluded')
  const close = 'insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)'
  const named = 'insert into gt.named_only (partnership_id, subject_id, account_id) values ($1, $2, $3)'
  const closedButTo = async () => {
    await database.admin(named, [...of, account])
    await database.admin(close, of)
  }
  assert.equal(await after(closedButTo), true, 'named')
  assert.equal(await after(() => database.admin('delete from gt.named_only')), false, 'named no more')
  await database.admin('delete from gt.closed_to_most')
  assert.equal(await after(() => database.admin(close, of)), false)
  await database.admin('delete from gt.closed_to_most')
  const [led] = await database.admin<{ entry_id: EntryId }>(
    `select entry_id from gt.involvement where subject_id = $1 and holder_id = $2 and relation = 'lead'`,
    [family.omar, account],
  )
  const ends = { subject: family.omar, kind: involvementEnd, parts: { record: { facts: {}, narrative: {} } } }
  assert.equal(await after(() => tell(database, 'team-manager', [{ ...ends, ...(led ? { answers: led.entry_id } : {}) }])), false)
  await tell(database, 'team-manager', [tellingsOn('2025-03-01').works(family.omar, account, 'account', 'lead')])
})

it('words closed on a phone are read again by whoever typed them, and by nobody else', async () => {
  const { body } = await takeAlong()
  const sealed = closed(body.publicKey, words)
  assert.deepEqual((await said(worker, '/visits/today/words', { sealed })).body, { ...words, meanwhile: null })
  assert.equal((await said(await as('early-help-practitioner'), '/visits/today/words', { sealed })).status, 404)
  for (const elsewhere of [
    { keepAt: '/account/sessions/end' },
    { keepAt: `/people/${'-'.repeat(36)}/record/keep` },
    { action: `/people/${family.amira}/plan/over` },
    { keepAt: `//example.test/people/${family.amira}/record/keep` },
  ]) {
    const { body: read } = await said(worker, '/visits/today/words', {
      sealed: closed(body.publicKey, { ...words, ...elsewhere, since: 0 }),
    })
    assert.deepEqual(read, { ...words, keepAt: null, action: null, meanwhile: null }, 'nothing is sent to where no form was taken from')
  }
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
  assert.equal((await said(worker, '/visits/today/words', { sealed: changed })).status, 404)
  assert.equal((await said(worker, '/visits/today/words', { sealed: closedAsOnAPhone(body.publicKey, 'no words') })).status, 404)
})

it('whoever comes back is told that a visit was recorded since the form was taken along, and of none that was known before', async () => {
  const { body } = await takeAlong()
  const asked = async (at: number) =>
    (await said<{ meanwhile: string | null }>(worker, '/visits/today/words', { sealed: closed(body.publicKey, { ...words, since: at }) }))
      .body.meanwhile
  const [before, between] = [Date.UTC(2025, 1, 1), Date.UTC(2025, 1, 20)]
  assert.equal(await asked(before), '9am')
  assert.equal(await asked(between), null)
})

it('words of a form that is no longer open are kept for whoever typed them, to read in their drafts', async () => {
  const { body } = await takeAlong()
  const kept = await said<{ href: string }>(worker, '/visits/today/words/keep', { sealed: closed(body.publicKey, words) })
  assert.match((await worker.get(kept.body.href)).page, /typed in a stairwell/)
})

it('every other role gets the page of what does not exist', async () => {
  for (const role of rolesWithout('GET /visits/today')) {
    const visitor = await as(role)
    const [here, nowhere] = [await visitor.get('/visits/today'), await visitor.get('/visits/nowhere')]
    assert.equal(here.status, 404, role)
    assert.equal(unmarked(here.page).replaceAll('/visits/today', ''), unmarked(nowhere.page).replaceAll('/visits/nowhere', ''), role)
  }
})

it('the page that a phone keeps is the same for everybody, signed in or not, and names nobody', async () => {
  const mine = await worker.get('/without-signal')
  const anybodys = (await web.inject({ method: 'GET', url: '/without-signal', headers: { accept: 'text/html' } })).body
  assert.equal(unmarked(mine.page), unmarked(anybodys))
  assert.doesNotMatch(mine.page, /Testcase|Invented \d|csrf/)
})

it('a visit planned for today stands first, by its time, and whoever has none after those whose visit is due', async () => {
  const [first, second] = [await householdOnRecord(database), await householdOnRecord(database)]
  const today = dayOf(momentOf(Temporal.Now.instant()))
  const plan = (subject: SubjectId, day: Day, at?: string) => ({
    subject,
    kind: visitPlanned,
    on: addDays(today, -2),
    parts: {
      record: {
        facts: { for: day, announced: false, ...(at ? { at } : {}) },
        narrative: { purpose: 'See each bedroom.', wished: 'Both are heard.' },
      },
    },
  })
  const order = async () =>
    (await worker.json<{ families: { children: { subject: SubjectId }[] }[] }>('/visits/today')).body.families.map(one =>
      [family, first, second].findIndex(home => one.children.some(child => child.subject === home.omar)),
    )
  assert.deepEqual((await order())[0], 0, 'the only one who is due')
  await tell(database, 'social-worker', [plan(second.omar, today, '14:05'), plan(first.amira, addDays(today, 1), '08:00')])
  assert.deepEqual(await order(), [2, 0, 1])
  await tell(database, 'social-worker', [plan(first.omar, today, '09:30')])
  assert.deepEqual(await order(), [1, 2, 0])
  const { page } = await worker.get('/visits/today')
  assert.match(page, /Planned for today[\s\S]*09:30[\s\S]*14:05[\s\S]*A visit is due/)
  assert.match(page, /Unannounced\. See each bedroom\./)
  // What came of it: the visit answers its plan, and stands first no more.
  const [planned] = await database.admin<{ entry_id: EntryId }>(
    `select entry_id from gt.entry where kind = 'visit-planned' and subject_id = $1`,
    [first.omar],
  )
  assert.ok(planned)
  await tell(database, 'social-worker', [
    {
      subject: first.omar,
      kind: visit,
      on: today,
      answers: planned.entry_id,
      parts: { record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' } } },
    },
  ])
  assert.deepEqual(await order(), [2, 0, 1])
})
