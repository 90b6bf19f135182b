import type pg from 'pg'
import type { AccountId, SubjectId } from '../src/thread/ids.ts'
import { account, agency, bridgeTeam, partnership } from './organisation.ts'
import type { Floor, Recorded } from './recorded.ts'
import type { Operation } from './targets.ts'

/** Everything the floor writes says that it did, so that a database that is kept is what it was. */
const author = 'floor'

/**
 * What an append writes, as one prepared statement: the entry, its part and salt, what was asked, the head of the thread, and two findings with what they
 * announce. It checks nothing, locks nothing and reckons nothing. $1 partnership, $2 the thread, $3 an author and $4 his agency.
 */
const visitFloor = `with e as (
    insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, field_groups)
    values ($1, gen_random_uuid(), $2, gen_random_uuid(), 'visit', current_date, clock_timestamp(), 'day', clock_timestamp(), $3, '${author}', $4, 'childrens-social-care', 'professionals', '{record}')
    returning partnership_id, entry_id, subject_id, agency_id, audience),
  q as (insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
    select partnership_id, entry_id, 'record', subject_id, agency_id, audience, '{"by": "lead", "place": "home", "seen": "seen-alone"}', '{"childsWords": "I like it here."}' from e),
  s as (insert into gt.entry_salt (partnership_id, entry_id, salt) select partnership_id, entry_id, uuid_send(gen_random_uuid()) from e),
  c as (insert into gt.command_done (partnership_id, command_id, account_id, asked) select partnership_id, gen_random_uuid(), $3, uuid_send(gen_random_uuid()) from e),
  h as (update gt.subject set version = version + 1 where partnership_id = $1 and subject_id = $2),
  f as (insert into gt.finding (partnership_id, subject_id, rule, key, name, from_at, told, told_to, evidence, facts, layer, hash)
    select partnership_id, subject_id, 'floor', 'floor/' || entry_id || '/' || n, 'floor', clock_timestamp(), '[]', '{}', array[entry_id], '{}', 'open', '\\x00' from e, generate_series(1, 2) n)
  select entry_id from e`

/**
 * What a concern writes: a new thread, what was told in two parts, who told it and in whose queue it waits, their salts, what was asked, the four findings
 * that follow and who may reach it. $1 partnership, $2 an author, $3 his agency, $4 the team. What is then opened is read beside it.
 */
const concernFloor = `with m as (insert into gt.subject (partnership_id, subject_id, form, version, known_at)
    values ($1, gen_random_uuid(), 'matter', 3, clock_timestamp()) returning subject_id),
  e as (insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, field_groups)
    select $1, gen_random_uuid(), m.subject_id, gen_random_uuid(), k.kind, current_date, clock_timestamp(), 'moment', clock_timestamp(), $2, '${author}', $3, 'education', 'professionals', k.groups
    from m, (values ('referral-told', '{record,referrer}'::text[]), ('involvement', '{record}'), ('involvement', '{record}')) as k(kind, groups)
    returning partnership_id, entry_id, subject_id, agency_id, audience, kind, field_groups),
  q as (insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
    select partnership_id, entry_id, g, subject_id, agency_id, audience, '{"form": "worried-about-a-child", "concerns": ["neglect"]}', '{"seenOrHeard": "Nobody in this concern is real."}' from e, unnest(field_groups) g),
  s as (insert into gt.entry_salt (partnership_id, entry_id, salt) select partnership_id, entry_id, uuid_send(gen_random_uuid()) from e),
  c as (insert into gt.command_done (partnership_id, command_id, account_id, asked) select $1, gen_random_uuid(), $2, uuid_send(gen_random_uuid()) from m),
  i as (insert into gt.involvement (partnership_id, subject_id, key, holder_id, form, relation, from_at, entry_id, hash)
    select partnership_id, subject_id, entry_id::text, $4, 'team', 'floor', clock_timestamp(), entry_id, '\\x00' from e where kind = 'involvement'),
  r as (insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, hash)
    select partnership_id, subject_id, entry_id::text, $4, 'floor', clock_timestamp(), '\\x00' from e where kind = 'involvement'),
  f as (insert into gt.finding (partnership_id, subject_id, rule, key, name, from_at, told, told_to, evidence, facts, layer, hash)
    select partnership_id, subject_id, 'floor', 'floor/' || entry_id || '/' || n, 'floor', clock_timestamp(), '[]', '{}', array[entry_id], '{}', 'open', '\\x00' from e, generate_series(1, 4) n where kind = 'referral-told')
  select (select count(*) from e) as written, (select json_agg(one) from (`

/** Threads of nobody's that the floor writes on: on those of a family, what it writes would be read by the next visit to a child of that family. */
const threadsOfItsOwn = async (client: pg.Client): Promise<readonly SubjectId[]> => {
  const { rows } = await client.query<{ subject_id: SubjectId }>(
    `insert into gt.subject (partnership_id, subject_id, form, rules_version) select $1, gen_random_uuid(), 'person', '${author}' from generate_series(1, 120) returning subject_id`,
    [partnership],
  )
  return rows.map(row => row.subject_id)
}

