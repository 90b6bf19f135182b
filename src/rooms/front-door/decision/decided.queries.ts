import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Outcome } from './outcomes.ts'

/** A decision as it can still be read once the concern has left the queue: The Bridge's own words. */
export type DecidedConcern = {
  matter: SubjectId
  decision: EntryId
  at: Moment
  by: AccountId
  byName: string | null
  facts: { outcome: Outcome; toAuthority?: string; familyTold: boolean; referrerTold: boolean }
  reasons: string
  /** How many children it was about, and who takes them on. */
  children: number
  takenOn: string[]
  feedback: { outcome: string; message: string; howToChallenge?: string; how: string } | null
}

// Starts at the asker's queue as it was: the team's involvement may have ended with this very decision. The decision itself is The Bridge's own entry.
// Keys that are worked out (a person, a holder named in facts) are worked out behind an offset before they are looked up, or every row would be judged.
const decided = statement<DecidedConcern>(
  'bridge-decided',
  row => ({ subjects: [row.matter], entries: [row.decision] }),
  `select r.subject_id as matter, e.entry_id as decision, e.happened_at as at, e.author_id as by, a.name as "byName", q.facts, q.narrative ->> 'reasons' as reasons,
     (select json_build_object('outcome', b.narrative ->> 'outcome', 'message', b.narrative ->> 'message', 'howToChallenge', b.narrative ->> 'howToChallenge', 'how', w.facts ->> 'how')
       from gt.entry f
       join gt.entry_part b on b.partnership_id = $1 and b.entry_id = f.entry_id and b.field_group = 'feedback'
       join gt.entry_part w on w.partnership_id = $1 and w.entry_id = f.entry_id and w.field_group = 'record'
       where f.partnership_id = $1 and f.subject_id = r.subject_id and f.kind = 'referral-feedback' and f.act_id = e.act_id limit 1) as feedback,
     (select count(distinct p.facts ->> 'person')::integer from gt.entry m join gt.entry_part p on p.partnership_id = $1 and p.entry_id = m.entry_id and p.field_group = 'record'
       where m.partnership_id = $1 and m.subject_id = r.subject_id and m.kind = 'child-matched' and m.corrects is null
         and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = m.entry_id and x.withdraws)) as children,
     (select coalesce(array_agg(distinct coalesce(
         (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = taken.holder),
         (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = taken.holder))), '{}')
       from (
         select (w.facts ->> 'holder')::uuid as holder
         from (
           select (p.facts ->> 'person')::uuid as person
           from gt.entry m join gt.entry_part p on p.partnership_id = $1 and p.entry_id = m.entry_id and p.field_group = 'record'
           where m.partnership_id = $1 and m.subject_id = r.subject_id and m.kind = 'child-matched' and m.corrects is null
           offset 0) child
         join gt.entry i on i.partnership_id = $1 and i.subject_id = child.person and i.act_id = e.act_id and i.kind = 'involvement'
         join gt.entry_part w on w.partnership_id = $1 and w.entry_id = i.entry_id and w.field_group = 'record'
         offset 0) taken) as "takenOn"
   from gt.reach r
   join gt.entry e on e.partnership_id = $1 and e.subject_id = r.subject_id and e.kind = 'referral-decision' and e.corrects is null
   join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
   left join gt.account a on a.partnership_id = $1 and a.account_id = e.author_id
   where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3::uuid[]) and r.relation = 'queue'
   order by e.happened_at limit 1`,
)

/** The decision on a concern that waited in the asker's queue; nothing where none is made or it is not open to the asker. */
export const readDecided = async (tx: Tx, matter: SubjectId): Promise<DecidedConcern | undefined> =>
  (await tx.run(decided, [tx.actor.partnership, matter, tx.actor.holders]))[0]
