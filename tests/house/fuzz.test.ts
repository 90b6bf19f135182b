import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { h, type VNode } from 'preact'
import { z } from 'zod'
import { grantsIn, matrix } from '../../src/kernel/access/matrix.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { formMark, newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { show } from '../../src/kernel/http/reply.ts'
import { grantOf, type RoomRoutes, type Route, route } from '../../src/kernel/http/route.ts'
import { openLog } from '../../src/kernel/log.ts'
import { facts } from '../../src/rooms/family/details/facts/index.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tellTheBridge } from '../../src/rooms/front-door/testing/front-desk.ts'
import { openWebOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { newId } from '../../src/thread/ids.ts'
import { freshDatabase, ids, type TestDatabase, testSecret } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'
import { faultsOf } from './fuzz-judge.ts'
import { bodies, drawn, names, randomFrom, texts, values } from './fuzz-payloads.ts'

/** Reliability test T12, a bounded sample: every route and every field is sent what it does not expect. GT_FUZZ_SEED repeats a run exactly. */
const seed = Number(process.env['GT_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const most = Number(process.env['GT_FUZZ_REQUESTS'] ?? bounded(5000, 500_000))
/** After so many requests a new database stands: what is accepted is kept, and one child's record would grow beyond any that there is. */
const stoodFor = 10_000
const random = randomFrom(seed)

let database: TestDatabase
let app: FastifyInstance
const grants = grantsIn(matrix())
let fuzzed = ''
let lastStep = 0

const webOf = (some: readonly RoomRoutes[] = rooms): Promise<FastifyInstance> => openWebOf(database, some, { log: openLog('silent') })

let signingIn: Promise<unknown> = Promise.resolve()
/** A session of the account of a role: the cookie that a browser would hold. One after the other, as steps of codes go on. */
const cookieOf = (role: string): Promise<string> => {
  const cookie = signingIn.then(() => newCookieOf(role))
  signingIn = cookie.catch(() => undefined)
  return cookie
}
const newCookieOf = async (role: string): Promise<string> => {
  const secret = newSessionSecret()
  lastStep += 1
  const begin = "select gt.sign_in($1, $2, $3, $4, interval '1 hour') as began"
  const [row] = await database.app.door<{ began: boolean }>(begin, [ids.partnership, ids.account(role), lastStep, sessionHash(secret)])
  assert.ok(row?.began)
  return sessionCookie(ids.partnership, secret)
}

const cookies = new Map<string, string>()
let record: { matter: string; child: string; entry: string; told: string; search: string }

/** Who may ask this route and has something to see there. */
const roleFor = (of: Route): string | undefined => {
  if (!roles.has(of)) roles.set(of, roleOf(of))
  return roles.get(of)
}
const roles = new Map<Route, string | undefined>()
const roleOf = (of: Route): string | undefined => {
  if (of.open) return undefined
  const preferred = ['school-safeguarding-lead', 'bridge-manager', 'health-practitioner', 'social-worker', 'system-administrator']
  const may = new Set(grants.flatMap(grant => (`${grant.relation}/${grant.may}` === grantOf(of) ? [grant.role] : [])))
  if (of.url.startsWith('/checks')) return 'health-practitioner'
  if (of.url.startsWith('/people')) return 'social-worker'
  // Signing out everywhere ends the session that asks: nobody else's pages are tried with it.
  if (of.url.startsWith('/account')) return 'conference-chair'
  return preferred.find(role => may.has(role)) ?? [...may][0]
}

type Sent = Pick<InjectOptions, 'method' | 'url'> & { headers?: Record<string, string>; payload?: string }

const signedBy = (role: string | undefined): Record<string, string> => {
  const cookie = role === undefined ? undefined : cookies.get(role)
  const bound = cookie ?? 'a-form-cookie'
  return { cookie: cookie ? `gt=${cookie}` : `gt-form=${bound}`, 'x-form-mark': formMark(testSecret, bound) }
}

/** From many places: requests of nobody in particular are counted by where they come from, and it is not that count which is tried here. */
let sentFrom = 0
const nextAddress = (): string => {
  sentFrom += 1
  return `198.51.100.${sentFrom % 250}`
}

const ask = (sent: Sent, role: string | undefined, web = app) =>
  web.inject({
    ...sent,
    remoteAddress: nextAddress(),
    headers: { accept: 'text/html', ...signedBy(role), ...sent.headers },
  } as InjectOptions)

const encoded = (fields: Iterable<readonly [string, string]>): string =>
  // A lone surrogate has no UTF-8: it is sent as three bytes all the same, as a careless program would.
  [...fields].map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&')
const percent = (text: string): string =>
  text.isWellFormed() ? encodeURIComponent(text) : encodeURIComponent(text.toWellFormed()).replaceAll('%EF%BF%BD', '%ED%A0%80')

const formType = { 'content-type': 'application/x-www-form-urlencoded' }
const jsonType = { 'content-type': 'application/json' }

/** A draft of a concern, begun as anybody begins one. */
const newDraft = async (): Promise<string> => {
  const answer = await ask({ method: 'POST', url: '/concerns/new', headers: formType, payload: '' }, 'school-safeguarding-lead')
  const draft = /draft\/([^/]+)\//.exec(String(answer.headers.location))?.[1]
  assert.ok(draft, `a draft begins: ${answer.statusCode}`)
  return draft
}

/** What each parameter of an address may really be. */
const real = (name: string, draft: string): string =>
  ({
    draft,
    page: drawn(['danger', 'about', 'worry', 'strengths', 'family', 'you', 'check', 'children', 'adults'], 1, random)[0] ?? 'worry',
    list: random() < 0.5 ? 'children' : 'adults',
    at: random() < 0.7 ? 'new' : '0',
    matter: record.matter,
    asked: record.told,
    person: record.child,
    entry: record.entry,
    search: record.search,
    fact: drawn([...facts.keys()], 1, random)[0] ?? 'name',
    rule: 'repeat-referral',
    setting: 'window',
    story: 'case-17',
  })[name] ?? newId()

const addressOf = (of: Route, draft: string, change: Readonly<Record<string, string>> = {}): string =>
  of.url.replace(/:(\w+)/g, (_, name: string) => change[name] ?? real(name, draft))

const paramsOf = (of: Route): string[] => [...of.url.matchAll(/:(\w+)/g)].map(found => found[1] ?? '')

const propertiesOf = (schema: z.ZodType): string[] => {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, unknown> }
  return Object.keys(described.properties ?? {})
}

/** The fields of a page's forms, by where they are sent. */
const fieldsByAction = new Map<string, Map<string, string>>()
const shapeOf = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
const harvest = (html: string): void => {
  for (const form of html.matchAll(/<form[^>]*action="([^"]+)"[\s\S]*?<\/form>/g)) {
    const known = fieldsByAction.get(shapeOf(form[1] ?? '')) ?? new Map<string, string>()
    for (const field of (form[0] ?? '').matchAll(/<(input|textarea|select)\b([^>]*)>/g)) {
      const name = /\bname="([^"]+)"/.exec(field[2] ?? '')?.[1]
      const value = /\bvalue="([^"]*)"/.exec(field[2] ?? '')?.[1]
      if (name && !known.has(name))
        known.set(name, value || (/-(day|month)$/.test(name) ? '1' : name.endsWith('-year') ? '2017' : 'Invented words'))
    }
    fieldsByAction.set(shapeOf(form[1] ?? ''), known)
  }
}

