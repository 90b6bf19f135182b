import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { AgencyKind, Audience, FieldGroup, Precision, SubjectForm } from '../../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { type BesideRow, besideKinds, besideOf, type PresentRow, presentAt } from '../chronology/beside.queries.ts'

/** A moment as PostgreSQL writes it into JSON: ISO 8601 with an offset, or 'infinity'. */
export type JsonMoment = string

type PartRow = { group: FieldGroup; facts: Record<string, unknown>; narrative: Record<string, string> }

/** One version of an entry, with the parts this reader may read. */
export type VersionRow = {
  id: EntryId
  kind: string
  on: Day
  at: JsonMoment
  precision: Precision
  known: JsonMoment
  author: string
  role: string
  agency: string
  parts: readonly PartRow[] | null
}

/** An entry of the chronology as it stands. */
export type EntryRow = VersionRow & {
  root: EntryId
  agencyKind: AgencyKind
  audience: Audience
  /** The version it corrects, where it is a correction; null where that is not open to the reader either. */
  first: VersionRow | null
  /** The other corrections and withdrawals, in the order they became known. */
  others: readonly (VersionRow & { withdraws: boolean })[] | null
  /** What was said beside it afterwards, and who was ticked as there. */
  beside: readonly BesideRow[] | null
  present: readonly PresentRow[] | null
}

/** An entry that a finding rests on: enough to name it and to lead to it. */
export type CitedRow = {
  root: EntryId
  id: EntryId
  subject: SubjectId
  kind: string
  on: Day
  precision: Precision
  facts: Record<string, unknown>
}

export type PersonRow = {
  is_a: 'child' | 'adult' | 'unborn'
  given: string
  family: string
  known_as: string | null
  born_on: Day | null
  born_precision: 'day' | 'month' | 'year' | null
  expected_on: Day | null
  died_on: Day | null
  school: string | null
  language: string | null
  interpreter: boolean | null
  entry_id: EntryId
  /** The record under which the person is kept, where this one is part of another. */
  merged_into: SubjectId | null
}

export type FindingRow = {
  rule: string
  key: string
  name: string
  from: JsonMoment
  due_on: Day | null
  level: 'CRITICAL' | 'OVERDUE' | 'GATE' | 'DUE' | 'INFO' | null
  facts: Record<string, never>
  evidence: readonly EntryId[]
  layer: 'open' | 'restricted'
}

export type StayRow = {
  household: SubjectId
  entry: EntryId
  where: { id: EntryId; facts: { postcode?: string; protected?: boolean }; narrative: { address?: string } } | null
  others: readonly HousemateRow[] | null
}

export type HousemateRow = {
  subject: SubjectId
  given: string | null
  family: string | null
  known_as: string | null
  born_on: Day | null
  /** What they are recorded to be to the person, and the person to them. */
  relation: string | null
  back: string | null
}

/** The kinds that say how a child was seen or what the child said. */
export type SeenKind = 'visit' | 'note' | 'childs-voice'

/** A visit, or a note, as far as it says how the child was seen and what the child said; a note says neither by whom of the visitors nor, always, that the child was seen. */
export type VisitRow = {
  id: EntryId
  kind: SeenKind
  on: Day
  at: JsonMoment
  precision: Precision
  seen: string | null
  /** A child too young to speak was watched awake while no carer led: seen alone, and not spoken to. */
  watched: boolean
  place: string | null
  by: string | null
  words: string | null
}

/** Everything a page about one person shows, in one row. */
export type PageRow = {
  /** The head of the thread; `known_at` null for those who work with the person no longer. */
  head: { form: SubjectForm; known_at: JsonMoment | null } | null
  /** How many records the page is made of. */
  records: number
  person: PersonRow | null
  involvements: readonly { relation: string; form: string; holder: string; entry: EntryId }[] | null
  episodes: readonly { kind: string; state: string; from: JsonMoment; entry: EntryId }[] | null
  stays: readonly StayRow[] | null
  /** The newest twelve visits, the newest twelve notes, and the newest twelve times that the child was heard. */
  seen: readonly VisitRow[] | null
  findings: readonly FindingRow[] | null
  cited: readonly CitedRow[] | null
  entries: readonly EntryRow[] | null
  /** The pattern that was last stated across the record. */
  pattern: PatternRow | null
  names: Record<string, string> | null
  contacts: Record<string, Contact> | null
}

