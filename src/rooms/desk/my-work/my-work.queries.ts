import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Plain } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { NameRow, Pressing } from '../worked-with.ts'

/** A finding told to the reader by a duty they hold towards this person, that asks for something now. */
export type ToldRow = {
  rule: string
  key: string
  name: string
  level: Pressing
  due_on: Day | null
  facts: { readonly [name: string]: Plain }
  layer: 'open' | 'restricted'
}

/** Somebody the reader works with. */
export type WorkedWith = NameRow & {
  subject: SubjectId
  entry: EntryId
  /** Held by the reader's own account; otherwise through a team or the agency. */
  own: boolean
  relations: readonly string[]
  household: SubjectId | null
  lead: string | null
  told: readonly ToldRow[] | null
}

export type MyWorkRow = {
  people: readonly WorkedWith[] | null
  /** The people whose page the reader opened last, newest first. */
  recent: readonly (Pick<NameRow, 'given' | 'family' | 'is_a'> & { subject: SubjectId; entry: EntryId })[] | null
  /** The agency holds more involvements than are looked through. */
  more: boolean
  waiting: { critical: number; others: number; passed: number }
  /** The day up to which the reader has read what is new. */
  news_read_to: Day | null
  drafts: readonly { id: string; form: string; saved_at: string }[] | null
  queue: { waiting: number; overdue: number; today: number } | null
  raised: number
}

/** As many of the involvements that a whole agency holds as one start page looks through; those of a person and a team are all counted. */
export const mostThroughAgency = 200

/**
 * $1 partnership, $2 account, $3 the account and its teams, $4 agency, $5 now, $6 duties by relation ({"lead": ["lead"], ...}), $7 queues, $8 today.
 * Starts at what the reader's account, teams and agency hold, and goes from there by the id of each person; the policies decide what is read.
 */
export const myWork = statement<MyWorkRow>(
  'my-work',
  row => {
    const named = [...(row.people ?? []), ...(row.recent ?? [])]
    return { subjects: named.map(one => one.subject), entries: named.map(one => one.entry) }
  },
  `with through_agency as materialized (
    select r.subject_id, r.relation, r.holder_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = $4 and r.relation <> 'decided' and r.from_at <= $5 and r.until_at > $5
    order by r.until_at desc, r.subject_id desc limit ${mostThroughAgency + 1}),
  mine as materialized (
    select r.subject_id, r.relation, r.holder_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = any ($3) and r.relation <> 'decided' and r.from_at <= $5 and r.until_at > $5
    union all select * from through_agency),
  held as materialized (
    select m.subject_id, array_agg(distinct m.relation) as relations, bool_or(m.holder_id = $2) as own from mine m
    where m.relation not in ('queue', 'checked', 'referrer') group by m.subject_id),
  known as materialized (
    select h.subject_id, h.relations, h.own, n.given, n.family, n.known_as, n.is_a, n.born_on, n.born_precision, n.expected_on, n.entry_id,
      array(select d.value from unnest(h.relations) as q(relation) cross join lateral jsonb_array_elements_text($6::jsonb -> q.relation) d) as duties
    from held h cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = h.subject_id
      and x.merged_into is null limit 1) n)
  select
    (select json_agg(json_build_object('subject', k.subject_id, 'entry', k.entry_id, 'given', k.given, 'family', k.family, 'known_as', k.known_as, 'is_a', k.is_a,
       'born_on', k.born_on, 'born_precision', k.born_precision, 'expected_on', k.expected_on, 'own', k.own, 'relations', k.relations,
       'household', (select s.household_id from gt.stay s where s.partnership_id = $1 and s.subject_id = k.subject_id and s.from_at <= $5 and s.until_at > $5
         order by s.from_at desc limit 1),
       'lead', (select a.name from gt.involvement i join lateral (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = i.holder_id limit 1) a on true
         where i.partnership_id = $1 and i.subject_id = k.subject_id and i.relation = 'lead' and i.from_at <= $5 and i.until_at > $5 order by i.from_at desc limit 1),
       'told', (select json_agg(json_build_object('rule', f.rule, 'key', f.key, 'name', f.name, 'due_on', f.due_on, 'facts', f.facts, 'layer', f.layer, 'level',
           case when f.shows_critical <= $5 then 'CRITICAL' when f.shows_overdue <= $5 then 'OVERDUE' when f.shows_gate <= $5 then 'GATE' else 'DUE' end)
           order by f.due_at nulls last, f.rule, f.key)
         from gt.finding f where f.partnership_id = $1 and f.subject_id = k.subject_id and f.until_at > $5 and f.from_at <= $5
           and (f.shows_critical <= $5 or f.shows_overdue <= $5 or f.shows_gate <= $5 or f.shows_due <= $5)
           and exists (select from jsonb_array_elements(f.told) t where t.value ->> 'to' = any (k.duties) and (t.value ->> 'from')::timestamptz <= $5)))
       order by k.family, k.given, k.subject_id) from known k) as people,
    (select count(*) > ${mostThroughAgency} from through_agency) as more,
    (select json_build_object('critical', count(*) filter (where a.level = 'CRITICAL'), 'others', count(*) filter (where a.level <> 'CRITICAL'),
       'passed', (select count(*) from gt.notice n where n.partnership_id = $1 and n.account_id = $2 and n.seen_at is null))
       from gt.announcement a where a.partnership_id = $1 and a.account_id = $2 and a.acknowledged_at is null and a.closed_at is null) as waiting,
    (select json_agg(json_build_object('id', d.draft_id, 'form', d.form, 'saved_at', d.saved_at) order by d.saved_at desc)
       from (select x.* from gt.draft x where x.partnership_id = $1 and x.account_id = $2 order by x.saved_at desc limit 20) d) as drafts,
    (select json_agg(json_build_object('subject', p.subject_id, 'entry', p.entry_id, 'given', p.given, 'family', p.family, 'is_a', p.is_a) order by l.at desc)
       from gt.lately_opened($1, 10) l cross join lateral (
         select k.subject_id, k.entry_id, k.given, k.family, k.is_a from known k where k.subject_id = l.subject_id
         union all (select x.subject_id, x.entry_id, x.given, x.family, x.is_a from gt.person x where x.partnership_id = $1 and x.subject_id = l.subject_id and x.merged_into is null
           and not exists (select from known k where k.subject_id = l.subject_id) limit 1)) p) as recent,
    (select c.news_read_to from gt.own_choice c where c.partnership_id = $1 and c.account_id = $2) as news_read_to,
    case when cardinality($7::text[]) > 0 then json_build_object(
      'waiting', (select count(distinct m.subject_id) from mine m where m.relation = 'queue'),
      'overdue', (select count(distinct f.subject_id) from gt.finding f where f.partnership_id = $1 and f.queue = any ($7)
        and f.subject_id in (select m.subject_id from mine m where m.relation = 'queue') and f.until_at > $5
        and f.rule = 'referral-decision-due' and f.from_at <= $5 and f.due_at <= $5),
      'today', (select count(distinct f.subject_id) from gt.finding f where f.partnership_id = $1 and f.queue = any ($7)
        and f.subject_id in (select m.subject_id from mine m where m.relation = 'queue') and f.until_at > $5
        and f.rule = 'referral-decision-due' and f.from_at <= $5 and f.due_at > $5 and f.due_on = $8)) end as queue,
    (select count(distinct m.subject_id)::integer from mine m where m.relation = 'referrer') as raised`,
)
