import type { FastifyInstance } from 'fastify'
import { ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../../../tests/database.ts'
import { momentOf, Temporal } from '../../guidance/index.ts'
import { grantsIn, matrix } from '../../kernel/access/matrix.ts'
import { codeAt } from '../../kernel/access/one-time-code.ts'
import { readConfig } from '../../kernel/config.ts'
import { buildApp, type WebParts } from '../../kernel/http/app.ts'
import type { RoomRoutes } from '../../kernel/http/route.ts'
import { openLog } from '../../kernel/log.ts'
import { newId } from '../../thread/ids.ts'

/**
 * How flow tests ask for pages: the web of some rooms opened without a port, and visitors who use it as a browser without JavaScript would. Every
 * flow test uses this and no other, so that signing in, cookies and the marks of forms are written once.
 */

/** Opens the web of some rooms on a database of a test's own. `more`: what is otherwise than in the tests' partnership. Close it when done. */
export const openWebOf = (
  database: Pick<TestDatabase, 'app' | 'visitors'>,
  rooms: readonly RoomRoutes[],
  more: Partial<WebParts> = {},
): Promise<FastifyInstance> =>
  buildApp({
    config: { ...readConfig({ LOG_LEVEL: 'error' }), secret: testSecret },
    database: database.app,
    visitors: database.visitors.door,
    partnership: ids.partnership,
    rooms,
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('error'),
    ready: async () => true,
    ...more,
  })

/** What came back: the status, where to go next, the page as text. */
export type Answered = { readonly status: number; readonly to: string | undefined; readonly page: string }

/** What somebody types into a form; a field of several values is sent once for each. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** Somebody at a browser: it keeps its cookies, forgets those it is told to, and sends the mark of the last page it saw with the next form. */
export type Visitor = {
  readonly get: (path: string) => Promise<Answered>
  readonly json: <Body>(path: string) => Promise<{ status: number; body: Body }>
  readonly post: (path: string, fields: Typed) => Promise<Answered>
  readonly cookies: ReadonlyMap<string, string>
  /** What the last page would send unseen under this name; nothing where it has no such field. */
  readonly hidden: (name: string) => string
}

/** Somebody who has not signed in. `address`: where they ask from; `cookies`: what their browser holds already. */
export const strangerAt = (web: FastifyInstance, address = '192.0.2.1', cookies: Readonly<Record<string, string>> = {}): Visitor => {
  const jar = new Map<string, string>(Object.entries(cookies))
  let page = ''
  let mark = ''
  const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? ''
  const ask = async (accept: string, url: string, fields?: Typed) => {
    const pairs = Object.entries(fields ?? {}).flatMap(([name, value]) => [value].flat().map(one => [name, one]))
    const answer = await web.inject({
      method: fields ? 'POST' : 'GET',
      url,
      remoteAddress: address,
      headers: {
        accept,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(fields ? { payload: new URLSearchParams(pairs).toString() } : {}),
    })
    for (const { name, value, ...cookie } of answer.cookies)
      if (value === '' || ('maxAge' in cookie && cookie.maxAge === 0)) jar.delete(name)
      else jar.set(name, value)
    return answer
  }
  const noted = async (url: string, fields?: Typed): Promise<Answered> => {
    const { body, statusCode, headers } = await ask('text/html', url, fields)
    if (body.includes('<html')) page = body
    mark = hidden('csrf') || mark
    return { status: statusCode, to: typeof headers['location'] === 'string' ? headers['location'] : undefined, page: body }
  }
  return {
    cookies: jar,
    hidden,
    get: path => noted(path),
    json: async path => {
      const answer = await ask('application/json', path)
      return { status: answer.statusCode, body: JSON.parse(answer.body) }
    },
    post: (path, fields) => noted(path, { csrf: mark, commandId: newId(), ...fields }),
  }
}

/** A day as the three boxes of a form send it. */
export const inBoxes = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** A page without what is new at every look: the nonce of its scripts, the marks of its forms. */
export const unmarked = (page: string): string => page.replace(/nonce="[^"]*"/g, '').replace(/name="(csrf|commandId)" value="[^"]*"/g, '')

/** Signs a visitor in with a password and the code that the secret (base 32) gives now. Refuses (throws) where the sign-in is refused. */
export const signIn = async (visitor: Visitor, account: { email: string; password: string; otpSecret: string }): Promise<void> => {
  await visitor.get('/sign-in')
  const code = codeAt(account.otpSecret, momentOf(Temporal.Now.instant()))
  const { status } = await visitor.post('/sign-in', { email: account.email, password: account.password, code })
  if (status !== 303) throw new Error(`${account.email} could not sign in: ${status}`)
}

/** Signs the account of a role in with its password and code, and opens the page at `first`. */
export const visitorOf = async (web: FastifyInstance, database: TestDatabase, role: string, first: string): Promise<Visitor> => {
  const visitor = strangerAt(web)
  // A code works once, and a test may sign the same account in twice within half a minute.
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  await signIn(visitor, { email: ids.email(role), password: testPassword, otpSecret: testOtpSecret })
  await visitor.get(first)
  return visitor
}

/**
 * Gives somebody signed in for each role, once for all tests of a file: a code works once, and signing in costs a password. `there`: the web and the
 * database, asked for when they stand.
 */
export const onceForEachRole = (
  there: () => readonly [FastifyInstance, TestDatabase],
  first = '/sign-in',
): ((role: string) => Promise<Visitor>) => {
  const signed = new Map<string, Promise<Visitor>>()
  return role => {
    const before = signed.get(role) ?? visitorOf(...there(), role, first)
    signed.set(role, before)
    return before
  }
}

/** The roles that the matrix lets through to a page, named as a route is: `GET /bridge`. */
export const rolesWith = (page: string): string[] => {
  const granted = new Set(grantsIn(matrix()).flatMap(one => (one.may === `page:${page}` ? [one.role] : [])))
  return ids.roles.filter(role => granted.has(role))
}

/** The roles that the matrix does not let through to a page. */
export const rolesWithout = (page: string): string[] => {
  const granted = rolesWith(page)
  return ids.roles.filter(role => !granted.includes(role))
}
