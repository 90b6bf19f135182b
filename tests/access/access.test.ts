import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { fieldGroups } from '../../src/thread/entry.ts'
import { elsewhere, freshDatabase, ids, type TestDatabase } from '../database.ts'
import { report } from '../prove/figures.ts'
import { accountsOf, administrator, allOf, factsOf, readBy } from './asking.ts'
import { type Account, allowedBy, type Facts, judged, judgeFor, matrixText, type Row } from './oracle.ts'
import { fill, seconded, type World } from './world.ts'

let database: TestDatabase
let client: pg.Client
let world: World
let facts: Facts
let there: Map<string, Map<string, Row>>
const may = allowedBy(matrixText())

/** The nurse in The Bridge's team stands beside the accounts of the organisation. */
const everyone: readonly Account[] = [
  ...accountsOf(ids),
  ...accountsOf(elsewhere).filter(one => ['social-worker', 'bridge-manager', 'police-officer', 'emergency-duty-worker'].includes(one.role)),
  {
    id: seconded,
    partnership: ids.partnership,
    role: 'health-practitioner',
    agency: ids.agency.health,
    teams: [ids.team.bridge],
    queues: ['bridge'],
  },
]

before(async () => {
  database = await freshDatabase()
  world = await fill(database)
  client = await administrator(database.adminUrl)
  facts = await factsOf(client)
  there = new Map()
  for (const table of judged) there.set(table, await allOf(client, table))
})
after(async () => {
  await client?.end()
  await database.drop()
})

/** Asks the database as each account and gives where it and the oracle do not agree, and how many answers were compared. */
const disagreements = async (
  role: 'gt_app' | 'gt_worker',
  tables: readonly (typeof judged)[number][],
  accounts = everyone,
): Promise<{ compared: number; seen: number; differ: string[] }> => {
  let compared = 0
  let seen = 0
  const differ: string[] = []
  const entries = there.get('entry') ?? new Map()
  for (const account of accounts) {
    const judge = judgeFor(account, facts, may)
    const read = await readBy(client, account, role, tables)
    for (const table of tables)
      for (const [key, row] of there.get(table) ?? []) {
        const reads = read.get(table)?.has(key) ?? false
        const should = judge(table, row, entries)
        compared += 1
        if (reads) seen += 1
        if (reads !== should) differ.push(`${account.role} ${reads ? 'reads' : 'does not read'} ${table} ${key} of ${nameOf(row)}`)
      }
  }
  return { compared, seen, differ }
}

let cells = 0
let matched = 0

const nameOf = (row: Row): string => [...world.subjects].find(([, id]) => id === row['subject_id'])?.[0] ?? 'no known situation'

test('the world is whole: every situation, every group, every audience, every author, and something in every table that holds records', async () => {
  const { rows } = await client.query<{ n: number }>(
    `select count(distinct (e.agency_id, p.audience, p.field_group))::integer as n from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'world-note' and e.partnership_id = $1`,
    [ids.partnership],
  )
  // Six agencies write for each audience; of two more, one that was changed since and one whose people are asked to do something, for professionals alone.
  assert.equal(rows[0]?.n, (6 * 2 + 2) * fieldGroups.length)
  for (const table of judged)
    if (table !== 'session' && table !== 'access_line')
      assert.ok((there.get(table)?.size ?? 0) > 0, `${table} is empty: nothing is known of it`)
  assert.ok(world.situations.length > 60)
  const layers = await client.query<{ layer: string }>('select distinct layer from gt.finding order by 1')
  assert.deepEqual(
    layers.rows.map(row => row.layer),
    ['open', 'restricted'],
  )
})

test('the database shows each account exactly what the access matrix says, row by row', async () => {
  await client.query('begin')
  const { compared, seen, differ } = await disagreements('gt_app', judged)
  await client.query('rollback')
  assert.deepEqual(differ.slice(0, 20), [], `${differ.length} of ${compared} answers differ`)
  cells = compared
  assert.ok(compared > 200_000 && seen > 10_000, `only ${compared} answers were compared, ${seen} rows were seen`)
})

test('a job reads what the account it acts for may read, and no more', async () => {
  await client.query('begin')
  const some = everyone.filter(one => ['social-worker', 'police-officer', 'bridge-screener', 'emergency-duty-worker'].includes(one.role))
  const { compared, differ } = await disagreements(
    'gt_worker',
    judged.filter(table => !['draft', 'discarded_draft', 'own_search', 'known_question'].includes(table)),
    some,
  )
  await client.query('rollback')
  assert.deepEqual(differ.slice(0, 20), [], `${differ.length} of ${compared} answers differ`)
  matched = compared
})

test('control: a record that keeps only those who worked with it before it was merged, and one whose guard was not joined, are each found', async () => {
  const about = (name: string) => {
    const id = world.subjects.get(name)
    assert.ok(id, name)
    return id
  }
  const workers = everyone.filter(one => one.role === 'social-worker' && one.partnership === ids.partnership)
  const found: number[] = []
  for (const planted of [
    `delete from gt.reach where subject_id = '${about('merged, lead of the kept')}'`,
    `delete from gt.excluded where subject_id = '${about('merged, excluded from the part, kept')}'`,
    `delete from gt.closed_to_most where subject_id = '${about('merged, part closed, kept')}'`,
  ]) {
    await client.query('begin')
    // Past the triggers that would say it of the other record as well.
    await client.query(`set local session_replication_role = 'replica'`)
    await client.query(planted)
    await client.query(
      `update gt.reach set guarded = false where subject_id in ('${about('merged, excluded from the part, kept')}', '${about('merged, part closed, kept')}')`,
    )
    const { differ } = await disagreements(
      'gt_app',
      ['entry', 'entry_part', 'person'],
      [...workers, ...everyone.filter(one => one.role === 'team-manager')],
    )
    await client.query('rollback')
    found.push(differ.length)
  }
  assert.ok(
    found.every(count => count > 0),
    `${found}`,
  )
  report({
    test: 'T9 matrix',
    tried: `${cells + matched} answers: every account, every row of every table, ${world.situations.length} situations, records that were merged, closed or kept from somebody among them`,
    wrong: 0,
    control: `a merged record with its own workers alone, an exclusion and a closure that were not joined: 3 of 3 found; and the mutants below`,
  })
})
