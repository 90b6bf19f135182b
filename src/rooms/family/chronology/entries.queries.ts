import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Audience } from '../../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { type EntryRow, version } from '../people/person.queries.ts'
import { type ChronologyEntry, chronologyEntry } from '../people/person.ts'
import { type BesideRow, besideOf, presentAt } from './beside.queries.ts'

type Row = EntryRow & { readonly names: Record<string, string> | null }

/**
 * $1 partnership, $2 person, $3 the roots, $4 what was known by then. Each root as it stands: its last version, or itself, with what was said beside it.
 */
const entries = statement<Row>(
  'person-entries',
  row => ({
    subjects: (row.present ?? []).map(one => one.subject),
    entries: [row.id, row.root, ...(row.others ?? []).map(one => one.id), ...(row.beside ?? []).map(one => one.id)],
  }),
  `select e.entry_id as id, o.entry_id as root, o.kind, e.happened_on as on, e.happened_at as at, e.precision, e.known_at as known, e.author_id as author,
     e.author_role as role, e.agency_id as agency, e.agency_kind as "agencyKind", e.audience,
     (select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative) order by q.field_group)
        from gt.entry_part q where q.partnership_id = $1 and q.entry_id = e.entry_id) as parts,
     case when e.entry_id <> o.entry_id then json_build_object(${version('o')}) end as first,
     (select json_agg(json_build_object(${version('v')}, 'withdraws', v.withdraws) order by v.known_at, v.entry_id) from gt.entry v
        where v.partnership_id = $1 and v.corrects = o.entry_id and v.entry_id <> e.entry_id and v.known_at <= $4) as others,
     ${besideOf('o.entry_id')} as beside,
     ${presentAt('e')} as present,
     json_build_object(
       e.author_id, (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = e.author_id),
       e.agency_id, (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = e.agency_id)) as names
   from unnest($3::uuid[]) as w(id)
   cross join lateral (select x.* from gt.entry x
     where x.partnership_id = $1 and x.entry_id = w.id and x.subject_id in (select r.id from ${recordsOf('$2', '$4')} as r(id)) and x.corrects is null and x.known_at <= $4 limit 1) o
   cross join lateral (select y.* from (select o.* union all (select k.* from gt.entry k
       where k.partnership_id = $1 and k.corrects = o.entry_id and not k.withdraws and k.known_at <= $4)) y
     order by y.known_at desc, y.entry_id desc limit 1) e
   order by e.happened_at desc, o.entry_id`,
)

/** An entry of a person's record with what a page about it asks: who may read it, whether the reader wrote it, and what was said beside it. */
export type ReadEntry = {
  readonly entry: ChronologyEntry
  readonly audience: Audience
  readonly own: boolean
  readonly beside: readonly BesideRow[]
}

/** Entries of a person's record by their roots, the newest first, as they stand and as whoever asks may read them; those that are not open are left out. */
export const readEntries = async (
  tx: Tx,
  book: Book,
  person: SubjectId,
  roots: readonly EntryId[],
  known: Moment | null,
): Promise<ReadEntry[]> => {
  const rows = await tx.run(entries, [tx.actor.partnership, person, roots, known ?? 'infinity'])
  return rows.flatMap(row => {
    const entry = chronologyEntry(book, row, row.names ?? {}, false)
    return entry ? [{ entry, audience: row.audience, own: row.author === tx.actor.account, beside: row.beside ?? [] }] : []
  })
}
