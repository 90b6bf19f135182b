import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../../../tests/database.ts'
import { setUp } from '../../kernel/access/organisation.ts'
import { type Database, openDatabase } from '../../kernel/db/with-actor.ts'
import { book } from '../../rooms/book.ts'
import { dice, factsFor } from '../../rooms/testing/generated.ts'
import { idNamed, isId, type PartnershipId, type SubjectId } from '../ids.ts'
import type { AnyKind } from '../kind.ts'
import { idOfLabel, printTrouble, readStoryObject, type Story } from '../stories/index.ts'
import { exportSet, NoSuchSubject, setsToExport } from './export.ts'
import { type Imported, importStory } from './import.ts'
import { rebuild } from './rebuild.ts'

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

let begun = 0
/** A partnership of its own with nobody in it. */
const emptyPartnership = async (url = database.urls.gt_import): Promise<PartnershipId> => {
  begun += 1
  const id = idNamed<PartnershipId>('import test', `${begun}`)
  await setUp(url, { partnership: { id, name: `Partnership ${begun}`, profile: {} }, agencies: [], teams: [], accounts: [] })
  return id
}

const read = (given: unknown, file = 'a-story.json'): Story => {
  const story = readStoryObject(given, book, file)
  assert.ok(story.ok, story.ok ? '' : story.troubles.map(printTrouble).join('\n'))
  return story.story
}
const imports = (given: unknown, partnership: PartnershipId, into = history): Promise<Imported> =>
  importStory(into, partnership, book, read(given), 'a-story.json')

const exported = async (partnership: PartnershipId, from = history): Promise<string[]> => {
  const sets = await setsToExport(from, partnership, null)
  const texts: string[] = []
  for (const set of sets) texts.push((await exportSet(from, partnership, set)).text)
  return texts
}

/** Everything that is derived of a partnership, as text; the partnership's own id and what rows are made with left out. */
const derived = async (partnership: PartnershipId, of = database): Promise<string> => {
  const tables = ['finding', 'reach', 'involvement', 'person', 'person_key', 'stay', 'relationship', 'episode', 'last_seen']
  const rows: string[] = []
  for (const table of tables)
    for (const { row } of await of.admin<{ row: string }>(
      `select (to_jsonb(t) - 'partnership_id' - 'hash')::text as row from gt.${table} t where partnership_id = $1 order by 1`,
      [partnership],
    ))
      rows.push(`${table} ${row}`)
  return rows.join('\n')
}

const counts = async (partnership: PartnershipId): Promise<Record<string, number>> => {
  const [row] = await database.admin<Record<string, number>>(
    `select ${['subject', 'entry', 'entry_part', 'entry_salt', 'agency', 'account', 'finding']
      .map(table => `(select count(*)::int from gt.${table} where partnership_id = $1) as ${table}`)
      .join(', ')}`,
    [partnership],
  )
  return row ?? {}
}

const folder = join(import.meta.dirname, '../../../stories')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json'))
const given = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), 'utf8'))

const small = (entries: unknown[], more: Record<string, unknown> = {}) => ({
  story: 'small',
  title: 'A small story',
  fixture: 'invented',
  agencies: { council: { kind: 'childrens-social-care', name: 'Children’s services' } },
  authors: { worker: { agency: 'council', role: 'social-worker' } },
  subjects: { child: { form: 'person' }, other: { form: 'person' } },
  entries,
  ...more,
})
const who = (subject: string, given: string, more: Record<string, unknown> = {}) => ({
  id: `who-${subject}`,
  subject,
  kind: 'identity',
  happened: '2024-01-01',
  by: 'worker',
  facts: { is: 'child', given, family: 'Testcase' },
  ...more,
})

