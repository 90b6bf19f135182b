import { type Moment, momentOf, Temporal } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../thread/ids.ts'

const since = statement<{ subject: SubjectId; entry: EntryId; known: Moment }>(
  'visited-since',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `select e.subject_id as subject, e.entry_id as entry, e.known_at as known from unnest(array['visit', 'visit-attempted']) as k(kind)
   cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.subject_id = $2 and x.kind = k.kind and x.corrects is null
     and x.known_at > $3 order by x.happened_at desc, x.entry_id limit 20) e
   order by e.known_at desc limit 1`,
)

/**
 * When a visit to the child whose form this is was last recorded after the form had been taken along, by whomever; null where none was, as far as the asker
 * may read. `keepAt`: where the form is kept while it is typed; `milliseconds`: since the epoch.
 */
export const visitedSince = async (tx: Tx, keepAt: string, milliseconds: number): Promise<Moment | null> => {
  const child = /^\/people\/([0-9a-f-]{36})\//.exec(keepAt)?.[1]
  if (!child) return null
  const [row] = await tx.run(since, [tx.actor.partnership, child, momentOf(Temporal.Instant.fromEpochMilliseconds(milliseconds))])
  return row?.known ?? null
}