const fieldsOf = (of: Route, url: string): Map<string, string> => {
  const found = new Map(fieldsByAction.get(shapeOf(url)) ?? [])
  for (const name of [...propertiesOf(of.body), 'draftVersion', 'intent', 'resolve', 'commandId', 'seen'])
    if (!found.has(name)) found.set(name, '')
  for (const name of ['csrf', 'commandId']) found.delete(name)
  return found
}

type Trial = { readonly of: Route; readonly kind: string; readonly make: (draft: string) => Sent }

const wellFormed = (text: string): string => percent(text)

/** Every trial there is of a route; the run draws from all of them. */
const trialsOf = (of: Route): Trial[] => {
  const trials: Trial[] = []
  const add = (kind: string, make: Trial['make']) => trials.push({ of, kind, make })
  const { method } = of
  for (const name of paramsOf(of))
    for (const text of texts.filter(one => one.length < 1000))
      add(`parameter ${name}`, draft => ({
        method,
        url: addressOf(of, draft, { [name]: wellFormed(text) }),
        headers: formType,
        ...(method === 'POST' ? { payload: '' } : {}),
      }))
  for (const raw of [
    '%',
    '%zz',
    '%00',
    '%ff',
    '%2e%2e%2f',
    '..%5c',
    ';',
    '//',
    `/${'x'.repeat(300)}`,
    '?',
    '?&=&',
    '?a[b]=c',
    '?__proto__[x]=1&constructor=1',
    '?a=1&a=2',
    '#x',
    '/',
  ])
    add('address', draft => ({ method, url: `${addressOf(of, draft)}${raw}` }))
  if (method === 'GET')
    for (const [name, some] of [
      ...propertiesOf(of.query).map(name => [name, texts.filter(one => one.length < 5000)] as const),
      ...['unknown', '__proto__'].map(name => [name, texts.slice(4, 9)] as const),
    ])
      for (const text of some)
        add(`query ${name}`, draft => {
          const one = `${percent(name)}=${percent(text)}`
          return { method, url: `${addressOf(of, draft)}?${random() < 0.1 ? `${one}&${one}` : one}` }
        })
  for (const cookie of [
    'gt=',
    'gt=.',
    'gt=a.b.c',
    `gt=${'x'.repeat(5000)}`,
    'gt="; gt-form=',
    'gt=%00',
    'gt=%ff.%ff',
    `gt=${ids.partnership}.${"'".repeat(43)}`,
    'gt=a; gt=b',
    '__proto__=1',
    '=;=;',
  ])
    add('cookie', draft => ({ method, url: addressOf(of, draft), headers: { cookie } }))
  for (const [name, text] of [
    ['idempotency-key', "'; --"],
    ['idempotency-key', '00000000-0000-0000-0000-000000000000'],
    ['x-form-mark', '\u00e9'],
    ['sec-fetch-site', 'cross-site'],
    ['accept', 'application/json'],
    ['accept', '<gt-fuzz>'],
    ['x-forwarded-for', '<gt-fuzz>'],
    ['x-request-id', '<gt-fuzz>'],
    ['host', '<gt-fuzz>'],
    ['range', 'bytes=0-0'],
    ['if-none-match', '*'],
  ] as const)
    add(`header ${name}`, draft => ({ method, url: addressOf(of, draft), headers: { [name]: text } }))
  if (method !== 'POST') return trials
  for (const [type, payload] of bodies)
    add('body', draft => ({ method, url: addressOf(of, draft), payload, headers: type ? { 'content-type': type } : {} }))
  for (const name of names)
    add('name', draft => {
      const url = addressOf(of, draft)
      return { method, url, headers: formType, payload: encoded([...fieldsOf(of, url), [name, 'polluted'], [name, '<gt-fuzz>']]) }
    })
  const probe = addressOf(of, newId())
  for (const name of fieldsOf(of, probe).keys()) {
    for (const text of texts)
      add(`field ${name}`, draft => {
        const url = addressOf(of, draft)
        const fields = fieldsOf(of, url).set(name, text)
        const again: [string, string][] = random() < 0.1 ? [[name, text]] : []
        return { method, url, headers: formType, payload: encoded([...fields, ...again]) }
      })
    for (const value of [...values, ...texts.filter(text => !text.isWellFormed() || text.includes('\u0000'))])
      add(`json ${name}`, draft => {
        const url = addressOf(of, draft)
        return { method, url, headers: jsonType, payload: JSON.stringify({ ...Object.fromEntries(fieldsOf(of, url)), [name]: value }) }
      })
  }
  return trials
}

