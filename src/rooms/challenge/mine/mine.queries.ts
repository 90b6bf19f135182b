import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { challenge } from '../raising/challenge.ts'
import type { ClockName } from '../stages/clocks.ts'
import type { Stage } from '../stages/stage.ts'

/** What a challenge waits for now, and until when. */
export type WaitsFor = { readonly name: ClockName; readonly stage: Stage; readonly dueOn: Day | null; readonly overdue: boolean }

/** A challenge that the asker, their team or their agency has to do with. */
export type MyChallenge = {
  readonly challenge: SubjectId
  readonly entry: EntryId
  readonly at: Moment
  readonly by: string | null
  readonly facts: FactsOf<typeof challenge>
  readonly decision: string
  /** On which side the asker stands; on both, as whoever raised it. */
  readonly side: 'challenger' | 'challenged'
  readonly settled: boolean
  readonly waits: readonly WaitsFor[] | null
}

const waits = (
  of: string,
): string => `(select json_agg(json_build_object('name', split_part(f.name, '-', 1), 'stage', f.facts ->> 'stage', 'dueOn', f.due_on, 'overdue', f.due_at <= $3)
     order by f.from_at desc, f.key) from gt.finding f where f.partnership_id = $1 and f.subject_id = ${of} and f.rule = 'challenge-overdue' and f.layer = 'open'
     and f.from_at <= $3 and f.until_at > $3)`

const mine = statement<MyChallenge>(
  'my-challenges',
  row => ({ subjects: [row.challenge], entries: [row.entry] }),
  `with mine as materialized (
    select r.subject_id, bool_or(r.relation = 'challenger') as ours from (
      select x.subject_id, x.relation from gt.reach x where x.partnership_id = $1 and x.holder_id = any ($2) and x.relation in ('challenger', 'challenged')
        and x.from_at <= $3 and x.until_at > $3 order by x.until_at desc, x.subject_id desc limit 200) r group by r.subject_id)
   select m.subject_id as challenge, c.entry_id as entry, c.happened_at as at, c.by, c.facts, c.narrative ->> 'decision' as decision,
     case when m.ours then 'challenger' else 'challenged' end as side,
     exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'challenge-resolved') as settled,
     ${waits('m.subject_id')} as waits
   from mine m
   cross join lateral (select x.entry_id, x.happened_at, p.facts, p.narrative, (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = x.author_id) as by
     from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
     where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'challenge' and x.corrects is null order by x.known_at limit 1) c
   order by c.happened_at desc`,
)

/** The challenges that the asker has to do with, newest first. */
export const myChallenges = (tx: Tx): Promise<MyChallenge[]> => tx.run(mine, [tx.actor.partnership, tx.actor.holders, tx.actor.at])

const standing = statement<{ challenge: SubjectId; waits: readonly WaitsFor[] | null }>(
  'challenge-waits-for',
  row => ({ subjects: [row.challenge] }),
  `select s.id as challenge, ${waits('s.id')} as waits from (select $2::uuid as id) s`,
)

/** What one challenge waits for now, the newest clock first. */
export const waitsForOf = async (tx: Tx, challenge: SubjectId): Promise<readonly WaitsFor[]> =>
  (await tx.run(standing, [tx.actor.partnership, challenge, tx.actor.at]))[0]?.waits ?? []
