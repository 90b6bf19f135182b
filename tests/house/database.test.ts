import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { freshDatabase, type TestDatabase } from '../database.ts'
import * as walls from './database-walls.ts'
import { signed } from './signed-functions.ts'

let database: TestDatabase
let client: pg.Client
before(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
})
after(async () => {
  await client.end()
  await database.drop()
})

/** Runs a wall on the database as it is, then with each planted fault, which is undone again; it must hold before and catch every one. */
const holds = async (
  wall: walls.Wall,
  planted: readonly (readonly [fault: string, named: RegExp])[],
  prepare?: (client: pg.Client) => Promise<void>,
) => {
  const inOneTry = async (fault: string) => {
    await client.query('begin')
    try {
      await prepare?.(client)
      await client.query(fault)
      return await wall(client)
    } finally {
      await client.query('rollback')
    }
  }
  const asItIs = await inOneTry('select')
  assert.deepEqual(asItIs.faults, [])
  assert.ok(asItIs.looked > 0, 'the wall looked at nothing')
  for (const [fault, named] of planted) assert.match((await inOneTry(fault)).faults.join('\n'), named, `not caught: ${fault}`)
}

const newTable =
  'create table gt.planted (partnership_id uuid not null references gt.partnership, planted_id uuid not null, other uuid, primary key (partnership_id, planted_id))'

test('every table has row-level security, forced, and a policy', () =>
  holds(walls.everyTableIsFenced, [
    [newTable, /planted has no row-level security/],
    ['alter table gt.person no force row level security', /person does not force/],
    ['alter table gt.entry disable row level security', /entry has no row-level/],
    ['drop policy mine on gt.draft', /draft has no policy/],
  ]))

test('a role that signs in owns nothing, belongs to nothing and cannot step over a policy', () =>
  holds(walls.signInRolesAreSmall, [
    ['alter role gt_app bypassrls', /gt_app may do too much/],
    ['alter role gt_worker createrole', /gt_worker may do too much/],
    ['alter role gt_owner login', /gt_owner can sign in/],
    ['grant gt_owner to gt_app', /gt_app belongs to gt_owner/],
    ['alter table gt.draft owner to gt_app', /gt_app owns pg_class/],
    ['alter table gt.draft owner to postgres', /draft is owned by postgres/],
    ['grant create on schema public to gt_app', /gt_app may create in the schema public/],
  ]))

test('where nobody is asking, every table is empty', () =>
  holds(
    walls.nobodySeesNothing,
    [
      ['create policy planted on gt.account for select to gt_app using (true)', /gt_app reads \d+ rows of account/],
      [
        'grant select on gt.access_line to gt_public; create policy planted on gt.access_line for select using (true)',
        /gt_public reads \d+ rows of access_line/,
      ],
      ['alter table gt.person disable row level security', /gt_worker reads \d+ rows of person/],
      [newTable, /planted is empty/],
    ],
    walls.oneRowEach,
  ))

test('every primary, unique and foreign key leads with the partnership', () =>
  holds(walls.keysLeadWithPartnership, [
    ['create table gt.planted (planted_id uuid primary key, partnership_id uuid)', /planted_pkey on planted leads with planted_id/],
    ['create unique index planted on gt.account (email)', /planted on account leads with email/],
    [
      `${newTable}; create unique index planted_lower on gt.planted (lower(other::text))`,
      /planted_lower on planted leads with \(an expression\)/,
    ],
    [`${newTable}; alter table gt.planted add foreign key (other, partnership_id) references gt.account`, /leads with other/],
  ]))

test('every foreign key has an index', () =>
  holds(walls.foreignKeysAreIndexed, [
    [
      'drop index gt.reach_asked; drop index gt.team_partnership_id_agency_id_idx',
      /team_partnership_id_agency_id_fkey on gt.team has no index/,
    ],
    [
      `${newTable}; alter table gt.planted add foreign key (partnership_id, other) references gt.account`,
      /planted_partnership_id_other_fkey/,
    ],
    [
      `${newTable}; alter table gt.planted add foreign key (partnership_id, other) references gt.account; create index on gt.planted (partnership_id, other) where planted_id > other`,
      /planted_partnership_id_other_fkey/,
    ],
  ]))

test('no view stands over the tables', () =>
  holds(walls.noViews, [
    ['create view gt.planted as select * from gt.person', /planted is a view/],
    ['create materialized view gt.planted as select * from gt.person', /planted is a view/],
  ]))

test('every function that sees more than its caller is signed, with its owner and its callers', () =>
  holds(walls.definersAreSigned(signed), [
    [
      `create function gt.planted() returns bigint language sql security definer as 'select count(*) from gt.person'`,
      /gt\.planted\(\) does not fix its search path\ngt\.planted\(\) \(\w+ for public\) is not signed/,
    ],
    ['grant execute on function gt.become(uuid, uuid, timestamptz) to gt_app', /gt\.become.*is not signed as such/],
    ['alter function gt.begin_work(uuid, uuid) owner to gt_owner', /gt\.begin_work.*is not signed as such/],
    ['alter function gt.sign_out(uuid, bytea) reset search_path', /gt\.sign_out.*does not fix its search path/],
    ['drop function gt.profile_of(uuid)', /profile_of\(uuid\) is signed but does not exist/],
  ]))

test('what was written down cannot be changed or removed by any role that signs in', () =>
  holds(walls.nothingIsUnwritten, [
    ['grant update (kind) on gt.entry to gt_worker', /gt_worker may change what is kept in entry/],
    ['grant delete on gt.access_line to gt_import', /gt_import may change what is kept in access_line/],
    [
      'create table if not exists gt.seal (partnership_id uuid); grant update on gt.seal to gt_app',
      /gt_app may change what is kept in seal/,
    ],
    ['grant truncate on gt.draft to gt_app', /gt_app may empty or point at draft/],
  ]))

test('nothing is stamped with the clock of the beginning of its transaction', () =>
  holds(walls.nothingIsStampedAtTheStart, [
    ['alter table gt.entry alter known_at set default now()', /entry\.known_at is stamped/],
    ['alter table gt.entry alter known_at set default clock_timestamp()', /entry\.known_at has a default/],
    ['alter table gt.access_line alter at set default current_timestamp', /access_line\.at is stamped/],
  ]))

test('an empty setting is nobody', () =>
  holds(walls.emptyIsNobody, [
    [
      `create function gt.planted() returns uuid language sql as $$ select current_setting('gt.actor', true)::uuid $$`,
      /planted reads a setting/,
    ],
    [
      `create policy planted on gt.draft for select to gt_app using (account_id::text = current_setting('gt.actor', true))`,
      /planted on gt.draft reads a setting/,
    ],
  ]))

test('there is one policy for each role and act, and none is simply open', () =>
  holds(walls.onePolicyForEachAct, [
    [
      'create policy planted on gt.person for select to gt_app using (exists (select from gt.me()))',
      /person has 2 policies by which gt_app may select/,
    ],
    ['create policy planted on gt.reach for insert to gt_app with check (true)', /reach\.planted is open to gt_app/],
    ['create policy planted on gt.person_key for select using (partnership_id is not null)', /person_key\.planted is open to public/],
  ]))
