import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day, type Moment } from '../../src/guidance/index.ts'
import { statement } from '../../src/kernel/db/statement.ts'
import { openDatabase } from '../../src/kernel/db/with-actor.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement } from '../../src/thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { type ToldRow, threadsFrom } from '../../src/thread/store/told-rows.ts'
import { testBook, worry } from '../../src/thread/testing/field-visits.ts'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'

/**
 * What was known when. A reader keeps what it really saw and, read in the same statement, up to when the thread knew; later the thread as it was known at
 * that moment must say the same, however long the writers took to commit.
 */
let database: TestDatabase
const children = Array.from({ length: 4 }, () => newId<SubjectId>()) as [SubjectId, ...SubjectId[]]
const happened = { on: day('2024-05-05'), precision: 'day' } as const
const pause = (most: number) => new Promise(resolve => setTimeout(resolve, Math.random() * most))

before(async () => {
  database = await freshDatabase()
  const db = openDatabase(database.urls.gt_import, 1)
  const entries: NewEntry[] = children.flatMap(subject => [
    {
      subject,
      act: newId(),
      kind: identity,
      happened,
      audience: 'professionals' as const,
      parts: { record: { facts: { is: 'child', given: 'Robin', family: 'Sample' } } },
    },
    {
      subject,
      act: newId(),
      kind: involvement,
      happened,
      audience: 'professionals' as const,
      parts: { record: { facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } } },
    },
  ])
  await db.withActor(as('social-worker'), testPurpose, tx =>
    carryOut(tx, testBook, {
      id: newId<CommandId>(),
      asked: 1,
      writes: children,
      begins: children.map(subject => ({ subject, form: 'person' })),
      kinds: [identity, involvement],
      decide: () => ({ entries, answer: null }),
    }),
  )
  await db.close()
})
after(() => database.drop())

type Snapshot = { readonly subject: SubjectId; readonly known: Moment; readonly saw: string }

const look = statement<{ known_at: Moment; entries: EntryId[] }>(
  'look-with-head',
  null,
  `select h.known_at, coalesce((select array_agg(e.entry_id order by e.entry_id) from gt.entry e where e.partnership_id = $1 and e.subject_id = $2), '{}') as entries
   from gt.head_of($1, $2) h`,
)
const wholeThread = statement<ToldRow>(
  'look-at-the-whole',
  null,
  `select s.subject_id, s.form, e.entry_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at, e.author_id, e.author_role, e.agency_id, e.agency_kind,
     e.audience, e.answers, e.corrects, e.withdraws, '{}'::jsonb as facts from gt.subject s join gt.entry e using (partnership_id, subject_id) where s.partnership_id = $1`,
)

const looks = bounded(1500, 10_000)

test(`${looks} times, what was seen is what was known at the head that was read with it`, { timeout: 1_800_000 }, async () => {
  const writers = openDatabase(database.urls.gt_import, 8)
  const snapshots: Snapshot[] = []
  let reading = true
  const write = async () => {
    while (reading) {
      const subject = children[Math.floor(Math.random() * children.length)] ?? children[0]
      await writers.withActor(as('social-worker'), testPurpose, async tx => {
        await carryOut(tx, testBook, {
          id: newId<CommandId>(),
          asked: 1,
          writes: [subject],
          kinds: [worry],
          decide: () => ({
            entries: [{ subject, act: newId(), kind: worry, happened, audience: 'professionals', parts: { record: { facts: {} } } }],
            answer: null,
          }),
        })
        // Half of them take their time to commit.
        if (Math.random() < 0.5) await pause(30)
      })
      await pause(60)
    }
  }
  const session = await database.session('social-worker')
  const read = async () => {
    while (snapshots.length < looks) {
      const subject = children[Math.floor(Math.random() * children.length)] ?? children[0]
      const [row] = await database.app.withActor(session, testPurpose, tx => tx.run(look, [ids.partnership, subject]))
      assert.ok(row)
      snapshots.push({ subject, known: row.known_at, saw: row.entries.join() })
    }
  }
  const writing = Promise.all(Array.from({ length: 8 }, write))
  await Promise.all([read(), read(), read()])
  reading = false
  await writing
  const threads = threadsFrom(
    await writers.withActor({ by: 'command-line', partnership: ids.partnership }, testPurpose, tx =>
      tx.run(wholeThread, [ids.partnership]),
    ),
  )
  await writers.close()
  const wrong = snapshots.filter(({ subject, known, saw }) => {
    const then = threads.get(subject)?.asKnownAt(known).told ?? []
    return (
      then
        .map(version => version.id)
        .sort()
        .join() !== saw
    )
  })
  assert.equal(wrong.length, 0, `${wrong.length} of ${snapshots.length} snapshots say something else now`)
  const different = new Set(snapshots.map(({ subject, saw }) => `${subject} ${saw}`)).size
  assert.ok(different > 40, `only ${different} different states were seen`)
  // Within a thread the order of becoming known is the order in which anybody could see it.
  for (const thread of threads.values())
    assert.equal(new Set(thread.told.map(version => version.known)).size >= thread.told.length - 1, true)
})

test('stamped with the clock of the transaction’s beginning, the same comparison fails: it could tell', async () => {
  await database.admin(
    'create table public.stamped_too_early (id uuid primary key default gen_random_uuid(), known_at timestamptz not null default now())',
  )
  const snapshots: { known: string; saw: string }[] = []
  let reading = true
  const write = async () => {
    while (reading) {
      await database.admin(`with one as (insert into public.stamped_too_early default values) select pg_sleep(random() * 0.03)`)
      await pause(20)
    }
  }
  const writing = Promise.all([write(), write(), write()])
  while (snapshots.length < 200) {
    const [row] = await database.admin<{ known: string; saw: string }>(
      `select clock_timestamp()::text as known, coalesce((select string_agg(id::text, ',' order by id) from public.stamped_too_early), '') as saw`,
    )
    if (row) snapshots.push(row)
  }
  reading = false
  await writing
  let wrong = 0
  for (const { known, saw } of snapshots) {
    const [row] = await database.admin<{ then: string }>(
      `select coalesce(string_agg(id::text, ',' order by id), '') as then from public.stamped_too_early where known_at <= $1::timestamptz`,
      [known],
    )
    if (row?.then !== saw) wrong += 1
  }
  assert.ok(wrong > 0, 'a wrong stamp was not noticed')
  report({
    test: 'T25 as known',
    tried: `${looks} looks beside eight writers`,
    wrong: 0,
    control: `stamped when the transaction began: ${wrong} of 200 wrong`,
  })
})
