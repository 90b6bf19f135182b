import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addDays, type Day, day, englandAndWales } from '../../src/guidance/index.ts'
import { statement } from '../../src/kernel/db/statement.ts'
import { openDatabase } from '../../src/kernel/db/with-actor.ts'
import { bind } from '../../src/thread/book.ts'
import type { Lens } from '../../src/thread/derive.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import type { AnyKind } from '../../src/thread/kind.ts'
import { joinRecords } from '../../src/thread/one-record.ts'
import {
  birth,
  death,
  findingDecision,
  identity,
  involvement,
  involvementEnd,
  pregnancy,
  recordsMerged,
  relationship,
  residence,
  residenceEnd,
} from '../../src/thread/own-kinds/index.ts'
import { AnotherRequest, carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { rebuild } from '../../src/thread/store/rebuild.ts'
import { derivedRows } from '../../src/thread/store/reckon.ts'
import { derivedTables, partRows } from '../../src/thread/store/rows.ts'
import { sweep } from '../../src/thread/store/sweep.ts'
import { type ToldRow, threadsFrom } from '../../src/thread/store/told-rows.ts'
import { plan, seen, testBook, worry } from '../../src/thread/testing/field-visits.ts'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'

/**
 * What is kept beside the threads must be, to the byte, what anybody would make of the threads from nothing, in whatever order and however many at once
 * people wrote. The families below overlap: a household has people in common with the next.
 */
const book = bind([
  {
    room: 'test',
    kinds: [...testBook.kinds.values()].filter(one => one.name.startsWith('test-')),
    rules: testBook.rules,
    episodes: [
      thread =>
        thread
          .of(plan)
          .slice(0, 1)
          .map(entry => ({ kind: 'plan', state: 'open', from: entry.at, until: null, entry: entry.root, endedBy: null })),
    ],
  },
])

const random = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
const pick = <T>(from: readonly [T, ...T[]], at: (below: number) => number): T => from[at(from.length)] ?? from[0]

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database.drop())

const households = Array.from({ length: 6 }, () => newId<SubjectId>()) as [SubjectId, ...SubjectId[]]
type Past = {
  readonly id: EntryId
  readonly subject: SubjectId
  readonly kind: AnyKind
  readonly parts: NewEntry['parts']
  readonly happened: NewEntry['happened']
}

/** One entry that somebody might tell of this person. */
const anything = (
  subject: SubjectId,
  people: readonly [SubjectId, ...SubjectId[]],
  past: readonly Past[],
  at: (below: number) => number,
): NewEntry => {
  const on: Day = addDays(day('2020-01-01'), at(1500))
  const base = {
    id: newId<EntryId>(),
    subject,
    act: newId<ActId>(),
    happened: { on, precision: 'day' as const },
    audience: at(12) === 0 ? ('agency' as const) : ('professionals' as const),
  }
  const told = (kind: AnyKind, facts: Record<string, unknown>): NewEntry => ({ ...base, kind, parts: { record: { facts } } })
  const own = past.filter(one => one.subject === subject)
  const before = own[at(Math.max(1, own.length))]
  switch (at(15)) {
    case 0:
      return told(identity, { is: 'child', given: `Robin ${at(9)}`, family: 'Sample', ...(at(2) && { born: '2019-05-05' }) })
    case 1:
    case 2:
    case 3:
      return told(residence, { household: pick(households, at), moves: at(3) > 0 })
    case 4:
      return told(residenceEnd, { household: pick(households, at) })
    case 5:
      return told(pregnancy, { expected: addDays(on, 200) })
    case 6:
      return told(at(4) ? birth : death, {})
    case 7:
      return told(relationship, { to: pick(people, at), as: 'sibling', ended: at(4) === 0 })
    case 8:
      return told(involvement, { holder: ids.account('social-worker'), form: 'account', as: 'lead' })
    case 9:
      if (!before || before.kind === involvementEnd) return told(seen, {})
      if (before.kind === involvement) return { ...told(involvementEnd, {}), answers: before.id }
      return at(3) === 0
        ? { ...base, kind: before.kind, corrects: before.id, withdraws: true, parts: {} }
        : {
            ...base,
            kind: before.kind,
            corrects: before.id,
            parts: before.kind === residence ? { record: { facts: { household: pick(households, at), moves: true } } } : before.parts,
          }
    case 10:
      return told(plan, {})
    case 11:
      return told(seen, {})
    // Into anybody, so that some are merged in a ring, twice, or on the way to a third.
    case 12:
      if (at(3)) return told(seen, {})
      return {
        ...told(recordsMerged, { into: pick(people, at) }),
        audience: 'professionals',
        parts: { record: { facts: { into: pick(people, at) }, narrative: { reason: 'A test.' } } },
      }
    default:
      return told(worry, {})
  }
}

