import pg from 'pg'

/** One number for every worker of a database: each holds it together with the others for as long as it lives. */
const alive = 4_713_022

/**
 * Says to the database that this worker lives, until `leave`. Where no other does, whatever is still marked as being worked on was left behind by one that
 * was killed, and is put back into the queue: without this it would wait four hours. `url`: the database as the role of jobs.
 */
export const joinWorkers = async (url: string): Promise<{ leave: () => Promise<void> }> => {
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread worker' })
  // If this connection dies the worker goes on: the worst is that another takes up what it still does, and jobs bear being done twice.
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [alive])
  if (rows[0]?.alone)
    await client.query(
      `select graphile_worker.force_unlock_workers(array(select locked_by from graphile_worker._private_jobs where locked_by is not null
         union select locked_by from graphile_worker._private_job_queues where locked_by is not null))`,
    )
  await client.query('select pg_advisory_lock_shared($1)', [alive])
  if (rows[0]?.alone) await client.query('select pg_advisory_unlock($1)', [alive])
  return { leave: () => client.end() }
}
