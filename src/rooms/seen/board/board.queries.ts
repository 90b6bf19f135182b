import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

/** One child of the board, as the database gives it. */
export type SeenRow = {
  readonly subject: SubjectId
  readonly entry: EntryId
  readonly given: string
  readonly family: string
  readonly known_as: string | null
  readonly born_on: Day | null
  readonly on_plan: boolean
  readonly since: Day
  readonly any_on: Day | null
  readonly worker_on: Day | null
  readonly alone_on: Day | null
  readonly home_on: Day | null
  readonly bedroom_on: Day | null
  readonly late_any: boolean
  readonly late_alone: boolean
  readonly late_home: boolean
  readonly youngest: Day
  /** The last day by the child's own plan, where that is sooner than for every child. */
  readonly alone_by: Day | null
  readonly home_by: Day | null
}

/** How many children there are on the board, and of how many there is something to see to; exact. */
export type SeenCounts = {
  readonly all: number
  readonly home: number
  readonly alone: number
  readonly anyone: number
  readonly bedroom: number
  readonly late: number
}

type BoardRow = { readonly counts: SeenCounts; readonly children: readonly SeenRow[] | null }

/**
 * $1 partnership, $2 the account, its teams and its agency, $3 now, $4 as what one works with the children, $5 children on a plan only, $6 the last day but one of a child on a plan unseen by
 * anybody, $7 of every other, $8 of one not seen alone, $9 of one not seen at home (a plan's own shorter time counts before either), $10 which children, $11 to $13 the last child of the page before, $14 how many, $15 today. Starts at those the asker
 * works with, and goes from there by the id of each child.
 */
export const boardOf = statement<BoardRow>(
  'last-seen-board',
  row => ({ subjects: (row.children ?? []).map(one => one.subject), entries: (row.children ?? []).map(one => one.entry) }),
  `with mine as materialized (
    select distinct r.subject_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation = any ($4) and r.from_at <= $3 and r.until_at > $3),
  seen as materialized (
    select l.subject_id, l.on_plan, l.since, l.youngest, l.any_on, l.worker_on, l.alone_on, l.home_on, l.bedroom_on, l.alone_by, l.home_by,
      greatest(l.any_on, l.since) < case when l.on_plan then $6::date else $7::date end as late_any,
      l.on_plan and (greatest(l.alone_on, l.since) < $8::date or coalesce(l.alone_by < $15::date, false)) as late_alone,
      l.on_plan and (greatest(l.home_on, l.since) < $9::date or coalesce(l.home_by < $15::date, false)) as late_home,
      coalesce(l.any_on < case when l.on_plan then $6::date else $7::date end, true) as not_any,
      coalesce(l.alone_on < $8::date, true) or coalesce(l.alone_by < $15::date, false) as not_alone,
      coalesce(l.home_on < $9::date, true) or coalesce(l.home_by < $15::date, false) as not_home
    from mine m cross join lateral (select x.* from gt.last_seen x where x.partnership_id = $1 and x.subject_id = m.subject_id limit 1) l
    where l.open_until > $3 and (l.on_plan or not $5)),
  wanted as materialized (
    select s.*, s.late_any or s.late_alone or s.late_home as late from seen s
    where case $10 when 'home' then s.not_home when 'alone' then s.not_alone when 'anyone' then s.not_any when 'bedroom' then s.bedroom_on is null
      when 'late' then s.late_any or s.late_alone or s.late_home else true end),
  page as materialized (
    select w.* from wanted w where $13::uuid is null or (w.late, w.youngest, w.subject_id) < ($11::boolean, $12::date, $13::uuid)
    order by w.late desc, w.youngest desc, w.subject_id desc limit $14)
  select
    (select json_build_object('all', count(*), 'home', count(*) filter (where s.not_home), 'alone', count(*) filter (where s.not_alone),
       'anyone', count(*) filter (where s.not_any), 'bedroom', count(*) filter (where s.bedroom_on is null),
       'late', count(*) filter (where s.late_any or s.late_alone or s.late_home)) from seen s) as counts,
    (select json_agg(json_build_object('subject', w.subject_id, 'entry', n.entry_id, 'given', n.given, 'family', n.family, 'known_as', n.known_as, 'born_on', n.born_on,
       'on_plan', w.on_plan, 'since', w.since, 'any_on', w.any_on, 'worker_on', w.worker_on, 'alone_on', w.alone_on, 'home_on', w.home_on, 'bedroom_on', w.bedroom_on,
       'late_any', w.late_any, 'late_alone', w.late_alone, 'late_home', w.late_home, 'alone_by', w.alone_by, 'home_by', w.home_by, 'youngest', w.youngest)
       order by w.late desc, w.youngest desc, w.subject_id desc)
     from page w cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n) as children`,
)