const oneOf = <One>(all: readonly One[]): One | undefined => all[Math.floor(random() * all.length)]

/** Several things of one route at once, each not what it expects: what stands after every trial of one thing alone. */
const togetherOf = (of: Route): Trial => ({
  of,
  kind: 'several at once',
  make: draft => {
    const { method } = of
    const some = (share: number): boolean => random() < share
    const odd = (longest: number): string => oneOf(texts.filter(text => text.length < longest)) ?? ''
    const change = Object.fromEntries(paramsOf(of).flatMap(name => (some(0.2) ? [[name, wellFormed(odd(200))]] : [])))
    const url = addressOf(of, draft, change)
    if (method === 'GET') {
      const asked = [...propertiesOf(of.query), 'unknown'].filter(() => some(0.6)).map(name => `${percent(name)}=${percent(odd(2000))}`)
      return { method, url: `${url}?${asked.join('&')}` }
    }
    const fields = [...fieldsOf(of, url)].map(([name, value]): [string, string] => [name, some(0.4) ? odd(5000) : value])
    return some(0.3)
      ? { method, url, headers: jsonType, payload: JSON.stringify(Object.fromEntries(fields)) }
      : { method, url, headers: formType, payload: encoded(fields) }
  },
})

const stand = async (): Promise<void> => {
  database = await freshDatabase()
  app = await webOf()
  for (const role of ids.roles) cookies.set(role, await cookieOf(role))
  const { amira, entries } = await testcaseFamily(database)
  const { matter, told } = await tellTheBridge(database)
  const searched = await ask({ method: 'POST', url: '/search', headers: formType, payload: 'q=Amira+Testcase' }, 'bridge-manager')
  const search = /^\/search\/([^/]+)$/.exec(String(searched.headers.location))?.[1]
  assert.ok(search, `a search is kept: ${searched.statusCode}`)
  record = { matter, child: amira, entry: entries.conference, told, search }
}
const fall = async (): Promise<void> => {
  await app?.close()
  await database?.drop()
}
before(stand)
after(fall)