/** How somebody who works with the person can be reached. */
export type Contact = { mail: string; agency: string }

/** A pattern that somebody saw across the record, with the roots of what it rests on. */
export type PatternRow = {
  id: EntryId
  known: JsonMoment
  author: string | null
  role: string
  facts: { evidence?: readonly EntryId[] }
  narrative: { pattern?: string; means?: string; next?: string }
}

export const version = (
  e: string,
): string => `'id', ${e}.entry_id, 'kind', ${e}.kind, 'on', ${e}.happened_on, 'at', ${e}.happened_at, 'precision', ${e}.precision,
  'known', ${e}.known_at, 'author', ${e}.author_id, 'role', ${e}.author_role, 'agency', ${e}.agency_id,
  'parts', (select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative) order by q.field_group)
    from gt.entry_part q where q.partnership_id = $1 and q.entry_id = ${e}.entry_id)`

// Here and below a part of the query is closed off with a limit or an offset wherever a policy's tables meet: the planner may not move a condition that
// could tell of a row past the policy, and without a fence it reads whole tables to be safe.

/**
 * The root of a version, to be looked up by. Said by `case`: PostgreSQL holds `coalesce` for something that might tell of a row, and would compare it only
 * after the policies had judged every correction of the partnership.
 */
export const rootOf = (e: string): string => `case when ${e}.corrects is null then ${e}.entry_id else ${e}.corrects end`

/** The version that an entry's root is read by: its last correction, or itself. */
const lastVersionOf = (
  root: string,
): string => `(select coalesce((select k.entry_id from gt.entry k where k.partnership_id = $1 and k.corrects = ${root}
             and not k.withdraws and k.known_at <= $4 order by k.known_at desc, k.entry_id desc limit 1), ${root}) as id offset 0)`

/**
 * The newest of each kind that says how the child was seen or what the child said, corrections read in place of what they correct: when and how the child was
 * last seen, and what the child last said, is picked from them; of the CTE `records`. All kinds are read in one step: a table's policies are carried once for
 * each time it is named. `most`: how many of each are looked at, so that a child who was never seen alone costs no more than any other.
 */
const seenFrom = (
  most: string,
  kinds: readonly SeenKind[] = ['visit', 'note', 'childs-voice'],
): string => `(select json_agg(json_build_object('id', v.root, 'kind', v.kind, 'on', v.happened_on, 'at', v.happened_at, 'precision', v.precision,
      'seen', q.facts ->> 'seen', 'watched', coalesce(q.facts ->> 'observedAlone' = 'true', false), 'place', q.facts ->> 'place', 'by', q.facts ->> 'by',
      'words', left(case v.kind when 'childs-voice' then coalesce(q.narrative ->> 'childsWords', q.narrative ->> 'presentation') else q.narrative ->> 'childsWords' end, 800))
      order by v.happened_at desc)
    from (select u.*, k.kind from unnest(array[${kinds.map(kind => `'${kind}'`).join(', ')}]) as k(kind) cross join lateral (
      select t.* from records s cross join lateral (
        select e.entry_id as root, e.happened_at as first_said, coalesce(k2.entry_id, e.entry_id) as entry_id, coalesce(k2.happened_on, e.happened_on) as happened_on,
          coalesce(k2.happened_at, e.happened_at) as happened_at, coalesce(k2.precision, e.precision) as precision
        from gt.entry e
        left join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.corrects = e.entry_id and x.known_at <= $4
          order by x.known_at desc, x.entry_id desc limit 1) k2 on true
        where e.partnership_id = $1 and e.subject_id = s.id and e.kind = k.kind and e.corrects is null and e.known_at <= $4 and e.happened_at <= $3
          and k2.withdraws is not true
        order by e.happened_at desc, e.entry_id limit ${most}) t
      order by t.first_said desc, t.root limit ${most}) u) v
    cross join lateral (select x.facts, x.narrative from gt.entry_part x
      where x.partnership_id = $1 and x.entry_id = v.entry_id and x.field_group = 'record' limit 1) q)`

/**
 * A cited entry as it stands: the root names it, the last correction says what it says. `wanted`: a list of the roots.
 */
