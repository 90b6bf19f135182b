import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, type TestDatabase, testSecret } from '../../tests/database.ts'
import { main } from '../cli.ts'
import { momentOf, Temporal } from '../guidance/index.ts'
import { grantsIn, matrix } from '../kernel/access/matrix.ts'
import { codeAt } from '../kernel/access/one-time-code.ts'
import { readConfig } from '../kernel/config.ts'
import { buildApp } from '../kernel/http/app.ts'
import { openLog } from '../kernel/log.ts'
import { rooms } from '../rooms/web.ts'
import type { PartnershipId } from '../thread/ids.ts'

let database: TestDatabase
let web: FastifyInstance
const kept = { url: process.env.DATABASE_URL, secret: process.env.GT_SECRET }
before(async () => {
  database = await freshDatabase({ organisation: false })
  process.env.DATABASE_URL = database.adminUrl
  process.env.GT_SECRET = testSecret
})
after(async () => {
  for (const [name, value] of [
    ['DATABASE_URL', kept.url],
    ['GT_SECRET', kept.secret],
  ] as const)
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  await web?.close()
  await database?.drop()
})

const command = async (...args: string[]): Promise<{ code: number; said: string; complained: string }> => {
  let [said, complained] = ['', '']
  const code = await main(['account', ...args], {
    print: text => {
      said += text
    },
    complain: text => {
      complained += `${text}\n`
    },
  })
  return { code, said, complained }
}
const ada = ['--email', 'Ada@example.org', '--name', 'Ada Invented', '--role', 'system-administrator', '--agency', 'Invented Council']

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>
const jar = new Map<string, string>()
const ask = async (method: 'GET' | 'POST', url: string, fields: Record<string, string> = {}): Promise<Answer> => {
  const csrf = method === 'POST' ? (/name="csrf" value="([^"]+)"/.exec((await ask('GET', url)).body)?.[1] ?? '') : ''
  const answer = await web.inject({
    method,
    url,
    headers: {
      accept: 'text/html',
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'POST' && { payload: new URLSearchParams({ csrf, ...fields }).toString() }),
  })
  for (const { name, value } of answer.cookies) jar.set(name, value)
  return answer
}
const now = () => momentOf(Temporal.Now.instant())
const secretOn = (page: string) => (/<strong class="gt-narrative">([A-Z2-7 ]+)<\/strong>/.exec(page)?.[1] ?? '').replaceAll(' ', '')
const pathOf = (link: string) => link.slice(link.indexOf('/begin/'))
const plain = (body: string) => body.replace(/nonce="[^"]*"/g, '').replace(/name="csrf" value="[^"]*"/g, '')
const password = 'otter tram marigold'

