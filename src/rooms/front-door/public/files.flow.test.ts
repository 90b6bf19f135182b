import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { jpeg, pdf, png } from '../../../kernel/documents/testing/files.ts'
import { largestOpenFile } from '../../../kernel/http/files.ts'
import { openLog } from '../../../kernel/log.ts'
import { book } from '../../book.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { strangerAt, type Visitor } from '../../testing/visitor.ts'
import { sendIt, tellAll } from '../testing/neighbour.ts'
import { frontDoorRoutes } from '../web.ts'
import { mostFiles } from './files.page.tsx'
import { emptyTheBox } from './intake.ts'

const { database, web, as } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const empty = () => emptyTheBox(database.worker, book, { log: openLog('silent'), job: 'test' })
const count = async (from: string): Promise<number> =>
  (await database.admin<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n ?? -1

/** Sends a form with a file as a browser does. */
const attach = async (stranger: Visitor, name: string, content: Buffer, address = '192.0.2.1', cookies = stranger.cookies) => {
  const form = new FormData()
  form.append('csrf', stranger.hidden('csrf'))
  form.append('file', new Blob([new Uint8Array(content)]), name)
  const body = new Response(form)
  return web.inject({
    method: 'POST',
    url: '/worried/files',
    remoteAddress: address,
    headers: {
      accept: 'text/html',
      cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; '),
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
}

test('somebody without an account adds a picture without any script, it waits sealed, and The Bridge has it in quarantine', async () => {
  const neighbour = strangerAt(web)
  const answers = await tellAll(neighbour)
  assert.match(answers.page, /href="\/worried\/files"/)
  const opened = await neighbour.get('/worried/files')
  assert.match(opened.page, /enctype="multipart\/form-data"/)
  assert.match(opened.page, /Exit this page/)
  const added = await attach(neighbour, 'balcony.jpg', jpeg)
  assert.equal(added.headers.location, '/worried/files', added.body)
  assert.match((await neighbour.get('/worried/files')).page, /balcony\.jpg/)
  const [kept] = await database.admin<{ sealed: Buffer }>('select sealed from gt.visit_file')
  assert.ok(kept && !kept.sealed.includes(jpeg), 'whoever reads the database cannot read the picture')
  await neighbour.get('/worried/check')
  await sendIt(neighbour)
  assert.equal(await count('gt.visit_file'), 0)
  assert.equal(await empty(), 1)
  assert.equal(await count('gt.intake_file'), 0, 'nothing is kept twice')
  const [filed] = await database.admin<{ name: string; state: string; same: boolean; matter: string }>(
    `select d.name, d.state, c.content = $1 as same, d.subject_id as matter from gt.document d join gt.document_content c using (partnership_id, document_id)`,
    [jpeg],
  )
  assert.deepEqual({ ...filed, matter: undefined }, { name: 'balcony.jpg', state: 'quarantined', same: true, matter: undefined })
  assert.equal(await count(`graphile_worker.jobs where task_identifier = 'scan-document'`), 1)
  const screener = await as('bridge-screener')
  assert.match((await screener.get(`/bridge/${filed?.matter}`)).page, /A file came with this/)
  assert.match((await screener.get(`/concerns/${filed?.matter}/files`)).page, /balcony\.jpg[\s\S]*cannot be opened/)
  for (const role of ['school-safeguarding-lead', 'social-worker', 'police-officer'])
    assert.equal((await (await as(role)).get(`/concerns/${filed?.matter}/files`)).status, 404, role)
})

test('what is no document, what pretends to be one, what is too large and one too many are refused in words, and nothing of it is kept', async () => {
  const neighbour = strangerAt(web, '192.0.2.10')
  await tellAll(neighbour)
  await neighbour.get('/worried/files')
  const add = (name: string, content: Buffer) => attach(neighbour, name, content, '192.0.2.10')
  for (const [name, content] of [
    ['run.exe', Buffer.from('MZ nothing')],
    ['picture.png', Buffer.from('<script>alert(1)</script>')],
    ['empty.pdf', Buffer.alloc(0)],
  ] as const)
    assert.equal((await add(name, content)).statusCode, 422, name)
  const large = Buffer.concat([pdf, Buffer.alloc(largestOpenFile - pdf.length + 1)])
  assert.match((await add('large.pdf', large)).body, /larger than 10 MB/)
  assert.equal((await add('huge.pdf', Buffer.alloc(largestOpenFile + 200_000))).statusCode, 413)
  assert.equal(await count('gt.visit_file'), 0)
  for (let at = 0; at < mostFiles; at += 1) assert.equal((await add(`${at}.png`, png())).statusCode, 303)
  assert.match((await add('more.png', png())).body, /You can send up to 5 files/)
  assert.equal(await count('gt.visit_file'), mostFiles)
  const { page } = await neighbour.get('/worried/files')
  const file = /\/worried\/files\/([0-9a-f-]+)\/remove/.exec(page)?.[1] ?? ''
  assert.equal((await neighbour.post(`/worried/files/${file}/remove`, {})).to, '/worried/files')
  assert.equal(await count('gt.visit_file'), mostFiles - 1)
  await neighbour.get('/worried/leave')
  assert.equal(await count('gt.visit_file'), 0, 'leaving leaves nothing behind')
})

test('whoever has no visit that stands, and whoever sends more files than a visitor would, is turned away before the file is read', async () => {
  const stranger = strangerAt(web, '192.0.2.11')
  await stranger.get('/worried/danger')
  assert.equal((await attach(stranger, 'a.png', png(), '192.0.2.11')).statusCode, 403)
  const madeUp = new Map([...stranger.cookies, ['gt-visit', 'x'.repeat(43)]])
  assert.equal((await attach(stranger, 'a.png', png(), '192.0.2.11', madeUp)).statusCode, 403)
  const many = strangerAt(web, '192.0.2.12')
  await tellAll(many)
  await many.get('/worried/files')
  const answers: number[] = []
  for (let at = 0; at < 31; at += 1) answers.push((await attach(many, 'a.exe', Buffer.from('MZ'), '192.0.2.12')).statusCode)
  assert.deepEqual([answers[0], answers[29], answers[30]], [422, 422, 429])
})

test('the public’s role can put beside the box only what its own visit holds, and read nothing of it', async () => {
  const { door } = database.visitors
  const [visit, sending, file] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), '0197a000-0000-7000-8000-000000000001']
  const put = () =>
    door('select gt.intake_file_put($1, $2, $3, $4, $5, $6, $7, $8)', [
      ids.partnership,
      visit,
      sending,
      file,
      'a.png',
      'png',
      Buffer.alloc(32),
      png(),
    ])
  await assert.rejects(put(), /the visit holds no such file/)
  const [kept] = await door<{ kept: boolean }>('select gt.visit_file_keep($1, $2, $3, $4) as kept', [ids.partnership, visit, file, png()])
  assert.equal(kept?.kept, false, 'no visit, no file')
  for (const denied of [
    'select * from gt.visit_file',
    'select * from gt.intake_file',
    'select * from gt.document',
    `select gt.intake_files('${ids.partnership}', '${file}')`,
    `select gt.intake_file('${ids.partnership}', '${file}', '${file}')`,
  ])
    await assert.rejects(door(denied, []), /permission denied/, denied)
  await door('select gt.visit_keep($1, $2, $3, $4)', [ids.partnership, visit, Buffer.from('x'), '1 hour'])
  assert.equal(
    (await door<{ kept: boolean }>('select gt.visit_file_keep($1, $2, $3, $4) as kept', [ids.partnership, visit, file, png()]))[0]?.kept,
    true,
  )
  await put()
  await put()
  assert.equal(await count('gt.intake_file'), 1, 'put twice it is there once')
  await database.admin(`update gt.intake_file set put_at = put_at - interval '2 hours'`)
  await database.worker.door('select gt.visits_over()', [])
  assert.equal(await count('gt.intake_file'), 0, 'what was never sent leaves')
})
