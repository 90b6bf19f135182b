import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { referralTold } from '../referral/referral-told.ts'

/** What of the queue is looked at. */
export const shownOf = ['all', 'mine', 'unassigned', 'waiting'] as const
export type Shown = (typeof shownOf)[number]

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
  screener: { account: AccountId; name: string } | null
  checks: { entry: EntryId; agency: string; answered: boolean }[]
  findings: { person: SubjectId; rule: string; facts: Record<string, unknown> }[]
}

type Row = { counts: Counts } & { [K in keyof Waiting]: Waiting[K] | null }

/** The findings about a child that a screener reads as facts in the queue. */
const telling = [
  'repeat-referral',
  'cumulative-referrals',
  'multi-source-corroboration',
  're-referral-after-closure',
  'other-authority-history',
]

// Starts at what waits in the asker's queue (the team's open involvements as `queue`): some hundreds at most, whatever the partnership holds. Each is
// judged by its own few findings; what a row says is read for one page of them alone. A key that is worked out (a correction's id, a person named in facts) is worked
// out first, behind a limit or an offset, and then looked up: joined in one step it would be compared only after the policies had judged every row there is.
const queue = statement<Row>(
  'bridge-queue',
  row =>
    row.matter && row.told
      ? {
          subjects: [row.matter, ...(row.findings ?? []).map(one => one.person)],
          entries: [row.told, ...(row.checks ?? []).map(one => one.entry)],
        }
      : {},
  `with waiting as materialized (
     select r.subject_id, min(r.from_at) as since from gt.reach r
     where r.partnership_id = $1 and r.holder_id = any ($2::uuid[]) and r.relation = 'queue' and r.from_at <= $3 and r.until_at > $3
     group by r.subject_id
   ), judged as materialized (
     select w.subject_id, w.since, j.*, s.holder_id as screener
     from waiting w
     cross join lateral (
       select min(f.due_on) filter (where f.rule = 'referral-decision-due') as due_on,
         min(f.due_at) filter (where f.rule = 'referral-decision-due') as due_at,
         coalesce(bool_or(f.rule = 'immediate-danger'), false) as danger,
         coalesce(bool_or(f.rule = 'family-unaware'), false) as unaware,
         coalesce(bool_or(f.rule = 'agency-check-unanswered'), false) as asked
       from gt.finding f where f.partnership_id = $1 and f.subject_id = w.subject_id and f.from_at <= $3 and f.until_at > $3) j
     left join lateral (
       select i.holder_id from gt.involvement i
       where i.partnership_id = $1 and i.subject_id = w.subject_id and i.relation = 'screener' and i.form = 'account' and i.from_at <= $3 and i.until_at > $3
       order by i.from_at desc limit 1) s on true
   ), counted as (
     select json_build_object('all', count(*), 'today', count(*) filter (where due_on = $4::date), 'held', count(*) filter (where due_at <= $3),
       'mine', count(*) filter (where screener = $5), 'unassigned', count(*) filter (where screener is null), 'waiting', count(*) filter (where asked)) as counts
     from judged
   ), page as materialized (
     select * from judged
     where case $6 when 'mine' then screener = $5 when 'unassigned' then screener is null when 'waiting' then asked else true end
     order by danger desc, due_at nulls last, since, subject_id limit $7 offset $8
   )
   select c.counts, p.subject_id as matter, t.told, t.at, t.facts, t."seenOrHeard", p.danger, p.unaware as "familyUnaware", p.due_on as "dueOn",
     p.due_at <= $3 as overdue,
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
     select coalesce(json_agg(json_build_object('person', f.subject_id, 'rule', f.rule, 'facts', f.facts) order by f.subject_id, f.rule), '[]') as findings
     from (
       select (q.facts ->> 'person')::uuid as person, (q.facts ->> 'referral')::uuid as referral
       from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
       where e.partnership_id = $1 and e.subject_id = p.subject_id and e.kind = 'child-matched' and e.corrects is null
         and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = e.entry_id and x.withdraws)
       offset 0) m
     join gt.finding f on f.partnership_id = $1 and f.subject_id = m.person and f.until_at > $3 and f.from_at <= $3 and f.rule = any ($9::text[])
       and (m.referral is null or f.rule = 'other-authority-history' or f.evidence @> array[m.referral])) known on true
   order by p.danger desc, p.due_at nulls last, p.since, p.subject_id`,
)

/** How many concerns stand on one page of the queue. */
export const pageLength = 25

/** One page of the asker's queue, what is most pressing first: danger, then what is due first. `page` counts from 1. */
export const readQueue = async (
  tx: Tx,
  asked: { show: Shown; page: number; today: Day },
): Promise<{ counts: Counts; rows: readonly Waiting[] }> => {
  const { partnership, holders, at, account } = tx.actor
  const rows = await tx.run(queue, [
    partnership,
    holders,
    at,
    asked.today,
    account,
    asked.show,
    pageLength,
    (asked.page - 1) * pageLength,
    telling,
  ])
  const counts = rows[0]?.counts
  if (!counts) throw new Error('the queue was read without its counts')
  return { counts, rows: rows.filter((row): row is Row & Waiting => row.matter !== null && row.told !== null) }
}