/**
 * What the floor does for an operation: what its page asks, by the twins of the functions that know who asks; what its form writes, checked by nobody.
 * `recorded`: what the page asks, nothing for a change. `client`: an administrator's.
 */
export const floorOf = async (client: pg.Client, { name, kind }: Operation, recorded: Recorded | null): Promise<Floor> => {
  if (kind === 'change') {
    const threads = await threadsOfItsOwn(client)
    return { text: visitFloor, values: threads.map(thread => [partnership, thread, account.worker(0), agency.council]), bytes: 0 }
  }
  if (!recorded) throw new Error(`nothing was recorded of ${name}`)
  const text = await unfenced(client, `bench_${name.replace(/\W+/g, '_')}`, recorded.asker, recorded.text)
  if (kind === 'page' || !name.startsWith('concern')) return { ...recorded, text }
  const own = [partnership, account.schoolLead(0), agency.school(0), bridgeTeam]
  const moved = text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + own.length}`)
  return { ...recorded, text: `${concernFloor}${moved}) one) as page from m`, values: recorded.values.map(values => [...own, ...values]) }
}

/**
 * The same statement for the administrator, whom nobody has signed and no policy holds. A function that sees more than its caller first asks who that is; the
 * floor calls a twin of it, made in a schema of its own, that takes one asker's word for it. `asker`: whose session the first of the targets is.
 */
const unfenced = async (client: pg.Client, schema: string, asker: AccountId, text: string): Promise<string> => {
  await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}`)
  await client.query('begin')
  await client.query('select from gt.become($1, $2, clock_timestamp())', [partnership, asker])
  await client.query(`create table ${schema}.asker as select * from gt.me()`)
  await client.query('commit')
  await client.query(
    `create function ${schema}.me() returns setof gt.actor language sql stable rows 1 begin atomic select * from ${schema}.asker; end`,
  )
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select proname as name, pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'gt'::regnamespace and prosecdef and prosrc like '%gt.me()%'`,
  )
  let twin = text
  for (const { name, definition } of rows.filter(one => text.includes(`gt.${one.name}(`))) {
    await client.query(definition.replace(`FUNCTION gt.${name}(`, `FUNCTION ${schema}.${name}(`).replaceAll('gt.me()', `${schema}.me()`))
    twin = twin.replaceAll(`gt.${name}(`, `${schema}.${name}(`)
  }
  // The head of a thread comes through a function that reads one row; the floor reads it itself.
  return twin.replaceAll(
    /gt\.head_of\((\$\d+), (\$\d+)\)/g,
    '(select s.form, s.known_at from gt.subject s where s.partnership_id = $1 and s.subject_id = $2)'
      .replaceAll('$1', '$$1')
      .replaceAll('$2', '$$2'),
  )
}

/** Notes threads that are brought in for a part of the measurement only. */
export const forAWhile = async (client: pg.Client, subjects: readonly SubjectId[]): Promise<void> => {
  await client.query('create table if not exists public.bench_more (subject_id uuid)')
  await client.query('insert into public.bench_more select unnest($1::uuid[])', [subjects])
}

/**
 * Takes away what the measurement has told of concerns, what was brought in for a while and what the floor has written, so that a database that is kept is
 * measured as it was loaded; the visits that were told stay. Gives how many threads are gone.
 */
export const tidied = async (client: pg.Client): Promise<number> => {
  await forAWhile(client, [])
  const { rows } = await client.query<{ subject_id: SubjectId }>(
    `select distinct e.subject_id from gt.entry e where e.partnership_id = $1 and e.kind = 'referral-told' and (e.command_id is not null or e.author_role = '${author}')
     union select s.subject_id from gt.subject s where s.partnership_id = $1 and s.rules_version = '${author}'
     union select b.subject_id from public.bench_more b`,
    [partnership],
  )
  const gone = rows.map(row => row.subject_id)
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'subject_id' and not a.attisdropped
     where c.relnamespace = 'gt'::regnamespace and c.relkind in ('r', 'p') order by c.relname = 'subject'`,
  )
  // Triggers keep what was written down; what the measurement made up was never anybody's.
  await client.query('begin; set local session_replication_role = replica')
  await client.query(
    'delete from gt.entry_salt x using gt.entry e where e.partnership_id = $1 and x.partnership_id = $1 and x.entry_id = e.entry_id and e.subject_id = any ($2)',
    [partnership, gone],
  )
  for (const { name } of tables)
    await client.query(`delete from gt.${name} where partnership_id = $1 and subject_id = any ($2)`, [partnership, gone])
  await client.query('commit')
  const { rows: schemas } = await client.query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'bench\\_%'`)
  for (const { name } of schemas) await client.query(`drop schema ${name} cascade`)
  await client.query('truncate public.bench_more')
  if (gone.length > 0) await client.query('vacuum (analyze) gt.reach, gt.finding, gt.involvement, gt.subject')
  return gone.length
}
