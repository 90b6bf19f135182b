import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { codeAt } from '../../src/kernel/access/one-time-code.ts'
import { openWebOf, type Visitor, visitorOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword } from '../database.ts'

/** Reliability test T15, a bounded sample without JavaScript: however a session ended while somebody was typing, they get every character back. */
let database: TestDatabase
let web: FastifyInstance
const role = 'school-safeguarding-lead'
const account = ids.account(role)
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
})
after(async () => {
  await web?.close()
  await database?.drop()
})

const codesWorkAgain = () =>
  database.admin('update gt.credential set otp_step = 0 where account_id = any ($1)', [[account, ids.account('health-practitioner')]])
beforeEach(codesWorkAgain)

const texts = [
  'He said: “I don’t want to go home.”\r\n\r\n\tThen nothing more.\r\nLast line',
  'é and e\u0301, zero\u200bwidth, 👩‍👧‍👦, Ruairí O’Néill, 名前, <b>not bold</b> & "quoted" \\ %00 +',
  `${'A long afternoon, told word by word. '.repeat(250)}The end`,
]

/** A form opened by somebody who now has typed into it. */
type Opened = { visitor: Visitor; at: string; typed: Record<string, string> }
const open = async (impact: string): Promise<Opened> => {
  const visitor = await visitorOf(web, database, role, '/concerns/new')
  const begun = await visitor.post('/concerns/new', {})
  const at = (begun.to ?? '').replace(/\/[^/]+$/, '/worry')
  await visitor.get(at)
  return { visitor, at, typed: { draftVersion: visitor.hidden('draftVersion'), csrf: visitor.hidden('csrf'), seenOrHeard: 'Seen', impact } }
}

const kept = async (at: string): Promise<string | undefined> => {
  const [row] = await database.admin<{ body: { forms: Record<string, Record<string, string>> } }>(
    'select body from gt.draft where draft_id = $1',
    [at.split('/')[3]],
  )
  return row?.body.forms['worry']?.['impact']
}

const signInAs = async (visitor: Visitor, who: string, more: Record<string, string> = {}) => {
  await codesWorkAgain()
  return visitor.post('/sign-in', {
    csrf: visitor.hidden('csrf'),
    kept: visitor.hidden('kept'),
    email: ids.email(who),
    password: testPassword,
    code: codeAt(testOtpSecret, momentOf(Temporal.Now.instant())),
    ...more,
  })
}

/** What a browser sends of the page on which the words are back: every field of its form, as it stands there. */
const sentAgain = (page: string): { to: string; fields: Record<string, string> } => {
  const form = /<form method="post" action="([^"]+)" novalidate>(.*?)<\/form>/s.exec(page)
  const plain = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  const fields = [...(form?.[2] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    // A browser reads a line end of a page as one letter and sends it as two.
    found => [found[1] ?? '', plain(found[2] ?? '').replace(/\r?\n/g, '\r\n')] as const,
  )
  return { to: plain(form?.[1] ?? ''), fields: Object.fromEntries(fields) }
}

/** The ways in which a session ends under somebody who is typing. */
const endings: Record<string, (opened: Opened) => Promise<unknown>> = {
  'nobody asked for half an hour': () =>
    database.admin("update gt.session set seen_at = seen_at - interval '31 minutes' where account_id = $1", [account]),
  'twelve hours were over': () => database.admin('update gt.session set ends_at = clock_timestamp() where account_id = $1', [account]),
  'signed out in another window': async ({ visitor }) => {
    await visitor.get('/account')
    await visitor.post('/sign-out', {})
  },
  'signed out everywhere, from another device': async () => {
    await codesWorkAgain()
    const other = await visitorOf(web, database, role, '/account')
    await other.post('/account/sessions/end', {})
  },
  'the cookie is gone': async ({ visitor }) => (visitor.cookies as Map<string, string>).clear(),
}
const signedInMeanwhile: Record<string, (opened: Opened) => Promise<unknown>> = {
  'signed in again in another window': async ({ visitor }) => {
    await endings['twelve hours were over']?.({ visitor, at: '', typed: {} })
    await visitor.get('/sign-in')
    await signInAs(visitor, role, { kept: '' })
  },
  'a code was shown again in another window': async ({ visitor }) => {
    await codesWorkAgain()
    await visitor.get('/account/prove')
    const code = codeAt(testOtpSecret, momentOf(Temporal.Now.instant()))
    assert.equal((await visitor.post('/account/prove', { code })).status, 303)
  },
}