/** The key of a finding about this person that rests on somebody else's thread. */
const ofHome = async (subject: SubjectId): Promise<string> =>
  (
    await database.admin<{ key: string }>(
      `select key from gt.finding where subject_id = $1 and rule = 'test-worry-at-home' and layer = 'open' limit 1`,
      [subject],
    )
  )[0]?.key ?? 'none'

/** The other record of a merge: both are written, and so held. */
const mergedInto = ({ kind, parts }: NewEntry): SubjectId[] =>
  kind === recordsMerged ? [(parts.record?.facts?.['into'] as SubjectId) ?? []].flat() : []

/** So many people write so many commands each, at once, over the same families. */
const write = async (writers: number, each: number, seed: number): Promise<SubjectId[]> => {
  const db = openDatabase(database.urls.gt_import, writers)
  const at = random(seed)
  const people = Array.from({ length: 14 }, () => newId<SubjectId>()) as [SubjectId, ...SubjectId[]]
  const append = (entries: readonly NewEntry[], begins: readonly SubjectId[] = []) => {
    const writes = [...new Set(entries.flatMap(one => [one.subject, ...mergedInto(one)]))]
    return db.withActor(as('social-worker'), testPurpose, tx =>
      carryOut(tx, book, {
        id: newId<CommandId>(),
        asked: entries,
        writes,
        begins: begins.map(subject => ({ subject, form: 'person' as const })),
        kinds: [...new Set(entries.map(one => one.kind))],
        households: entries.flatMap(one =>
          one.kind === residence && !one.withdraws ? [(one.parts.record?.facts?.['household'] as SubjectId) ?? []].flat() : [],
        ),
        decide: () => ({ entries, answer: null }),
      }),
    )
  }
  const beginning = { happened: { on: day('2019-12-01'), precision: 'day' as const }, audience: 'professionals' as const }
  for (const [index, subject] of people.entries())
    await append(
      [
        {
          ...beginning,
          id: newId(),
          subject,
          act: newId(),
          kind: identity,
          parts: { record: { facts: { is: 'child', given: 'Robin', family: 'Sample' } } },
        },
        {
          ...beginning,
          id: newId(),
          subject,
          act: newId(),
          kind: residence,
          parts: { record: { facts: { household: households[index % 6] ?? households[0] } } },
        },
        {
          ...beginning,
          id: newId(),
          subject,
          act: newId(),
          kind: residence,
          parts: { record: { facts: { household: households[(index * 5 + 1) % 6] ?? households[0], moves: false } } },
        },
      ],
      [subject],
    )
  const past: Past[] = []
  const one = async () => {
    for (let turn = 0; turn < each; turn += 1) {
      // One, two or three people at once, in whatever order they come.
      const of = Array.from({ length: 1 + at(3) }, () => pick(people, at))
      const entries = [...new Set(of)].map(subject => anything(subject, people, past, at))
      await append(entries)
      for (const entry of entries)
        if (entry.id && !entry.corrects)
          past.push({ id: entry.id, subject: entry.subject, kind: entry.kind, parts: entry.parts, happened: entry.happened })
    }
  }
  await Promise.all(Array.from({ length: writers }, one))
  // Each sort of entry once more and by itself, on one person each: what the last of them leaves out is put right by nobody after it.
  const last = [plan, seen, worry, birth, death, residenceEnd, pregnancy, relationship, findingDecision]
  for (const [index, kind] of last.entries()) {
    const subject = people[index] ?? people[0]
    const facts =
      kind === residenceEnd
        ? { household: households[index % 6] }
        : kind === relationship
          ? { to: people[0], as: 'sibling' }
          : kind === findingDecision
            ? { rule: 'test-worry-at-home', key: await ofHome(subject), decision: 'ended' }
            : {}
    const reason = kind === findingDecision ? { narrative: { reason: 'A test.' } } : {}
    await append([
      {
        ...beginning,
        happened: { on: day('2024-06-01'), precision: 'day' },
        id: newId(),
        subject,
        act: newId(),
        kind,
        parts: { record: { facts, ...reason } },
      },
    ])
  }
  await db.close()
  return people
}

