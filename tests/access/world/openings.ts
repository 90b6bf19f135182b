import { moment } from '../../../src/guidance/index.ts'
import type { Database } from '../../../src/kernel/db/with-actor.ts'
import { type ActId, type EntryId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { breakGlass } from '../../../src/thread/own-kinds/index.ts'
import { ids, type TestDatabase } from '../../database.ts'
import { append, canary } from './entries.ts'
import type { Situation } from './situations.ts'

/** Writes an opening in an emergency into the register, open from now or long over, and tells one manager of it. */
export const registered = async (
  database: TestDatabase,
  subject: SubjectId,
  role: string,
  opening: string,
  when = 'open',
): Promise<void> => {
  await database.admin(
    `insert into gt.opening (partnership_id, opening_id, subject_id, account_id, agency_id, role, category, reference, reason, opened_at, until_at, review_due)
     select $1, $2, $3, a.account_id, a.agency_id, a.role, 'in-danger-now', 'Log 1', repeat('an emergency ', 5), t.at, t.at + interval '12 hours', '2024-03-05'
     from gt.account a, (select case when $5 = 'open' then now() - interval '1 hour' else '2024-03-01' end as at) t where a.partnership_id = $1 and a.account_id = $4`,
    [ids.partnership, opening, subject, ids.account(role), when],
  )
  if (role === 'social-worker')
    await database.admin('insert into gt.opening_told (partnership_id, opening_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      opening,
      ids.account('team-manager'),
    ])
}

/** Everybody has opened the record in an emergency: the register says so, and an entry of each on the thread. */
export const openedByAll = async (database: TestDatabase, bringIn: Database, one: Situation, subject: SubjectId): Promise<void> => {
  for (const role of ids.roles) {
    const id = newId<EntryId>()
    await registered(database, subject, role, id, one.when)
    const [row] = await database.admin<{ at: string }>(
      `select to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from gt.opening where opening_id = $1`,
      [id],
    )
    const parts = { record: { facts: { category: 'in-danger-now', hours: 12 }, narrative: { reason: canary(), reference: 'Log 1' } } }
    const at = { at: moment(row?.at ?? ''), precision: 'moment' } as const
    const entry = { id, subject, act: newId<ActId>(), kind: breakGlass, happened: at, audience: 'professionals' as const, parts }
    await append(bringIn, role, ids, [subject], [breakGlass], [entry])
  }
}
