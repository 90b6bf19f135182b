import type pg from 'pg'

/**
 * What must hold of every database, whatever tables a migration adds. Each wall reads the catalogue and says how many things it looked at, so that a
 * wall which saw nothing is never taken for one that held, and what is wrong, in words that name the thing.
 */
export type Seen = { readonly looked: number; readonly faults: readonly string[] }
export type Wall = (client: pg.Client) => Promise<Seen>

const signIn = "('gt_app', 'gt_public', 'gt_worker', 'gt_import')"
/** The roles behind pages and jobs. The import role sees all by its purpose: it sets up, brings history in and takes it out, from a command line. */
const everyday = ['gt_app', 'gt_public', 'gt_worker'] as const

const list = async (client: pg.Client, text: string): Promise<string[]> =>
  (await client.query<{ of: string }>(text)).rows.map(row => row.of)

const count = async (client: pg.Client, text: string): Promise<number> => (await client.query<{ n: number }>(text)).rows[0]?.n ?? 0

const tables = (client: pg.Client) =>
  list(client, `select relname::text as of from pg_class where relnamespace = 'gt'::regnamespace and relkind in ('r', 'p') order by 1`)

/** Row-level security is on and forced on every table, and each says by at least one policy who may. */
export const everyTableIsFenced: Wall = async client => ({
  looked: (await tables(client)).length,
  faults: await list(
    client,
    `select c.relname || case when not c.relrowsecurity then ' has no row-level security'
        when not c.relforcerowsecurity then ' does not force row-level security on its owner' else ' has no policy' end as of
     from pg_class c where c.relnamespace = 'gt'::regnamespace and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
  ),
})

/** No role that signs in owns anything, is a member of anything, or can step over row-level security; owners cannot sign in. */
export const signInRolesAreSmall: Wall = async client => ({
  looked: await count(client, `select count(*)::integer as n from pg_roles where rolname in ${signIn}`),
  faults: await list(
    client,
    `select rolname || ' may do too much' as of from pg_roles where rolname in ${signIn}
       and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication or rolinherit or not rolcanlogin)
     union all select rolname || ' can sign in' from pg_roles where rolname in ('gt_owner', 'gt_door', 'gt_deriver') and (rolcanlogin or rolsuper or rolbypassrls)
     union all select m.rolname || ' belongs to ' || r.rolname from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
       where m.rolname in ${signIn} or (r.rolname like 'gt\\_%' and not m.rolsuper)
     union all select r.rolname || ' owns ' || d.classid::regclass || ' ' || d.objid from pg_shdepend d join pg_roles r on r.oid = d.refobjid
       where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and r.rolname in ${signIn} and d.dbid in (0, (select oid from pg_database where datname = current_database()))
     union all select c.relname || ' is owned by ' || r.rolname from pg_class c join pg_roles r on r.oid = c.relowner
       where c.relnamespace = 'gt'::regnamespace and c.relkind in ('r', 'p') and r.rolname <> 'gt_owner'
     union all select r.rolname || ' may create in the schema ' || n.nspname from pg_roles r, pg_namespace n
       where r.rolname in ${signIn} and n.nspname in ('gt', 'public') and has_schema_privilege(r.oid, n.oid, 'create')`,
  ),
})

/** Where nobody is asking, no table shows a row to the roles behind pages and jobs. Fill every table first (`oneRowEach`): an empty one proves nothing. */
export const nobodySeesNothing: Wall = async client => {
  const faults: string[] = []
  let looked = 0
  for (const table of await tables(client)) {
    if ((await count(client, `select count(*)::integer as n from gt.${table}`)) === 0)
      faults.push(`${table} is empty: nothing is known of it`)
    for (const role of everyday) {
      looked += 1
      await client.query('savepoint asking')
      try {
        await client.query(`set local role ${role}`)
        const seen = await count(client, `select count(*)::integer as n from gt.${table}`)
        if (seen > 0) faults.push(`${role} reads ${seen} rows of ${table} though nobody is asking`)
      } catch (error) {
        if (!(error instanceof Error) || !/permission denied/.test(error.message)) throw error
      }
      await client.query('rollback to savepoint asking')
    }
  }
  return { looked, faults }
}

/** Keys that do not lead with the partnership, each with its reason. */
const keysOfNoPartnership: Record<string, string> = {
  access_grant_pkey: 'what the access matrix grants is the same for every partnership',
  role_grants_pkey: 'the same, gathered by role',
  asking_pkey: 'one row for each connection, whichever partnership it asks for',
}

/** Every primary, unique and foreign key leads with the partnership, on both of its ends. */
export const keysLeadWithPartnership: Wall = async client => {
  const { rows } = await client.query<{ name: string; on: string; leads: string; to: string | null }>(
    `select k.conname as name, t.relname as on, a.attname as leads, b.attname as to
       from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
       left join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
       where k.connamespace = 'gt'::regnamespace and k.contype in ('p', 'u', 'f', 'x')
     union all select i.relname, t.relname, coalesce(a.attname, '(an expression)'), null
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
       where x.indisunique and t.relnamespace = 'gt'::regnamespace`,
  )
  return {
    looked: rows.length,
    faults: rows
      .filter(
        row => (row.leads !== 'partnership_id' || (row.to ?? 'partnership_id') !== 'partnership_id') && !keysOfNoPartnership[row.name],
      )
      .map(row => `${row.name} on ${row.on} leads with ${row.leads}`),
  }
}

/** Every foreign key has an index that begins with its columns; one that leaves out only what is null will do. */
export const foreignKeysAreIndexed: Wall = async client => ({
  looked: await count(client, `select count(*)::integer as n from pg_constraint where connamespace = 'gt'::regnamespace and contype = 'f'`),
  faults: await list(
    client,
    `select k.conname || ' on ' || k.conrelid::regclass || ' has no index' as of from pg_constraint k
     where k.connamespace = 'gt'::regnamespace and k.contype = 'f' and not exists (select from pg_index x where x.indrelid = k.conrelid and x.indisvalid
       and (x.indpred is null or pg_get_expr(x.indpred, x.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
       and (select array_agg(c order by c) from unnest((x.indkey::int2[])[0:cardinality(k.conkey) - 1]) as c) = (select array_agg(c order by c) from unnest(k.conkey) as c))`,
  ),
})

/** Nothing stands over the tables with rights of its own: no view, no materialised view (a view of the owner's would step over every policy). */
export const noViews: Wall = async client => ({
  looked: await count(client, `select count(*)::integer as n from pg_class where relnamespace = 'gt'::regnamespace`),
  faults: await list(
    client,
    `select relname || ' is a view' as of from pg_class where relnamespace = 'gt'::regnamespace and relkind in ('v', 'm', 'f')`,
  ),
})

/** Functions that see more than their caller: each fixes its search path, is closed to the public, and is on the signed list with its owner and its callers. */
export const definersAreSigned =
  (signed: Readonly<Record<string, string>>): Wall =>
  async client => {
    const { rows } = await client.query<{ name: string; owner: string; callers: string; fixed: boolean }>(
      `select p.oid::regprocedure::text as name, pg_get_userbyid(p.proowner) as owner, 'search_path=""' = any (coalesce(p.proconfig, '{}')) as fixed,
         coalesce((select string_agg(distinct case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end, ' ' order by case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end)
           from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner), 'nobody') as callers
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const there = new Set(rows.map(row => row.name))
    return {
      looked: rows.length,
      faults: [
        ...rows.flatMap(row => [
          ...(row.fixed ? [] : [`${row.name} does not fix its search path`]),
          ...(signed[row.name] === `${row.owner} for ${row.callers}`
            ? []
            : [`${row.name} (${row.owner} for ${row.callers}) is not signed as such`]),
        ]),
        ...Object.keys(signed)
          .filter(name => !there.has(name))
          .map(name => `${name} is signed but does not exist`),
      ],
    }
  }

/** What was written down stays: no role that signs in may change or remove it, nor empty any table, nor point at it from elsewhere. */
export const nothingIsUnwritten: Wall = async client => {
  const kept = ['entry', 'entry_part', 'entry_salt', 'entry_link', 'access_line', 'seal']
  const there = (await tables(client)).filter(table => kept.includes(table))
  return {
    looked: there.length,
    faults: [
      ...kept.filter(table => !there.includes(table) && table !== 'seal').map(table => `${table} does not exist`),
      ...(await list(
        client,
        `select r.rolname || ' may change what is kept in ' || c.relname as of from pg_roles r, pg_class c
           where r.rolname in ${signIn} and c.relnamespace = 'gt'::regnamespace and c.relkind in ('r', 'p') and c.relname in ('${kept.join("', '")}')
             and (has_table_privilege(r.oid, c.oid, 'update') or has_table_privilege(r.oid, c.oid, 'delete') or has_any_column_privilege(r.oid, c.oid, 'update'))
         union all select r.rolname || ' may empty or point at ' || c.relname from pg_roles r, pg_class c
           where r.rolname in ${signIn} and c.relnamespace = 'gt'::regnamespace and c.relkind in ('r', 'p')
             and (has_table_privilege(r.oid, c.oid, 'truncate') or has_table_privilege(r.oid, c.oid, 'references') or has_table_privilege(r.oid, c.oid, 'trigger'))`,
      )),
    ],
  }
}

/** No column says when something was known by the clock of its transaction's beginning: what commits later would claim to have been known earlier. */
export const nothingIsStampedAtTheStart: Wall = async client => ({
  looked: await count(
    client,
    `select count(*)::integer as n from pg_attrdef d join pg_class c on c.oid = d.adrelid where c.relnamespace = 'gt'::regnamespace`,
  ),
  faults: await list(
    client,
    `select c.relname || '.' || a.attname || ' is stamped when its transaction begins' as of
     from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
     where c.relnamespace = 'gt'::regnamespace and pg_get_expr(d.adbin, d.adrelid) ~* '\\m(now|transaction_timestamp|current_timestamp|statement_timestamp)\\M'
     union all select c.relname || '.' || a.attname || ' has a default: only the head of the thread knows when' from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'gt'::regnamespace and c.relname = 'entry' and a.attname = 'known_at' and a.atthasdef`,
  ),
})

/** An unset setting reads as empty text, never as null: each reading of one says what empty means. */
export const emptyIsNobody: Wall = async client => ({
  looked: await count(
    client,
    `select count(*)::integer as n from pg_proc where pronamespace = 'gt'::regnamespace and prosrc ~ 'current_setting'`,
  ),
  faults: await list(
    client,
    `select p.proname || ' reads a setting without saying what empty means' as of from pg_proc p
       where p.pronamespace = 'gt'::regnamespace and regexp_count(p.prosrc, 'current_setting\\(') <> regexp_count(p.prosrc, 'nullif\\(current_setting\\(') and p.prosrc !~ '= '''''
     union all select polname || ' on ' || polrelid::regclass || ' reads a setting itself' from pg_policy
       where coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') ~ 'current_setting'`,
  ),
})

/** Policies add up, so a second one for the same role and act only ever widens: there is one, and none for everyday roles is simply open. Each asks who is
 * asking; the row that answers this is itself open to the one connection and transaction it was written in. */
export const onePolicyForEachAct: Wall = async client => ({
  looked: await count(client, `select count(*)::integer as n from pg_policies where schemaname = 'gt'`),
  faults: await list(
    client,
    `with each_one as (select p.tablename, p.policyname, r.role, a.act, p.qual, p.with_check
       from pg_policies p, unnest(p.roles) as r(role), unnest(case when p.cmd = 'ALL' then array['SELECT', 'INSERT', 'UPDATE', 'DELETE'] else array[p.cmd] end) as a(act)
       where p.schemaname = 'gt' and p.permissive = 'PERMISSIVE')
     select tablename || ' has ' || count(*) || ' policies by which ' || role || ' may ' || lower(act) as of from each_one group by tablename, role, act having count(*) > 1
     union all select distinct tablename || '.' || policyname || ' is open to ' || role from each_one
       where role in ('gt_app', 'gt_public', 'gt_worker', 'public') and (coalesce(qual, with_check) !~ 'gt\\.(asks|me|i_am|i_am_of|part_of_new_entry|entry_of_now)\\(|FROM gt\\.entry ' or with_check = 'true')
         and not (tablename = 'asking' and act = 'SELECT' and qual ~ 'pid = pg_backend_pid\\(\\)\\) AND \\(transaction_id = pg_current_xact_id_if_assigned\\(\\)')`,
  ),
})

/** Puts one row into each table that has none, minding no reference: what it says is of no matter, that it is there is. */
export const oneRowEach = async (client: pg.Client): Promise<void> => {
  const fits: Record<string, string> = {
    form: "'person'",
    precision: "'day'",
    audience: "'professionals'",
    as_what: "'present'",
    state: "'clean'",
    field_groups: "'{record}'",
  }
  await client.query('set local session_replication_role = replica')
  for (const table of await tables(client)) {
    if ((await count(client, `select count(*)::integer as n from gt.${table}`)) > 0) continue
    const { rows } = await client.query<{ name: string; type: string }>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
       where a.attrelid = 'gt.${table}'::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attidentity = ''`,
    )
    const values = rows.map(({ name, type }) => fits[name] ?? sample(type))
    await client.query(`insert into gt.${table} (${rows.map(row => `"${row.name}"`).join(', ')}) values (${values.join(', ')})`)
  }
  await client.query('set local session_replication_role = origin')
}

const sample = (type: string): string =>
  type.endsWith('[]')
    ? `'{}'::${type}`
    : ({
        uuid: 'gen_random_uuid()',
        boolean: 'false',
        bytea: "'\\x00'",
        jsonb: "'{}'",
        date: "'2024-01-01'",
        xid8: "'1'",
        integer: '1',
        bigint: '1',
      }[type] ?? (type.startsWith('timestamp') ? "'2024-01-01'" : "'sample'"))