const everyVersion = `select s.subject_id, s.form, e.entry_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at, e.author_id, e.author_role, e.agency_id,
    e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws, r.facts
  from gt.subject s left join gt.entry e using (partnership_id, subject_id)
  left join gt.entry_part r on r.partnership_id = s.partnership_id and r.entry_id = e.entry_id and r.field_group = 'record'
  where s.partnership_id = $1 order by random()`

const lens: Lens = { rules: 'of-the-day', holidays: englandAndWales, changed: new Map() }
const readAll = statement<ToldRow>('rebuilt-read-all', null, everyVersion)

/** What anybody would make of the threads: every row that should stand, read from the entries alone, by nothing that a command uses to find who belongs together. */
const fromNothing = async (): Promise<Map<string, string>> => {
  const db = openDatabase(database.urls.gt_import, 1)
  const rows = await db.withActor({ by: 'command-line', partnership: ids.partnership }, testPurpose, tx =>
    tx.run(readAll, [ids.partnership]),
  )
  await db.close()
  const threads = joinRecords(threadsFrom(rows))
  const everybody = new Set(threads.values())
  const should = new Map<string, string>()
  for (const [record, thread] of threads)
    for (const { table, id, row } of record === thread.subject
      ? derivedRows(ids.partnership, book, book.rules, thread, everybody, lens)
      : partRows(ids.partnership, record, thread))
      should.set(`${table} ${record} ${id}`, String(row['hash']))
  return should
}

/** What stands in the database: each row's key and its hash, which must be that of its columns too. */
const standing = async (): Promise<Map<string, string>> => {
  const there = new Map<string, string>()
  for (const table of derivedTables)
    for (const row of await database.admin<{ subject_id: string; key: string; rule?: string; hash: Buffer }>(
      `select * from gt.${table} where partnership_id = $1`,
      [ids.partnership],
    ))
      there.set(
        `${table} ${row.subject_id} ${table === 'finding' ? `${row.rule}\u001f${row.key}` : row.key}`,
        `\\x${row.hash.toString('hex')}`,
      )
  return there
}

