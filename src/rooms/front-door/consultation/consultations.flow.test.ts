import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { putOnRecord } from '../testing/front-desk.ts'
import { frontDoorRoutes } from '../web.ts'
import { typedNumber } from './number.ts'

const { database, as } = await openForTests([frontDoorRoutes], { first: '/concerns' })
const bridge = await as('bridge-screener')
const school = await as('school-safeguarding-lead')

const call = {
  caller: 'Sana Sample, safeguarding lead, 0161 496 0101',
  source: 'education',
  sourceName: 'Sample Primary School',
  about: 'anonymous',
  question: 'A girl in year 2 says her uncle stays at night and she does not like it.',
  advised: 'Do not ask her more. Raise a concern today.',
  advice: 'referral',
  decidedBy: 'Ben Invented',
}

/** Writes a consultation down; gives where it stands and its number. */
const write = async (more: Record<string, string> = {}): Promise<{ matter: string; number: string }> => {
  await bridge.get('/consultations/new')
  const saved = await bridge.post('/consultations/new', { ...call, ...more })
  assert.equal(saved.status, 303, saved.page.slice(0, 0))
  const matter = saved.to?.split('/').at(-1) ?? ''
  const number = /Consultation (C-[A-Z0-9]{4}-[A-Z0-9]{4})/.exec((await bridge.get(`/consultations/${matter}`)).page)?.[1]
  assert.ok(number)
  return { matter, number }
}

