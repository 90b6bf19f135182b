import type { FastifyInstance } from 'fastify'
import { ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../../../tests/database.ts'
import { momentOf, Temporal } from '../../guidance/index.ts'
import { grantsIn, matrix } from '../../kernel/access/matrix.ts'
import { codeAt } from '../../kernel/access/one-time-code.ts'
import { readConfig } from '../../kernel/config.ts'
import { buildApp } from '../../kernel/http/app.ts'
import type { RoomRoutes } from '../../kernel/http/route.ts'
import { openLog } from '../../kernel/log.ts'
import { newId } from '../../thread/ids.ts'

/** The web of some rooms on a database of one's own; requests go in without a port. */
export const openWebOf = (database: TestDatabase, rooms: readonly RoomRoutes[]): Promise<FastifyInstance> =>
  buildApp({
    config: { ...readConfig({ LOG_LEVEL: 'error' }), secret: testSecret },
    database: database.app,
    partnership: ids.partnership,
    rooms,
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('error'),
    ready: async () => true,
  })

/** What came back: the status, where to go next, the page as text. */
export type Answered = { readonly status: number; readonly to: string | undefined; readonly page: string }

/** Somebody signed in, as a browser would be: cookies are kept, and the mark of the last page seen is sent with the next form. */
export type Visitor = {
  readonly get: (path: string) => Promise<Answered>
  readonly json: <Body>(path: string) => Promise<{ status: number; body: Body }>
  readonly post: (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => Promise<Answered>
}

/** A form as a browser sends it; a field of several values is sent once for each. */
const encoded = (fields: Readonly<Record<string, string | readonly string[]>>): string =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map(one => [name, one]))).toString()

/** Signs the account of a role in with its password and code, and opens the page at `first`. */
export const visitorOf = async (web: FastifyInstance, database: TestDatabase, role: string, first: string): Promise<Visitor> => {
  const jar = new Map<string, string>()
  let mark = ''
  const headers = (accept: string) => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), accept })
  const noted = (answer: Awaited<ReturnType<FastifyInstance['inject']>>): Answered => {
    for (const { name, value } of answer.cookies as { name: string; value: string }[]) jar.set(name, value)
    mark = /name="csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? mark
    const { location } = answer.headers
    return { status: answer.statusCode, to: typeof location === 'string' ? location : undefined, page: answer.body }
  }
  const visitor: Visitor = {
    get: async path => noted(await web.inject({ method: 'GET', url: path, headers: headers('text/html') })),
    json: async path => {
      const answer = await web.inject({ method: 'GET', url: path, headers: headers('application/json') })
      return { status: answer.statusCode, body: JSON.parse(answer.body) }
    },
    post: async (path, fields) =>
      noted(
        await web.inject({
          method: 'POST',
          url: path,
          headers: { ...headers('text/html'), 'content-type': 'application/x-www-form-urlencoded' },
          payload: encoded({ csrf: mark, commandId: newId(), ...fields }),
        }),
      ),
  }
  // A code works once, and a test may sign the same account in twice within half a minute.
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  await visitor.get('/sign-in')
  const code = codeAt(testOtpSecret, momentOf(Temporal.Now.instant()))
  const signed = await visitor.post('/sign-in', { email: ids.email(role), password: testPassword, code })
  if (signed.status !== 303) throw new Error(`the ${role} could not sign in: ${signed.status}`)
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
