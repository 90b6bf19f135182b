import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids, testSecret } from '../../../../../tests/database.ts'
import { formMark, newSessionSecret, sessionCookie, sessionHash } from '../../../../kernel/http/cookies.ts'
import { newId } from '../../../../thread/ids.ts'
import { openForTests } from '../../../testing/open-for-tests.ts'
import { rolesWithout } from '../../../testing/visitor.ts'
import { frontDoorRoutes } from '../../web.ts'

const { database, web } = await openForTests([frontDoorRoutes])

/** A session of the account of a role, and how it asks. */
const asRole = async (role: string) => {
  const secret = newSessionSecret()
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  await database.app.door("select gt.sign_in($1, $2, $3, $4, interval '1 hour')", [
    ids.partnership,
    ids.account(role),
    1,
    sessionHash(secret),
  ])
  const cookie = sessionCookie(ids.partnership, secret)
  const csrf = formMark(testSecret, cookie)
  const headers = { cookie: `gt=${cookie}`, accept: 'text/html' }
  return {
    get: (url: string) => web.inject({ method: 'GET', url, headers }),
    post: (url: string, fields: Record<string, string> = {}) =>
      web.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ csrf, commandId: newId(), ...fields }).toString(),
      }),
    attach: async (url: string, name: string, content: string | Buffer, mark = csrf) => {
      const form = new FormData()
      form.append('csrf', mark)
      form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
      const body = new Response(form)
      return web.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': body.headers.get('content-type') ?? '' },
        payload: Buffer.from(await body.arrayBuffer()),
      })
    },
  }
}

const road: Readonly<Record<string, Record<string, string>>> = {
  danger: { inDangerNow: 'no' },
  about: { form: 'worried-about-a-child', concerns: 'neglect' },
  'children/new': { given: 'Amira', family: 'Testcase' },
  worry: { seenOrHeard: 'Hungry on Monday.' },
  strengths: { earlyHelpTried: 'yes' },
  family: { familyTold: 'yes', safeToContactParents: 'yes' },
  you: { name: 'Sana Sample', phone: '0161 496 0101' },
}
type Somebody = Awaited<ReturnType<typeof asRole>>

const write = async (somebody: Somebody): Promise<string> => {
  const draft = /draft\/([^/]+)\//.exec(String((await somebody.post('/concerns/new')).headers.location))?.[1] ?? ''
  for (const [page, fields] of Object.entries(road)) {
    const opened = await somebody.get(`/concerns/draft/${draft}/${page}`)
    const draftVersion = /name="draftVersion" value="(\d+)"/.exec(opened.body)?.[1] ?? ''
    assert.equal((await somebody.post(`/concerns/draft/${draft}/${page}`, { ...fields, draftVersion })).statusCode, 303, page)
  }
  return draft
}

