import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, ids, type TestDatabase, testSecret } from '../../../tests/database.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { buildApp } from './app.ts'
import { show } from './reply.ts'
import { route } from './route.ts'

let database: TestDatabase
const opened: FastifyInstance[] = []
let lines: Record<string, unknown>[] = []

before(async () => {
  database = await freshDatabase()
})
after(async () => {
  await Promise.all(opened.map(app => app.close()))
  await database?.drop()
})

const webBehind = async (proxies: string): Promise<FastifyInstance> => {
  lines = []
  const app = await buildApp({
    config: { ...readConfig({ GT_TRUSTED_PROXIES: proxies }), secret: testSecret },
    database: database.app,
    partnership: ids.partnership,
    rooms: [
      {
        navigation: [],
        routes: [
          route({
            method: 'GET',
            url: '/try',
            words: 'a try',
            open: true,
            handle: async ask => show(ask.page({ title: 'A try', children: [] })),
          }),
        ],
      },
    ],
    granted: new Set(),
    log: openLog('warn', line => lines.push(JSON.parse(line))),
    ready: async () => true,
  })
  opened.push(app)
  return app
}

/** How many requests one sender has left, as the answer to one more of them says. */
const left = async (app: FastifyInstance, from: string, forwarded?: string): Promise<number> => {
  const answer = await app.inject({
    method: 'GET',
    url: '/try',
    remoteAddress: from,
    ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }),
  })
  return Number(answer.headers['x-ratelimit-remaining'])
}

test('behind a trusted proxy each client is measured by its own address, whatever it says of itself before the proxy', async () => {
  const app = await webBehind('10.0.0.0/8')
  assert.equal(await left(app, '10.0.0.7', '203.0.113.1'), 1199)
  assert.equal(await left(app, '10.0.0.7', '203.0.113.2'), 1199)
  assert.equal(await left(app, '10.0.0.8', '203.0.113.1'), 1198)
  // The client wrote the first address itself; the proxy added the one it saw.
  assert.equal(await left(app, '10.0.0.7', '198.51.100.9, 203.0.113.1'), 1197)
})

test('from anybody else the header is not believed: one address stays one address', async () => {
  for (const proxies of ['', '10.0.0.1']) {
    const app = await webBehind(proxies)
    assert.equal(await left(app, '203.0.113.5', '198.51.100.1'), 1199)
    assert.equal(await left(app, '203.0.113.5', '198.51.100.2'), 1198)
  }
})

test('the log says which client asked too much, and another client of the same proxy is not slowed', async () => {
  const app = await webBehind('10.0.0.7')
  for (let sent = 0; sent < 1200; sent += 1) await left(app, '10.0.0.7', '203.0.113.3')
  for (let sent = 0; sent < 3; sent += 1) {
    const answer = await app.inject({
      method: 'GET',
      url: '/try',
      remoteAddress: '10.0.0.7',
      headers: { 'x-forwarded-for': '203.0.113.3' },
    })
    assert.equal(answer.statusCode, 429)
  }
  assert.equal(await left(app, '10.0.0.7', '203.0.113.4'), 1199, 'another client of the same proxy is not slowed')
  const told = lines.filter(line => line['what'] === 'too many requests')
  assert.ok(told.length >= 1, JSON.stringify(lines))
  assert.deepEqual([told[0]?.['client'], told[0]?.['route']], ['203.0.113.3', '/try'])
})
