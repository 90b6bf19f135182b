import type { FastifyInstance } from 'fastify'
import { as, ids, type TestDatabase, testOtpSecret, testPassword, testPurpose, testSecret } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { grantsIn, matrix } from '../../../kernel/access/matrix.ts'
import { codeAt } from '../../../kernel/access/one-time-code.ts'
import { readConfig } from '../../../kernel/config.ts'
import { buildApp } from '../../../kernel/http/app.ts'
import { openLog } from '../../../kernel/log.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { identity, involvement, residence } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../../thread/store/append.ts'
import { book } from '../../book.ts'
import { referral } from '../referral/referral.ts'
import { referralTold } from '../referral/referral-told.ts'
import { frontDoorRoutes } from '../web.ts'

/** The web of the front door on a database of one's own; requests go in without a port. */
export const openDesk = (database: TestDatabase): Promise<FastifyInstance> =>
  buildApp({
    config: { ...readConfig({ LOG_LEVEL: 'error' }), secret: testSecret },
    database: database.app,
    visitors: database.visitors.door,
    partnership: ids.partnership,
    rooms: [frontDoorRoutes],
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('error'),
    ready: async () => true,
  })

export type Answered = { status: number; to: string | undefined; page: string; json: () => unknown }

/** Somebody signed in, as a browser would be: it keeps its cookie and sends the mark of the last page it saw. */
export type Visitor = {
  get: (path: string) => Promise<Answered>
  json: (path: string) => Promise<{ status: number; body: unknown }>
  post: (path: string, fields: Record<string, string | readonly string[]>) => Promise<Answered>
}

const cookiesOf = (answer: { cookies: readonly { name: string; value: string }[] }, jar: Map<string, string>): void => {
  for (const { name, value } of answer.cookies) jar.set(name, value)
}

const encode = (fields: Record<string, string | readonly string[]>): string => {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
  return body.toString()
}

/** Signs the account of a role in with its password and code. */
export const signedIn = async (desk: FastifyInstance, database: TestDatabase, role: string): Promise<Visitor> => {
  const jar = new Map<string, string>()
  let mark = ''
  const headers = () => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') })
  const noted = (answer: {
    statusCode: number
    body: string
    headers: Record<string, unknown>
    cookies: readonly { name: string; value: string }[]
  }): Answered => {
    cookiesOf(answer, jar)
    mark = /name="csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? mark
    return {
      status: answer.statusCode,
      to: typeof answer.headers['location'] === 'string' ? answer.headers['location'] : undefined,
      page: answer.body,
      json: () => JSON.parse(answer.body) as unknown,
    }
  }
  const visitor: Visitor = {
    get: async path => noted(await desk.inject({ method: 'GET', url: path, headers: { ...headers(), accept: 'text/html' } })),
    json: async path => {
      const answer = await desk.inject({ method: 'GET', url: path, headers: { ...headers(), accept: 'application/json' } })
      return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
    },
    post: async (path, fields) =>
      noted(
        await desk.inject({
          method: 'POST',
          url: path,
          headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
          payload: encode({ csrf: mark, commandId: newId(), ...fields }),
        }),
      ),
  }
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  await visitor.get('/sign-in')
  const signed = await visitor.post('/sign-in', {
    email: ids.email(role),
    password: testPassword,
    code: codeAt(testOtpSecret, momentOf(Temporal.Now.instant())),
  })
  if (signed.status !== 303) throw new Error(`the ${role} could not sign in: ${signed.status}`)
  await visitor.get('/concerns')
  return visitor
}