describe('every story that is brought into an empty partnership', () => {
  for (const file of files)
    it(`is written out, brought in elsewhere and written out again to the byte: ${file}`, async () => {
      const [here, there] = [await emptyPartnership(), await emptyPartnership()]
      const done = await imports(given(file), here)
      assert.deepEqual(done.refused, [])
      assert.equal(done.entries, read(given(file)).entries.length)
      const out = await exported(here)
      for (const text of out) assert.deepEqual((await imports(JSON.parse(text), there)).refused, [])
      assert.deepEqual(await exported(there), out)
      assert.equal(await derived(there), await derived(here))
    })

  it('adds nothing when it is brought in again', async () => {
    const here = await emptyPartnership()
    await imports(given('third-concern.json'), here)
    const before = await counts(here)
    const again = await imports(given('third-concern.json'), here)
    assert.deepEqual([again.subjects, again.entries, again.there], [0, 0, read(given('third-concern.json')).entries.length])
    assert.deepEqual(await counts(here), before)
    assert.ok((before.finding ?? 0) > 0)
  })

  it('tells what gates would have asked, and goes on', async () => {
    const done = await imports(given('third-concern.json'), await emptyPartnership())
    assert.deepEqual(done.refused, [])
    assert.deepEqual(
      [...new Set(done.wouldHaveAsked.filter(one => one.rule === 'cumulative-referrals').map(one => one.entry))],
      ['d3', 'd6'],
    )
  })
})

