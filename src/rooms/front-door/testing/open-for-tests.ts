import { after, before } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, type TestDatabase } from '../../../../tests/database.ts'
import type { Visitor } from '../../testing/visitor.ts'
import { openDesk, signedIn } from './front-desk.ts'

/** The front door of one test file: its database and its web, there while its tests run, and everybody who has signed in to it, each once. */
export type OpenForTests = {
  readonly database: TestDatabase
  readonly desk: FastifyInstance
  readonly visitor: (role: string) => Promise<Visitor>
}

/** Opens the front door for the tests of the file that calls it, and closes it after them. Refuses (throws) to be used outside tests. */
export const openForTests = (): OpenForTests => {
  let open: { database: TestDatabase; desk: FastifyInstance } | undefined
  const signed = new Map<string, Visitor>()
  const now = () => {
    if (!open) throw new Error('the front door is open while tests run, and not before')
    return open
  }
  before(async () => {
    const database = await freshDatabase()
    open = { database, desk: await openDesk(database) }
  })
  after(async () => {
    await open?.desk.close()
    await open?.database.drop()
  })
  return {
    get database() {
      return now().database
    },
    get desk() {
      return now().desk
    },
    visitor: async role => {
      const there = signed.get(role) ?? (await signedIn(now().desk, now().database, role))
      signed.set(role, there)
      return there
    },
  }
}
