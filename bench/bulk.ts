import type pg from 'pg'
import { book } from '../src/rooms/book.ts'
import type { Lens } from '../src/thread/derive.ts'
import type { SubjectId } from '../src/thread/ids.ts'
import { rulesVersion } from '../src/thread/store/lens.ts'
import { derivedRows } from '../src/thread/store/reckon.ts'
import { type DerivedRow, derivedTables } from '../src/thread/store/rows.ts'
import { Thread } from '../src/thread/thread.ts'
import type { Circle, Written } from './invented.ts'
import { partnership } from './organisation.ts'

const subjects = `insert into gt.subject (partnership_id, subject_id, form, version, known_at, rules_version)
  select $1, s.id, s.form, s.version, s.known_at, $3 from jsonb_to_recordset($2) as s(id uuid, form text, version bigint, known_at timestamptz)`
const entries = `insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at,
    author_id, author_role, agency_id, agency_kind, audience, answers, corrects, withdraws, field_groups)
  select $1, e.entry_id, e.subject_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at,
    e.author_id, e.author_role, e.agency_id, e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws, e.field_groups
  from jsonb_to_recordset($2) as e(entry_id uuid, subject_id uuid, act_id uuid, kind text, happened_on date, happened_at timestamptz, precision text, known_at timestamptz,
    author_id uuid, author_role text, agency_id uuid, agency_kind text, audience text, answers uuid, corrects uuid, withdraws boolean, field_groups text[])`
const parts = `insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
  select $1, q.entry_id, q.field_group, q.subject_id, q.agency_id, q.audience, q.facts, q.narrative
  from jsonb_to_recordset($2) as q(entry_id uuid, field_group text, subject_id uuid, agency_id uuid, audience text, facts jsonb, narrative jsonb)`
const salts = `insert into gt.entry_salt (partnership_id, entry_id, salt)
  select $1, s.entry_id, uuid_send(gen_random_uuid()) from jsonb_to_recordset($2) as s(entry_id uuid)`

/**
 * Writes whole circles of threads as an import would: every row of every entry in a few large statements, in the order in which it became known, so that
 * a thread lies scattered among its neighbours as it would in life. `client`: an administrator's, inside a transaction.
 */
export const insertThreads = async (client: pg.Client, circles: readonly Circle[], lens: Lens): Promise<void> => {
  const all = circles
    .flatMap(circle => circle.entries)
    .sort((a, b) => (a.told.known < b.told.known ? -1 : a.told.known > b.told.known ? 1 : 0))
  const heads = new Map<SubjectId, { id: SubjectId; form: string; version: number; known_at: string }>()
  for (const { id, form } of circles.flatMap(circle => circle.subjects)) heads.set(id, { id, form, version: 0, known_at: '-infinity' })
  for (const { told } of all) {
    const head = heads.get(told.subject)
    if (!head) throw new Error('an entry of a subject that no circle begins')
    head.version += 1
    head.known_at = told.known
  }
  // Triggers hold foreign keys; what we made ourselves refers to what we made.
  await client.query('set local session_replication_role = replica')
  await client.query(subjects, [partnership, JSON.stringify([...heads.values()]), rulesVersion(book, lens)])
  await client.query(entries, [partnership, JSON.stringify(all.map(entryRow))])
  await client.query(parts, [partnership, JSON.stringify(all.flatMap(partRows))])
  await client.query(salts, [partnership, JSON.stringify(all.map(({ told }) => ({ entry_id: told.id })))])
  await client.query('set local session_replication_role = origin')
}

const entryRow = ({ told, parts: content }: Written) => ({
  entry_id: told.id,
  subject_id: told.subject,
  act_id: told.act,
  kind: told.kind,
  happened_on: told.on,
  happened_at: told.at,
  precision: told.precision,
  known_at: told.known,
  author_id: told.author,
  author_role: told.role,
  agency_id: told.agency,
  agency_kind: told.agencyKind,
  audience: told.audience,
  answers: told.answers,
  corrects: told.corrects,
  withdraws: told.withdraws,
  field_groups: Object.keys(content),
})

const partRows = ({ told, parts: content }: Written) =>
  Object.entries(content).map(([group, part]) => ({
    entry_id: told.id,
    field_group: group,
    subject_id: told.subject,
    agency_id: told.agency,
    audience: told.audience,
    ...part,
  }))

/** Makes what is derived from these circles, with the program's own reckoning, and writes it. Gives how many rows that was. */
export const deriveThreads = async (client: pg.Client, circles: readonly Circle[], lens: Lens): Promise<number> => {
  const rows: DerivedRow[] = []
  for (const circle of circles) {
    const told = Map.groupBy(circle.entries, ({ told: one }) => one.subject)
    const threads = new Map<SubjectId, Thread>()
    for (const { id, form } of circle.subjects)
      threads.set(
        id,
        new Thread(
          id,
          form,
          (told.get(id) ?? []).map(({ told: one }) => one),
        ),
      )
    for (const thread of threads.values()) rows.push(...derivedRows(partnership, book, book.rules, thread, threads.values(), lens))
  }
  for (const table of derivedTables) {
    const made = rows.filter(row => row.table === table).map(row => row.row)
    if (made.length > 0)
      await client.query(`insert into gt.${table} select * from jsonb_populate_recordset(null::gt.${table}, $1)`, [JSON.stringify(made)])
  }
  return rows.length
}
