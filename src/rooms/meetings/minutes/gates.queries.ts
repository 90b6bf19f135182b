import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { strategyActionNotSmart } from './strategy-action-not-smart.rules.ts'

/** What stands before something of a meeting: the entry it is about, and under which key it may be gone over. */
export type StandsBefore = { readonly meeting: SubjectId; readonly key: string; readonly action: EntryId; readonly over: string | null }

const standing = statement<StandsBefore>(
  'before-minutes-are-final',
  row => ({ subjects: [row.meeting], entries: [row.action] }),
  `select f.subject_id as meeting, f.key, (string_to_array(f.key, '/'))[2]::uuid as action,
     (select p.narrative ->> 'reason' from gt.entry e join gt.entry_part p on p.partnership_id = $1 and p.entry_id = e.entry_id and p.field_group = 'record'
       where e.partnership_id = $1 and e.subject_id = f.subject_id and e.kind = 'finding-decision' and p.facts ->> 'key' = f.key
         and p.facts ->> 'decision' = 'overridden' limit 1) as over
   from gt.finding f where f.partnership_id = $1 and f.subject_id = $2 and f.rule = $4 and f.layer = 'open'
     and f.from_at <= $3 and f.until_at > $3 order by f.from_at, f.key`,
)

/** What stands before something of a meeting by one rule, as far as the asker reads its findings. */
export const standsBefore = (tx: Tx, meeting: SubjectId, rule: string): Promise<StandsBefore[]> =>
  tx.run(standing, [tx.actor.partnership, meeting, tx.actor.at, rule])

/** What stands before the minutes of a meeting are final, as far as the asker reads its findings. */
export const beforeFinal = (tx: Tx, meeting: SubjectId): Promise<StandsBefore[]> => standsBefore(tx, meeting, strategyActionNotSmart.id)