test(`whatever is sent to whichever route, nothing breaks, nothing is reflected and every refusal says what would be accepted (seed ${seed})`, async () => {
  const signIn = await import('../../src/kernel/http/sign-in.ts')
  const own = new signIn.SignIn({
    database: database.app,
    partnership: ids.partnership,
    config: { ...readConfig({}), secret: testSecret },
  } as never).routes()
  const routes = [...rooms.flatMap(room => room.routes), ...own]
  const first = await newDraft()
  for (const of of routes)
    if (of.method === 'GET')
      for (const page of of.url.includes(':page') ? ['danger', 'about', 'worry', 'strengths', 'family', 'you', 'check', 'children'] : [''])
        harvest((await ask({ method: 'GET', url: addressOf(of, first, page ? { page } : {}) }, roleFor(of))).body)
  for (const fact of facts.keys())
    harvest((await ask({ method: 'GET', url: `/people/${record.child}/details/${fact}` }, 'social-worker')).body)
  assert.ok([...fieldsByAction.values()].reduce((sum, fields) => sum + fields.size, 0) > 60, 'the pages have fields')
  const each = routes.map(trialsOf)
  // Every route, however few ways there are to try it; the rest by chance.
  const alone = [...each.flatMap(of => drawn(of, 2, random)), ...drawn(each.flat(), Math.floor(most * 0.9) - 2 * routes.length, random)]
  const together = Array.from({ length: Math.max(0, most - alone.length) }, () => oneOf(routes)).flatMap(of => (of ? [togetherOf(of)] : []))
  const trials = drawn([...alone, ...together], most, random)
  assert.ok(new Set(trials.map(({ of }) => grantOf(of))).size === routes.length, 'every route is tried')
  const prototype = Object.getOwnPropertyNames(Object.prototype).join()
  const faults = new Map<string, string>()
  let draft = first
  let [asked, slowed] = [0, 0]
  const lane = async (left: Iterator<Trial> & Iterable<Trial>): Promise<void> => {
    for (const { of, kind, make } of left) {
      asked += 1
      const at = asked
      // A draft is spent when it is sent or thrown away, and a session slows down when it asks too often.
      if (at % 60 === 0) draft = await newDraft()
      if (at % 300 === 0) for (const role of ids.roles) cookies.set(role, await cookieOf(role))
      const sent = make(draft)
      const answer = await ask(sent, roleFor(of))
      if (answer.statusCode === 429) slowed += 1
      if (of.url === '/account/sessions/end') cookies.set('conference-chair', await cookieOf('conference-chair'))
      const text = `${sent.url} ${sent.payload ?? ''} ${JSON.stringify(sent.headers ?? {})}`
      for (const fault of faultsOf(answer, decoded(text)))
        if (!faults.has(`${grantOf(of)} ${kind}: ${fault}`)) faults.set(`${grantOf(of)} ${kind}: ${fault}`, text.slice(0, 300))
    }
  }
  for (let from = 0; from < trials.length; from += stoodFor) {
    if (from > 0) {
      await fall()
      await stand()
      draft = await newDraft()
    }
    const left = trials.slice(from, from + stoodFor).values()
    await Promise.all(Array.from({ length: 6 }, () => lane(left)))
  }
  assert.equal(slowed, 0, 'nothing was answered by the measure of requests alone')
  assert.deepEqual(
    [...faults].map(([fault, sent]) => `${fault}\n    ${JSON.stringify(sent)}`),
    [],
    `seed ${seed}, ${asked} requests`,
  )
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), prototype)
  assert.equal(({} as { polluted?: unknown }).polluted, undefined)
  fuzzed = `${asked} requests to ${routes.length} routes, seed ${seed}`
})

