import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

/** A record that is read as part of another: who it was said to be of, who merged it when and why, and how much was told on the kept record since. */
export type MergedRecord = {
  readonly record: SubjectId
  readonly entry: EntryId
  readonly into: SubjectId
  readonly given: string | null
  readonly family: string | null
  readonly known: string
  readonly author: string
  readonly reason: string
  /** Entries told on the kept record since; counted to a thousand. */
  readonly since: number
  /** Does the page of the kept record open for the asker? */
  readonly opens: boolean
}

const merged = statement<MergedRecord>(
  'records-merged',
  row => ({ subjects: [row.record], entries: [row.entry] }),
  `select r.record_id as record, r.entry_id as entry, r.into_id as into, r.given, r.family, r.known_at as known, a.name as author, r.reason, r.since,
     exists (select from gt.person n where n.partnership_id = $1 and n.subject_id = $2) as opens
   from gt.records_merged($1, $2) r cross join lateral (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = r.author_id limit 1) a
   order by r.known_at, r.entry_id`,
)

/** The records that are read as part of this one, in the order they were merged; none for those who may see nothing of it. */
export const readMerged = (tx: Tx, person: SubjectId): Promise<readonly MergedRecord[]> => tx.run(merged, [tx.actor.partnership, person])

const worksWithBoth = statement<{ both: boolean }>(
  'merge-works-with-both',
  null,
  `select count(distinct r.subject_id) = cardinality($2::uuid[]) as both from gt.reach r
   where r.partnership_id = $1 and r.subject_id = any ($2::uuid[]) and r.holder_id = any ($3::uuid[]) and r.from_at <= $4 and r.until_at > $4
     and (r.relation || '/append:records-merged') = any ($5::text[])`,
)

/** May the asker read these records as one, and take them apart: by the matrix for anybody's, or by working with each of them in a relation that may. */
export const mayMerge = async (tx: Tx, records: readonly SubjectId[]): Promise<boolean> => {
  const { partnership, holders, at, grants } = tx.actor
  if (grants.has('anyone/append:records-merged')) return true
  const [row] = await tx.run(worksWithBoth, [
    partnership,
    [...new Set(records)],
    holders,
    at,
    [...grants].filter(one => one.endsWith('/append:records-merged')),
  ])
  return row?.both ?? false
}
