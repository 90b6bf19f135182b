import pg from 'pg'

/** What must be so before anything is served; each is a row of one query, named in the words an engineer needs (reliability: start-up assertions). */
const facts = `
  select 'the role of the web is no superuser, cannot bypass row-level security and cannot make roles' as what,
         not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb as so from pg_roles where rolname = current_user
  union all select 'the role of the web owns nothing', not exists (select from pg_class c where c.relowner = (select oid from pg_roles where rolname = current_user))
  union all select 'row-level security is enabled and forced on every table', not exists (
    select from pg_class c where c.relnamespace = 'gt'::regnamespace and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity))
  union all select 'every table has a policy', not exists (
    select from pg_class c where c.relnamespace = 'gt'::regnamespace and c.relkind = 'r' and not exists (select from pg_policy p where p.polrelid = c.oid))
  union all select 'row_security is on', current_setting('row_security') = 'on'
  union all select 'fsync is on', current_setting('fsync') = 'on'
  union all select 'full_page_writes is on', current_setting('full_page_writes') = 'on'
  union all select 'synchronous_commit is on, remote_write or remote_apply', current_setting('synchronous_commit') in ('on', 'remote_write', 'remote_apply')
  union all select 'data checksums are on', current_setting('data_checksums') = 'on'
  union all select 'the server is PostgreSQL 15.14 or later (CVE-2025-8713)', current_setting('server_version_num')::int >= 150014`

/** The database is not fit to hold the record of children; the message names every reason. */
export class Unfit extends Error {}

/** Looks, as the web's own role, whether the database is fit to serve from; refuses (Unfit) with all that is not so. `url`: the web's role. */
export const assertFit = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread fit to serve' })
  await client.connect()
  try {
    const { rows } = await client.query<{ what: string; so: boolean }>(facts)
    const wrong = rows.filter(row => !row.so).map(row => row.what)
    if (rows.length < 10) wrong.push('all questions were answered')
    if (wrong.length > 0) throw new Unfit(`The database is not fit to serve from. This must be so and is not:\n  ${wrong.join('\n  ')}`)
  } finally {
    await client.end()
  }
}
