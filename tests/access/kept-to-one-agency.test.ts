import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { day } from '../../src/guidance/index.ts'
import { type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import type { Audience } from '../../src/thread/entry.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import type { AnyKind } from '../../src/thread/kind.ts'
import {
  birth,
  death,
  identity,
  involvement,
  involvementEnd,
  pregnancy,
  type Relation,
  relationship,
  residence,
  residenceEnd,
} from '../../src/thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { plan, seen, testBook, worry } from '../../src/thread/testing/field-visits.ts'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { accountsOf, administrator } from './asking.ts'
import { judged } from './oracle.ts'

/** What one agency keeps to itself changes no byte of what anybody else reads, whatever it is about. */
let database: TestDatabase
let client: pg.Client
let db: Database
const [child, sibling, neighbour] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
const [home, otherHome] = [newId<SubjectId>(), newId<SubjectId>()]
const schoolsInvolvement = newId<EntryId>()

const happened = { on: day('2024-05-05'), precision: 'day' } as const
const told = (
  subject: SubjectId,
  kind: AnyKind,
  facts: Record<string, unknown>,
  audience: Audience = 'professionals',
  more: Partial<NewEntry> = {},
): NewEntry => ({
  subject,
  act: newId(),
  kind,
  happened,
  audience,
  parts: { record: { facts } },
  ...more,
})
const append = (role: string, entries: readonly NewEntry[], begins: readonly SubjectId[] = []) =>
  db.withActor(as(role), testPurpose, tx =>
    carryOut(tx, testBook, {
      id: newId<CommandId>(),
      asked: 1,
      writes: [...new Set(entries.map(one => one.subject))],
      begins: begins.map(subject => ({ subject, form: 'person' as const })),
      kinds: [...new Set(entries.map(one => one.kind))],
      households: [home, otherHome],
      decide: () => ({ entries, answer: null }),
    }),
  )

/** How each role stands to every one of these people. */
const stands: Record<string, Relation> = {
  'social-worker': 'lead',
  'team-manager': 'manager',
  'conference-chair': 'chair',
  'bridge-manager': 'screener',
  'bridge-screener': 'queue',
  'bridge-social-worker': 'screener',
  'school-safeguarding-lead': 'agency',
  'health-practitioner': 'core-group',
  'early-help-practitioner': 'agency',
  'police-officer': 'agency',
}

before(async () => {
  database = await freshDatabase()
  db = openDatabase(database.urls.gt_import, 2)
  client = await administrator(database.adminUrl)
  const people = [child, sibling, neighbour]
  await append(
    'social-worker',
    people.flatMap(subject => [
      told(subject, identity, { is: 'child', given: 'Robin', family: 'Sample', born: '2018-01-01' }),
      told(subject, residence, { household: subject === neighbour ? otherHome : home }),
      told(subject, relationship, { to: subject === child ? sibling : child, as: 'sibling' }),
      ...Object.entries(stands).map(([role, relation]) =>
        told(subject, involvement, { holder: ids.account(role), form: 'account', as: relation }, 'professionals', {
          ...(subject === child && role === 'school-safeguarding-lead' && { id: schoolsInvolvement }),
        }),
      ),
      told(subject, plan, {}),
      told(subject, worry, {}),
      told(subject, seen, {}),
    ]),
    people,
  )
})
after(async () => {
  await client.end()
  await db.close()
  await database.drop()
})

/** Every byte that each account reads of every table. */
const everythingRead = async (): Promise<Map<string, string>> => {
  const read = new Map<string, string>()
  for (const account of accountsOf(ids)) {
    await client.query('begin')
    await client.query('select gt.become($1, $2, clock_timestamp())', [account.partnership, account.id])
    await client.query('set local role gt_app')
    for (const table of judged) {
      await client.query('savepoint one_table')
      try {
        const { rows } = await client.query<{ of: string }>(`select to_jsonb(t)::text as of from gt.${table} t order by 1`)
        read.set(`${account.role} ${table}`, rows.map(row => row.of).join('\n'))
      } catch (error) {
        if (!(error instanceof Error) || !/permission denied/.test(error.message)) throw error
        await client.query('rollback to savepoint one_table')
      }
    }
    await client.query('rollback')
  }
  return read
}

/** Everything that somebody might keep to their agency. */
const everyKind = (audience: Audience, own: string): NewEntry[] => [
  told(child, worry, {}, audience),
  told(sibling, worry, {}, audience),
  told(child, plan, {}, audience),
  told(child, seen, {}, audience),
  told(child, identity, { is: 'child', given: 'Alias', family: 'Otherwise', born: '2017-01-01' }, audience),
  told(child, residence, { household: otherHome, moves: true }, audience),
  told(sibling, residenceEnd, { household: home }, audience),
  told(child, relationship, { to: neighbour, as: 'half-sibling' }, audience),
  told(child, relationship, { to: sibling, as: 'sibling', ended: true }, audience),
  told(sibling, pregnancy, { expected: '2025-01-01' }, audience),
  told(sibling, birth, {}, audience),
  told(neighbour, death, {}, audience),
  told(child, involvement, { holder: ids.account(own), form: 'account', as: 'core-group' }, audience),
  told(child, involvementEnd, {}, audience, { answers: schoolsInvolvement }),
]

for (const [role, agencyOf] of [
  ['police-officer', ['police-officer']],
  ['health-practitioner', ['health-practitioner']],
  ['social-worker', ['social-worker', 'team-manager', 'conference-chair', 'bridge-manager', 'bridge-screener', 'bridge-social-worker']],
] as const)
  test(`what the ${role} keeps to the agency changes no byte for anybody else`, async () => {
    const before = await everythingRead()
    assert.ok([...before.values()].filter(text => text !== '').length > 60)
    for (const entry of everyKind('agency', role)) {
      await append(role, [entry])
      const now = await everythingRead()
      const changed = [...now]
        .filter(([key, text]) => before.get(key) !== text && !agencyOf.some(own => key.startsWith(`${own} `)))
        .map(([key]) => key)
      assert.deepEqual(changed, [], `after a ${entry.kind.name} that is kept to the agency`)
    }
    const now = await everythingRead()
    assert.ok(
      [...now].some(([key, text]) => key.startsWith(`${role} `) && before.get(key) !== text),
      'its own agency does read it',
    )
  })

test('the same things told to every agency are seen: the comparison could tell', async () => {
  const before = await everythingRead()
  await append('social-worker', everyKind('professionals', 'social-worker').slice(0, 12))
  const now = await everythingRead()
  const changed = [...now].filter(([key, text]) => before.get(key) !== text).map(([key]) => key)
  for (const table of ['entry', 'person', 'stay', 'relationship', 'finding'])
    assert.ok(changed.includes(`school-safeguarding-lead ${table}`) || table === 'finding', `${table} did not change`)
  assert.ok(changed.includes('social-worker finding'))
})
