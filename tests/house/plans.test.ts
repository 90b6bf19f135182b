import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { declaredStatements } from '../../src/kernel/db/statement.ts'
import { rooms } from '../../src/rooms/web.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'

/** Tables that grow with the partnership: none of them is ever read through from end to end to show a page. */
const growing = new Set([
  'subject',
  'entry',
  'entry_part',
  'entry_link',
  'person',
  'person_key',
  'name_word',
  'stay',
  'relationship',
  'involvement',
  'reach',
  'episode',
  'last_seen',
  'finding',
  'access_line',
  'announcement',
  'draft',
  'draft_file',
  'document',
  'command_done',
  'own_search',
  'known_question',
  'look',
])

let database: TestDatabase
let client: pg.Client
before(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(crowd)
  // Whatever index can serve, serves: a scan that is left has no index to go by, however large the tables grow.
  await client.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan; set role gt_app')
})
after(async () => {
  await client?.end()
  await database?.drop()
})

/** Rows enough that the planner reckons with a real partnership; what they say is never read. */
const crowd = `
  set session_replication_role = replica;
  create temp table one as select p.partnership_id as p, a.account_id as a, g.agency_id as g from gt.partnership p join gt.account a using (partnership_id) join gt.agency g using (partnership_id) limit 1;
  create temp table someone as select gen_random_uuid() as s, n from generate_series(1, 8000) n;
  insert into gt.subject (partnership_id, subject_id, form) select p, s, case when n % 8 = 0 then 'matter' else 'person' end from one, someone;
  insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, answers, corrects, field_groups)
    select p, gen_random_uuid(), s, gen_random_uuid(), 'k' || (m % 12), '2024-01-01', '2024-01-01', 'day', '2024-01-01', a, 'x', g, 'education', 'professionals',
      case when m % 3 = 0 then gen_random_uuid() end, case when m % 4 = 0 then gen_random_uuid() end, '{record}' from one, someone, generate_series(1, 8) m;
  insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
    select partnership_id, entry_id, 'record', subject_id, agency_id, audience, '{}', '{}' from gt.entry where author_role = 'x';
  insert into gt.entry_link (partnership_id, entry_id, subject_id, as_what) select partnership_id, entry_id, subject_id, 'present' from gt.entry where author_role = 'x';
  insert into gt.person (partnership_id, subject_id, key, is_a, given, family, entry_id, hash) select p, s, 'now', 'child', 'x' || n, 'y' || n, s, '' from one, someone where n % 8 <> 0;
  insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, hash) select p, s, 'a', gen_random_uuid(), 'lead', '2024-01-01', '' from one, someone;
  insert into gt.involvement (partnership_id, subject_id, key, holder_id, form, relation, from_at, entry_id, hash) select p, s, 'a', gen_random_uuid(), 'account', 'lead', '2024-01-01', s, '' from one, someone;
  insert into gt.stay (partnership_id, subject_id, key, household_id, from_at, entry_id, hash) select p, s, 'a', gen_random_uuid(), '2024-01-01', s, '' from one, someone where n % 8 <> 0;
  insert into gt.relationship (partnership_id, subject_id, key, to_id, as_what, from_at, entry_id, hash) select p, s, 'a', gen_random_uuid(), 'mother', '2024-01-01', s, '' from one, someone where n % 8 <> 0;
  insert into gt.finding (partnership_id, subject_id, rule, key, name, from_at, told, told_to, evidence, facts, layer, hash)
    select p, s, 'r' || m, 'k', 'n', '2024-01-01', '[]', '{}', '{}', '{}', 'open', '' from one, someone, generate_series(1, 3) m;
  insert into gt.document (partnership_id, document_id, subject_id, entry_id, field_group, agency_id, audience, name, type, size, sha256)
    select partnership_id, gen_random_uuid(), subject_id, entry_id, 'record', agency_id, audience, 'n', 'txt', 1, '' from gt.entry where author_role = 'x';
  set session_replication_role = origin;
  analyze`

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Filter?: string; 'Index Cond'?: string; Plans?: Node[] }

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** What a statement reads from end to end, under the policies, as the web's role: the growing tables of its plan that no index condition leads into. */
const readThrough = async (text: string): Promise<string[]> => {
  const asked = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(found => Number(found[1])))
  await client.query(`prepare planned as ${text}`)
  try {
    const { rows } = await client.query(
      `explain (format json, costs off) execute planned${asked > 0 ? `(${Array(asked).fill('null').join(', ')})` : ''}`,
    )
    const plan = (rows[0] as { 'QUERY PLAN': { Plan: Node }[] })['QUERY PLAN'][0]?.Plan
    return plan
      ? nodesOf(plan)
          .filter(isReadThrough)
          .map(node => `${node['Node Type']} on ${node['Relation Name']} ${node['Index Name'] ?? ''} (${node['Index Cond'] ?? ''})`)
      : ['no plan']
  } finally {
    await client.query('deallocate planned')
  }
}

/** A scan without an index, or one whose index is entered by the partnership and the group of fields alone: both read all of a partnership. */
const isReadThrough = (node: Node): boolean =>
  growing.has(node['Relation Name'] ?? '') &&
  (node['Node Type'] === 'Seq Scan' ||
    (/^Index (Only )?Scan$/.test(node['Node Type']) &&
      (node['Index Cond'] ?? 'partnership_id = ').split(' AND ').every(condition => /partnership_id = |field_group = '/.test(condition))))

test('no statement of any room reads a growing table from end to end', async () => {
  assert.ok(rooms.length > 3)
  const statements = declaredStatements().filter(one => one.shows !== null)
  assert.ok(statements.length >= 12, `only ${statements.length} statements that show records were found`)
  const faults: string[] = []
  for (const { name, text } of statements) for (const through of await readThrough(text)) faults.push(`${name}: ${through}`)
  assert.deepEqual(faults, [])
})

test('planted faults: a list by a name without an index, and a count of a whole agency, are caught', async () => {
  assert.notDeepEqual(await readThrough('select * from gt.person p where p.partnership_id = $1 and p.family = $2'), [])
  assert.notDeepEqual(await readThrough('select * from gt.finding f where f.name = $1'), [])
  assert.notDeepEqual(await readThrough('select count(*) from gt.entry'), [])
  // What coalesce gives is compared only after a policy has judged every row: without a fence (offset 0) each address of the partnership is judged.
  const version = (fence: string) => `select q.facts from gt.stay s
    cross join lateral (select coalesce((select v.entry_id from gt.entry v where v.partnership_id = $1 and v.corrects = s.entry_id limit 1), s.entry_id) as said ${fence}) last
    join gt.entry_part q on q.partnership_id = $1 and q.entry_id = last.said and q.field_group = 'whereabouts'
    where s.partnership_id = $1 and s.subject_id = $2`
  assert.notDeepEqual(await readThrough(version('')), [])
  assert.deepEqual(await readThrough(version('offset 0')), [])
})