const citedFrom = (
  wanted: string,
): string => `(select json_agg(json_build_object('root', e.entry_id, 'id', coalesce(k.entry_id, e.entry_id), 'subject', e.subject_id,
      'kind', e.kind, 'on', coalesce(k.happened_on, e.happened_on), 'precision', coalesce(k.precision, e.precision), 'facts', q.facts) order by e.happened_at desc, e.entry_id)
    from unnest(${wanted}) as w(id)
    cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.entry_id = w.id and x.known_at <= $4 limit 1) e
    left join lateral (select x.entry_id, x.happened_on, x.precision from gt.entry x where x.partnership_id = $1 and x.corrects = e.entry_id and not x.withdraws and x.known_at <= $4
      order by x.known_at desc, x.entry_id desc limit 1) k on true
    cross join lateral (select coalesce(k.entry_id, e.entry_id) as id offset 0) s
    cross join lateral (select x.facts from gt.entry_part x where x.partnership_id = $1 and x.entry_id = s.id and x.field_group = 'record' limit 1) q)`

/** The names of accounts, teams and agencies, by their ids. `of`: a query that gives the ids, in brackets. */
const namesOf = (of: string): string => `(select json_object_agg(w.id, coalesce(
      (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = w.id),
      (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = w.id),
      (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = w.id), '')) from ${of} as w(id))`

/** How the accounts among some holders can be reached, by their ids. `of`: a query that gives the ids, in brackets. */
const contactsOf = (of: string): string => `(select json_object_agg(a.account_id, json_build_object('mail', a.email, 'agency', g.name))
    from (select distinct h.id from ${of} as h(id)) w
    cross join lateral (select x.account_id, x.agency_id, x.email from gt.account x where x.partnership_id = $1 and x.account_id = w.id limit 1) a
    cross join lateral (select x.name from gt.agency x where x.partnership_id = $1 and x.agency_id = a.agency_id limit 1) g)`

/** The most findings that are read for one page, most pressing first: the page says when there are more. */
export const mostFindings = 60

/** The entries of one page of the chronology. */
export const entriesOfAPage = 50

/** In which order the chronology is read. */
export type Order = 'newest' | 'oldest'

// Both orders walk the one index of the chronology, forwards or backwards.
const ordered: Record<Order, string> = { newest: 'e.happened_at desc, e.entry_id', oldest: 'e.happened_at, e.entry_id desc' }
const goesOn: Record<Order, string> = {
  newest: 'e.happened_at <= $9 and (e.happened_at < $9 or e.entry_id > $10)',
  oldest: 'e.happened_at >= $9 and (e.happened_at > $9 or e.entry_id < $10)',
}

/** The pattern that was last stated across the record and has not been withdrawn. */
const lastPattern = `(select json_build_object('id', m.entry_id, 'known', m.known_at, 'role', m.author_role,
      'author', (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = m.author_id), 'facts', q.facts, 'narrative', q.narrative)
    from (select y.* from records s cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.subject_id = s.id and x.kind = 'pattern-statement'
        and x.known_at <= $4 and x.corrects is null and not exists (select from gt.entry w where w.partnership_id = $1 and w.corrects = x.entry_id and w.withdraws and w.known_at <= $4)
        order by x.happened_at desc, x.entry_id limit 1) y
      order by y.happened_at desc, y.entry_id limit 1) m
    cross join lateral (select p.facts, p.narrative from gt.entry_part p
      where p.partnership_id = $1 and p.entry_id = m.entry_id and p.field_group = 'record' limit 1) q)`

/**
 * $1 partnership, $2 person, $3 the moment the page speaks of, $4 what was known by then ('infinity': all), $5 kind of organisation, $6 kind of entry,
 * $7 and $8 from and until, $9 and $10 the entry to go on after, $11 the most entries, $13 the only entries that are wanted, $12 whether derived rows are wanted (as known, they are made again).
 * Every part is reached by the person's id; the policies of the database decide what of it this reader sees.
 */