describe('golden-thread account, on a new installation', () => {
  let link: string

  it('refuses what it cannot do, and says what would be accepted', async () => {
    for (const [args, says] of [
      [ada, /account is used like this/],
      [['add', ...ada], /no partnership is set up/],
      [['add', ...ada, '--new', ' '], /--new is the name/],
      [['add', ...ada.slice(0, -2), '--new', 'Sampleshire'], /--agency/],
      [
        ['add', ...ada.map(word => (word === 'system-administrator' ? 'king' : word)), '--new', 'Sampleshire'],
        /--role: accepted: .*system-administrator/,
      ],
      [['add', ...ada.map(word => (word.includes('@') ? 'ada' : word))], /--email: an e-mail address/],
      [['close'], /account is used like this/],
    ] as const) {
      const { code, complained } = await command(...args)
      assert.equal(code, 2, args.join(' '))
      assert.match(complained, says)
    }
    assert.equal((await database.admin('select 1 as one from gt.partnership')).length, 0)
  })

  it('sets the partnership up with its first administrator, and prints a link that works once', async () => {
    const unknown = await command('add', ...ada, '--new', 'Sampleshire')
    assert.match(unknown.complained, /there is no agency "Invented Council"\. Accepted: none is there yet; or say with --kind/)
    const done = await command('add', ...ada, '--kind', 'childrens-social-care')
    assert.equal(done.code, 0, done.complained)
    assert.match(done.said, /^http:\/\/localhost:3000\/begin\/[0-9a-f-]{36}$/)
    link = pathOf(done.said)
    const [account] = await database.admin<{ email: string; role: string }>('select email, role from gt.account')
    assert.deepEqual(account, { email: 'ada@example.org', role: 'system-administrator' })
    assert.equal((await database.admin('select 1 as one from gt.credential')).length, 0, 'nobody can sign in with it yet')
    assert.ok(!JSON.stringify(await database.admin('select * from gt.account_link')).includes(link.slice('/begin/'.length)))
    assert.match((await command('add', ...ada)).complained, /there is an account with ada@example\.org already/)
    assert.match((await command('add', ...ada, '--new', 'Another')).complained, /a partnership is set up here already/)
    assert.match(
      (await command('add', ...ada.map(word => (word.includes('@') ? 'bo@example.org' : word)), '--team', 'North')).complained,
      /has no team "North"\. Accepted: none is there/,
    )
    assert.equal((await database.admin('select 1 as one from gt.account')).length, 1, 'all of it or nothing')
  })

  it('leads through the link to a password, the codes and the first page, and the link is used up', async () => {
    const [{ id } = { id: '' }] = await database.admin<{ id: string }>('select partnership_id as id from gt.partnership')
    web = await buildApp({
      config: { ...readConfig({ LOG_LEVEL: 'error' }), secret: testSecret },
      database: database.app,
      partnership: id as PartnershipId,
      rooms,
      granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
      log: openLog('error'),
      ready: async () => true,
    })
    const page = await ask('GET', link)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /<title>[^<]*Ada/)
    const secret = secretOn(page.body)
    assert.match(secret, /^[A-Z2-7]{32}$/)
    assert.equal(secretOn((await ask('GET', link)).body), secret, 'looking at it uses nothing up')
    const code = codeAt(secret, now())
    for (const [fields, says] of [
      [{ password: 'short', again: 'short', code }, /at least 12 characters/],
      [{ password, again: `${password}s`, code }, /The two passwords are not the same/],
      [{ password, again: password, code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') }, /not the code of this key/],
    ] as const) {
      const answer = await ask('POST', link, fields)
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, says)
      assert.doesNotMatch(answer.body, new RegExp(password), 'a password is never shown again')
    }
    const begun = await ask('POST', link, { password, again: password, code: codeAt(secret, now()) })
    assert.deepEqual([begun.statusCode, begun.headers['location']], [303, '/'])
    const home = await ask('GET', '/')
    assert.equal(home.statusCode, 200)
    assert.match(home.body, /Ada Invented/)
    const used = await ask('GET', link)
    assert.equal(used.statusCode, 404)
    assert.equal(plain(used.body), plain((await ask('GET', `/begin/${randomUUID()}`)).body))
  })

  it('signs in with what was chosen; a new link ends the sessions of before when it is used, and the account is closed for good', async () => {
    jar.clear()
    const [{ otp } = { otp: '' }] = await database.admin<{ otp: string }>('select otp_secret as otp from gt.credential')
    await database.admin('update gt.credential set otp_step = 0')
    const signed = await ask('POST', '/sign-in', { email: 'ada@example.org', password, code: codeAt(otp, now()) })
    assert.equal(signed.statusCode, 303)
    const session = [...jar]
    const again = pathOf((await command('link', 'ada@example.org')).said)
    const secret = secretOn((await ask('GET', again)).body)
    assert.notEqual(secret, otp)
    assert.equal((await ask('GET', '/')).statusCode, 200, 'until it is used, nothing has changed')
    await ask('POST', again, { password: `${password} too`, again: `${password} too`, code: codeAt(secret, now()) })
    assert.equal((await ask('GET', '/')).statusCode, 200)
    const renewed = [...jar]
    jar.clear()
    for (const [name, value] of session) jar.set(name, value)
    assert.equal((await ask('GET', '/')).statusCode, 303, 'the session of before is over')
    for (const [name, value] of renewed) jar.set(name, value)
    const waiting = pathOf((await command('link', 'ada@example.org')).said)
    assert.equal((await command('close', 'ADA@example.org')).code, 0)
    assert.equal((await ask('GET', '/')).statusCode, 303)
    assert.equal((await ask('GET', waiting)).statusCode, 404, 'a link of a closed account leads nowhere')
    assert.match((await command('link', 'ada@example.org')).complained, /is closed/)
    assert.match((await command('close', 'nobody@example.org')).complained, /there is no account/)
  })

  it('a link ends after a day', async () => {
    const made = await command('add', ...ada.map(word => (word.includes('@') ? 'cleo@example.org' : word)))
    const path = pathOf(made.said)
    assert.equal((await ask('GET', path)).statusCode, 200)
    await database.admin("update gt.account_link set ends_at = ends_at - interval '24 hours'")
    assert.equal((await ask('GET', path)).statusCode, 404)
    assert.ok((await ask('POST', path, { password, again: password, code: '123456' })).statusCode >= 400)
    assert.equal(
      (await database.admin("select 1 as one from gt.credential c join gt.account a using (account_id) where a.email = 'cleo@example.org'"))
        .length,
      0,
    )
  })
})
