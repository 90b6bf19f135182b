import pg from 'pg'
import type { Day } from '../src/guidance/index.ts'
import { setUp } from '../src/kernel/access/organisation.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { urlAs } from '../src/kernel/db/urls.ts'
import { openDatabase } from '../src/kernel/db/with-actor.ts'
import { book as wholeBook } from '../src/rooms/book.ts'
import type { Book } from '../src/thread/book.ts'
import type { Lens } from '../src/thread/derive.ts'
import { type CommandId, newId, type SubjectId } from '../src/thread/ids.ts'
import { carryOut } from '../src/thread/store/append.ts'
import { derivedTables } from '../src/thread/store/rows.ts'
import { deriveThreads, insertThreads } from './bulk.ts'
import { type Circle, Invented, type Written } from './invented.ts'
import { liveAsShipped } from './lens.ts'
import { organisationFor, partnership } from './organisation.ts'
import type { Size } from './sizes.ts'

/** What comparing two ways of making derived rows found. */
export type Compared = { readonly people: number; readonly rows: number; readonly different: number; readonly seconds: number }

/** History is told as it was: what a gate would ask of it is asked of nobody. */
const ungated: Book = { ...wholeBook, rules: wholeBook.rules.map(rule => ({ ...rule, gate: null })) }

/**
 * Appends the households of `people` sampled people one act after another, by the command that every page uses, in one database; brings the same versions in
 * by bulk, with what is derived from them, in another; and compares every derived row of the two, byte for byte. `urlOf` gives an administrator's URL of a new
 * empty database; `lens`: by what the bulk is judged, where it is to be another than the append's (a fault that must be found).
 */
export const compare = async (
  urlOf: (name: string) => Promise<string>,
  secret: string,
  size: Size,
  today: Day,
  people: number,
  atMost: number,
  lens: Lens = liveAsShipped,
): Promise<Compared> => {
  const began = performance.now()
  const invented = new Invented(size, today)
  const step = Math.max(1, Math.floor(invented.households / Math.ceil(people / 4)))
  const [appended, brought] = [await urlOf('appended'), await urlOf('brought')]
  const circles: Circle[] = []
  for (const url of [appended, brought]) {
    await migrate(url, secret)
    await setUp(urlAs(url, 'gt_import', secret), organisationFor(size))
  }
  // As the role that brings history in: who may append what is not in question here, and it was written by people who may no longer.
  const database = openDatabase(urlAs(appended, 'gt_import', secret), 6)
  let next = 0
  let sampled = 0
  // Several households at once, as several people would tell of them: each waits mostly for the disk.
  const teller = async (): Promise<void> => {
    while (sampled < people && performance.now() - began < atMost) {
      const circle = invented.household(next * step)
      next += 1
      circles.push(circle)
      sampled += circle.subjects.filter(one => one.form === 'person').length
      await appendCircle(database, circle)
    }
  }
  await Promise.all(Array.from({ length: 6 }, teller))
  await database.close()
  const from = await connected(appended)
  const to = await connected(brought)
  try {
    const known = new Map(
      (await from.query<{ entry_id: string; known_at: string }>('select entry_id, known_at from gt.entry')).rows.map(row => [
        row.entry_id,
        row.known_at,
      ]),
    )
    const stamped = circles.map(circle => ({
      ...circle,
      entries: circle.entries.map(({ told, parts }) => ({
        told: { ...told, known: (known.get(told.id) ?? told.known) as typeof told.known },
        parts,
      })),
    }))
    await to.query('begin')
    await insertThreads(to, stamped, lens)
    await deriveThreads(to, stamped, lens)
    await to.query('commit')
    let [rows, different] = [0, 0]
    for (const table of derivedTables) {
      const all = `select to_jsonb(t)::text as row from gt.${table} t order by 1`
      const [left, right] = [(await from.query<{ row: string }>(all)).rows, (await to.query<{ row: string }>(all)).rows]
      const theirs = new Set(right.map(one => one.row))
      rows += left.length
      different += left.filter(one => !theirs.has(one.row)).length + Math.max(0, right.length - left.length)
    }
    return { people: sampled, rows, different, seconds: (performance.now() - began) / 1000 }
  } finally {
    await from.end()
    await to.end()
  }
}

/** A moment with its microseconds, as the program sorts by it. */
const connected = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    types: {
      getTypeParser: ((oid: number, format?: string) =>
        oid === 1184
          ? (text: string) => {
              const [date, time = ''] = text.replace(/\+00$/, '').split(' ')
              const [whole, fraction = ''] = time.split('.')
              return `${date}T${whole}.${fraction.padEnd(6, '0')}Z`
            }
          : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  })
  await client.connect()
  await client.query("set timezone = 'UTC'; set datestyle = 'ISO'")
  return client
}

/** The acts of a circle in the order in which they became known, each as its author's own command. */
const appendCircle = async (database: ReturnType<typeof openDatabase>, circle: Circle): Promise<void> => {
  const forms = new Map(circle.subjects.map(one => [one.id, one.form]))
  const begun = new Set<SubjectId>()
  const household = circle.subjects.find(one => one.form === 'context')
  for (const one of [...circle.entries].sort((a, b) => (a.told.known < b.told.known ? -1 : 1))) {
    const { told, parts }: Written = one
    const kind = ungated.kinds.get(told.kind)
    const form = forms.get(told.subject)
    if (!kind || !form) throw new Error(`the book has no kind ${told.kind}`)
    const begins = begun.has(told.subject) ? [] : [{ subject: told.subject, form }]
    begun.add(told.subject)
    await database.withActor(
      { by: 'account', partnership, account: told.author },
      { purpose: 'bench', route: 'bench', request: newId<CommandId>() },
      tx =>
        carryOut(tx, ungated, {
          id: newId<CommandId>(),
          asked: told.id,
          writes: [told.subject],
          begins,
          kinds: [kind],
          households: told.kind === 'residence' && household ? [household.id] : [],
          decide: () => ({
            answer: null,
            entries: [
              {
                id: told.id,
                subject: told.subject,
                act: told.act,
                kind,
                happened: { on: told.on, precision: 'day' },
                audience: told.audience,
                ...(told.answers ? { answers: told.answers } : {}),
                ...(told.corrects ? { corrects: told.corrects } : {}),
                parts,
              },
            ],
          }),
        }),
    )
  }
}