/** Every column of every derived row, in one order: two databases with the same text are equal to the byte. */
const bytes = async (): Promise<string> => {
  const lines: string[] = []
  for (const table of derivedTables)
    for (const row of await database.admin<{ of: string }>(
      `select to_jsonb(t)::text as of from gt.${table} t where partnership_id = $1 order by 1`,
      [ids.partnership],
    ))
      lines.push(`${table} ${row.of}`)
  return lines.join('\n')
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const differences = (one: Map<string, string>, other: Map<string, string>): string[] => [
  ...[...one].filter(([key, hash]) => other.get(key) !== hash).map(([key]) => `${other.has(key) ? 'differs' : 'is not there'}: ${key}`),
  ...[...other.keys()].filter(key => !one.has(key)).map(key => `is there too much: ${key}`),
]

test('after many wrote at once over overlapping families, all that is derived is what anybody would make of the threads from nothing', async () => {
  const seed = Number(process.env.GT_SEED ?? 7)
  await write(8, 15, seed)
  const should = await fromNothing()
  assert.ok(should.size > 300, `only ${should.size} rows were made`)
  assert.ok(
    [...should.keys()].some(key => key.includes('test-worry-at-home')),
    'no finding reads a household',
  )
  assert.ok(
    [...should.keys()].some(key => key.startsWith('merged')),
    'no records were merged',
  )
  const wrong = differences(should, await standing())
  assert.deepEqual(wrong.slice(0, 10), [], `seed ${seed}: ${wrong.length} of ${should.size} rows`)
})

test('a sweep and a rebuild change no byte of what is right, and from nothing a rebuild makes every byte again', async () => {
  const db = openDatabase(database.urls.gt_import, 2)
  const before = await bytes()
  await database.admin(`update gt.subject set rules_version = '' where partnership_id = $1`, [ids.partnership])
  const { threads } = await sweep(db, { by: 'command-line', partnership: ids.partnership }, book, testPurpose)
  assert.ok(threads >= 14)
  assert.equal(digest(await bytes()), digest(before))
  assert.equal((await rebuild(db, ids.partnership, book, () => {})).rows, 0)
  assert.equal(digest(await bytes()), digest(before))
  for (const table of derivedTables) await database.admin(`delete from gt.${table} where partnership_id = $1`, [ids.partnership])
  assert.equal(await bytes(), '')
  await rebuild(db, ids.partnership, book, () => {})
  assert.equal(digest(await bytes()), digest(before))
  await db.close()
})

test('a wrong idea of who belongs to a household is caught', async () => {
  await database.admin(
    `create or replace function gt.homes_near(p uuid, ids uuid[], households uuid[]) returns uuid[] language sql stable security definer set search_path = '' as $$ select ids[1:1] $$`,
  )
  await write(4, 6, 11)
  const wrong = differences(await fromNothing(), await standing())
  assert.ok(wrong.length > 0, 'the comparison cannot tell')
})

test('a command sent five times at once is carried out once, and under the same name other words are refused', async () => {
  const db = openDatabase(database.urls.gt_import, 10)
  const commands = Array.from({ length: bounded(100, 1000) }, () => ({ id: newId<CommandId>(), subject: newId<SubjectId>() }))
  const send = ({ id, subject }: (typeof commands)[number], words: string) =>
    db.withActor(as('social-worker'), testPurpose, tx =>
      carryOut(tx, book, {
        id,
        asked: { subject, words },
        writes: [subject],
        begins: [{ subject, form: 'person' }],
        kinds: [worry],
        decide: () => ({
          answer: words,
          entries: [
            {
              subject,
              act: newId(),
              kind: worry,
              happened: { on: day('2024-05-05'), precision: 'day' },
              audience: 'professionals',
              parts: { record: { facts: {} } },
            },
          ],
        }),
      }),
    )
  const outcomes = await Promise.all(commands.flatMap(command => Array.from({ length: 5 }, () => send(command, 'the same words'))))
  const how = (done: string) => outcomes.filter(outcome => outcome.done === done).length
  assert.deepEqual([how('now'), how('before')], [commands.length, 4 * commands.length])
  assert.ok(outcomes.every(outcome => outcome.done !== 'asked' && outcome.answer === 'the same words'))
  const [count] = await database.admin<{ n: number }>('select count(*)::integer as n from gt.entry where subject_id = any ($1)', [
    commands.map(one => one.subject),
  ])
  assert.equal(count?.n, commands.length)
  for (const command of commands.slice(0, 5)) await assert.rejects(send(command, 'other words'), AnotherRequest)
  report({
    test: 'T7 twice',
    tried: `${commands.length} commands, five copies of each at once`,
    wrong: 0,
    control: 'other words under the same name: refused',
  })
  await db.close()
})
