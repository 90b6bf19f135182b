import type { FastifyInstance } from 'fastify'
import { as, ids, type TestDatabase, testOtpSecret, testPassword, testPurpose, testSecret } from '../../../tests/database.ts'
import { type Day, day, type Moment, momentOf, startOfDay, Temporal } from '../../guidance/index.ts'
import { grantsIn, matrix } from '../../kernel/access/matrix.ts'
import { codeAt } from '../../kernel/access/one-time-code.ts'
import { readConfig } from '../../kernel/config.ts'
import { buildApp } from '../../kernel/http/app.ts'
import type { RoomRoutes } from '../../kernel/http/route.ts'
import { openLog } from '../../kernel/log.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../thread/ids.ts'
import type { AnyKind } from '../../thread/kind.ts'
import { carryOut, type NewEntry } from '../../thread/store/append.ts'
import { remake } from '../../thread/store/reckon.ts'
import { book } from '../book.ts'

/** The web of some rooms on a database of one's own; requests go in without a port. */
export const openRooms = (database: TestDatabase, rooms: readonly RoomRoutes[]): Promise<FastifyInstance> =>
  buildApp({
    config: { ...readConfig({ LOG_LEVEL: 'error' }), secret: testSecret },
    database: database.app,
    partnership: ids.partnership,
    rooms,
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('error'),
    ready: async () => true,
  })

/** Somebody signed in, as a browser would be. */
export type Visitor = {
  readonly page: (path: string) => Promise<{ status: number; to: string | undefined; html: string }>
  readonly json: (path: string) => Promise<{ status: number; body: unknown }>
}

/** Signs the account of a role in with its password and its code. */
export const visitorFor = async (web: FastifyInstance, database: TestDatabase, role: string): Promise<Visitor> => {
  const jar = new Map<string, string>()
  const ask = async (accept: string, path: string, form?: Record<string, string>) => {
    const answer = await web.inject({
      method: form ? 'POST' : 'GET',
      url: path,
      headers: {
        accept,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    })
    for (const { name, value } of answer.cookies) jar.set(name, value)
    return answer
  }
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  const csrf = /name="csrf" value="([^"]+)"/.exec((await ask('text/html', '/sign-in')).body)?.[1] ?? ''
  const code = codeAt(testOtpSecret, momentOf(Temporal.Now.instant()))
  const signed = await ask('text/html', '/sign-in', { csrf, email: ids.email(role), password: testPassword, code })
  if (signed.statusCode !== 303) throw new Error(`the ${role} could not sign in: ${signed.statusCode}`)
  return {
    page: async path => {
      const answer = await ask('text/html', path)
      const to = answer.headers['location']
      return { status: answer.statusCode, to: typeof to === 'string' ? to : undefined, html: answer.body }
    },
    json: async path => {
      const answer = await ask('application/json', path)
      return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
    },
  }
}

type Telling = Omit<NewEntry, 'act' | 'audience' | 'happened'> & Partial<Pick<NewEntry, 'audience'>> & { on: string | NewEntry['happened'] }

/**
 * Appends entries as the account of a role, by the path every page takes; `known`: the day they became known, which the database stamps as now and the
 * administrator then sets back. Gives their ids.
 */
export const tell = async (
  database: TestDatabase,
  role: string,
  entries: readonly Telling[],
  { known, begins = [] }: { known?: string; begins?: readonly { subject: SubjectId; form: 'person' | 'matter' | 'context' }[] } = {},
): Promise<EntryId[]> => {
  const act = newId<ActId>()
  const made = entries.map(({ on, ...entry }) => ({
    audience: 'professionals' as const,
    id: newId<EntryId>(),
    ...entry,
    happened: typeof on === 'string' ? { on: day(on), precision: 'day' as const } : on,
    act,
  }))
  await database.worker.withActor(as(role), testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: made.map(entry => entry.id),
      writes: [...new Set([...made.map(entry => entry.subject), ...begins.map(one => one.subject)])],
      begins,
      kinds: [...new Set<AnyKind>(made.map(entry => entry.kind))],
      decide: () => ({ answer: null, entries: made }),
    }),
  )
  if (known) {
    const at: Moment = known.length === 10 ? (startOfDay(known as Day).replace('00:00:00', '09:00:00') as Moment) : (known as Moment)
    await database.admin('update gt.entry set known_at = $2 where entry_id = any ($1)', [made.map(entry => entry.id), at])
    // Some rules ask when something became known: what they say is made again from the day it now has.
    const subjects = [...new Set(made.map(entry => entry.subject))]
    await database.worker.withActor(
      { by: 'upkeep', partnership: ids.partnership },
      testPurpose,
      async tx => void (await remake(tx, book, subjects)),
    )
  }
  return made.map(entry => entry.id)
}
