import type { FastifyInstance } from 'fastify'
import { grantsIn, matrix } from '../src/kernel/access/matrix.ts'
import { readConfig } from '../src/kernel/config.ts'
import type { Statement } from '../src/kernel/db/statement.ts'
import type { Database } from '../src/kernel/db/with-actor.ts'
import { buildApp } from '../src/kernel/http/app.ts'
import { openLog } from '../src/kernel/log.ts'
import { rooms } from '../src/rooms/web.ts'
import { benchRoom } from './bench-room.ts'
import { partnership } from './organisation.ts'
import type { Target } from './targets.ts'

type Asked = { readonly text: string; readonly values: readonly unknown[]; readonly rows: number }
/** What a page asked of the database, as the floor asks it again: one statement, and its values for each target. */
export type Recorded = { readonly text: string; readonly values: readonly (readonly unknown[])[]; readonly bytes: number }

/** Gives the app with every statement of a request noted, so that the floor can be asked for the same rows. `database`: as the web's role. */
export const recorder = async (
  database: Database,
  secret: string,
): Promise<{ app: FastifyInstance; record: (targets: readonly Target[]) => Promise<Recorded | null> }> => {
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
    record: async targets => {
      const values: unknown[][] = []
      let text = ''
      let bytes = 0
      for (const { path, cookie } of targets) {
        asked = []
        const answer = await app.inject({ method: 'GET', url: path, headers: { cookie, accept: 'text/html' } })
        if (answer.statusCode === 404 && text === '') return null
        if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`)
        const one = inOne(asked)
        if (text !== '' && text !== one.text) throw new Error(`${path} asks other statements than the page before it`)
        text = one.text
        bytes = Math.max(bytes, answer.body.length)
        values.push(one.values)
      }
      return { text, values, bytes }
    },
  }
}

/** Several statements as one, so that the floor goes to the database once. */
const inOne = (asked: readonly Asked[]): { text: string; values: unknown[] } => {
  const only = asked[0]
  if (only && asked.length === 1) return { text: unfenced(only.text), values: [...only.values] }
  let before = 0
  const parts = asked.map(({ text, values }) => {
    const moved = text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`)
    before += values.length
    return `(select json_agg(one) from (${moved}) one)`
  })
  return {
    text: unfenced(`select ${parts.map((part, at) => `${part} as part${at}`).join(', ')}`),
    values: asked.flatMap(one => one.values),
  }
}

/** The floor asks as the administrator, whom nobody has signed: what a page asks of a function that knows the asker is asked of the table. */
const unfenced = (text: string): string =>
  text.replaceAll(
    /gt\.head_of\((\$\d+), (\$\d+)\)/g,
    '(select s.form, s.known_at from gt.subject s where s.partnership_id = $1 and s.subject_id = $2)'
      .replaceAll('$1', '$$1')
      .replaceAll('$2', '$$2'),
  )
