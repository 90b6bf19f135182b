import { type Day, dayOf, type Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Level, Plain } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { type MeetingType, whomOnList } from '../../meetings/index.ts'

type ChildRow = {
  subject: SubjectId
  entry: EntryId
  given: string
  family: string
  known_as: string | null
  is_a: string
  baby: boolean
  asks: { rule: string; name: string; key: string; facts: { readonly [name: string]: Plain }; due_on: Day | null; level: Level }[]
}

/** A child of whom a conference is to be arranged, held or reviewed, with what is asked now. */
export type ChildAtDesk = {
  readonly child: SubjectId
  readonly name: string
  /** What makes this child especially vulnerable by age alone; nobody overlooks it on a list. */
  readonly young: 'Unborn child' | 'Baby under one' | null
  readonly asks: readonly {
    readonly rule: string
    readonly name: string
    readonly facts: { readonly [name: string]: Plain }
    readonly dueOn: Day | null
    readonly level: Level
  }[]
}

/** What the unit for conferences works by. */
export const deskRules = [
  'conference-to-arrange',
  'icpc-request-due',
  'icpc-overdue',
  'reflective-session-required',
  'inquorate',
  'inquorate-twice',
  'rcpc-due',
  'rcpc-early-due',
  'transfer-due',
  'post-birth-overdue',
] as const

const mostLooked = 500
const mostShown = 100

const children = statement<ChildRow>(
  'conference-desk-children',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with mine as materialized (
    select distinct r.subject_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation in ('conference-office', 'chair') and r.from_at <= $3 and r.until_at > $3 limit ${mostLooked})
   select m.subject_id as subject, n.entry_id as entry, n.given, n.family, n.known_as, n.is_a, a.asks,
     exists (select from gt.finding f where f.partnership_id = $1 and f.subject_id = m.subject_id and f.rule = 'baby-under-one' and f.from_at <= $3 and f.until_at > $3) as baby
   from mine m
   cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = m.subject_id limit 1) n
   cross join lateral (select json_agg(json_build_object('rule', f.rule, 'name', f.name, 'key', f.key, 'facts', f.facts, 'due_on', f.due_on, 'level',
       case when f.shows_critical <= $3 then 'CRITICAL' when f.shows_overdue <= $3 then 'OVERDUE' when f.shows_gate <= $3 then 'GATE' when f.shows_due <= $3 then 'DUE' else 'INFO' end)
       order by f.due_at nulls first, f.rule, f.key) as asks, min(f.due_at) as first
     from gt.finding f where f.partnership_id = $1 and f.subject_id = m.subject_id and f.rule = any ($4) and f.from_at <= $3 and f.until_at > $3
       and (f.shows_critical <= $3 or f.shows_overdue <= $3 or f.shows_gate <= $3 or f.shows_due <= $3)) a
   where a.asks is not null order by a.first nulls first, m.subject_id limit ${mostShown}`,
)

type MeetingRow = {
  meeting: SubjectId
  root: EntryId
  facts: { type: MeetingType; at: Moment; named?: { name: string; born?: Day }[]; children: SubjectId[] }
  moved: Moment | null
  chair: string | null
  invited: number
  answered: number
  reports: number
  held: boolean
}

/** A conference that is set: when, who chairs, who has answered, how many reports are in. */
export type ConferenceSet = {
  readonly meeting: SubjectId
  readonly type: MeetingType
  readonly at: Moment
  readonly whom: string
  readonly children: readonly SubjectId[]
  readonly chair: string | null
  /** Professionals who were invited, those of them who have answered, and the reports that are in. */
  readonly invited: number
  readonly answered: number
  readonly reports: number
  readonly held: boolean
}

const countOf = (kind: string, more = ''): string =>
  `(select count(*)::int from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
     where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = '${kind}' and x.corrects is null and not x.withdraws ${more})`

const set = statement<MeetingRow>(
  'conference-desk-meetings',
  row => ({ subjects: [row.meeting], entries: [row.root] }),
  `with mine as materialized (
    select distinct r.subject_id from (select x.subject_id from gt.reach x where x.partnership_id = $1 and x.holder_id = any ($2)
      and x.relation in ('meeting-chair', 'minutes') and x.from_at <= $3 and x.until_at > $3 order by x.from_at desc, x.subject_id limit 300) r)
   select m.subject_id as meeting, c.entry_id as root, c.facts,
     (select p.facts ->> 'at' from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
       where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-moved' and not x.withdraws order by x.known_at desc limit 1) as moved,
     (select a.name from gt.involvement i join gt.account a on a.partnership_id = $1 and a.account_id = i.holder_id
       where i.partnership_id = $1 and i.subject_id = m.subject_id and i.relation = 'meeting-chair' and i.from_at <= $3 and i.until_at > $3 limit 1) as chair,
     ${countOf('meeting-invited', `and p.facts ->> 'as' = 'professional'`)} as invited,
     (select count(distinct x.answers)::int from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-answered' and not x.withdraws) as answered,
     ${countOf('meeting-report')} as reports,
     exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-held') as held
   from mine m
   cross join lateral (select x.entry_id, p.facts from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
     where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting' and x.corrects is null order by x.known_at limit 1) c
   where c.facts ->> 'type' in ('initial-conference', 'review-conference', 'transfer-in-conference')
     and not exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-cancelled')`,
)

/** What whoever arranges or chairs conferences has before them: the children of whom something is asked, the most pressing first, and the conferences that are set. */
export const readDesk = async (tx: Tx): Promise<{ children: ChildAtDesk[]; conferences: ConferenceSet[] }> => {
  const { partnership, holders, at } = tx.actor
  const rows = await tx.run(children, [partnership, holders, at, deskRules])
  const meetings = await tx.run(set, [partnership, holders, at])
  return {
    children: rows.map(row => ({
      child: row.subject,
      name: wholeName(row as Parameters<typeof wholeName>[0]),
      young: row.is_a === 'unborn' ? 'Unborn child' : row.baby ? 'Baby under one' : null,
      asks: row.asks.map(one => ({ rule: one.rule, name: one.name, facts: one.facts, dueOn: one.due_on, level: one.level })),
    })),
    conferences: meetings.map(row => ({
      meeting: row.meeting,
      type: row.facts.type,
      at: row.moved ?? row.facts.at,
      whom: whomOnList(row.facts, dayOf(at)),
      children: row.facts.children,
      chair: row.chair,
      invited: row.invited,
      answered: row.answered,
      reports: row.reports,
      held: row.held,
    })),
  }
}