describe('random threads', () => {
  const kinds = [...book.kinds.values()].filter(kind => kind.of.includes('person') && !['birth', 'death', 'conference'].includes(kind.name))
  const words = (kind: AnyKind, group: keyof AnyKind['also'], roll: () => number): Record<string, string> =>
    Object.fromEntries(
      Object.keys((z.toJSONSchema(kind.also[group]?.narrative ?? z.object({}), { io: 'input' }).properties ?? {}) as object).map(field => [
        field,
        [`\${r1}`, 'Ünïted “quotes” \\ \n line', 'plain words'][Math.floor(roll() * 3)] ?? '',
      ]),
    )
  const thrown = (seed: number) => {
    const roll = dice(seed)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
    const subjects = ['a', 'b', 'c', 'd']
    const entries: Record<string, unknown>[] = []
    for (let at = 0; at < 60; at += 1) {
      const kind = pick(kinds)
      const happened = pick<unknown>([
        '2023-04',
        '2022',
        { on: '2023-05-20', precision: 'month' },
        `2024-0${1 + (at % 9)}-12`,
        `2024-0${1 + (at % 9)}-12T09:0${at % 10}Z`,
      ])
      const before = entries.filter(one => !one.corrects && !one.withdraws)
      const root = roll() < 0.3 && before.length > 0 ? pick(before) : undefined
      const takenBack = root !== undefined && roll() < 0.4
      const of = root ? (book.kinds.get(`${root.kind}`) as AnyKind) : kind
      const groups = Object.keys(of.also).filter(() => roll() < 0.7) as (keyof AnyKind['also'])[]
      entries.push({
        id: `e${at}`,
        subject: root?.subject ?? pick(subjects),
        kind: of.name,
        happened: root?.happened ?? happened,
        ...(root || roll() < 0.3 ? { known: `2025-0${1 + Math.floor(at / 18)}-${10 + (at % 18)}T10:${10 + (at % 50)}:00.123456Z` } : {}),
        by: pick(['worker', 'officer']),
        ...(roll() < 0.1 ? { role: 'duty-worker' } : {}),
        ...(roll() < 0.1 ? { agency: 'station' } : {}),
        ...(roll() < 0.4 ? { audience: pick(['family', 'agency']) } : {}),
        ...(root ? { [takenBack ? 'withdraws' : 'corrects']: root.id } : {}),
        ...(!root && before.length > 0 && roll() < 0.3 ? { answers: pick(before).id } : {}),
        ...(roll() < 0.3 ? { act: `act${at % 7}` } : {}),
        ...(roll() < 0.2 ? { present: [pick(subjects)] } : {}),
        ...(takenBack
          ? {}
          : {
              facts: escapedFacts(factsFor(of, roll)),
              narrative: narrativeOf(of, roll),
              ...(groups.length > 0
                ? { parts: Object.fromEntries(groups.map(group => [group, { facts: {}, narrative: words(of, group, roll) }])) }
                : {}),
            }),
      })
    }
    return {
      ...small(entries),
      story: `thrown-${seed}`,
      agencies: {
        council: { kind: 'childrens-social-care', name: 'Children’s services' },
        station: { kind: 'police', name: 'The police' },
      },
      authors: {
        worker: { agency: 'council', role: 'social-worker', name: 'Jo Invented' },
        officer: { agency: 'station', role: 'police-officer' },
      },
      subjects: Object.fromEntries(subjects.map(label => [label, { form: 'person' }])),
    }
  }
  const escapedFacts = (facts: unknown): unknown => JSON.parse(JSON.stringify(facts))
  const narrativeOf = (kind: AnyKind, roll: () => number): Record<string, string> | undefined => {
    const fields = Object.keys((z.toJSONSchema(kind.record.narrative, { io: 'input' }).properties ?? {}) as object)
    const said = Object.fromEntries(fields.map(field => [field, `Said ${Math.floor(roll() * 100)} \${x} ’`]))
    return said
  }

  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`come back to the byte with corrections, withdrawals, parts, acts and audiences (throw ${seed})`, async () => {
      const [here, there] = [await emptyPartnership(), await emptyPartnership()]
      const done = await imports(thrown(seed), here)
      assert.deepEqual(done.refused, [])
      assert.equal(done.entries, 60)
      const out = await exported(here)
      for (const text of out) assert.deepEqual((await imports(JSON.parse(text), there)).refused, [])
      assert.deepEqual(await exported(there), out)
      assert.equal(await derived(there), await derived(here))
      const rows = await derived(here)
      const made = await rebuild(history, here, book, () => {})
      assert.deepEqual([made.rows, made.pass], [0, 1])
      assert.equal(await derived(here), rows)
    })

  it('come back to another database as well, and one thread alone as it is', async () => {
    const other = await freshDatabase({ organisation: false })
    const into = openDatabase(other.urls.gt_import, 2)
    try {
      const here = await emptyPartnership()
      await imports(thrown(7), here)
      const [one] = (await setsToExport(history, here, null)).flat()
      assert.ok(one)
      const alone = await exportSet(history, here, (await setsToExport(history, here, [one]))[0] ?? [])
      const there = await emptyPartnership(other.urls.gt_import)
      assert.deepEqual((await imports(JSON.parse(alone.text), there, into)).refused, [])
      const [set] = await setsToExport(into, there, [one])
      assert.equal((await exportSet(into, there, set ?? [])).text, alone.text)
    } finally {
      await into.close()
      await other.drop()
    }
  })

  it('control: one word changed in the database is a byte changed in the export', async () => {
    const here = await emptyPartnership()
    await imports(thrown(8), here)
    const out = await exported(here)
    await database.admin(
      `update gt.entry_part set narrative = narrative || '{"planted": "x"}' where partnership_id = $1 and entry_id = (select min(entry_id::text)::uuid from gt.entry where partnership_id = $1 and not withdraws)`,
      [here],
    )
    assert.notDeepEqual(await exported(here), out)
  })
})