/** Appends entries as the account of a role, as a job of theirs would. */
export const append = async (
  database: TestDatabase,
  role: string,
  entries: readonly (Omit<NewEntry, 'act' | 'audience' | 'happened'> & Partial<Pick<NewEntry, 'happened' | 'audience'>>)[],
  begins: readonly { subject: SubjectId; form: 'person' | 'matter' | 'context' }[] = [],
): Promise<void> => {
  const act = newId<ActId>()
  await database.worker.withActor(as(role), testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: entries,
      writes: [...new Set([...entries.map(entry => entry.subject), ...begins.map(one => one.subject)])],
      begins,
      kinds: [...new Set<AnyKind>(entries.map(entry => entry.kind))],
      decide: () => ({
        answer: null,
        entries: entries.map(entry => ({ happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals', ...entry, act })),
      }),
    }),
  )
}

export type TellOf = {
  facts?: Record<string, unknown>
  narrative?: Record<string, string>
  parts?: NewEntry['parts']
  at?: NewEntry['happened']
}

/** Tells The Bridge of a concern as a school would: the matter, the school's involvement as referrer, and the queue's. Gives the matter and what was told. */
export const tell = async (
  database: TestDatabase,
  { facts = {}, narrative = {}, parts = {}, at }: TellOf = {},
): Promise<{ matter: SubjectId; told: EntryId }> => {
  const matter = newId<SubjectId>()
  const told = newId<EntryId>()
  const when = at ? { happened: at } : {}
  await append(
    database,
    'school-safeguarding-lead',
    [
      {
        subject: matter,
        id: told,
        kind: referralTold,
        ...when,
        parts: {
          record: {
            facts: {
              form: 'worried-about-a-child',
              inDangerNow: false,
              referrerIs: 'professional',
              source: 'education',
              sourceName: 'Sample Primary School',
              concerns: ['neglect'],
              askedFor: 'child-in-need',
              familyTold: 'yes',
              children: [{ label: 'child 1', given: 'Amira', family: 'Testcase', born: '2019-03-27', school: 'Sample Primary School' }],
              ...facts,
            },
            narrative: { seenOrHeard: 'Hungry on Monday, in the same coat since autumn.', ...narrative },
          },
          referrer: { facts: {}, narrative: { name: 'Sana Sample', role: 'safeguarding lead', phone: '0161 496 0123' } },
          ...parts,
        },
      },
      {
        subject: matter,
        kind: involvement,
        ...when,
        parts: { record: { facts: { holder: ids.agency.school, form: 'agency', as: 'referrer' } } },
      },
      { subject: matter, kind: involvement, ...when, parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'queue' } } } },
    ],
    [{ subject: matter, form: 'matter' }],
  )
  return { matter, told }
}

/** Puts a child on record, in a household where one is given. */
export const putOnRecord = async (
  database: TestDatabase,
  facts: { given: string; family: string; born?: string },
  household?: SubjectId,
): Promise<SubjectId> => {
  const child = newId<SubjectId>()
  await append(
    database,
    'bridge-manager',
    [
      { subject: child, kind: identity, parts: { record: { facts: { is: 'child', ...facts } } } },
      ...(household
        ? [
            {
              subject: child,
              kind: residence,
              happened: { on: '2020-01-01', precision: 'day' } as never,
              parts: { record: { facts: { household } } },
            },
          ]
        : []),
    ],
    [{ subject: child, form: 'person' }],
  )
  return child
}

/** Puts an earlier concern, told so many days ago, on a child's own record. */
export const earlierConcern = (database: TestDatabase, child: SubjectId, on: string, facts: Record<string, unknown> = {}): Promise<void> =>
  append(database, 'bridge-manager', [
    {
      subject: child,
      kind: referral,
      happened: { on, precision: 'day' } as never,
      parts: {
        record: {
          facts: { source: 'health', sourceName: 'Invented Community Health', concerns: ['neglect'], familyTold: 'yes', ...facts },
        },
      },
    },
  ])

/** The access lines that name one of these records, newest first. */
export const linesOf = (database: TestDatabase, subject: SubjectId) =>
  database.admin<{ role: string; route: string; subject_ids: string[]; entry_ids: string[] }>(
    'select role, route, subject_ids, entry_ids from gt.access_line where $1 = any (subject_ids) order by at desc',
    [subject],
  )

/** Every role that is let through none of these routes by the matrix. */
export const rolesWithout = (grant: string): string[] => {
  const granted = new Set(grantsIn(matrix()).flatMap(one => (one.may === `page:${grant}` ? [one.role] : [])))
  return ids.roles.filter(role => !granted.has(role))
}
