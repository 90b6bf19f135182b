import pg from 'pg'

/**
 * Gathers what the planner goes by, at once. A database that was filled in one go knows nothing of its own size until it gets round to it by itself, and
 * plans its first pages as if its tables were empty: one of them took longer than any page may. `adminUrl`: a login that owns the tables, or may own them;
 * what it may not look at is passed over.
 */
export const freshStatistics = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'golden-thread statistics' })
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
