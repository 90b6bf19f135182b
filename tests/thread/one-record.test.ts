import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addDays, day } from '../../src/guidance/index.ts'
import { type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { book } from '../../src/rooms/book.ts'
import { mergeRecords, takeApart } from '../../src/rooms/family/merge/merge-records.ts'
import { dice, factsFor } from '../../src/rooms/testing/generated.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, recordsMerged } from '../../src/thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { exportSet, setsToExport } from '../../src/thread/store/export.ts'
import { importStory } from '../../src/thread/store/import.ts'
import { rebuild } from '../../src/thread/store/rebuild.ts'
import { derivedTables } from '../../src/thread/store/rows.ts'
import { readStory, type Story } from '../../src/thread/stories/index.ts'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { report } from '../prove/figures.ts'

/**
 * Two records of one person are read as one, and taken apart again with nothing left of it but the two entries that say so: five hundred times, in any
 * order, while people go on writing on either record.
 */

const seed = Number(process.env.GT_SEED ?? 36)
const next = dice(seed)
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T

let database: TestDatabase
let history: Database
before(async () => {
  database = await freshDatabase()
  history = openDatabase(database.urls.gt_import, 2)
})
after(async () => {
  await history.close()
  await database.drop()
})

const told = (
  subject: SubjectId,
  kind: NewEntry['kind'],
  facts: Record<string, unknown>,
  narrative: Record<string, string> = {},
): NewEntry => ({
  subject,
  act: newId(),
  kind,
  happened: { on: addDays(day('2024-01-01'), Math.floor(next() * 700)), precision: 'day' },
  audience: next() < 0.1 ? 'agency' : 'professionals',
  parts: { record: { facts, narrative } },
})

const append = (entry: NewEntry, begins: readonly SubjectId[] = []) =>
  history.withActor(as('team-manager'), testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: entry,
      writes: [entry.subject],
      begins: begins.map(subject => ({ subject, form: 'person' as const })),
      kinds: [entry.kind],
      households: [(entry.parts.record?.facts?.['household'] as SubjectId) ?? []].flat(),
      decide: () => ({ entries: [entry], answer: null }),
    }),
  )

/** All threads of the partnership as one story. */
const exported = async (of: Database): Promise<string> => {
  const all = (await setsToExport(of, ids.partnership, null)).flat().sort()
  const [set] = await setsToExport(of, ids.partnership, all)
  return (await exportSet(of, ids.partnership, set ?? [])).text
}

const read = (text: string): Story => {
  const story = readStory(text, book, 'exported.json')
  assert.ok(story.ok, story.ok ? '' : JSON.stringify(story.troubles.slice(0, 3)))
  return story.story
}

/** The same story without a word of any merge. */
const withoutMerges = (text: string): string => {
  const story = JSON.parse(text) as { entries: { kind: string }[] }
  assert.equal(`${JSON.stringify(story, null, 2)}\n`, text)
  return `${JSON.stringify({ ...story, entries: story.entries.filter(one => one.kind !== recordsMerged.name) }, null, 2)}\n`
}

/** Every derived row but those that keep when records were merged. */
const derived = async (of: TestDatabase): Promise<string[]> => {
  const rows: string[] = []
  for (const table of derivedTables)
    if (table !== 'merged')
      for (const { row } of await of.admin<{ row: string }>(
        `select to_jsonb(t)::text as row from gt.${table} t where partnership_id = $1 order by 1`,
        [ids.partnership],
      ))
        rows.push(`${table} ${row}`)
  return rows
}

