import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { freshDatabase, ids, type TestDatabase, testPurpose, testSecret } from '../../../tests/database.ts'
import type { Typed } from '../../design-system/index.ts'
import { readConfig } from '../config.ts'
import { NotSignedIn } from '../db/with-actor.ts'
import { openLog } from '../log.ts'
import { buildApp } from './app.ts'
import { formMark } from './cookies.ts'
import { declareForm, labelOf } from './declared.ts'
import { draftsOf } from './drafts.ts'
import { show } from './reply.ts'
import { route } from './route.ts'

const worry = declareForm(z.object({ seenOrHeard: z.string(), on: z.string().optional() }), {
  seenOrHeard: 'What have you seen or heard?',
  on: 'When was that?',
})

let database: TestDatabase
let app: FastifyInstance
before(async () => {
  database = await freshDatabase()
  const words = 'a try'
  app = await buildApp({
    config: { ...readConfig({}), secret: testSecret },
    database: database.app,
    partnership: ids.partnership,
    rooms: [
      {
        navigation: [],
        routes: [
          route({
            method: 'POST',
            url: '/declared',
            words,
            open: true,
            body: worry.schema,
            labels: worry.labels,
            handle: () => Promise.reject(new NotSignedIn()),
          }),
          route({ method: 'POST', url: '/bare', words, open: true, handle: () => Promise.reject(new NotSignedIn()) }),
          route({
            method: 'GET',
            url: '/declared',
            words,
            open: true,
            handle: async ask => show(ask.page({ title: words, children: [] })),
          }),
        ],
      },
    ],
    granted: new Set(),
    log: openLog('silent'),
    ready: async () => true,
  })
})
after(async () => {
  await app?.close()
  await database?.drop()
})

const send = async (url: string, typed: Record<string, string>): Promise<string> => {
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { cookie: 'gt-form=a-cookie', 'x-form-mark': formMark(testSecret, 'a-cookie'), accept: 'text/html' },
    payload: typed,
  })
  assert.ok([401, 422].includes(answer.statusCode), String(answer.statusCode))
  return answer.body
}

test('what was typed comes back by the labels of its form, and nothing that travels with the form unseen', async () => {
  const page = await send('/declared', { seenOrHeard: 'A bruise', 'on-day': '3', 'on-month': '2', draftVersion: '4', intent: 'go-on' })
  assert.match(page, /What have you seen or heard\?[\s\S]*A bruise/)
  assert.match(page, /When was that\? \(day\)/)
  for (const unseen of ['seenOrHeard', 'draftVersion', 'intent', 'go-on']) assert.ok(!page.includes(unseen), unseen)
})

test('a field that holds what cannot be kept is called by its label too', async () => {
  const page = await send('/declared', { seenOrHeard: 'A \u0000 bruise' })
  assert.match(page, /It stands in: ?What have you seen or heard\?/)
})

test('nothing that was typed is lost where a form declares no labels', async () => {
  assert.match(await send('/bare', { seenOrHeard: 'A bruise' }), /seenOrHeard[\s\S]*A bruise/)
})

test('a draft keeps the fields its form declares and no other', async () => {
  const drafts = draftsOf<Typed>('worry', worry.only)
  const sent: Typed = { seenOrHeard: 'A bruise', 'on-day': '3', 'on-hour': '4', outcome: 'decided', toString: 'x', csrf: 'mark' }
  const wanted = { seenOrHeard: 'A bruise', 'on-day': '3' }
  const session = await database.session('school-safeguarding-lead')
  const [begun, saved] = await database.app.withActor(session, testPurpose, async tx => {
    const begun = await drafts.begin(tx, sent)
    return [begun, await drafts.save(tx, begun, { ...sent, seenOrHeard: 'Two' }, begun.version)]
  })
  assert.deepEqual(begun.body, wanted)
  assert.deepEqual(saved.saved && saved.draft.body, { ...wanted, seenOrHeard: 'Two' })
})

test('a name that every object has is no label', () => {
  assert.equal(labelOf(worry.labels, 'toString'), 'toString')
  assert.equal(labelOf(worry.labels, 'constructor-day'), 'constructor-day')
})