describe('what is brought in', () => {
  it('keeps the moments at which it became known, and the head of the thread stands at the latest, never earlier than it stood', async () => {
    const here = await emptyPartnership()
    const late = who('child', 'Robin', { known: '2024-05-01T10:00Z' })
    const early = { ...who('child', 'Robin', { known: '2024-02-01T10:00Z' }), id: 'earlier' }
    await imports(small([late], { subjects: { child: { form: 'person' } } }), here)
    const head = async () =>
      (
        await database.admin<{ known: string }>(
          `select to_char(known_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as known from gt.subject where partnership_id = $1`,
          [here],
        )
      )[0]?.known
    assert.equal(await head(), '2024-05-01 10:00')
    await imports(small([late, early], { subjects: { child: { form: 'person' } } }), here)
    assert.equal(await head(), '2024-05-01 10:00')
    const known = await database.admin<{ n: number }>(`select count(distinct known_at)::int as n from gt.entry where partnership_id = $1`, [
      here,
    ])
    assert.equal(known[0]?.n, 2)
  })

  it('is refused where it lies in the future, with file, event and field, and the others of its set with it', async () => {
    const here = await emptyPartnership()
    const entries = [who('child', 'Robin'), who('other', 'Sam', { known: '2199-01-01T10:00Z', present: ['child'] })]
    const done = await imports(small(entries), here)
    assert.deepEqual(
      done.refused.map(({ file, event, field }) => ({ file, event, field })),
      [{ file: 'a-story.json', event: 'who-other', field: 'known' }],
    )
    assert.equal(done.entries, 0)
    assert.deepEqual((await counts(here)).subject, 0)
    assert.deepEqual((await counts(here)).agency, 0)
  })

  it('goes in where it has nothing to do with what is refused', async () => {
    const here = await emptyPartnership()
    const done = await imports(small([who('child', 'Robin'), who('other', 'Sam', { known: '2199-01-01T10:00Z' })]), here)
    assert.equal(done.refused.length, 1)
    assert.deepEqual([done.entries, (await counts(here)).subject], [1, 1])
  })

  it('is never overwritten: the same entry with other words is refused', async () => {
    const here = await emptyPartnership()
    await imports(small([who('child', 'Robin'), who('other', 'Sam')]), here)
    const out = await exported(here)
    const done = await imports(small([who('child', 'Robyn'), who('other', 'Sam')]), here)
    assert.deepEqual(
      done.refused.map(({ event, field }) => [event, field]),
      [['who-child', 'id']],
    )
    assert.deepEqual([done.entries, done.there], [0, 1])
    assert.deepEqual(await exported(here), out)
  })

  it('is refused where it breaks what the database holds to, all of its set', async () => {
    const here = await emptyPartnership()
    const story = small([who('child', 'Robin', { present: ['0d0d0d0d-0000-4000-8000-000000000000'] })])
    const done = await imports(story, here)
    assert.deepEqual(
      done.refused.map(({ event, field }) => [event, field]),
      [['who-child', 'present']],
    )
    assert.equal((await counts(here)).entry, 0)
  })

  it('belongs to the agencies and people that are here already, by name or by the address they sign in with', async () => {
    const story = small([who('child', 'Robin')], {
      agencies: { 'social-care': { kind: 'childrens-social-care', name: 'Invented Children’s Social Care' } },
      authors: { 'social-worker': { agency: 'social-care', role: 'social-worker' } },
      entries: [
        {
          ...who('child', 'Robin'),
          by: 'social-worker',
        },
        {
          id: 'allocated',
          subject: 'child',
          kind: 'involvement',
          happened: '2024-01-02',
          by: 'social-worker',
          facts: { holder: `\${social-worker}`, form: 'account', as: 'lead' },
        },
      ],
    })
    const done = await imports(story, ids.partnership)
    assert.deepEqual([done.agencies, done.authors, done.refused], [[], [], []])
    const child = idOfLabel<SubjectId>('small', 'child')
    const rows = await database.admin<{ author_id: string; agency_id: string }>(
      'select distinct author_id, agency_id from gt.entry where partnership_id = $1 and subject_id = $2',
      [ids.partnership, child],
    )
    assert.deepEqual(rows, [{ author_id: ids.account('social-worker'), agency_id: ids.agency['social-care'] }])
    const seen = await database.worker.withActor(as('social-worker'), testPurpose, tx =>
      tx.run({ name: 'look', text: 'select given from gt.person where partnership_id = $1 and subject_id = $2', shows: null }, [
        ids.partnership,
        child,
      ]),
    )
    assert.deepEqual(seen, [{ given: 'Robin' }])
  })

  it('makes whom it does not find: agencies, and accounts that nobody can sign in with', async () => {
    const here = await emptyPartnership()
    const done = await imports(small([who('child', 'Robin')]), here)
    assert.deepEqual([done.agencies, done.authors], [['Children’s services'], ['worker']])
    const accounts = await database.admin<{ active: boolean; email: string; secrets: number }>(
      `select a.active, a.email, (select count(*)::int from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = a.account_id) as secrets
       from gt.account a where a.partnership_id = $1`,
      [here],
    )
    assert.equal(accounts.length, 1)
    assert.deepEqual([accounts[0]?.active, accounts[0]?.secrets, accounts[0]?.email.endsWith('@imported.invalid')], [false, 0, true])
  })

  it('is salted for sealing like what is told today', async () => {
    const here = await emptyPartnership()
    await imports(given('two-homes.json'), here)
    const { entry, entry_salt } = await counts(here)
    assert.ok(entry && entry === entry_salt)
  })

  it('two at once bring in the same story once', async () => {
    const here = await emptyPartnership()
    const [one, two] = await Promise.all([imports(given('two-homes.json'), here), imports(given('two-homes.json'), here)])
    assert.equal(one.entries + two.entries, read(given('two-homes.json')).entries.length)
    assert.deepEqual([...one.refused, ...two.refused], [])
  })
})

