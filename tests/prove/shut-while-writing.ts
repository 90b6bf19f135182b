import type { TestcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { tellingsOn } from '../../src/rooms/testing/tellings.ts'
import { newId, type SubjectId } from '../../src/thread/ids.ts'
import { recordsMerged } from '../../src/thread/own-kinds/index.ts'
import { ids, type TestDatabase } from '../database.ts'

/** What may become of a child's record while somebody writes in it; each is taken back by `openAgain`. */
export type Shut = {
  readonly closed: () => Promise<unknown>
  readonly excluded: (role: string) => Promise<unknown>
  /** The record becomes part of another one, with which the same people work. */
  readonly merged: () => Promise<unknown>
  readonly openAgain: () => Promise<void>
}

export const shutWhileWriting = (database: TestDatabase, family: TestcaseFamily): Shut => {
  const whose = [ids.partnership, family.amira]
  let apart: (() => Promise<unknown>) | undefined
  return {
    closed: () => database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', whose),
    excluded: role =>
      database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [...whose, ids.account(role)]),
    merged: async () => {
      const into = newId<SubjectId>()
      const { who, works } = tellingsOn('2025-02-01')
      await tell(
        database,
        'bridge-manager',
        [
          who(into, 'Ameera', '2018-02-02'),
          works(into, ids.account('social-worker'), 'account', 'lead'),
          works(into, ids.team.north, 'team', 'manager'),
        ],
        { known: '2025-02-01', begins: [{ subject: into, form: 'person' }] },
      )
      const one = { subject: family.amira, kind: recordsMerged, on: '2025-03-01' }
      const parts = { record: { facts: { into }, narrative: { reason: 'One child on two records.' } } }
      const [merge] = await tell(database, 'team-manager', [{ ...one, parts }], { known: '2025-03-01' })
      apart = () =>
        tell(database, 'team-manager', [{ ...one, parts: {}, ...(merge ? { corrects: merge } : {}), withdraws: true }], {
          known: '2025-03-02',
        })
    },
    openAgain: async () => {
      for (const table of ['excluded', 'closed_to_most', 'named_only'])
        await database.admin(`delete from gt.${table} where subject_id = $1`, [family.amira])
      await apart?.()
      apart = undefined
    },
  }
}
