import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { fieldGroups } from '../../src/thread/entry.ts'
import { freshDatabase, ids, type TestDatabase } from '../database.ts'
import { provesAll, report } from '../prove/figures.ts'
import { accountsOf, administrator, allOf, factsOf, readBy } from './asking.ts'
import { mutantsOf, type Policy, policiesIn } from './mutate.ts'
import { type Account, allowedBy, type Facts, type Judged, judged, judgeFor, matrixText, type Row } from './oracle.ts'
import { fill, seconded } from './world.ts'

/**
 * Whoever weakens a clause of a policy must be found out by the oracle. Each mutant is put in force inside a transaction, asked about, and undone.
 * `npm run prove` tries all of them; `npm test` a fixed part of those on the larger tables, so that the whole of the tests stays short.
 */
const everyMutant = provesAll

let database: TestDatabase
let client: pg.Client
let facts: Facts
const there = new Map<string, Map<string, Row>>()
const may = allowedBy(matrixText())
const policies = policiesIn(readFileSync(new URL('../../db/policies/policies.sql', import.meta.url), 'utf8'))
/** Those who tell most mutants apart come first: the asking stops at the first answer that is wrong. */
const order = ['social-worker', 'emergency-duty-worker', 'police-officer', 'bridge-manager', 'school-safeguarding-lead']
const everyone: readonly Account[] = [
  ...accountsOf(ids).sort((a, b) => order.indexOf(b.role) - order.indexOf(a.role)),
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
  await fill(database)
  client = await administrator(database.adminUrl)
  facts = await factsOf(client)
  for (const table of judged) there.set(table, await allOf(client, table))
})
after(async () => {
  await client?.end()
  await database.drop()
})

/** The first row about which the database and the oracle do not agree. */
const firstDisagreement = async (tables: readonly Judged[], accounts = everyone): Promise<string | undefined> => {
  const entries = there.get('entry') ?? new Map()
  for (const account of accounts) {
    const judge = judgeFor(account, facts, may)
    const read = await readBy(client, account, 'gt_app', tables)
    for (const table of tables)
      for (const [key, row] of there.get(table) ?? [])
        if ((read.get(table)?.has(key) ?? false) !== judge(table, row, entries)) return `${account.role}: ${table} ${key}`
  }
  return undefined
}

/**
 * What a policy asks of other tables is held by those tables' own policies too (nobody reads another's exclusion), so a clause that is gone would
 * often go unnoticed for the second fence behind it. Here that fence is down: each clause must hold by itself.
 */
const secondFences = ['reach', 'excluded', 'named_only', 'closed_to_most', 'announcement', 'opening_told']
const lower = async (): Promise<void> => {
  for (const table of secondFences) {
    for (const policy of policies.filter(one => one.table === table && one.roles.includes('gt_app') && /select|all/.test(one.act)))
      await client.query(`drop policy ${policy.name} on gt.${table}`)
    await client.query(`create policy lowered on gt.${table} for select to gt_app using (true)`)
  }
}

const tried = async (change: () => Promise<void>, tables: readonly Judged[], accounts = everyone): Promise<string | undefined> => {
  await client.query('begin')
  try {
    await change()
    return await firstDisagreement(tables, accounts)
  } finally {
    await client.query('rollback')
  }
}

const reading = (policy: Policy): boolean =>
  policy.roles.includes('gt_app') && /select|all/.test(policy.act) && judged.includes(policy.table as Judged)
const killed: string[] = []

test('with the second fences down the policies alone still say what the matrix says', async () => {
  assert.equal(
    await tried(
      lower,
      judged.filter(table => !secondFences.includes(table)),
    ),
    undefined,
  )
})

test('every weakened clause of every reading policy is noticed', async () => {
  const own = policies.filter(reading)
  assert.ok(own.length >= 20, `only ${own.length} policies were read from the file`)
  const survived: string[] = []
  for (const policy of own) {
    const all = mutantsOf(policy, 'using')
    // The larger tables share one shape with the smaller ones; a part of their mutants is tried every time, another part on another day of the month.
    const some =
      everyMutant || !['entry_part', 'document', 'entry', 'relationship', 'stay', 'episode', 'last_seen'].includes(policy.table)
        ? all
        : all.filter((_, at) => at % 4 === policy.table.length % 4)
    for (const mutant of some) {
      const found = await tried(async () => {
        if (!secondFences.includes(policy.table)) await lower()
        await client.query(`drop policy ${policy.name} on gt.${policy.table}`)
        await client.query(mutant.text)
      }, [policy.table as Judged])
      if (found) killed.push(found)
      else survived.push(`${policy.table}.${policy.name}, ${mutant.what}`)
    }
  }
  console.log(`policy mutants: ${killed.length} noticed, ${survived.length} not`)
  assert.deepEqual(survived, [])
  assert.ok(killed.length > 60)
})

test('a table whose fence is down is noticed', async () => {
  for (const table of judged) {
    const found = await tried(async () => {
      await client.query(`alter table gt.${table} disable row level security`)
      await client.query(`grant select on gt.${table} to gt_app`)
    }, [table])
    if (table !== 'session' && table !== 'access_line') assert.ok(found, `${table} lay open and nobody noticed`)
  }
})

test('a grant too many and a grant too few are noticed', async () => {
  const beside: Record<string, Judged> = {
    identity: 'person',
    household: 'stay',
    involvement: 'involvement',
    episode: 'episode',
    'last-seen': 'last_seen',
    finding: 'finding',
    'finding-told': 'finding',
  }
  // What no policy asks for itself opens a function and no row: each of those is tried where it stands.
  const { rows } = await client.query<{ role: string; relation: string; may: string }>(
    `select role, relation, may from gt.access_grant where may = any ($1) order by md5(role || relation || may) limit ${everyMutant ? 1000 : 12}`,
    [[...Object.keys(beside), ...fieldGroups]],
  )
  const where = (name: string): [Judged] => [beside[name] ?? 'entry_part']
  const whose = (role: string) => everyone.filter(account => account.role === role)
  assert.ok(rows.length > 5)
  for (const { role, relation, may: name } of rows) {
    const drop = () =>
      client.query('delete from gt.access_grant where role = $1 and relation = $2 and may = $3', [role, relation, name]).then(() => {})
    assert.ok(await tried(drop, where(name), whose(role)), `${role} lost ${relation}/${name} and nobody noticed`)
  }
  for (const [role, relation, name] of [
    ['school-safeguarding-lead', 'agency', 'health'],
    ['school-safeguarding-lead', 'agency', 'whereabouts'],
    ['health-practitioner', 'queue', 'finding'],
    ['police-officer', 'agency', 'legal'],
    ['social-worker', 'lead', 'police'],
    ['bridge-screener', 'queue', 'whereabouts'],
    ['early-help-practitioner', 'referrer', 'record'],
    ['team-manager', 'agency', 'identity'],
  ] as const) {
    const add = () => client.query('insert into gt.access_grant values ($1, $2, $3)', [role, relation, name]).then(() => {})
    assert.ok(await tried(add, where(name), whose(role)), `${role} was given ${relation}/${name} and nobody noticed`)
  }
  report({
    test: 'T9 mutants',
    tried: `${killed.length} weakened clauses of policies, every fence, ${rows.length} grants taken away`,
    wrong: 0,
    control: 'each mutant is a control of the matrix',
  })
})