test('a call without the child’s name is found again by its number, however it was written down', async () => {
  const { matter, number } = await write()
  await bridge.get('/consultations')
  for (const typed of [number, number.toLowerCase().replaceAll('-', ' '), number.slice(2)])
    assert.equal((await bridge.post('/consultations/find', { number: typed })).to, `/consultations/${matter}`)
  const page = (await bridge.get(`/consultations/${matter}`)).page
  assert.match(page, /her uncle stays at night/)
  assert.match(page, /A child who was not named/)
  assert.match(page, /It has not come yet/)
  assert.equal((await linesOf(database, matter as never))[0]?.route, 'GET /consultations/:matter')
  const wrong = await bridge.post('/consultations/find', { number: 'C-0000-0000' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.page, /No consultation has this number/)
})

test('the caller who signs in reads what was advised and nothing that The Bridge keeps to itself', async () => {
  const { matter } = await write({ email: ids.email('school-safeguarding-lead'), caller: 'Sana Sample, sounded frightened herself' })
  const page = (await school.get(`/consultations/${matter}`)).page
  assert.match(page, /Raise a concern today/)
  assert.doesNotMatch(page, /frightened herself/)
  assert.match((await school.get('/consultations')).page, /her uncle stays at night/)
  assert.equal((await school.get('/consultations/new')).status, 404)
  assert.equal((await school.post('/consultations/find', { number: 'C-7QRT-3ACD' })).status, 404)
})

test('the concern that was advised ends the reminder, and says on both sides that it came', async () => {
  const { matter } = await write({ email: ids.email('school-safeguarding-lead') })
  const open = () =>
    database.admin<{ rule: string }>(
      `select rule from gt.finding where rule = 'consultation-follow-up' and subject_id = $1 and until_at = 'infinity'`,
      [matter],
    )
  assert.equal((await open()).length, 1)
  await school.get(`/consultations/${matter}`)
  const begun = await school.post('/concerns/new', { consultation: matter })
  const draft = /draft\/([^/]+)\//.exec(begun.to ?? '')?.[1]
  for (const [page, fields] of [
    ['danger', { inDangerNow: 'no' }],
    ['about', { form: 'worried-about-a-child', concerns: ['sexual'] }],
    ['children/new', { given: 'Amira', family: 'Testcase' }],
    ['worry', { seenOrHeard: 'She says her uncle stays at night.' }],
    ['strengths', { earlyHelpTried: 'no' }],
    ['family', { familyTold: 'no', notToldReason: 'would-raise-risk', safeToContactParents: 'no' }],
    ['you', { name: 'Sana Sample', phone: '0161 496 0101' }],
  ] as const) {
    const version = /name="draftVersion" value="(\d+)"/.exec((await school.get(`/concerns/draft/${draft}/${page}`)).page)?.[1] ?? ''
    assert.equal((await school.post(`/concerns/draft/${draft}/${page}`, { draftVersion: version, ...fields })).status, 303, page)
  }
  await school.get(`/concerns/draft/${draft}/check`)
  const sent = await school.post(`/concerns/draft/${draft}/send`, {})
  assert.match(sent.to ?? '', /^\/concerns\//)
  assert.equal((await open()).length, 0)
  assert.match((await school.get(`/consultations/${matter}`)).page, /A concern was raised after this/)
  assert.match((await bridge.get(`/consultations/${matter}`)).page, /It was raised after this/)
})

test('the child who was named is found on record, which says there that The Bridge was asked; a wrong child is undone without a trace', async () => {
  const child = await putOnRecord(database, { given: 'Wanda', family: 'Testcase', born: '2018-03-27' })
  const other = await putOnRecord(database, { given: 'Omar', family: 'Sample', born: '2012-01-01' })
  const { matter } = await write({ about: 'named', given: 'Wanda', family: 'Testcase' })
  const page = (await bridge.get(`/consultations/${matter}`)).page
  assert.match(page, /Which child on record is it\?/)
  assert.ok((await linesOf(database, child))[0], 'who came up stands on the access line')
  const wrong = await bridge.post(`/consultations/${matter}/child`, { person: other })
  assert.equal(wrong.status, 422, 'only somebody who came up may be chosen')
  const standing = () =>
    database.admin<{ n: number }>(
      `select count(*)::int as n from gt.entry e where e.subject_id = $1 and e.kind = 'consultation-about' and e.corrects is null
         and not exists (select from gt.entry w where w.corrects = e.entry_id and w.withdraws)`,
      [child],
    )
  assert.equal((await bridge.post(`/consultations/${matter}/child`, { person: child })).status, 303)
  await bridge.post(`/consultations/${matter}/child`, { person: child })
  assert.equal((await standing())[0]?.n, 1)
  assert.match((await bridge.get(`/consultations/${matter}`)).page, /The child is on record/)
  assert.equal((await bridge.post(`/consultations/${matter}/child/undo`, {})).status, 303)
  assert.equal((await standing())[0]?.n, 0)
  assert.match((await bridge.get(`/consultations/${matter}`)).page, /Which child on record is it\?/)
  assert.equal((await school.post(`/consultations/${matter}/child`, { person: child })).status, 404)
  assert.equal((await school.post(`/consultations/${matter}/child/undo`, {})).status, 404)
})

test('The Bridge notes that the concern came by telephone, once', async () => {
  const { matter } = await write()
  await bridge.get(`/consultations/${matter}`)
  assert.equal((await bridge.post(`/consultations/${matter}/followed`, {})).status, 303)
  assert.equal((await bridge.post(`/consultations/${matter}/followed`, {})).status, 303)
  const [row] = await database.admin<{ n: number }>(
    `select count(*)::int as n from gt.entry where subject_id = $1 and kind = 'consultation-followed'`,
    [matter],
  )
  assert.equal(row?.n, 1)
})

test('what is missing is asked for at its field, all at once, and nothing typed is lost', async () => {
  await bridge.get('/consultations/new')
  const blank = await bridge.post('/consultations/new', { question: 'Kept words', about: 'named' })
  assert.equal(blank.status, 422)
  for (const says of [/Enter who asks/, /Choose where they work/, /Write what you advise/, /Choose what you advise/])
    assert.match(blank.page, says)
  assert.match(blank.page, /Kept words/)
  const stranger = await bridge.post('/consultations/new', { ...call, email: 'nobody@example.test' })
  assert.match(stranger.page, /Nobody signs in here with this address/)
  const unnamed = await bridge.post('/consultations/new', { ...call, about: 'named' })
  assert.match(unnamed.page, /Enter what names the child/)
})

test('a consultation is found by The Bridge and whoever asked, and by nobody else; a concern is not begun from somebody else’s', async () => {
  const { matter } = await write()
  for (const role of ['health-practitioner', 'school-safeguarding-lead', 'social-worker']) {
    const other = await as(role)
    assert.equal((await other.get(`/consultations/${matter}`)).status, 404, role)
    await other.get('/concerns/new')
    const begun = await other.post('/concerns/new', { consultation: matter })
    const draft = /draft\/([^/]+)\//.exec(begun.to ?? '')?.[1]
    const [kept] = await database.admin<{ body: object }>('select body from gt.draft where draft_id = $1', [draft])
    assert.ok(kept && !('consultation' in kept.body))
  }
  for (const role of rolesWithout('GET /consultations')) {
    const other = await as(role)
    assert.equal((await other.get('/consultations')).status, 404, role)
  }
})

test('a number is read however it is written, and what cannot be one is none', () => {
  assert.equal(typedNumber('c-7qrt 3acd'), 'C-7QRT-3ACD')
  assert.equal(typedNumber('7QRT3ACD'), 'C-7QRT-3ACD')
  for (const text of ['', 'C-7QRT', 'C-0000-0000', 'D-7QRT-3ACD']) assert.equal(typedNumber(text), null)
})
