import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Level, Plain } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { NameRow } from '../worked-with.ts'

/** A moment as PostgreSQL writes it into JSON: ISO 8601 with an offset, or 'infinity'. */
type JsonMoment = string

export type TellingRow = {
  rule: string
  key: string
  level: Level
  name: string
  duty: string
  step: number
  at: JsonMoment
  noticed: JsonMoment | null
  /** What was written by whoever took notice, where the reader may read it. */
  words: string | null
}

export type AlertRow = {
  rule: string
  key: string
  name: string
  facts: { readonly [name: string]: Plain }
  layer: 'open' | 'restricted'
  due_on: Day | null
  from: JsonMoment
  until: JsonMoment
  ended: 'met' | 'lapsed' | 'superseded' | 'cancelled' | null
  level: Exclude<Level, 'INFO'>
}

export type AlertsRow = {
  person: (Pick<NameRow, 'given' | 'family' | 'known_as' | 'is_a'> & { subject: SubjectId; entry: EntryId }) | null
  alerts: readonly AlertRow[] | null
  tellings: readonly TellingRow[] | null
}

/** As many alerts as one page tells of, the newest. */
export const mostAlerts = 100

/** $1 partnership, $2 the person, $3 now. Every alert that has shown something to do, with everybody it was told to. */
export const alertsOf = statement<AlertsRow>(
  'alerts-of-person',
  row => (row.person ? { subjects: [row.person.subject], entries: [row.person.entry] } : {}),
  `with shown as materialized (
    select f.rule, f.key, f.name, f.facts, f.layer, f.due_on, f.from_at, f.until_at, f.ended, l.level, l.since
    from gt.finding f cross join lateral (select case when f.shows_critical <= x.last then 'CRITICAL' when f.shows_overdue <= x.last then 'OVERDUE'
        when f.shows_gate <= x.last then 'GATE' when f.shows_due <= x.last then 'DUE' end as level,
        least(f.shows_due, f.shows_overdue, f.shows_critical, f.shows_gate) as since
      from (select case when f.until_at <= $3 then f.until_at - interval '1 microsecond' else $3 end as last) x) l
    where f.partnership_id = $1 and f.subject_id = $2 and f.from_at <= $3 and l.level is not null
    order by l.since desc, f.rule, f.key limit ${mostAlerts})
  select
    (select json_build_object('subject', p.subject_id, 'entry', p.entry_id, 'given', p.given, 'family', p.family, 'known_as', p.known_as, 'is_a', p.is_a)
      from gt.person p where p.partnership_id = $1 and p.subject_id = $2 limit 1) as person,
    (select json_agg(json_build_object('rule', s.rule, 'key', s.key, 'name', s.name, 'facts', s.facts, 'layer', s.layer, 'due_on', s.due_on, 'from', s.since,
       'until', s.until_at, 'ended', s.ended, 'level', s.level) order by s.since desc, s.rule, s.key) from shown s) as alerts,
    (select json_agg(json_build_object('rule', t.rule, 'key', t.key, 'level', t.level, 'name', a.name, 'duty', t.duty, 'step', t.step, 'at', t.told_at,
       'noticed', t.acknowledged_at, 'words',
       (select q.narrative ->> 'reason' from gt.entry_part q where q.partnership_id = $1 and q.entry_id = t.acknowledged_by and q.field_group = 'record'))
       order by t.told_at, a.name) from gt.told_of($1, $2) t
     cross join lateral (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = t.account_id limit 1) a
     where exists (select from shown s where s.rule = t.rule and s.key = t.key)) as tellings`,
)
