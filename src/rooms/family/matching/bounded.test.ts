import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { freshDatabase, ids, type TestDatabase } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { findPeople } from './find-people.ts'
import type { LookedFor } from './looked-for.ts'
import { putCrowdOnRecord } from './testing/crowd.ts'
import { inventedPeople } from './testing/invented-people.ts'
import { misspelt } from './testing/misspelt.ts'

const today = day('2026-11-22')
const people = inventedPeople(5000, 7)

let database: TestDatabase
let client: pg.Client
before(async () => {
  database = await freshDatabase()
  await putCrowdOnRecord(database, people)
  client = new pg.Client({
    connectionString: database.adminUrl,
    options: '-c plan_cache_mode=force_generic_plan -c jit=off',
    types: { getTypeParser: ((oid: number) => (oid === 1082 ? String : pg.types.getTypeParser(oid))) as typeof pg.types.getTypeParser },
  })
  await client.connect()
})
after(async () => {
  await client?.end()
  await database?.drop()
})

/** How many rows of growing tables one search reads, by an index or without, as the database counts them in this very transaction. */
const rowsReadBy = async (looked: LookedFor, most = 5, before = 'select'): Promise<{ through: number; fetched: number }> => {
  await client.query('begin')
  try {
    await client.query('select gt.become($1, $2, clock_timestamp())', [ids.partnership, ids.account('bridge-manager')])
    await client.query(before)
    const read = async () =>
      (
        await client.query<{ through: number; fetched: number }>(
          `select coalesce(sum(seq_tup_read), 0)::integer as through, coalesce(sum(idx_tup_fetch), 0)::integer as fetched from pg_stat_xact_user_tables
           where relname in ('person', 'person_key', 'name_word', 'entry', 'entry_part', 'stay', 'subject')`,
        )
      ).rows[0] ?? { through: 0, fetched: 0 }
    const first = await read()
    const tx = {
      actor: { partnership: ids.partnership },
      run: async (statement: { text: string }, values: unknown[]) => (await client.query(statement.text, values)).rows,
    } as unknown as Tx
    await findPeople(tx, looked, { most, today })
    const last = await read()
    return { through: last.through - first.through, fetched: last.fetched - first.fetched }
  } finally {
    await client.query('rollback')
  }
}

describe('a search reads little, whatever is asked', () => {
  const asked: LookedFor[] = [
    ...misspelt(people, 40, today, 11).map(one => one.looked),
    { name: 'Oliver' },
    { family: 'Marlton' },
    { name: 'a' },
    { born: '2015' },
    { age: 6 },
    { name: 'Muhammad', age: 9 },
    { postcode: people[0]?.postcode },
    { address: people[0]?.address },
    { name: 'Olivia Marlley Thornfield Hollowton Ashby Blackwick', born: '2014-02-02', postcode: 'ZZ9 9ZZ' },
  ]

  it('no table is read through, and at most three thousand rows are fetched', async () => {
    for (const looked of asked) {
      const { through, fetched } = await rowsReadBy(looked)
      assert.equal(through, 0, JSON.stringify(looked))
      assert.ok(fetched < 3000, `${fetched} rows for ${JSON.stringify(looked)}`)
    }
  })

  it('planted fault: a search that reads a table through is caught', async () => {
    const { through } = await rowsReadBy(
      { name: 'Oliver Marlton', born: '2015-01-01' },
      5,
      `drop index gt.person_key_family, gt.person_key_family_born, gt.person_key_given_born, gt.person_key_born`,
    )
    assert.ok(through > 4000)
  })
})
