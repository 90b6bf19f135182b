import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { grantsIn, matrix } from '../../src/kernel/access/matrix.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { cookieNames, formMark, newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { grantOf, type Route } from '../../src/kernel/http/route.ts'
import { openLog } from '../../src/kernel/log.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tellTheBridge } from '../../src/rooms/front-door/testing/front-desk.ts'
import { openWebOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { newId } from '../../src/thread/ids.ts'
import { launchBrowser } from '../browser.ts'
import { ids, testSecret } from '../database.ts'
import { type Served, serve, signIn } from '../served.ts'
import { bounded, report } from './figures.ts'

/**
 * Reliability test T21: every route answers with every header, whoever asks and whatever is wrong with what they ask; a browser that follows the links finds nothing
 * that its policy had to stop; no address and no title says whom a page is about; and nothing can be gone back to after signing out.
 */
let served: Served
let web: FastifyInstance
let browser: Browser
let family: Awaited<ReturnType<typeof testcaseFamily>>
let matter = ''
const grants = grantsIn(matrix())

before(async () => {
  served = await serve()
  family = await testcaseFamily(served.database)
  ;({ matter } = await tellTheBridge(served.database))
  web = await openWebOf(served.database, rooms, {
    config: { ...readConfig({ LOG_LEVEL: 'error', GT_ADDRESS: 'https://records.example.test' }), secret: testSecret },
    log: openLog('silent'),
  })
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await web?.close()
  await served?.stop()
})

type Headers = Readonly<Record<string, unknown>>
/** What an answer lacks of what every answer carries; `page`: of somebody’s case, as everything is that is not a picture, a style or a script. */
const lacks = (headers: Headers, { page = true, file = false } = {}): string[] => {
  const policy = String(headers['content-security-policy'])
  const is = (name: string, value: RegExp) => (value.test(String(headers[name])) ? [] : [`${name}: ${String(headers[name])}`])
  const directives = file
    ? [/sandbox/, /default-src 'none'/]
    : [
        /default-src 'none'/,
        /script-src 'self' 'nonce-[\w+/=]{20,}'/,
        /object-src 'none'/,
        /base-uri 'none'/,
        /form-action 'self'/,
        /frame-ancestors 'none'/,
      ]
  return [
    ...directives.filter(one => !one.test(policy)).map(one => `policy: ${one.source}`),
    ...(/unsafe-|\*/.test(policy) ? [`policy: ${policy}`] : []),
    ...is('x-content-type-options', /^nosniff$/),
    ...is('referrer-policy', /^(?:no-referrer|same-origin)$/),
    ...is('cross-origin-opener-policy', /^same-origin$/),
    ...is('cross-origin-resource-policy', /^same-origin$/),
    ...is('permissions-policy', /camera=\(\).*geolocation=\(\)/),
    ...is('strict-transport-security', /^max-age=(?:3153[6-9]|315[4-9]|31[6-9]|3[2-9]|[4-9])\d+/),
    ...(page ? is('cache-control', /no-store/) : []),
  ]
}

const real: Readonly<Record<string, () => string>> = {
  matter: () => matter,
  person: () => family.amira,
  entry: () => family.entries.stay,
  fact: () => 'name',
  page: () => 'worry',
  list: () => 'children',
  at: () => 'new',
  rule: () => 'repeat-referral',
  setting: () => 'window',
  story: () => 'case-17',
}
const addressOf = (of: Route) => of.url.replace(/:(\w+)/g, (_, name: string) => real[name]?.() ?? newId())

let step = 5_000_000
const cookieOf = async (role: string): Promise<string> => {
  const secret = newSessionSecret()
  step += 1
  const begin = "select gt.sign_in($1, $2, $3, $4, interval '1 hour') as began"
  const [row] = await served.database.app.door<{ began: boolean }>(begin, [ids.partnership, ids.account(role), step, sessionHash(secret)])
  assert.ok(row?.began)
  return sessionCookie(ids.partnership, secret)
}
const mayAsk = (of: Route): string | undefined => grants.find(grant => `${grant.relation}/${grant.may}` === grantOf(of))?.role

let answers = 0
let wrong = 0
test('every route answers with every header: to nobody, to whoever may and may not, with and without the mark of our form', async () => {
  const names = cookieNames(true)
  const cookies = new Map<string, string>()
  let from = 0
  const ask = async (options: InjectOptions, of: { page?: boolean; file?: boolean } = {}): Promise<number> => {
    from += 1
    const answer = await web.inject({ ...options, remoteAddress: `198.51.100.${from % 250}` })
    answers += 1
    const missing = lacks(answer.headers, { file: 'content-disposition' in answer.headers, ...of })
    if (missing.length > 0) wrong += 1
    assert.deepEqual(missing, [], `${options.method} ${String(options.url)} ${answer.statusCode}`)
    return answer.statusCode
  }
  const seen = new Set<number>()
  for (const of of rooms.flatMap(room => room.routes)) {
    // Every route in `npm test` too: what changes something is asked by nobody there, and everything else by whoever may.
    for (const role of new Set(bounded([of.method === 'GET' ? mayAsk(of) : undefined], [undefined, mayAsk(of), 'health-practitioner']))) {
      // Signing out and ending sessions is tried by whoever is not needed afterwards.
      const cookie =
        role === undefined ? undefined : of.method === 'POST' ? await cookieOf(role) : (cookies.get(role) ?? (await cookieOf(role)))
      if (role && cookie && of.method === 'GET') cookies.set(role, cookie)
      const bound = cookie ?? 'a-form-cookie'
      const headers = { accept: 'text/html', cookie: cookie ? `${names.session}=${cookie}` : `${names.form}=${bound}` }
      seen.add(await ask({ method: of.method, url: addressOf(of), headers }))
      if (of.method === 'POST')
        seen.add(
          await ask({
            method: 'POST',
            url: addressOf(of),
            headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'x-form-mark': formMark(testSecret, bound) },
            payload: 'x=1',
          }),
        )
    }
  }
  for (const [method, url, more] of [
    ['GET', '/there-is-no-such-page', {}],
    ['GET', '/%', {}],
    ['GET', '/%ff%fe', {}],
    ['GET', `/people/${'x'.repeat(3000)}`, {}],
    ['PUT', '/sign-in', {}],
    ['OPTIONS', '/people', {}],
    ['HEAD', '/sign-in', {}],
    ['POST', '/sign-in', { payload: 'x'.repeat(12_000_000), headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['POST', '/sign-in', { payload: '{', headers: { 'content-type': 'application/json' } }],
    ['POST', '/sign-in', { payload: 'x', headers: { 'content-type': 'image/png' } }],
    ['GET', '/health/live', {}],
    ['GET', '/openapi.json', {}],
  ] as const)
    seen.add(await ask({ method, url, ...more } as InjectOptions))
  const { body } = await web.inject({ method: 'GET', url: '/sign-in', headers: { accept: 'text/html' } })
  const assets = [...body.matchAll(/(?:src|href)="(\/(?:assets|theme|islands)[^"]+)"/g)].map(found => found[1] ?? '')
  assert.ok(assets.length > 0)
  for (const url of assets) assert.equal(await ask({ method: 'GET', url }, { page: false }), 200, url)
  for (const status of [200, 303, 403, 404, 413]) assert.ok(seen.has(status), `no answer was ${status}`)
})

/** Words of people of this test: none of them may stand in an address or a title. */
const named = /amir|omar|marta|testcase|sample|2018-02-02|2019-03-27|hungry|invented%20street/i
/** What a page tells whoever stands behind its reader, or reads the list of the pages they have been at. */
const tellsOf = async (page: Page): Promise<string[]> => {
  const state = await page.evaluate(() => `${location.href} ${document.title} ${JSON.stringify(history.state)} ${document.referrer}`)
  return named.test(decodeURIComponent(state)) ? [state] : []
}

const visited = new Set<string>()
const violations: string[] = []
const tells: string[] = []
/** Follows the links of somebody’s pages, a page of each shape first. */
const crawl = async (page: Page, most: number): Promise<void> => {
  const shape = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/[?#].*/, '')
  const shapes = new Set<string>()
  const waiting: string[] = [new URL(page.url()).pathname]
  for (let count = 0; count < most && waiting.length > 0; count += 1) {
    const at = waiting.findIndex(path => !shapes.has(shape(path)))
    const [path] = waiting.splice(Math.max(0, at), 1)
    if (!path || visited.has(`${path}`) || /sign-out|\.(?:pdf|csv|json|ics)\b|\/files\/|\/print$/.test(path)) continue
    visited.add(path)
    shapes.add(shape(path))
    const answer = await page.goto(served.url(path)).catch(() => null)
    if (!answer || !/html/.test(answer.headers()['content-type'] ?? '')) continue
    tells.push(...(await tellsOf(page)))
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map(one => (one as HTMLAnchorElement).href))
    for (const link of links) {
      const url = new URL(link)
      if (url.origin === new URL(served.url('/')).origin) waiting.push(url.pathname + url.search)
      if (named.test(decodeURIComponent(url.pathname + url.search))) tells.push(url.href)
    }
  }
}

/** A browser in which everything that its policy stops is counted. */
const watched = async (): Promise<Page> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.exposeFunction('policyStopped', (what: string) => void violations.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const { policyStopped } = globalThis as unknown as { policyStopped: (what: string) => void }
      policyStopped(`${event.violatedDirective} ${event.blockedURI} ${location.pathname}`)
    })
  })
  return page
}