describe('the way in and out', () => {
  it('is the command line’s alone: the web and jobs are nobody there', async () => {
    for (const other of [database.app, database.worker])
      await assert.rejects(
        other.withActor({ by: 'command-line', partnership: ids.partnership }, testPurpose, async () => {}),
        { message: 'nobody is signed in' },
      )
  })

  it('leaves an access line with all that an export shows', async () => {
    const here = await emptyPartnership()
    await imports(small([who('child', 'Robin')], { subjects: { child: { form: 'person' } } }), here)
    await exported(here)
    const lines = await database.admin<{ role: string; purpose: string; entry_ids: string[]; subject_ids: string[] }>(
      'select role, purpose, entry_ids, subject_ids from gt.access_line where partnership_id = $1',
      [here],
    )
    assert.deepEqual(lines, [
      { role: 'command-line', purpose: 'export', entry_ids: [idOfLabel('small', 'who-child')], subject_ids: [idOfLabel('small', 'child')] },
    ])
  })

  it('writes out nobody who is not there', async () => {
    const here = await emptyPartnership()
    const nobody = idNamed<SubjectId>('nobody', 'here')
    assert.ok(isId(nobody))
    await assert.rejects(exportSet(history, here, [nobody]), NoSuchSubject)
  })
})

describe('making everything derived again', () => {
  it('brings back what was lost, households first, and then changes nothing', async () => {
    const here = await emptyPartnership()
    for (const file of ['case-17.json', 'two-homes.json', 'before-birth.json']) await imports(given(file), here)
    const rows = await derived(here)
    for (const table of ['finding', 'reach', 'involvement', 'person', 'person_key', 'stay', 'relationship', 'episode', 'last_seen'])
      await database.admin(`delete from gt.${table} where partnership_id = $1`, [here])
    assert.equal(await derived(here), '')
    const made = await rebuild(history, here, book, () => {})
    assert.ok(made.rows > 0)
    assert.equal(made.pass, 2)
    assert.equal(await derived(here), rows)
    const heads = () => database.admin('select subject_id, known_at, version from gt.subject where partnership_id = $1 order by 1', [here])
    const before = await heads()
    assert.equal((await rebuild(history, here, book, () => {})).rows, 0)
    assert.deepEqual(await heads(), before)
  })
})