const count = async (from: string): Promise<number> =>
  (await database.admin<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n ?? -1

test('a file is chosen, sent with the concern, kept from everybody until it was looked at, and then opened by The Bridge', async () => {
  const school = await asRole('school-safeguarding-lead')
  const draft = await write(school)
  const files = `/concerns/draft/${draft}/files`
  assert.equal((await school.attach(files, 'Letter “home”.txt', 'Dear Miss Sample, she will not be in again.')).statusCode, 303)
  assert.match((await school.get(files)).body, /Letter “home”\.txt/)
  assert.match((await school.get(`/concerns/draft/${draft}/check`)).body, /\(1 added\)/)
  const sent = await school.post(`/concerns/draft/${draft}/send`)
  const matter = String(sent.headers.location).split('/').at(-1) ?? ''
  assert.equal(await count('gt.draft_file'), 0, 'the draft and its files are gone')
  const [document] = await database.admin<{ id: string; state: string }>(
    'select document_id as id, state from gt.document where subject_id = $1',
    [matter],
  )
  assert.equal(document?.state, 'quarantined')
  assert.match((await school.get(`/concerns/${matter}`)).body, /The file you sent with it/)

  const bridge = await asRole('bridge-screener')
  assert.match((await bridge.get(`/bridge/${matter}`)).body, /A file came with this/)
  assert.match((await bridge.get(`/concerns/${matter}/files`)).body, /Letter “home”\.txt[\s\S]*nobody has checked it yet/)
  const closed = await bridge.get(`/concerns/${matter}/files/${document?.id}`)
  assert.equal(closed.statusCode, 303, 'what nobody has looked at is not handed over')

  await database.worker.door('select gt.document_scanned($1, $2, $3)', [ids.partnership, document?.id, 'clean'])
  const opened = await bridge.get(`/concerns/${matter}/files/${document?.id}`)
  assert.equal(opened.statusCode, 200)
  assert.equal(opened.body, 'Dear Miss Sample, she will not be in again.')
  assert.match(String(opened.headers['content-disposition']), /^attachment;/)
  assert.match(String(opened.headers['content-security-policy']), /sandbox/)
  const [line] = await database.admin<{ route: string }>(
    'select route from gt.access_line where $1 = any (subject_ids) order by at desc limit 1',
    [matter],
  )
  assert.equal(line?.route, 'GET /concerns/:matter/files/:document')

  for (const role of ['health-practitioner', 'social-worker', ...rolesWithout('GET /concerns/:matter/files')]) {
    const other = await asRole(role)
    assert.equal((await other.get(`/concerns/${matter}/files`)).statusCode, 404, role)
    assert.equal((await other.get(`/concerns/${matter}/files/${document?.id}`)).statusCode, 404, role)
  }
})

test('what is no document, or another than its name says, is refused by name and nothing is kept', async () => {
  const school = await asRole('school-safeguarding-lead')
  const draft = await write(school)
  const files = `/concerns/draft/${draft}/files`
  for (const [name, content] of [
    ['page.html', '<script>1</script>'],
    ['letter.pdf', 'not a PDF'],
    ['empty.txt', ''],
  ] as const) {
    const refused = await school.attach(files, name, content)
    assert.equal(refused.statusCode, 422, name)
    assert.match(refused.body, /govuk-error-summary/)
  }
  assert.equal((await school.post(files)).statusCode, 422, 'no file at all')
  assert.equal(await count('gt.draft_file'), 0)
})

test('one’s own draft takes files from its owner alone, up to ten, and only with the mark of our page', async () => {
  const school = await asRole('school-safeguarding-lead')
  const health = await asRole('health-practitioner')
  const draft = await write(school)
  const files = `/concerns/draft/${draft}/files`
  assert.equal((await health.get(files)).statusCode, 404)
  assert.equal((await health.attach(files, 'a.txt', 'a')).statusCode, 404)
  assert.equal((await school.attach(files, 'a.txt', 'a', 'another mark')).statusCode, 403)
  for (let more = 0; more < 10; more += 1) assert.equal((await school.attach(files, `${more}.txt`, `${more}`)).statusCode, 303)
  assert.match((await school.attach(files, 'more.txt', 'x')).body, /One concern brings up to 10 files/)
  const one = /files\/([0-9a-f-]{36})\/remove/.exec((await school.get(files)).body)?.[1]
  assert.equal((await school.post(`${files}/${one}/remove`)).statusCode, 303)
  assert.equal(await count('gt.draft_file'), 9)
})

test('files are taken where a page asks for them and nowhere else, and by nobody who is not signed in', async () => {
  const school = await asRole('school-safeguarding-lead')
  assert.equal((await school.attach('/concerns/new', 'a.txt', 'a')).statusCode, 415)
  const nobody = await web.inject({
    method: 'POST',
    url: `/concerns/draft/${newId()}/files`,
    headers: { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
    payload: '--x--\r\n',
  })
  assert.equal(nobody.statusCode, 403)
  // A cookie that anybody can make up opens nothing: what comes with it is not even read.
  const madeUp = await web.inject({
    method: 'POST',
    url: `/concerns/draft/${newId()}/files`,
    headers: {
      cookie: `gt=${sessionCookie(ids.partnership, newSessionSecret())}`,
      'content-type': 'multipart/form-data; boundary=x',
      accept: 'text/html',
    },
    payload: '--x--\r\n',
  })
  assert.match(madeUp.body, /You have been signed out/)
  const broken = await asRole('school-safeguarding-lead')
  const wrong = await broken.post(`/concerns/draft/${newId()}/files`, {})
  assert.equal(wrong.statusCode, 404)
})