const pageIn = (order: Order) =>
  statement<PageRow>(
    order === 'newest' ? 'person-page' : 'person-page-oldest-first',
    row => ({
      subjects:
        row.person || row.head
          ? [
              ...(row.stays ?? []).flatMap(stay => (stay.others ?? []).map(one => one.subject)),
              ...(row.cited ?? []).map(one => one.subject),
              ...(row.entries ?? []).flatMap(one => (one.present ?? []).map(there => there.subject)),
            ]
          : [],
      entries: [
        ...(row.person ? [row.person.entry_id] : []),
        ...(row.involvements ?? []).map(one => one.entry),
        ...(row.episodes ?? []).map(one => one.entry),
        ...(row.stays ?? []).flatMap(stay => [stay.entry, ...(stay.where ? [stay.where.id] : [])]),
        ...(row.seen ?? []).map(one => one.id),
        ...(row.cited ?? []).flatMap(one => [one.root, one.id]),
        ...(row.entries ?? []).flatMap(one => [
          one.id,
          one.root,
          ...(one.others ?? []).map(other => other.id),
          ...(one.beside ?? []).map(other => other.id),
        ]),
        ...(row.pattern ? [row.pattern.id] : []),
      ],
    }),
    `with records as materialized (select r.id from ${recordsOf('$2', '$4')} as r(id)),
  listed as materialized (
    select e.* from records s cross join lateral (select e.* from gt.entry e
    where e.partnership_id = $1 and e.subject_id = s.id and not e.withdraws and e.known_at <= $4
      and ($5::text is null or e.agency_kind = $5) and ($6::text is null or e.kind = $6)
      and e.kind not in (${besideKinds.map(kind => `'${kind}'`).join(', ')}) and ($13::uuid[] is null or ${rootOf('e')} = any ($13))
      and e.happened_at >= $7 and e.happened_at < $8 and ${goesOn[order]}
      and (select true from gt.entry c where c.partnership_id = $1 and c.corrects = ${rootOf('e')} and not c.withdraws and c.known_at <= $4
        and (e.corrects is null or (c.known_at, c.entry_id) > (e.known_at, e.entry_id)) limit 1) is null
    order by ${ordered[order]} limit $11) e
    order by ${ordered[order]} limit $11),
  working as materialized (
    select i.relation, i.form, i.holder_id, i.entry_id, i.from_at, i.key from gt.involvement i
    where $12 and i.partnership_id = $1 and i.subject_id = $2 and i.from_at <= $3 and i.until_at > $3),
  said as materialized (
    select f.rule, f.key, f.name, f.from_at, f.due_on, f.due_at, f.facts, f.evidence, f.layer,
      case when f.shows_critical <= $3 then 'CRITICAL' when f.shows_overdue <= $3 then 'OVERDUE' when f.shows_gate <= $3 then 'GATE'
        when f.shows_due <= $3 then 'DUE' when f.shows_info <= $3 then 'INFO' end as level
    from gt.finding f
    where $12 and f.partnership_id = $1 and f.subject_id = $2 and f.until_at > $3 and f.from_at <= $3
    order by case when f.shows_critical <= $3 then 0 when f.shows_overdue <= $3 then 1 when f.shows_gate <= $3 then 2
        when f.shows_due <= $3 then 3 when f.shows_info <= $3 then 4 else 5 end, f.due_at nulls last, f.from_at desc, f.rule, f.key
    limit ${mostFindings + 1})
  select
    (select row_to_json(h) from gt.head_of($1, $2) h) as head,
    (select count(*)::integer from records) as records,
    (select row_to_json(n) from (select is_a, given, family, known_as, born_on, born_precision, expected_on, died_on, school, language, interpreter, entry_id, merged_into
       from gt.person where partnership_id = $1 and subject_id = $2) n) as person,
    (select json_agg(json_build_object('relation', i.relation, 'form', i.form, 'holder', i.holder_id, 'entry', i.entry_id) order by i.from_at, i.key)
       from working i) as involvements,
    (select json_agg(json_build_object('kind', o.kind, 'state', o.state, 'from', o.from_at, 'entry', o.entry_id) order by o.kind)
       from gt.episode o where $12 and o.partnership_id = $1 and o.subject_id = $2 and o.from_at <= $3 and o.until_at > $3) as episodes,
    (select json_agg(json_build_object('household', s.household_id, 'entry', s.entry_id,
         'where', (select json_build_object('id', w.entry_id, 'facts', w.facts, 'narrative', w.narrative) from ${lastVersionOf('s.entry_id')} v
           cross join lateral (select x.* from gt.entry_part x where x.partnership_id = $1 and x.entry_id = v.id and x.field_group = 'whereabouts' limit 1) w),
         'others', (select json_agg(json_build_object('subject', z.subject_id, 'given', n.given, 'family', n.family, 'known_as', n.known_as, 'born_on', n.born_on,
             'relation', (select l.as_what from gt.relationship l where l.partnership_id = $1 and l.subject_id = z.subject_id and l.to_id in (select r.id from records r)
               and l.from_at <= $3 and l.until_at > $3 order by l.from_at desc limit 1),
             'back', (select l.as_what from gt.relationship l where l.partnership_id = $1 and l.subject_id = $2 and l.to_id = z.subject_id
               and l.from_at <= $3 and l.until_at > $3 order by l.from_at desc limit 1)) order by n.born_on nulls first, z.subject_id)
           from gt.stay z left join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = z.subject_id limit 1) n on true
           where z.partnership_id = $1 and z.household_id = s.household_id and z.subject_id <> $2 and z.from_at <= $3 and z.until_at > $3)) order by s.from_at)
       from gt.stay s where $12 and s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $3 and s.until_at > $3) as stays,
    ${seenFrom('12')} as seen,
    (select json_agg(json_build_object('rule', f.rule, 'key', f.key, 'name', f.name, 'from', f.from_at, 'due_on', f.due_on, 'level', f.level, 'facts', f.facts,
       'evidence', f.evidence, 'layer', f.layer)) from said f) as findings,
    ${citedFrom(`coalesce((select array_agg(distinct c.id) from (select unnest(f.evidence) as id from said f limit 300) c), '{}')`)} as cited,
    (select json_agg(json_build_object(${version('e')}, 'root', coalesce(e.corrects, e.entry_id), 'agencyKind', e.agency_kind, 'audience', e.audience,
       'first', case when e.corrects is not null then (select json_build_object(${version('o')}) from gt.entry o where o.partnership_id = $1 and o.entry_id = e.corrects and o.known_at <= $4) end,
       'others', (select json_agg(json_build_object(${version('v')}, 'withdraws', v.withdraws) order by v.known_at, v.entry_id) from gt.entry v
         where v.partnership_id = $1 and v.corrects = ${rootOf('e')} and v.entry_id <> e.entry_id and v.known_at <= $4),
       'beside', ${besideOf(rootOf('e'))}, 'present', ${presentAt('e')}) order by ${ordered[order]})
       from listed e) as entries,
    ${lastPattern} as pattern,
    ${namesOf(`(select e.author_id from listed e union select e.agency_id from listed e union select i.holder_id from working i)`)} as names,
    ${contactsOf('(select i.holder_id from working i)')} as contacts`,
  )