const readers = bounded(
  ['social-worker', 'bridge-manager'],
  ['social-worker', 'bridge-manager', 'school-safeguarding-lead', 'information-governance-lead', 'team-manager', 'system-administrator'],
)
const pagesEach = bounded(12, 150)

test('a browser that follows the links meets nothing its policy stops, and no address and no title names anybody', {
  timeout: 1_800_000,
}, async () => {
  for (const role of readers) {
    const page = await watched()
    await signIn(page, served, role, role === 'social-worker' ? `/people/${family.amira}` : '/')
    await crawl(page, pagesEach)
    await page.context().close()
  }
  assert.deepEqual([violations, tells], [[], []])
  assert.ok(visited.size >= readers.length * 5, `${visited.size}`)
})

test('after signing out nothing can be gone back to', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, served, 'social-worker', `/people/${family.amira}`)
  assert.match(await page.locator('main').innerText(), /Testcase|Ami/)
  await page.goto(served.url('/account'))
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await page.waitForURL(/sign-(in|out)/)
  for (let times = 0; times < 4; times += 1) {
    await page.goBack().catch(() => null)
    await page.waitForLoadState()
    assert.doesNotMatch(await page.content(), /Testcase|Amirah/, page.url())
  }
  await context.close()
})

test('control: a header that is left out, a line of script in a page and a name in a title are each found', async () => {
  assert.equal(lacks({}).length > 10, true)
  const page = await watched()
  await page.route('**/*', async (route, request) => {
    if (request.resourceType() !== 'document') return route.continue()
    const answer = await route.fetch()
    const body = (await answer.text())
      .replace('</body>', '<script>document.body.dataset.ran = "yes"</script></body>')
      .replace(/<title>[^<]*/, '<title>Amira Testcase')
    return route.fulfill({ response: answer, body })
  })
  const before = violations.length
  await page.goto(served.url('/sign-in'))
  await page.waitForFunction(() => document.readyState === 'complete')
  assert.equal(await page.evaluate(() => document.body.dataset['ran']), undefined)
  const found = { policy: violations.length - before, title: (await tellsOf(page)).length }
  assert.ok(found.policy > 0 && found.title > 0, JSON.stringify(found))
  await page.context().close()
  report({
    test: 'T21 browser',
    tried: `${answers} answers of every route; ${visited.size} pages followed by ${readers.length} readers, 0 stopped by the policy, 0 names in addresses and titles; nothing to go back to`,
    wrong,
    control: 'a header left out, a script in a page, a name in a title: 3 of 3 found',
  })
})
