import { after } from 'node:test'
import { freshDatabase, type TestDatabase, testSecret } from '../../../tests/database.ts'
import { main } from '../../cli.ts'

/** What a command came to: its exit code, and every line it printed and complained of. */
export type Said = { readonly code: number; readonly said: string; readonly complained: string }

/**
 * A database of one's own for the commands of the file that waits for this at its top, and the command line that finds it, as the environment of a server
 * would say. It is gone after the last test; each file of tests has an environment of its own.
 */
export const openForCommands = async (
  of: { organisation?: boolean } = {},
): Promise<{ readonly database: TestDatabase; readonly command: (...args: string[]) => Promise<Said> }> => {
  const database = await freshDatabase(of)
  after(() => database.drop())
  process.env.DATABASE_URL = database.adminUrl
  process.env.GT_SECRET = testSecret
  const command = async (...args: string[]): Promise<Said> => {
    const [said, complained]: [string[], string[]] = [[], []]
    const code = await main(args, { print: text => void said.push(text), complain: text => void complained.push(text) })
    return { code, said: said.join('\n'), complained: complained.join('\n') }
  }
  return { database, command }
}