/** What was sent, also as it was meant, so that a page that hands typed words back is not taken for one that tells of its inside. */
const decoded = (text: string): string => {
  try {
    return `${text} ${decodeURIComponent(text)}`
  } catch {
    return text
  }
}

test('what is typed on a page of a concern is kept letter by letter, or refused by name', async () => {
  const draft = await newDraft()
  let [kept, refused] = [0, 0]
  for (const text of [...texts, 'Ruairí O’Néill said "no" & left\r\n\r\n<b>twice</b>', ' spaces around ']) {
    const read = await ask({ method: 'GET', url: `/concerns/draft/${draft}/worry` }, 'school-safeguarding-lead')
    const draftVersion = /name="draftVersion" value="(\d+)"/.exec(read.body)?.[1] ?? '0'
    const sent = JSON.stringify({ draftVersion, seenOrHeard: 'Seen', impact: text })
    const answer = await ask(
      { method: 'POST', url: `/concerns/draft/${draft}/worry`, headers: jsonType, payload: sent },
      'school-safeguarding-lead',
    )
    const [row] = await database.admin<{ body: { forms: Record<string, Record<string, string>> } }>(
      'select body from gt.draft where draft_id = $1',
      [draft],
    )
    if (answer.statusCode === 303) {
      assert.equal(row?.body.forms['worry']?.['impact'], text)
      kept += 1
    } else {
      assert.equal(answer.statusCode, 422, JSON.stringify(text.slice(0, 40)))
      assert.match(answer.body, /impact|What is it like for the child/, 'the field is named')
      refused += 1
    }
  }
  assert.ok(kept > 30 && refused > 3, `${kept} kept, ${refused} refused`)
})

test('planted faults: a route that throws, one that reflects what it was sent and one that leads elsewhere are caught by the same judge', async () => {
  const query = z.object({ q: z.string() })
  const rogue = (url: string, handle: (ask: { query: { q: string }; page: (page: never) => never }) => Promise<unknown>) =>
    route({ method: 'GET', url, words: 'planted', open: true, query, handle: handle as never })
  const raw = (html: string) => h('div', { dangerouslySetInnerHTML: { __html: html } }) as VNode
  const careless = await webOf([
    {
      navigation: [],
      routes: [
        rogue('/throws', async () => {
          throw new TypeError('planted')
        }),
        rogue('/reflects', async asked => show(asked.page({ title: 'Planted', children: raw(asked.query.q) } as never))),
        rogue('/elsewhere', async asked => ({ kind: 'go', to: asked.query.q })),
        rogue('/tells', async () => show(raw('duplicate key value violates unique constraint'), { status: 409 })),
      ],
    },
  ])
  const caught = async (url: string): Promise<string[]> => faultsOf(await careless.inject({ url, headers: { accept: 'text/html' } }), url)
  assert.ok((await caught('/throws?q=x')).includes('answered 500'))
  for (const text of texts.filter(one => /^<gt-fuzz>|^"><gt|^'><gt|^<\/textarea/.test(one)))
    assert.ok(
      (await caught(`/reflects?q=${encodeURIComponent(text)}`)).some(fault => fault.startsWith('reflects markup')),
      text,
    )
  assert.deepEqual(await caught('/elsewhere?q=%2F%09%2Felsewhere.example.test'), ['leads to https://elsewhere.example.test'])
  assert.ok((await caught('/tells?q=x')).some(fault => fault.startsWith('says of its inside')))
  assert.deepEqual(await caught('/sign-in'), [])
  report({ test: 'T12 fuzz', tried: fuzzed, wrong: 0, control: 'four careless routes: each caught' })
  await careless.close()
})
