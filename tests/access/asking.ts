import pg from 'pg'
import type { Ids } from '../database.ts'
import type { Account, Facts, Row, Tie } from './oracle.ts'

/** Asks the database, in the way a request does, what one account may read; and what is really there, as its owner. */

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    oid === 1184
      ? (text: string) =>
          text === 'infinity'
            ? Number.POSITIVE_INFINITY
            : text === '-infinity'
              ? Number.NEGATIVE_INFINITY
              : Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** A connection of the administrator, on which the asking is done as another role, so that a change that is not committed can be tried. */
export const administrator = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, types, options: '-c timezone=UTC -c jit=off' })
  await client.connect()
  return client
}

const keys = new WeakMap<pg.Client, Map<string, string>>()

/** How a table's rows are told apart: its primary key as text. */
const keyOf = async (client: pg.Client, table: string): Promise<string> => {
  const known = keys.get(client) ?? new Map<string, string>()
  keys.set(client, known)
  const before = known.get(table)
  if (before) return before
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any (x.indkey) where x.indrelid = ('gt.' || $1)::regclass and x.indisprimary order by a.attnum`,
    [table],
  )
  const key = `concat_ws('/', ${rows.map(row => `"${row.name}"::text`).join(', ')})`
  known.set(table, key)
  return key
}

/** Every row of a table that is really there, by its key. */
export const allOf = async (client: pg.Client, table: string): Promise<Map<string, Row>> => {
  const key = await keyOf(client, table)
  const { rows } = await client.query<Row & { key_of_row: string }>(`select ${key} as key_of_row, t.* from gt.${table} t`)
  return new Map(rows.map(row => [row.key_of_row, row]))
}

/** The keys of the rows of a table that this account reads, in the transaction that is open; 'refused' where its role may not ask at all. */
export const readBy = async (
  client: pg.Client,
  account: Pick<Account, 'id' | 'partnership'>,
  role: 'gt_app' | 'gt_worker',
  tables: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> => {
  const read = new Map<string, ReadonlySet<string>>()
  const asked: [string, string][] = []
  for (const table of tables) asked.push([table, await keyOf(client, table)])
  await client.query('savepoint asking')
  await client.query('select gt.become($1, $2, clock_timestamp())', [account.partnership, account.id])
  await client.query(`set local role ${role}`)
  for (const [table, key] of asked) {
    await client.query('savepoint one_table')
    try {
      const { rows } = await client.query<{ key: string }>(`select ${key} as key from gt.${table}`)
      read.set(table, new Set(rows.map(row => row.key)))
    } catch (error) {
      if (!(error instanceof Error) || !/permission denied/.test(error.message)) throw error
      await client.query('rollback to savepoint one_table')
      read.set(table, new Set())
    }
  }
  await client.query('rollback to savepoint asking')
  return read
}

/** Of which records each is one, by what was told of it and not by what was made of that: 'partnership/subject' to the subjects. */
const oneRecords = async (client: pg.Client): Promise<(key: string) => readonly string[]> => {
  const { rows } = await client.query<{ partnership: string; part: string; into: string }>(
    `select e.partnership_id as partnership, e.subject_id as part, q.facts ->> 'into' as into from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
     where e.kind = 'records-merged' and not e.withdraws
       and not exists (select from gt.entry w where w.partnership_id = e.partnership_id and w.corrects = e.entry_id and w.withdraws)`,
  )
  const beside = new Map<string, Set<string>>()
  for (const { partnership, part, into } of rows)
    for (const [one, other] of [
      [part, into],
      [into, part],
    ] as const)
      beside.set(`${partnership}/${one}`, (beside.get(`${partnership}/${one}`) ?? new Set([one])).add(other))
  return key => [...(beside.get(key) ?? [key.split('/')[1] ?? ''])]
}

/**
 * Who stands how to whom, and who is barred, as it was told: involvements are read from the threads, and what was told of one of several records of a child is told of
 * each. What opens a record and is no involvement (an opening in an emergency) is read where it is kept.
 */
export const factsOf = async (client: pg.Client): Promise<Facts> => {
  const one = await oneRecords(client)
  const ties = await client.query<Tie>(
    `select e.partnership_id as partnership, e.subject_id as subject, q.facts ->> 'holder' as holder, q.facts ->> 'as' as relation, e.happened_at as "from",
       coalesce((select min(x.happened_at) from gt.entry x where x.partnership_id = e.partnership_id and x.answers = e.entry_id and x.kind = 'involvement-end'), 'infinity') as until
     from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.kind = 'involvement' and q.field_group = 'record'
     union all
     select r.partnership_id, r.subject_id, r.holder_id::text, r.relation, r.from_at, r.until_at from gt.reach r
       where not exists (select from gt.entry e where e.partnership_id = r.partnership_id and e.entry_id::text = r.key and e.kind = 'involvement')`,
  )
  const set = async (text: string) => new Set((await client.query<{ of: string }>(text)).rows.map(row => row.of))
  /** What is said of one record is said of all that are one with it. */
  const ofAll = (said: ReadonlySet<string>): Set<string> =>
    new Set(
      [...said].flatMap(key => {
        const [partnership = '', subject = '', ...more] = key.split('/')
        return one(`${partnership}/${subject}`).map(each => [partnership, each, ...more].join('/'))
      }),
    )
  return {
    ties: ties.rows.flatMap(tie => one(`${tie.partnership}/${tie.subject}`).map(subject => ({ ...tie, subject }))),
    excluded: ofAll(await set(`select concat_ws('/', partnership_id, subject_id, account_id) as of from gt.excluded`)),
    named: ofAll(await set(`select concat_ws('/', partnership_id, subject_id, account_id) as of from gt.named_only`)),
    restricted: ofAll(await set(`select concat_ws('/', partnership_id, subject_id) as of from gt.closed_to_most`)),
    onDuty: await set(
      `select concat_ws('/', partnership_id, subject_id, account_id) as of from gt.announcement where duty = 'duty' and closed_at is null`,
    ),
    told: await set(`select concat_ws('/', partnership_id, opening_id, account_id) as of from gt.opening_told`),
    now: Date.now(),
  }
}

/** The accounts of a partnership as the organisation says they are. */
export const accountsOf = (of: Ids): Account[] =>
  of.roles.map(role => ({
    id: of.account(role),
    partnership: of.partnership,
    role,
    ...of.placeOf(role),
    queues: of.placeOf(role).teams.includes(of.team.bridge) ? ['bridge'] : [],
  }))
