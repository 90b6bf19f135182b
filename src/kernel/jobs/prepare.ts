import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

/** A log for the queue's own machinery that says nothing: it would print a job's payload and the words of its fault. What matters is told by us, with ids. */
export const silent = new Logger(() => () => {})

// The queue's tables have row-level security without a policy, and no role that signs in owns anything: so each role that needs them is let in by name.
const letIn = `do $$
declare
  t record;
begin
  grant usage on schema graphile_worker to gt_worker, gt_jobs;
  grant select, insert, update, delete on all tables in schema graphile_worker to gt_worker;
  revoke insert, update, delete on graphile_worker.migrations from gt_worker;
  grant usage on all sequences in schema graphile_worker to gt_worker, gt_jobs;
  grant select, insert, update on graphile_worker._private_jobs, graphile_worker._private_job_queues, graphile_worker._private_tasks to gt_jobs;
  for t in select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity loop
    execute format('drop policy if exists running on graphile_worker.%I', t.relname);
    execute format('drop policy if exists asking on graphile_worker.%I', t.relname);
    execute format('create policy running on graphile_worker.%I to gt_worker using (true) with check (true)', t.relname);
    execute format('create policy asking on graphile_worker.%I to gt_jobs using (true) with check (true)', t.relname);
  end loop;
end $$`

/**
 * Installs the queue's own tables (schema `graphile_worker`) or brings them up to this version, and lets the two roles in that work with them.
 * Called by the migrator, after our own migrations have made those roles. `adminUrl`: a login that may create schemas. Safe to run twice and at once.
 */
export const prepareJobs = async (adminUrl: string): Promise<void> => {
  await runMigrations({ connectionString: adminUrl, logger: silent })
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'golden-thread migrate' })
  await client.connect()
  try {
    await client.query(letIn)
  } finally {
    await client.end()
  }
}
