import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { newSending, referenceOfSending } from '../../src/rooms/front-door/public/reference.ts'
import { neighbourly, sendIt, tellAll } from '../../src/rooms/front-door/testing/neighbour.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { openWebOf, strangerAt } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity } from '../../src/thread/own-kinds/index.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { bounded, report } from './figures.ts'

/**
 * Reliability test T22: a flood of rubbish beside it keeps no neighbour from telling of a worry; what is told of a child who is known here and of one who is not is
 * answered with the same bytes; the role that visitors use reads nothing at all; a reference cannot be guessed; and nobody is asked to prove that they are human.
 */
let database: TestDatabase
let web: FastifyInstance
before(async () => {
  database = await freshDatabase()
  web = await openWebOf(database, rooms)
  const known = newId<SubjectId>()
  await tell(
    database,
    'bridge-manager',
    [
      {
        subject: known,
        kind: identity,
        parts: { record: { facts: { is: 'child', given: 'Robin', family: 'Knownhere', born: '2019-03-03' } } },
      },
    ],
    { begins: [{ subject: known, form: 'person' }] },
  )
})
after(async () => {
  await web?.close()
  await database?.drop()
})

const genuine = bounded(6, 100)
let rubbish = 0
let refused = 0
let reached = 0
/** Rubbish from one network: from many of its addresses, each as often as it is let. */
const flood = async (going: () => boolean, lane: number): Promise<void> => {
  for (let at = 0; going(); at += 1) {
    const answer = await web.inject({
      method: 'POST',
      url: at % 3 === 0 ? '/worried/send' : at % 3 === 1 ? '/worried/worry' : '/worried/follow',
      remoteAddress: `203.0.113.${(lane * 60 + at) % 250}`,
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `sending=${'x'.repeat(43)}&reference=${at}&seenOrHeard=${'rubbish '.repeat(50)}&csrf=x`,
    })
    rubbish += 1
    if (answer.statusCode >= 400) refused += 1
    assert.ok(answer.statusCode < 500, `${answer.statusCode}`)
    if (at % 8 === 0) await new Promise(resolve => setImmediate(resolve))
  }
}

test(`${genuine} neighbours tell of a worry from the network from which a flood comes, and each of them is taken in`, {
  timeout: 1_200_000,
}, async () => {
  let going = true
  const flooding = Promise.all([0, 1, 2, 3].map(lane => flood(() => going, lane)))
  try {
    for (let at = 0; at < genuine; at += 1) {
      const neighbour = strangerAt(web, `203.0.113.${(at * 7) % 250}`)
      await tellAll(neighbour)
      const reference = await sendIt(neighbour)
      const [row] = await database.admin<{ n: number }>('select count(*)::integer as n from gt.intake')
      assert.equal(row?.n, at + 1, reference)
      reached += 1
    }
  } finally {
    going = false
    await flooding
  }
  assert.equal(reached, genuine)
  assert.ok(rubbish > genuine * 10, `${rubbish}`)
})

/** A page without what is new in each answer: the mark, the numbers of acts and the reference that was given. */
const plain = (page: string): string =>
  page
    .replace(/nonce="[^"]*"/g, '')
    .replace(/name="(csrf|commandId|sending|draftVersion)" value="[^"]*"/g, '')
    .replace(/([A-Z0-9]{5}-){5}[A-Z0-9]{5}/g, '')

let compared = 0
test('whether a child is known here changes no byte of any answer', async () => {
  const told = async (given: string, family: string, born: Record<string, string>, address: string): Promise<string[]> => {
    const pages: string[] = []
    const neighbour = strangerAt(web, address)
    await neighbour.get('/worried')
    await neighbour.get('/worried/danger')
    for (const [page, fields] of neighbourly) {
      const typed = page === 'children/new' ? { given, family, ...born } : fields
      const answer = await neighbour.post(`/worried/${page}`, typed)
      assert.equal(answer.status, 303, page)
      pages.push(`${answer.status} ${answer.to} ${answer.page}`)
      if (answer.to) pages.push((await neighbour.get(answer.to)).page)
    }
    const check = await neighbour.get('/worried/check')
    pages.push(check.page)
    const sent = await neighbour.post('/worried/send', { sending: neighbour.hidden('sending') })
    assert.match(sent.page, /gt-reference/)
    pages.push(sent.page)
    return pages.map(page => plain(page).replaceAll(given, 'Name').replaceAll(family, 'Family'))
  }
  const born = { 'born-day': '3', 'born-month': '3', 'born-year': '2019' }
  const pairs = bounded(2, 50)
  for (let pair = 0; pair < pairs; pair += 1) {
    const known = await told('Robin', 'Knownhere', born, `192.0.2.${pair + 1}`)
    const other = await told('Wynne', 'Elsewhere', born, `198.51.100.${pair + 1}`)
    assert.equal(known.length, other.length)
    for (const [at, page] of known.entries()) assert.equal(page, other[at])
    compared += known.length
  }
})

