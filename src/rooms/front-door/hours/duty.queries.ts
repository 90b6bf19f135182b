import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { asRead, type Version, versionAsJson } from '../screening/as-read.ts'
import { type ConcernAsRead, type FindingRow, findingAsJson, unlessWithheld } from '../screening/concern.queries.ts'

/** A concern that was told to the asker as the duty desk and still stands, and what of it waits to be taken notice of by name. */
export type DutyConcern = ConcernAsRead & { announcement: string | null }

type Row = { matter: SubjectId; versions: Version[]; findings: FindingRow[]; announcement: string | null }

// Starts at what the asker's own account was told as the duty desk; the policies open each of these, for as long as it stands.
const onDuty = statement<Row>(
  'duty-concerns',
  row => ({ subjects: [row.matter], entries: row.versions.map(version => version.id) }),
  `with told as materialized (
     select a.subject_id, (array_agg(a.announcement_id order by a.told_at) filter (where a.level = 'CRITICAL' and a.acknowledged_at is null))[1] as announcement
     from gt.announcement a
     where a.partnership_id = $1 and a.account_id = $2 and a.duty = 'duty' and a.closed_at is null and ($4::uuid is null or a.subject_id = $4)
     group by a.subject_id limit 200)
   select t.subject_id as matter, t.announcement, v.versions,
     (select coalesce(json_agg(${findingAsJson} order by f.rule, f.key), '[]')
       from gt.finding f where f.partnership_id = $1 and f.subject_id = t.subject_id and f.from_at <= $3 and f.until_at > $3) as findings
   from told t
   cross join lateral (
     select json_agg(${versionAsJson('e', unlessWithheld)} order by e.known_at, e.entry_id) as versions
     from gt.entry e where e.partnership_id = $1 and e.subject_id = t.subject_id) v
   where v.versions is not null`,
)

const read = async (tx: Tx, matter: SubjectId | null): Promise<DutyConcern[]> =>
  (await tx.run(onDuty, [tx.actor.partnership, tx.actor.account, tx.actor.at, matter, tx.actor.role])).map(row => ({
    matter: row.matter,
    read: asRead(row.matter, 'matter', row.versions),
    working: [],
    findings: row.findings,
    announcement: row.announcement,
  }))

/** All that the asker was told as the duty desk and that still stands; people and concerns alike. At most two hundred. */
export const readDuty = (tx: Tx): Promise<readonly DutyConcern[]> => read(tx, null)

/** One of them; nothing where the asker was not told of it, or it is over. */
export const readOneOnDuty = async (tx: Tx, matter: SubjectId): Promise<DutyConcern | undefined> => (await read(tx, matter))[0]
