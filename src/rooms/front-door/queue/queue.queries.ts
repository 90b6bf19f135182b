import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { dutyHandover } from '../hours/duty-handover.ts'
import type { formWords, referralTold } from '../referral/referral-told.ts'
import type { Stage } from './stage.ts'

/** What of the queue is looked at. */
export const shownOf = ['all', 'mine', 'unassigned', 'waiting'] as const
export type Shown = (typeof shownOf)[number]

/** What of it is looked for beside: how far it has come, by when, in danger, through which form, from what kind of organisation. */
export type Sought = {
  stage?: Stage | undefined
  due?: 'overdue' | 'today' | undefined
  danger?: 'yes' | undefined
  form?: keyof typeof formWords | undefined
  source?: AgencyKind | undefined
}

/** How many there are of each thing that can be looked for, of all that wait; and how many of them each person has taken. */
export type Facets = {
  danger: number
  stage: Partial<Record<Stage, number>>
  form: Partial<Record<keyof typeof formWords, number>>
  source: Partial<Record<AgencyKind, number>>
  hands: Readonly<Record<string, number>>
}

/** How many concerns wait, exactly: all, those whose last day is today, those past it, and what each filter would show. */
export type Counts = { all: number; today: number; held: number; mine: number; unassigned: number; waiting: number }

/** A concern in the queue: what was told, until when it is to be decided, what is known of the children, who was asked, who has taken it. */
export type Waiting = {
  matter: SubjectId
  told: EntryId
  at: Moment
  facts: FactsOf<typeof referralTold>
  seenOrHeard: string
  danger: boolean
  familyUnaware: boolean
  dueOn: Day | null
  overdue: boolean
  stage: Stage
  /** The last day it may stay with The Bridge. */
  holdOn: Day | null
  outOfHours: boolean
  /** What the Emergency Duty Team left about it. */
  handover: { entry: EntryId; did: FactsOf<typeof dutyHandover>['did']; note: string; by: string | null } | null
  screener: { account: AccountId; name: string } | null
  checks: { entry: EntryId; agency: string; answered: boolean }[]
  findings: { person: SubjectId; rule: string; facts: Record<string, unknown> }[]
}

type Row = { counts: Counts; facets: Facets; matching: number } & { [K in keyof Waiting]: Waiting[K] | null }

/** The findings about a child that a screener reads as facts in the queue. */
const telling = [
  'repeat-referral',
  'cumulative-referrals',
  'multi-source-corroboration',
  're-referral-after-closure',
  'other-authority-history',
]

