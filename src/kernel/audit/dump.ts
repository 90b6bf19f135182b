import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { fromDatabase } from './verifying/database.ts'

/**
 * Writes everything that is sealed, and the seals, to a new file as JSON lines that the verifier reads elsewhere. `url`: a login that may read all of it. It
 * holds case records and salts: its owner alone may read it. Refuses a file that exists. Gives the number of rows.
 */
export const dumpSealed = async (url: string, file: string): Promise<number> => {
  const to = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
  const ended = once(to, 'close')
  ended.catch(() => {})
  let rows = 0
  try {
    for await (const said of fromDatabase(url)) {
      if ('rows' in said) rows += said.rows.length
      if (!to.write(`${JSON.stringify(said)}\n`)) await Promise.race([once(to, 'drain'), ended])
    }
  } finally {
    to.end()
  }
  await ended
  return rows
}
