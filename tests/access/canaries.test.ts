import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { day } from '../../src/guidance/index.ts'
import { openDatabase } from '../../src/kernel/db/with-actor.ts'
import { formMark, newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { grantOf, type Route } from '../../src/kernel/http/route.ts'
import { openLog } from '../../src/kernel/log.ts'
import { book } from '../../src/rooms/book.ts'
import { note } from '../../src/rooms/recording/note/note.ts'
import { openWebOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { type CommandId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { as, elsewhere, freshDatabase, type Ids, ids, type TestDatabase, testPurpose, testSecret } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'
import { accountsOf, administrator, allOf, factsOf } from './asking.ts'
import { type Account, allowedBy, judgeFor, matrixText, type Row } from './oracle.ts'
import { canary } from './world/entries.ts'
import { fill, type World } from './world.ts'

/**
 * Reliability test T9 over the wire, and T14 with it: a word that stands in one part of one record and nowhere else must reach nobody who may not read that part,
 * by whatever page, list, count, search, redirect or line of the log; and whoever it reaches, a line says so. Every account asks every page for every
 * child, whether its role may or not, and those of another partnership ask as well.
 */
let database: TestDatabase
let client: pg.Client
let world: World
const logged: string[] = []
const webs: Record<string, FastifyInstance> = {}
const cookies = new Map<string, string>()
/** The part that holds each word; of those that are a name, which the row about the person shows as well. */
const heldIn = new Map<string, Row>()
const names = new Set<string>()
let mayRead: (account: Account, word: string) => boolean
let lastStep = 0

const everyone: readonly { of: Ids; account: Account }[] = [
  ...accountsOf(ids).map(account => ({ of: ids, account })),
  ...accountsOf(elsewhere)
    .filter(one => ['social-worker', 'bridge-manager', 'team-manager'].includes(one.role))
    .map(account => ({ of: elsewhere, account })),
]

const cookieOf = async (of: Ids, role: string): Promise<string> => {
  const secret = newSessionSecret()
  lastStep += 1
  const [row] = await database.app.door<{ began: boolean }>("select gt.sign_in($1, $2, $3, $4, interval '3 hours') as began", [
    of.partnership,
    of.account(role),
    lastStep,
    sessionHash(secret),
  ])
  assert.ok(row?.began)
  return sessionCookie(of.partnership, secret)
}

/** A note as somebody of each agency writes it, every part with a word of its own. */
const notesOn = (subject: SubjectId): NewEntry[] =>
  (['professionals', 'agency'] as const).map(audience => ({
    subject,
    act: newId(),
    kind: note,
    happened: { on: day('2024-04-01'), precision: 'day' },
    audience,
    parts: {
      record: { facts: { contact: 'telephone' }, narrative: { purpose: canary(), fact: canary(), view: canary() } },
      health: { narrative: { health: canary() } },
      'third-party': { narrative: { others: canary() } },
      police: { narrative: { intelligence: canary() } },
    },
  }))

before(async () => {
  database = await freshDatabase()
  world = await fill(database)
  const bringIn = openDatabase(database.urls.gt_import, 2)
  const subjects = [...world.subjects.values()]
  for (const author of ['social-worker', 'police-officer', 'school-safeguarding-lead'])
    for (let at = 0; at < subjects.length; at += 20) {
      const some = subjects.slice(at, at + 20)
      await bringIn.withActor(as(author), testPurpose, tx =>
        carryOut(tx, book, {
          id: newId<CommandId>(),
          asked: some,
          writes: some,
          kinds: [note],
          decide: () => ({ entries: some.flatMap(notesOn), answer: null }),
        }),
      )
    }
  await bringIn.close()
  client = await administrator(database.adminUrl)
  const [facts, entries, people] = [await factsOf(client), await allOf(client, 'entry'), await allOf(client, 'person')]
  for (const part of (await allOf(client, 'entry_part')).values()) {
    for (const word of JSON.stringify([part['facts'], part['narrative']]).match(wordly) ?? []) heldIn.set(word, part)
    for (const word of JSON.stringify(part['facts']).match(wordly) ?? []) names.add(word)
  }
  const may = allowedBy(matrixText())
  const mayTell = allowedBy(matrixText(), 'append')
  const who = new Map([...people.values()].map(row => [String(row['subject_id']), row]))
  const judges = new Map<string, ReturnType<typeof judgeFor>>()
  mayRead = (account, word) => {
    const part = heldIn.get(word)
    if (!part) return false
    const judge = judges.get(account.id) ?? judgeFor(account, facts, may)
    judges.set(account.id, judge)
    const person = who.get(String(part['subject_id']))
    if (judge('entry_part', part, entries)) return true
    const barred = facts.excluded.has(`${part.partnership_id}/${part['subject_id']}/${account.id}`)
    // Whoever may take any merge apart reads who merged the records and why, and no more of either.
    if (
      entries.get(`${part.partnership_id}/${part['entry_id']}`)?.['kind'] === 'records-merged' &&
      part.partnership_id === account.partnership
    )
      return mayTell(account.role, 'anyone', 'records-merged') && !barred
    if (!names.has(word) || !person || part.partnership_id !== account.partnership) return false
    // A name is shown where identity opens, and to whoever may find people or keeps the records, except those who are barred.
    return judge('person', person, entries) || (['find', 'kept'].some(what => may(account.role, 'anyone', what)) && !barred)
  }
  const log = openLog('debug', line => void logged.push(line))
  for (const { partnership } of [ids, elsewhere]) webs[partnership] = await openWebOf(database, rooms, { log, partnership })
  for (const { of, account } of everyone) cookies.set(account.id, await cookieOf(of, account.role))
})
after(async () => {
  for (const web of Object.values(webs)) await web.close()
  await client?.end()
  await database.drop()
})

const wordly = /canary-[0-9a-f-]{36}/g

type Trial = { readonly who: (typeof everyone)[number]; readonly route: Route; readonly subject: SubjectId }

const pages = rooms.flatMap(room => room.routes).filter(one => one.method === 'GET' && !one.open)

/** The address of a page about a subject; what else it asks for is nobody's. */
const addressOf = ({ route, subject }: Trial): string => {
  const path = route.url.replace(/:(\w+)/g, (_, name: string) =>
    ['person', 'matter', 'record', 'entry'].includes(name) ? subject : newId(),
  )
  return route.url === '/people/:person' ? `${path}?address=shown` : path
}

/** Asks, and gives the words that came back to somebody who may not have them, and those that came back without a line. */
const foreignIn = async (trial: Trial): Promise<{ words: number; foreign: string[]; unlined: string[] }> => {
  const { who, route } = trial
  const cookie = cookies.get(who.account.id) ?? ''
  const answer = await webs[who.of.partnership]?.inject({
    method: 'GET',
    url: addressOf(trial),
    headers: { accept: 'text/html', cookie: `gt=${cookie}`, 'x-form-mark': formMark(testSecret, cookie) },
  })
  const words = [...new Set(`${answer?.body} ${JSON.stringify(answer?.headers)}`.match(wordly) ?? [])]
  const foreign = words.filter(word => !mayRead(who.account, word))
  const entries = words.flatMap(word => (names.has(word) ? [] : [String(heldIn.get(word)?.['entry_id'])]))
  let unlined: string[] = []
  if (entries.length > 0) {
    const { rows } = await client.query<{ entries: string[] }>(
      `select coalesce(array_agg(distinct e), '{}')::text[] as entries from gt.access_line l cross join unnest(l.entry_ids) as e
       where l.account_id = $1 and l.route = $2 and l.at > clock_timestamp() - interval '1 minute'`,
      [who.account.id, grantOf(route).replace(/^.*page:/, '')],
    )
    const lined = new Set(rows[0]?.entries)
    unlined = entries.filter(entry => !lined.has(entry))
  }
  return { words: words.length, foreign: foreign.map(word => `${who.account.role} reads ${word} at ${route.url}`), unlined }
}

const ask = async (trials: readonly Trial[]): Promise<{ asked: number; words: number; foreign: string[]; unlined: string[] }> => {
  const all = { asked: 0, words: 0, foreign: [] as string[], unlined: [] as string[] }
  for (const trial of trials) {
    const one = await foreignIn(trial)
    all.asked += 1
    all.words += one.words
    all.foreign.push(...one.foreign)
    all.unlined.push(...one.unlined)
  }
  return all
}

const trials = (): Trial[] =>
  everyone.flatMap(who =>
    pages.flatMap(route =>
      (route.url.includes(':') ? [...world.subjects.values()] : [newId<SubjectId>()]).map(subject => ({ who, route, subject })),
    ),
  )

let proved = { asked: 0, words: 0 }

test('no word of a part reaches anybody who may not read it, by any page, and each that reaches somebody has its line', async () => {
  const every = trials()
  const step = bounded(Math.ceil(every.length / 500), 1)
  // A part of everything is taken at even steps, so that every account and every page is among it; the child’s page is asked for everybody.
  const some = every.filter((one, at) => at % step === 0 || (step > 1 && one.route.url === '/people/:person' && at % 16 === 0))
  const { asked, words, foreign, unlined } = await ask(some)
  assert.deepEqual([...new Set(foreign)].slice(0, 10), [], `${foreign.length} of ${words} words in ${asked} answers`)
  assert.deepEqual(unlined.slice(0, 10), [], `${unlined.length} of ${words} words have no line`)
  assert.ok(words > bounded(500, 10_000), `only ${words} words were seen in ${asked} answers`)
  assert.deepEqual(logged.flatMap(line => line.match(wordly) ?? []).slice(0, 5), [], 'the log holds nothing of a record')
  proved = { asked, words }
})

test('planted faults: a fence that is down, and a line that says less than was shown, are noticed', async () => {
  const about: Trial[] = everyone
    .filter(({ account }) => ['school-safeguarding-lead', 'social-worker'].includes(account.role))
    .flatMap(who =>
      pages
        .filter(one => one.url === '/people/:person')
        .flatMap(route =>
          [...world.subjects.values()].filter((_, at) => at % bounded(4, 1) === 0).map(subject => ({ who, route, subject })),
        ),
    )
  await client.query('alter policy reading on gt.entry_part using (true)')
  const open = await ask(about)
  assert.ok(open.foreign.length > 0, 'a part that lies open was not noticed')
  await client.query(
    `create function public.forgetful() returns trigger language plpgsql as $$ begin new.entry_ids := '{}'; return new; end $$`,
  )
  await client.query('create trigger forgetful before insert on gt.access_line for each row execute function public.forgetful()')
  await client.query(`update gt.access_line set at = at - interval '1 hour'`)
  const forgotten = await ask(about)
  assert.ok(forgotten.unlined.length > 0, 'a line that names no entry was not noticed')
  report({
    test: 'T9 canaries',
    tried: `${proved.words} words in ${proved.asked} answers to ${everyone.length} accounts of two partnerships, over ${pages.length} pages`,
    wrong: 0,
    control: `a policy that lets everything through: ${open.foreign.length} foreign words`,
  })
  report({
    test: 'T14 reads without a line',
    tried: `${proved.words} words shown`,
    wrong: 0,
    control: `a line that forgets its entries: ${forgotten.unlined.length} words without one`,
  })
})
