import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { moment } from '../../src/guidance/index.ts'
import type { Tx } from '../../src/kernel/db/with-actor.ts'
import { book } from '../../src/rooms/book.ts'
import type { Concern } from '../../src/rooms/front-door/referral/raise/concern-draft.ts'
import { concernDrafts, emptyConcern } from '../../src/rooms/front-door/referral/raise/concern-draft.ts'
import { raiseConcern } from '../../src/rooms/front-door/referral/raise/raise-concern.ts'
import { type CommandId, newId } from '../../src/thread/ids.ts'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { report } from '../prove/figures.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database.drop())

const concern: Concern = {
  danger: { inDangerNow: 'no' },
  about: { form: 'worried-about-a-child', concerns: ['neglect'] },
  worry: { seenOrHeard: 'Hungry, and cold.' },
  strengths: { earlyHelpTried: 'not-known' },
  family: { familyTold: 'yes', safeToContactParents: 'yes' },
  you: { name: 'Ines Invented', phone: '0161 496 0123' },
  children: [{ given: 'Amira', family: 'Testcase' }],
  adults: [],
}

/** A transaction whose connection is cut under the statement that is about to run, as a kill would cut it; it counts what it was asked to run. */
const cutBefore = (tx: Tx, statement: number): { tx: Tx; asked: () => number } => {
  let at = 0
  const run: Tx['run'] = async (asked, values) => {
    at += 1
    if (at === statement)
      await database.admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and state = 'idle in transaction'", [
        database.name,
      ])
    return tx.run(asked, values)
  }
  return { tx: { ...tx, run }, asked: () => at }
}

let statements = 0

const everything = async (): Promise<Record<string, number>> => {
  const tables = await database.admin<{ t: string }>(
    "select relname as t from pg_class where relnamespace = 'gt'::regnamespace and relkind = 'r' order by 1",
  )
  const counts: Record<string, number> = {}
  for (const { t } of tables) counts[t] = (await database.admin<{ n: number }>(`select count(*)::int as n from gt.${t}`))[0]?.n ?? 0
  return counts
}

test('cut off before any of its statements, a command has done nothing, and sent again it is done once', async () => {
  const asker = await database.session('school-safeguarding-lead')
  const draft = await database.app.withActor(asker, testPurpose, tx => concernDrafts.begin(tx, emptyConcern))
  const command = { id: newId<CommandId>(), draft: draft.id, concern, now: moment('2026-06-02T10:00:00Z') }
  const before = await everything()
  for (let step = 1; ; step += 1) {
    let asked = (): number => 0
    const attempt = database.app.withActor(asker, testPurpose, tx => {
      const cut = cutBefore(tx, step)
      asked = cut.asked
      return raiseConcern(cut.tx, book, command)
    })
    const outcome = await attempt.then(
      done => done,
      error => error as Error,
    )
    if (!(outcome instanceof Error)) {
      statements = asked()
      assert.equal(outcome.done, 'now')
      break
    }
    assert.deepEqual(await everything(), before, `cut before statement ${step}, something stayed`)
  }
  assert.ok(statements >= 8, `only ${statements} statements were cut`)
  const done = await everything()
  assert.equal(done.subject, (before.subject ?? 0) + 1)
  assert.equal(done.entry, (before.entry ?? 0) + 3)
  assert.equal(done.draft, (before.draft ?? 0) - 1)
  const again = await database.app.withActor(asker, testPurpose, tx => raiseConcern(tx, book, command))
  assert.equal(again.done, 'before')
  assert.deepEqual(await everything(), done)
})

test('control: written outside the transaction, a line stays behind when the command is cut, and this test would see it', async () => {
  const before = await everything()
  await database.admin("insert into gt.command_done (partnership_id, command_id, account_id, asked) values ($1, $2, $3, '')", [
    ids.partnership,
    newId(),
    ids.account('school-safeguarding-lead'),
  ])
  assert.notDeepEqual(await everything(), before)
  report({
    test: 'T4 cut off',
    tried: `a concern raised, cut before each of its ${statements} statements, and sent again`,
    wrong: 0,
    control: 'a line written outside: seen to stay',
  })
})
