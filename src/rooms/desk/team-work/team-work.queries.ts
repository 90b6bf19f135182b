import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { NameRow, Pressing } from '../worked-with.ts'

/** A child of the team, with the lead worker and what is asked about the child now. */
export type TeamChildRow = NameRow & {
  subject: SubjectId
  entry: EntryId
  household: SubjectId | null
  lead: { account: AccountId; name: string; since: string } | null
  /** The team the child is offered to, while that waits for an answer. */
  offered: string | null
  asked: readonly { rule: string; key: string; layer: 'open' | 'restricted'; level: Pressing; due_on: Day | null }[] | null
}

export type TeamRow = {
  children: readonly TeamChildRow[] | null
  /** Those of the team who may lead, whether a child is theirs or not. */
  workers: readonly { account: AccountId; name: string }[] | null
  /** How many children other teams offer to these. */
  offered_here: number
}

/**
 * $1 partnership, $2 the account and its teams, $3 now. Starts at what these manage, and goes from there by the id of each child; the policies decide what
 * is read.
 */
export const teamWork = statement<TeamRow>(
  'team-work',
  row => ({ subjects: (row.children ?? []).map(one => one.subject), entries: (row.children ?? []).map(one => one.entry) }),
  `with mine as materialized (
    select distinct r.subject_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation = 'manager' and r.from_at <= $3 and r.until_at > $3),
  known as materialized (
    select m.subject_id, n.given, n.family, n.known_as, n.is_a, n.born_on, n.born_precision, n.expected_on, n.entry_id
    from mine m cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = m.subject_id
      and x.merged_into is null limit 1) n)
  select
    (select json_agg(json_build_object('subject', k.subject_id, 'entry', k.entry_id, 'given', k.given, 'family', k.family, 'known_as', k.known_as,
       'is_a', k.is_a, 'born_on', k.born_on, 'born_precision', k.born_precision, 'expected_on', k.expected_on,
       'household', (select s.household_id from gt.stay s where s.partnership_id = $1 and s.subject_id = k.subject_id and s.from_at <= $3 and s.until_at > $3
         order by s.from_at desc limit 1),
       'lead', (select json_build_object('account', i.holder_id, 'name', a.name, 'since', i.from_at)
         from gt.involvement i join lateral (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = i.holder_id limit 1) a on true
         where i.partnership_id = $1 and i.subject_id = k.subject_id and i.relation = 'lead' and i.from_at <= $3 and i.until_at > $3 order by i.from_at desc limit 1),
       'offered', (select t.name from gt.involvement i join lateral (select x.name from gt.team x where x.partnership_id = $1 and x.team_id = i.holder_id limit 1) t on true
         where i.partnership_id = $1 and i.subject_id = k.subject_id and i.relation = 'offered' and i.from_at <= $3 and i.until_at > $3 limit 1),
       'asked', (select json_agg(json_build_object('rule', f.rule, 'key', f.key, 'layer', f.layer, 'due_on', f.due_on, 'level',
           case when f.shows_critical <= $3 then 'CRITICAL' when f.shows_overdue <= $3 then 'OVERDUE' when f.shows_gate <= $3 then 'GATE' else 'DUE' end))
         from gt.finding f where f.partnership_id = $1 and f.subject_id = k.subject_id and f.until_at > $3 and f.from_at <= $3
           and (f.shows_critical <= $3 or f.shows_overdue <= $3 or f.shows_gate <= $3 or f.shows_due <= $3)))
       order by k.family, k.given, k.subject_id) from known k) as children,
    (select count(distinct r.subject_id)::int from gt.reach r where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation = 'offered' and r.from_at <= $3 and r.until_at > $3) as offered_here,
    (select json_agg(json_build_object('account', w.account_id, 'name', w.name) order by w.name, w.account_id) from (
       select distinct a.account_id, a.name from gt.team_member tm
       join lateral (select x.* from gt.account x where x.partnership_id = $1 and x.account_id = tm.account_id and x.active and x.role = 'social-worker' limit 1) a on true
       where tm.partnership_id = $1 and tm.team_id = any ($2) and tm.from_at <= $3 and tm.until_at > $3) w) as workers`,
)
