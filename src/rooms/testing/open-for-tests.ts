import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import type { WebParts } from '../../kernel/http/app.ts'
import type { RoomRoutes } from '../../kernel/http/route.ts'
import { onceForEachRole, openWebOf, type Visitor } from './visitor.ts'

/** What the tests of one file stand on: a database of their own, the web on it, and somebody signed in for each role, each once. */
export type OpenForTests = {
  readonly database: TestDatabase
  readonly web: FastifyInstance
  readonly as: (role: string) => Promise<Visitor>
}

/**
 * Opens some rooms for the tests of the file that waits for this at its top, and closes them after its last test. `first`: the page that somebody
 * opens when they have signed in; `more`: what is otherwise than in the tests' partnership.
 */
export const openForTests = async (
  rooms: readonly RoomRoutes[],
  { first, ...more }: { readonly first?: string } & Partial<WebParts> = {},
): Promise<OpenForTests> => {
  const database = await freshDatabase()
  const web = await openWebOf(database, rooms, more)
  after(async () => {
    await web.close()
    await database.drop()
  })
  return { database, web, as: onceForEachRole(() => [web, database], first) }
}