describe('five hundred merges, undone again in any order', () => {
  const people = Array.from({ length: 60 }, () => newId<SubjectId>())
  const households = Array.from({ length: 40 }, () => newId<SubjectId>())
  const kinds = [
    'residence',
    'relationship',
    'visit',
    'pregnancy',
    'involvement',
    'identifier',
    'other-name',
    'adult-in-contact',
    'note',
    'family-told',
    'identity',
  ]
  const standing: { person: SubjectId; into: SubjectId; merge: EntryId }[] = []

  const anything = async (subject: SubjectId) => {
    const kind = book.kinds.get(pick(kinds))
    if (!kind) return
    const facts = {
      residence: { household: pick(households) },
      relationship: { to: pick(people), as: 'sibling' },
      involvement: {
        holder: pick([ids.account('social-worker'), ids.account('team-manager')]),
        form: 'account',
        as: pick(['lead', 'co-worker']),
      },
      identity: { is: 'child', given: pick(['Robin', 'Alex', 'Sam']), family: 'Sample' },
    }[kind.name]
    const generated = facts ?? factsFor(kind, next)
    if (generated) await append(told(subject, kind, generated as Record<string, unknown>))
  }

  it('leave every export and every derived row, to the byte, as if nobody had ever merged anything', { timeout: 300_000 }, async () => {
    for (const [at, person] of people.entries())
      await append(
        told(person, identity, { is: 'child', given: `Child${at}`, family: 'Sample', born: addDays(day('2012-01-01'), at * 30) }),
        [person],
      )
    let [merged, undone] = [0, 0]
    const alone = await derived(database)
    while (merged < 500 || standing.length > 0) {
      if (merged < 500 && (standing.length < 8 || next() < 0.5)) {
        const [person, into] = [pick(people), pick(people)]
        if (person === into) continue
        const outcome = await history.withActor(as('team-manager'), testPurpose, tx =>
          mergeRecords(tx, book, { id: newId(), person, into, reason: 'One child, told of twice.' }),
        )
        assert.ok(outcome.done === 'now')
        if (outcome.answer.is !== 'merged') continue
        merged += 1
        if (merged === 1)
          assert.notEqual(
            (await derived(database)).join('\n'),
            alone.join('\n'),
            'a merge that changes nothing could not be told from none',
          )
        const [row] = await database.admin<{ key: EntryId }>(
          `select key::uuid as key from gt.merged where subject_id = $1 and undone_at = 'infinity'`,
          [person],
        )
        assert.ok(row)
        standing.push({ person, into, merge: row.key })
      } else {
        const [one] = standing.splice(Math.floor(next() * standing.length), 1)
        if (!one) continue
        await history.withActor(as('team-manager'), testPurpose, tx => takeApart(tx, book, { id: newId(), ...one }))
        undone += 1
      }
      if (next() < 0.4) await anything(pick(people))
    }
    assert.equal(undone, 500)
    const text = await exported(history)
    assert.equal(read(text).entries.filter(({ told }) => told.kind === recordsMerged.name).length, 1000)

    const never = await freshDatabase()
    const other = openDatabase(never.urls.gt_import, 2)
    const done = await importStory(other, ids.partnership, book, read(withoutMerges(text)), 'never-merged.json')
    assert.deepEqual(done.refused, [])
    assert.equal(await exported(other), withoutMerges(text))
    const [here, there] = [await derived(database), await derived(never)]
    assert.ok(here.length > 300 && ['finding', 'reach', 'stay', 'relationship'].every(table => here.some(row => row.startsWith(table))))
    assert.deepEqual(here.filter(row => !there.includes(row)).slice(0, 5), there.filter(row => !here.includes(row)).slice(0, 5))
    assert.equal(here.join('\n'), there.join('\n'))
    assert.equal((await rebuild(history, ids.partnership, book, () => {})).rows, 0)
    report({
      test: 'T7 merges',
      tried: `500 merges, 500 taken apart, ${here.length} derived rows and the export compared`,
      wrong: 0,
      control: 'with one merge standing the rows differ',
    })
    await other.close()
    await never.drop()
  })
})

describe('two records with something open on each that a child has once', () => {
  it('are not read as one, or the two are one open thing: the database never has to refuse', async () => {
    const conference = book.kinds.get('conference')
    assert.ok(conference)
    const answers: string[] = []
    for (const type of ['initial', 'review']) {
      const [one, other] = [newId<SubjectId>(), newId<SubjectId>()]
      for (const subject of [one, other]) {
        await append(told(subject, identity, { is: 'child', given: 'Plan', family: 'Sample', born: '2012-01-01' }), [subject])
        await append({ ...told(subject, conference, { type, plan: true, category: 'neglect' }), audience: 'professionals' })
      }
      const outcome = await history.withActor(as('team-manager'), testPurpose, tx =>
        mergeRecords(tx, book, { id: newId(), person: one, into: other, reason: 'One child, told of twice.' }),
      )
      assert.ok(outcome.done === 'now')
      answers.push(outcome.answer.is)
    }
    assert.ok(
      answers.every(answer => ['merged', 'both-open'].includes(answer)),
      answers.join(),
    )
  })
})
