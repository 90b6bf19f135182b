import { babyMark, type Day, dayOf, type Moment } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../thread/ids.ts'
import { wholeName } from '../../thread/own-kinds/index.ts'

type Row = {
  readonly subject: SubjectId
  readonly entry: EntryId
  readonly is_a: 'child' | 'unborn'
  readonly given: string
  readonly family: string
  readonly born_on: Day | null
  readonly household: SubjectId | null
  /** The first day on which a visit is due, or was; null where none is asked for. */
  readonly due_on: Day | null
  /** The visit that is planned for today and has not come yet. */
  readonly planned: { readonly entry: EntryId; readonly at: string | null; readonly announced: boolean; readonly purpose: string } | null
}

/** A visit planned for today: at what time where one was set (`14:05`), whether the family knows of it, and what it is for. */
export type PlannedToday = { readonly at: string | null; readonly announced: boolean; readonly purpose: string }

/** The children of one household with whom the asker works, whom one visit sees. */
export type TodaysFamily = {
  /** The child whose id the family is chosen by: the first by name. */
  readonly id: SubjectId
  readonly children: readonly { readonly subject: SubjectId; readonly name: string; readonly dueOn: Day | null }[]
  readonly dueOn: Day | null
  /** The first visit to any of them that is planned for today. */
  readonly planned: PlannedToday | null
}

/** The clocks that a visit stops. */
const visitClocks = ['cp-visit-due', 'not-seen-at-home', 'baby-visit-due']

/**
 * $1 partnership, $2 the asker's account, $3 now, $4 the clocks of visits. Starts at what the account itself holds, and goes from there by the id of each
 * child; the policies decide what is read.
 */
const held = statement<Row>(
  'todays-families',
  row => ({ subjects: [row.subject], entries: [row.entry, ...(row.planned ? [row.planned.entry] : [])] }),
  `with held as materialized (select distinct r.subject_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = $2 and r.relation in ('lead', 'co-worker') and r.from_at <= $3 and r.until_at > $3 limit 200)
  select n.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.born_on,
    (select s.household_id from gt.stay s where s.partnership_id = $1 and s.subject_id = n.subject_id and s.from_at <= $3 and s.until_at > $3
      order by s.from_at desc limit 1) as household,
    (select f.due_on from gt.finding f where f.partnership_id = $1 and f.subject_id = n.subject_id and f.rule = any ($4) and f.due_on is not null
      and f.from_at <= $3 and f.until_at > $3 order by f.due_on limit 1) as due_on,
    (select json_build_object('entry', e.entry_id, 'at', q.facts ->> 'at', 'announced', (q.facts ->> 'announced')::boolean,
        'purpose', coalesce(q.narrative ->> 'purpose', ''))
      from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
      where e.partnership_id = $1 and e.subject_id = n.subject_id and e.kind = 'visit-planned' and e.corrects is null and e.happened_at > $3::timestamptz - interval '90 days'
        and (q.facts ->> 'for')::date = ($3::timestamptz at time zone 'Europe/London')::date
        and not exists (select from gt.entry x where x.partnership_id = $1 and (x.answers = e.entry_id or x.corrects = e.entry_id))
      order by q.facts ->> 'at' nulls last, e.entry_id limit 1) as planned
  from held h cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = h.subject_id and x.is_a <> 'adult'
    and x.died_on is null and x.merged_into is null limit 1) n
  order by n.family, n.given, n.subject_id`,
)

/** What a child is called in the list, with what has to be known of the very young. */
const nameOf = (row: Row, today: Day): string => {
  const mark = row.is_a === 'unborn' ? 'not born yet' : babyMark(row.born_on, today)
  return mark ? `${wholeName(row)} (${mark})` : wholeName(row)
}

/** By what a family stands in the list: a visit planned for today by its time, then those that are due, then everybody else. */
const placeOf = ({ planned, dueOn }: TodaysFamily): string => (planned ? `0 ${planned.at ?? '99'}` : dueOn ? `1 ${dueOn}` : '2')

/**
 * The children whom the asker's own account works with, by household: those to whom a visit is planned for today stand first, by its time, then those whose
 * visit is due first, and those without one last.
 */
export const todaysFamilies = async (tx: Tx, now: Moment): Promise<TodaysFamily[]> => {
  const rows = await tx.run(held, [tx.actor.partnership, tx.actor.account, now, visitClocks])
  const byHome = Map.groupBy(rows, row => row.household ?? row.subject)
  const earliest = (days: readonly (Day | null)[]): Day | null => days.filter(day => day !== null).sort()[0] ?? null
  const firstOf = (of: readonly Row[]): PlannedToday | null => {
    const [first] = of.flatMap(row => row.planned ?? []).sort((a, b) => ((a.at ?? '99') < (b.at ?? '99') ? -1 : 1))
    return first ? { at: first.at, announced: first.announced, purpose: first.purpose } : null
  }
  return [...byHome.values()]
    .flatMap(of => {
      const [first] = of
      const children = of.map(row => ({ subject: row.subject, name: nameOf(row, dayOf(now)), dueOn: row.due_on }))
      return first ? [{ id: first.subject, children, dueOn: earliest(of.map(row => row.due_on)), planned: firstOf(of) }] : []
    })
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) === placeOf(b) ? 0 : 1))
}