/** What the role of visitors can be brought to say: every table, every function that it may call (what makes text of text reads nothing). */
const probe = async (client: pg.Client): Promise<{ tables: number; functions: string[]; read: string[] }> => {
  const { rows: tables } = await client.query<{ name: string }>(
    `select n.nspname || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'v', 'm')`,
  )
  const read: string[] = []
  for (const { name } of tables)
    for (const statement of [`select * from ${name}`, `select count(*) from ${name}`, `delete from ${name}`, `truncate ${name}`])
      await client.query(statement).then(
        answer => read.push(`${statement}: ${answer.rowCount}`),
        error => assert.match(String(error), /permission denied/, name),
      )
  const { rows: functions } = await client.query<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'gt' and p.provolatile <> 'i' and has_schema_privilege('gt', 'usage') and has_function_privilege(p.oid, 'execute')`,
  )
  return { tables: tables.length, functions: functions.map(one => one.name).sort(), read }
}

test('the role of visitors reads no table, and calls nothing but what visitors do', async t => {
  const client = new pg.Client({ connectionString: database.urls.gt_public })
  await client.connect()
  const found = await probe(client)
  assert.deepEqual(found.read, [])
  assert.ok(found.tables > 60, `${found.tables}`)
  // Whoever adds a function here says what a stranger may learn by it.
  // The NHS sends its notices by the same door, with a key, and learns nothing by it.
  const visits =
    /^gt\.(?:attendance_take\(|cp_is_notice\(|visit_|intake_(?:send|sent|followed|file_put)|profile_of|services_|directory_|public_|help_|service_)/
  const others = found.functions.filter(name => !visits.test(name))
  t.diagnostic(found.functions.join(' '))
  assert.deepEqual(others, [])
  await client.end()
})

test('a reference is one of more than 2 to the power of 128, drawn evenly, and two sendings never share one', () => {
  const drawn = Array.from({ length: 2000 }, () => referenceOfSending(newSending()).replaceAll('-', ''))
  const symbols = new Set(drawn.join(''))
  assert.ok((drawn[0] ?? '').length * Math.log2(symbols.size) >= 128)
  assert.equal(new Set(drawn).size, drawn.length)
})

test('no page asks anybody to prove that they are human, and each says whom to ring', async () => {
  const neighbour = strangerAt(web, '192.0.2.250')
  for (const [page, fields] of neighbourly) {
    const { page: html } = await neighbour.get(`/worried/${page}`)
    assert.doesNotMatch(html, /captcha|not a robot|puzzle|type the (?:letters|words)/i, page)
    assert.match(html, /999/, page)
    await neighbour.post(`/worried/${page}`, fields)
  }
  const from = '192.0.2.251'
  let slowed = await web.inject({ method: 'GET', url: '/worried', remoteAddress: from })
  for (let many = 0; many < 1400 && slowed.statusCode !== 429; many += 1)
    slowed = await web.inject({ method: 'GET', url: '/worried/danger', remoteAddress: from, headers: { accept: 'text/html' } })
  assert.equal(slowed.statusCode, 429)
  assert.match(slowed.body, /999|ring/i, 'who is slowed is told whom to ring')
})

test('control: a table that visitors may read, and an answer that knows more, are each found', async () => {
  await database.admin('grant usage on schema gt to gt_public')
  await database.admin('grant select on gt.partnership to gt_public')
  const client = new pg.Client({ connectionString: database.urls.gt_public })
  await client.connect()
  const { read } = await probe(client)
  await client.end()
  await database.admin('revoke select on gt.partnership from gt_public')
  assert.ok(read.length > 0)
  assert.notEqual(plain('<p>Thank you.</p>'), plain('<p>Thank you. We know this child.</p>'))
  report({
    test: 'T22 public form',
    tried: `${reached} of ${genuine} neighbours taken in beside ${rubbish} pieces of rubbish from their own network (${refused} refused); ${compared} pages of a known and an unknown child alike`,
    wrong: genuine - reached,
    control: `a table opened to visitors: ${read.length} statements read it`,
  })
})