// Starts at what waits in the asker's queue (the team's open involvements as `queue`): some hundreds, whatever the partnership holds, or as many thousands as
// nobody has decided. What each is sorted, filtered and counted by comes through one narrow function, which asks once for a concern whether it is the asker's to
// see; what a row says is read under the policies, for one page of them alone. A key that is worked out (a correction's id, a person named in facts) is worked out first, behind a limit or an offset, and then looked up: joined in one step it would be compared only after the policies had judged every row there is.
const queue = statement<Row>(
  'bridge-queue',
  row =>
    row.matter && row.told
      ? {
          subjects: [row.matter, ...(row.findings ?? []).map(one => one.person)],
          entries: [row.told, ...(row.checks ?? []).map(one => one.entry), ...(row.handover ? [row.handover.entry] : [])],
        }
      : {},
  `with judged as materialized (
     select w.*, coalesce(w.hold ->> 'stage', case when w.asked then 'waiting' else 'new' end) as stage from gt.waiting_in_queue($1) w
   ), counted as (
     select json_build_object('all', count(*), 'today', count(*) filter (where due_on = $3::date), 'held', count(*) filter (where due_at <= $2),
       'mine', count(*) filter (where screener = $4), 'unassigned', count(*) filter (where screener is null), 'waiting', count(*) filter (where asked)) as counts,
       json_build_object('danger', count(*) filter (where danger),
         'stage', (select coalesce(json_object_agg(x.of, x.n), '{}') from (select stage as of, count(*) as n from judged group by stage) x),
         'form', (select coalesce(json_object_agg(x.of, x.n), '{}') from (select hold ->> 'form' as of, count(*) as n from judged where hold is not null group by 1) x),
         'source', (select coalesce(json_object_agg(x.of, x.n), '{}') from (select hold ->> 'source' as of, count(*) as n from judged where hold is not null group by 1) x),
         'hands', (select coalesce(json_object_agg(x.of, x.n), '{}') from (select screener as of, count(*) as n from judged where screener is not null group by 1) x)) as facets
     from judged
   ), sought as materialized (
     select * from judged
     where case $5 when 'mine' then screener = $4 when 'unassigned' then screener is null when 'waiting' then asked else true end
       and ($9::text is null or stage = $9) and ($10::text is null or case $10 when 'overdue' then due_at <= $2 else due_on = $3::date end)
       and ($11::text is null or danger) and ($12::text is null or hold ->> 'form' = $12) and ($13::text is null or hold ->> 'source' = $13)
   ), page as materialized (
     select * from sought
     order by danger desc, due_at nulls last, since, subject_id limit $6 offset $7
   )
   select c.counts, c.facets, (select count(*)::integer from sought) as matching, p.subject_id as matter, t.told, t.at, t.facts, t."seenOrHeard", p.danger, p.unaware as "familyUnaware", p.due_on as "dueOn",
     p.due_at <= $2 as overdue, p.stage, p.hold_on as "holdOn", coalesce((p.hold ->> 'outOfHours')::boolean, false) as "outOfHours", handed.handover,
     (select json_build_object('account', a.account_id, 'name', a.name) from gt.account a where a.partnership_id = $1 and a.account_id = p.screener) as screener,
     checks.checks, known.findings
   from counted c
   left join page p on true
   left join lateral (
     select f.told, f.at, q.facts, q.narrative ->> 'seenOrHeard' as "seenOrHeard"
     from (
       select e.entry_id as told, e.happened_at as at, coalesce((select v.entry_id from gt.entry v
           where v.partnership_id = $1 and v.corrects = e.entry_id order by v.known_at desc, v.entry_id desc limit 1), e.entry_id) as said
       from gt.entry e where e.partnership_id = $1 and e.subject_id = p.subject_id and e.kind = 'referral-told' and e.corrects is null
       order by e.happened_at limit 1) f
     join gt.entry_part q on q.partnership_id = $1 and q.entry_id = f.said and q.field_group = 'record') t on true
   left join lateral (
     select coalesce(json_agg(json_build_object('entry', e.entry_id, 'agency', coalesce(q.facts ->> 'agencyName', q.facts ->> 'agency'), 'answered', exists (
         select from gt.entry n where n.partnership_id = $1 and n.answers = e.entry_id and n.kind = 'agency-check-answered' and n.corrects is null
           and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = n.entry_id and x.withdraws))) order by e.known_at, e.entry_id), '[]') as checks
     from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
     where e.partnership_id = $1 and e.subject_id = p.subject_id and e.kind = 'agency-check-asked' and e.corrects is null
       and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = e.entry_id and x.withdraws)) checks on true
   left join lateral (
     select json_build_object('entry', h.entry_id, 'did', q.facts ->> 'did', 'note', q.narrative ->> 'note',
         'by', (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = h.author_id)) as handover
     from gt.entry h join gt.entry_part q on q.partnership_id = $1 and q.entry_id = h.entry_id and q.field_group = 'record'
     where (p.hold ->> 'handedOver')::boolean and h.partnership_id = $1 and h.subject_id = p.subject_id and h.kind = 'duty-handover' and not h.withdraws
     order by h.happened_at desc, h.entry_id desc limit 1) handed on true
   left join lateral (
     select coalesce(json_agg(json_build_object('person', f.subject_id, 'rule', f.rule, 'facts', f.facts) order by f.subject_id, f.rule), '[]') as findings
     from (
       select (q.facts ->> 'person')::uuid as person, (q.facts ->> 'referral')::uuid as referral
       from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
       where e.partnership_id = $1 and e.subject_id = p.subject_id and e.kind = 'child-matched' and e.corrects is null
         and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = e.entry_id and x.withdraws)
       offset 0) m
     join gt.finding f on f.partnership_id = $1 and f.subject_id = m.person and f.until_at > $2 and f.from_at <= $2 and f.rule = any ($8::text[])
       and (m.referral is null or f.rule = 'other-authority-history' or f.evidence @> array[m.referral])) known on true
   order by p.danger desc, p.due_at nulls last, p.since, p.subject_id`,
)

/** How many concerns stand on one page of the queue. */
export const pageLength = 25

/** One page of the asker's queue, what is most pressing first: danger, then what is due first, then what came first. `page` counts from 1. */
export const readQueue = async (
  tx: Tx,
  asked: { show: Shown; page: number; today: Day } & Sought,
): Promise<{ counts: Counts; facets: Facets; matching: number; rows: readonly Waiting[] }> => {
  const { partnership, at, account } = tx.actor
  const rows = await tx.run(queue, [
    partnership,
    at,
    asked.today,
    account,
    asked.show,
    pageLength,
    (asked.page - 1) * pageLength,
    telling,
    asked.stage ?? null,
    asked.due ?? null,
    asked.danger ?? null,
    asked.form ?? null,
    asked.source ?? null,
  ])
  const [first] = rows
  if (!first) throw new Error('the queue was read without its counts')
  const { counts, facets, matching } = first
  return { counts, facets, matching, rows: rows.filter((row): row is Row & Waiting => row.matter !== null && row.told !== null) }
}

/** Somebody who works the queue, to whom a concern can be given. */
export type Hands = { account: AccountId; name: string; role: string }

const hands = statement<Hands>(
  'bridge-hands',
  null,
  `select distinct a.account_id as account, a.name, a.role from gt.team t
   join gt.team_member m on m.partnership_id = $1 and m.team_id = t.team_id and m.from_at <= $2 and m.until_at > $2
   join gt.account a on a.partnership_id = $1 and a.account_id = m.account_id and a.active
   where t.partnership_id = $1 and t.queue = 'bridge' order by a.name, a.account_id`,
)

/** Everybody who works the queue of The Bridge. */
export const handsOfTheBridge = (tx: Tx): Promise<readonly Hands[]> => tx.run(hands, [tx.actor.partnership, tx.actor.at])