/** The page about one person in each order of its chronology. */
export const personPage: Readonly<Record<Order, ReturnType<typeof pageIn>>> = { newest: pageIn('newest'), oldest: pageIn('oldest') }

/** Entries that findings rest on, by their roots, as they were known; and the names of accounts, teams and agencies. Asked for a page as known on a day. */
export const citedAndNamed = statement<{
  cited: readonly CitedRow[] | null
  names: Record<string, string> | null
  contacts: Record<string, Contact> | null
  places:
    | readonly { root: EntryId; id: EntryId; facts: { postcode?: string; protected?: boolean }; narrative: { address?: string } }[]
    | null
}>(
  'cited-and-named',
  row => ({
    subjects: (row.cited ?? []).map(one => one.subject),
    entries: [...(row.cited ?? []), ...(row.places ?? [])].flatMap(one => [one.root, one.id]),
  }),
  `select ${citedFrom('$2::uuid[]')} as cited,
    ${namesOf(`(select unnest($3::uuid[]))`)} as names,
    ${contactsOf('(select unnest($3::uuid[]))')} as contacts,
    (select json_agg(json_build_object('root', e.entry_id, 'id', w.entry_id, 'facts', w.facts, 'narrative', w.narrative))
       from unnest($5::uuid[]) as e(entry_id) cross join lateral ${lastVersionOf('e.entry_id')} v
       cross join lateral (select x.* from gt.entry_part x where x.partnership_id = $1 and x.entry_id = v.id and x.field_group = 'whereabouts' limit 1) w) as places`,
)

/** Visits further back, for a child who was not seen in that way at the newest twelve. */
export const olderVisits = statement<{ visits: readonly VisitRow[] | null }>(
  'older-visits',
  row => ({ entries: (row.visits ?? []).map(one => one.id) }),
  `with records as materialized (select r.id from ${recordsOf('$2', '$4')} as r(id)) select ${seenFrom('120', ['visit'])} as visits`,
)
