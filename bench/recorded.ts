import type { FastifyInstance } from 'fastify'
import { grantsIn, matrix } from '../src/kernel/access/matrix.ts'
import { readConfig } from '../src/kernel/config.ts'
import type { Statement } from '../src/kernel/db/statement.ts'
import type { Database } from '../src/kernel/db/with-actor.ts'
import { buildApp } from '../src/kernel/http/app.ts'
import { formMark } from '../src/kernel/http/cookies.ts'
import { openLog } from '../src/kernel/log.ts'
import { rooms } from '../src/rooms/web.ts'
import type { AccountId } from '../src/thread/ids.ts'
import { benchRoom } from './bench-room.ts'
import { freshCommand } from './fire.ts'
import { account, partnership } from './organisation.ts'
import type { Target } from './targets.ts'

type Asked = { readonly text: string; readonly values: readonly unknown[]; readonly rows: number }
/** What a page asked of the database, as the floor asks it again: one statement, and its values for each target. */
export type Floor = { readonly text: string; readonly values: readonly (readonly unknown[])[]; readonly bytes: number }
/** The same as it was recorded, with who asked first. */
export type Recorded = Floor & { readonly asker: AccountId }

/** Gives the app with every statement of a request noted, so that the floor can be asked for the same rows. `database`: as the web's role. */
export const recorder = async (
  database: Database,
  secret: string,
): Promise<{
  app: FastifyInstance
  /** What is asked of the database for these targets; `led`: for the page that each form leads to. Null where there is no such page. */
  record: (targets: readonly Target[], led: boolean) => Promise<Recorded | null>
  /** For how many of these searches whoever is meant is among the first five. */
  firstFive: (targets: readonly Target[]) => Promise<number>
}> => {
  let asked: Asked[] = []
  const noted: Database = {
    ...database,
    withActor: (asker, purpose, work) =>
      database.withActor(asker, purpose, tx =>
        work({
          ...tx,
          run: async <Row>(statement: Statement<Row>, values: readonly unknown[]) => {
            const rows = await tx.run(statement, values)
            asked.push({ text: statement.text, values, rows: rows.length })
            return rows
          },
        }),
      ),
  }
  const app = await buildApp({
    config: { ...readConfig({ LOG_LEVEL: 'silent' }), secret },
    database: noted,
    partnership,
    rooms: [...rooms, benchRoom],
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog('silent'),
    ready: async () => true,
  })
  return {
    app,
    record: async (targets, led) => {
      const each: { text: string; values: unknown[] }[] = []
      let bytes = 0
      for (const target of targets) {
        const { path, cookie, reader = cookie } = target
        let open = path
        if (led) {
          const { body } = freshCommand(path, formMark(secret, cookie.slice('gt='.length)), target.fields)()
          const headers = { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
          const sent = await app.inject({ method: 'POST', url: path, headers, payload: body })
          if (sent.statusCode === 404 && each.length === 0) return null
          if (!sent.headers.location) throw new Error(`${path} answered ${sent.statusCode} and led nowhere`)
          open = sent.headers.location
        }
        // What is sent is written down: the floor of that is a statement of its own, and of what is then opened these.
        asked = []
        const answer = await app.inject({ method: 'GET', url: open, headers: { cookie: reader, accept: 'text/html' } })
        if (answer.statusCode === 404 && each.length === 0) return null
        if (answer.statusCode !== 200) throw new Error(`${open} answered ${answer.statusCode}`)
        bytes = Math.max(bytes, answer.body.length)
        each.push(inOne(asked))
      }
      // One statement is prepared for the floor. Where a page asks more of one record than of another (somebody was found, or nobody), it follows the most.
      const text = mostOften(each.map(one => one.text))
      const some = each.filter(one => one.text === text)
      if (some.length < each.length * 0.75) throw new Error(`${targets[0]?.path} asks other statements from one record to the next`)
      return { text, values: some.map(one => one.values), bytes, asker: targets[0]?.asker ?? account.worker(0) }
    },
    firstFive: async targets => {
      let found = 0
      for (const { path, cookie, fields, subject } of targets) {
        const { body } = freshCommand(path, formMark(secret, cookie.slice('gt='.length)), fields)()
        const sent = await app.inject({
          method: 'POST',
          url: path,
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
          payload: body,
        })
        const answer = await app.inject({
          method: 'GET',
          url: sent.headers.location ?? path,
          headers: { cookie, accept: 'application/json' },
        })
        const { people = [] } = answer.json<{ people?: { person: string }[] }>()
        if (people.slice(0, 5).some(one => one.person === subject)) found += 1
      }
      return found
    },
  }
}

const mostOften = (texts: readonly string[]): string => {
  const counted = new Map<string, number>()
  for (const text of texts) counted.set(text, (counted.get(text) ?? 0) + 1)
  return [...counted].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** Several statements as one, so that the floor goes to the database once. */
const inOne = (asked: readonly Asked[]): { text: string; values: unknown[] } => {
  const only = asked[0]
  if (only && asked.length === 1) return { text: only.text, values: [...only.values] }
  let before = 0
  const parts = asked.map(({ text, values }) => {
    const moved = text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`)
    before += values.length
    return `(select json_agg(one) from (${moved}) one)`
  })
  return {
    text: `select ${parts.map((part, at) => `${part} as part${at}`).join(', ')}`,
    values: asked.flatMap(one => one.values),
  }
}