let cases = 0
for (const [how, ends] of Object.entries(endings))
  for (const text of texts)
    test(`${how}: ${text.length} letters come back (${text.slice(0, 12).replace(/\s/g, ' ')}…)`, async () => {
      const opened = await open(text)
      await codesWorkAgain()
      await ends(opened)
      const { visitor, at, typed } = opened
      const refused = await visitor.post(at, typed)
      assert.equal(refused.status, 401)
      assert.ok(!refused.page.includes(text.slice(0, 12)), 'whoever passes by reads nothing')
      // A slip of the fingers on the way loses nothing either.
      assert.equal((await signInAs(visitor, role, { password: 'not my password' })).status, 422)
      const back = await signInAs(visitor, role)
      assert.equal(back.status, 200)
      const again = sentAgain(back.page)
      assert.equal(again.to, at)
      assert.equal((await visitor.post(again.to, again.fields)).status, 303)
      assert.equal(await kept(at), text)
      cases += 1
    })

for (const [how, happens] of Object.entries(signedInMeanwhile))
  for (const text of texts)
    test(`${how}: the form is taken as it is, ${text.length} letters`, async () => {
      const opened = await open(text)
      await happens(opened)
      assert.equal((await opened.visitor.post(opened.at, opened.typed)).status, 303)
      assert.equal(await kept(opened.at), text)
      cases += 1
    })

test('at least twenty were tried', () => assert.ok(cases >= 20, `${cases}`))

test('the next person at the desk gets none of it, and the form of before is not taken in their name', async () => {
  const { visitor, at, typed } = await open('Words for nobody else')
  await endings['twelve hours were over']?.({ visitor, at, typed })
  await visitor.post(at, typed)
  const other = await signInAs(visitor, 'health-practitioner')
  assert.deepEqual([other.status, other.to], [303, '/'])
  assert.doesNotMatch(other.page, /Words for nobody else/)
  assert.equal((await visitor.post(at, typed)).status, 403)
})

test('a form that no page of ours was shown with is taken from nobody, signed in or not', async () => {
  const { visitor, at, typed } = await open('x')
  const [name = '', mark = ''] = (typed['csrf'] ?? '').split('.')
  for (const csrf of ['', 'x', '.', `${name}.`, `.${mark}`, `${mark}.${name}`, `${name}.${mark.slice(1)}x`, `${name.slice(1)}x.${mark}`])
    assert.equal((await visitor.post(at, { ...typed, csrf })).status, 403, csrf)
  const answer = await web.inject({
    method: 'POST',
    url: at,
    headers: {
      accept: 'text/html',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: [...visitor.cookies].map(([one, value]) => `${one}=${value}`).join('; '),
    },
    payload: new URLSearchParams(typed).toString(),
  })
  assert.equal(answer.statusCode, 403)
})

test('what was sealed elsewhere, or changed, brings nothing back and breaks nothing', async () => {
  const { visitor, at, typed } = await open('Sealed words')
  await endings['twelve hours were over']?.({ visitor, at, typed })
  await visitor.post(at, typed)
  const sealed = visitor.hidden('kept')
  assert.ok(sealed.length > 100)
  for (const kept of ['x', `${sealed}x`, sealed.slice(0, -4), sealed.replace(/^./, letter => (letter === 'A' ? 'B' : 'A'))]) {
    const answer = await signInAs(visitor, role, { kept, to: at })
    assert.deepEqual([answer.status, answer.to], [303, at], kept.slice(0, 10))
    await visitor.get('/sign-in')
  }
})
