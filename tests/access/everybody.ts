import { after, before } from 'node:test'
import type { Asker, Tx } from '../../src/kernel/db/with-actor.ts'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'

/**
 * A database of its own for one file of tests, in which somebody of every role is signed in. `database()` is there once the tests have begun; `as` does some work
 * as the one of that role, in one transaction.
 */
export const everybodySignedIn = (): {
  database: () => TestDatabase
  as: <T>(role: string, work: (tx: Tx) => Promise<T>) => Promise<T>
} => {
  let opened: TestDatabase | undefined
  const askers = new Map<string, Asker>()
  before(async () => {
    opened = await freshDatabase()
    for (const role of ids.roles) askers.set(role, await opened.session(role))
  })
  after(() => opened?.drop())
  const database = (): TestDatabase => {
    if (!opened) throw new Error('the tests have not begun')
    return opened
  }
  return {
    database,
    as: (role, work) => {
      const asker = askers.get(role)
      if (!asker) throw new Error(`nobody is signed in as ${role}`)
      return database().app.withActor(asker, testPurpose, work)
    },
  }
}
