import type pg from 'pg'
import { Unfit } from '../fit-to-serve.ts'
import type { BackupHead } from './container.ts'

/** Made by the policies from the access matrix, and again whenever they are; and what is not logged and holds for a transaction alone. */
const madeAgain: readonly string[] = ['gt.access_grant', 'gt.role_grants']

/** A table of ours: its columns in order, with their types as SQL writes them. */
export type Table = { readonly name: string; readonly columns: readonly { readonly name: string; readonly type: string }[] }

/** Every table that holds something, by name. */
export const tablesOf = async (client: pg.ClientBase): Promise<Table[]> => {
  const { rows } = await client.query<{ name: string; columns: { name: string; type: string }[] }>(
    `select 'gt.' || c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'gt'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' group by c.relname order by c.relname`,
  )
  return rows.filter(row => !madeAgain.includes(row.name))
}

/** How many rows each table has, with a digest of all of them that is the same in any order: what a restored database is held against. */
export const standing = async (client: pg.ClientBase): Promise<BackupHead['tables']> => {
  const found: BackupHead['tables'] = {}
  for (const { name, columns } of await tablesOf(client)) {
    const text = columns.map(column => `coalesce(length(t.${column.name}::text) || ':' || t.${column.name}::text, '-')`).join(" || ';' || ")
    const { rows } = await client.query<{ rows: string; digest: string }>(
      `select count(*)::text as rows, coalesce(sum(('x' || left(md5(${text}), 15))::bit(60)::bigint), 0)::text || '/' ||
         coalesce(sum(('x' || right(md5(${text}), 15))::bit(60)::bigint), 0)::text as digest from ${name} t`,
    )
    found[name] = { rows: Number(rows[0]?.rows ?? 0), digest: rows[0]?.digest ?? '' }
  }
  return found
}

/** The settings under which a row has one text, whichever server shows it. Nothing waits for an end that a page would need. */
export const plainText =
  "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set extra_float_digits = 1; set bytea_output = 'hex'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set jit = off"

/** Refuses (Unfit) a login that row policies hold: what it cannot see would be missing from a backup without a word. */
export const seesEverything = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ sees: boolean }>(
    'select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  )
  if (!rows[0]?.sees)
    throw new Unfit(
      'This login cannot see every row, so that nothing it backs up would be whole. Use a superuser, or a login with BYPASSRLS, in DATABASE_URL.',
    )
}

/** What a backup says of the database it is taken from; `client` stands in the transaction whose snapshot is taken. */
export const headOf = async (client: pg.ClientBase, form: BackupHead['form']): Promise<BackupHead> => {
  const { rows: said } = await client.query<{ at: string; server: number }>(
    "select clock_timestamp()::text as at, current_setting('server_version_num')::integer / 10000 as server",
  )
  const { rows: migrations } = await client.query<{ name: string; digest: string }>(
    "select name, digest from public.gt_migration where name not like 'policies/%' order by name",
  )
  const { rows: roles } = await client.query<{ name: string; login: boolean }>(
    "select rolname as name, rolcanlogin as login from pg_roles where rolname ~ '^gt_[a-z]+$' order by rolname",
  )
  const { rows: owners } = await client.query<{ owner: string }>(
    "select pg_get_userbyid(relowner) as owner from pg_class where oid = 'public.gt_migration'::regclass",
  )
  return {
    form,
    owner: owners[0]?.owner ?? '',
    takenAt: said[0]?.at ?? '',
    server: said[0]?.server ?? 0,
    migrations,
    roles,
    tables: await standing(client),
  }
}
