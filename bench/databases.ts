import pg from 'pg'

/** Makes an empty database of a name on a server, in place of one of that name, and notes that it was made. Gives its address. */
export const databaseOn = async (adminUrl: string, name: string, made: string[]): Promise<string> => {
  await withClient(adminUrl, async client => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
  })
  made.push(name)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Does some work on one connection of its own. */
export const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Removes databases of these names from a server. */
export const dropAll = (adminUrl: string, names: readonly string[]): Promise<void> =>
  withClient(adminUrl, async client => {
    for (const name of names) await client.query(`drop database if exists ${name} with (force)`)
  })
