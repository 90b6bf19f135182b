import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { type Version, versionAsJson } from '../../front-door/index.ts'

/** Somebody of whom a page says no more than who they are; all null where the reader does not work with them. */
export type NamedRow = {
  subject: SubjectId
  is_a: 'child' | 'adult' | 'unborn' | null
  given: string | null
  family: string | null
  known_as: string | null
  born_on: Day | null
  born_precision: 'day' | 'month' | 'year' | null
  expected_on: Day | null
  died_on: Day | null
  sex: string | null
}

/** A relationship that stands now: `subject` is the `as` of `to`. */
export type RelationshipRow = {
  subject: SubjectId
  to: SubjectId
  as: string
  responsibility: boolean | null
  from: string
  on: Day
  precision: 'moment' | 'day' | 'month' | 'year'
  entry: EntryId
  id: EntryId
  facts: Record<string, unknown>
}

/** Everything the pages about who a person is read of the record, in one row. */
export type DetailsRow = {
  person:
    | (NamedRow & {
        school: string | null
        language: string | null
        interpreter: boolean | null
        entry_id: EntryId
        keptIn: SubjectId | null
      })
    | null
  head: { known_at: string | null } | null
  relations: readonly string[]
  versions: readonly Version[]
  involvements: readonly { relation: Relation; form: 'account' | 'team' | 'agency'; holder: string; entry: EntryId; name: string | null }[]
  stays: readonly { household: SubjectId; entry: EntryId; from: string; others: readonly SubjectId[] }[]
  relationships: readonly RelationshipRow[]
  people: readonly NamedRow[]
}

const named = (n: string): string =>
  `'is_a', ${n}.is_a, 'given', ${n}.given, 'family', ${n}.family, 'known_as', ${n}.known_as, 'born_on', ${n}.born_on, 'born_precision', ${n}.born_precision,
   'expected_on', ${n}.expected_on, 'died_on', ${n}.died_on, 'sex', ${n}.sex`

/** Somebody of the same partnership by an id of another row; fenced, so that the id leads and not the policy. */
const personOf = (id: string): string =>
  `left join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = ${id} limit 1) n on true`

/** The version by which an entry's root is read: its last correction, or itself. */
export const lastVersionOf = (root: string): string =>
  `lateral (select coalesce((select k.entry_id from gt.entry k where k.partnership_id = $1 and k.corrects = ${root} and not k.withdraws
     order by k.known_at desc, k.entry_id desc limit 1), ${root}) as id offset 0)`

/** The most entries of one person that the pages about who they are look at, newest first. */
export const mostEntries = 400

/**
 * $1 partnership, $2 person, $3 now, $4 what may hold an involvement of the asker, $5 the kinds that are read, $6 the asker. Every part is reached by the
 * person's id; the policies of the database decide what of it this reader sees.
 */
export const personDetails = statement<DetailsRow>(
  'person-details',
  row => ({
    subjects: row.person ? [row.person.subject, ...row.people.map(one => one.subject)] : [],
    entries: row.person
      ? [
          row.person.entry_id,
          ...row.versions.map(one => one.id),
          ...row.involvements.map(one => one.entry),
          ...row.stays.map(one => one.entry),
          ...row.relationships.flatMap(one => [one.entry, one.id]),
        ]
      : [],
  }),
  `with records as materialized (select r.id from ${recordsOf('$2')} as r(id)),
   homes as materialized (
     select s.household_id, s.entry_id, s.from_at from gt.stay s
     where s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $3 and s.until_at > $3 limit 20),
   mates as materialized (
     select h.household_id, z.subject_id from homes h
     cross join lateral (select x.subject_id from gt.stay x where x.partnership_id = $1 and x.household_id = h.household_id and x.subject_id <> $2
       and x.from_at <= $3 and x.until_at > $3 limit 60) z),
   related as materialized (
     select * from (
       (select l.subject_id, gt.kept_as($1, l.to_id) as to_id, l.as_what, l.parental_responsibility, l.from_at, l.entry_id from gt.relationship l
         where l.partnership_id = $1 and l.subject_id = $2 and l.from_at <= $3 and l.until_at > $3 order by l.key limit 100)
       union all
       (select l.* from records s cross join lateral (select l.subject_id, $2, l.as_what, l.parental_responsibility, l.from_at, l.entry_id from gt.relationship l
         where l.partnership_id = $1 and l.to_id = s.id and l.from_at <= $3 and l.until_at > $3 limit 100) l)) both_ways)
   select
     (select json_build_object('subject', n.subject_id, 'keptIn', n.merged_into, ${named('n')}, 'school', n.school, 'language', n.language, 'interpreter', n.interpreter, 'entry_id', n.entry_id)
       from gt.person n where n.partnership_id = $1 and n.subject_id = $2) as person,
     (select row_to_json(h) from gt.head_of($1, $2) h) as head,
     (select coalesce(array_agg(distinct w.relation), '{}') from (
        select r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($4::uuid[]) and r.from_at <= $3 and r.until_at > $3
        union all select 'duty' from gt.announcement t where t.partnership_id = $1 and t.account_id = $6 and t.subject_id = $2 and t.duty = 'duty' and t.closed_at is null) w)
       as relations,
     (select coalesce(json_agg(${versionAsJson('e')} order by e.happened_at, e.entry_id), '[]') from (
        select x.* from records s cross join unnest($5::text[]) as k(kind) cross join lateral (select y.* from gt.entry y where y.partnership_id = $1 and y.subject_id = s.id and y.kind = k.kind
          order by y.happened_at desc, y.entry_id limit ${mostEntries}) x) e) as versions,
     (select coalesce(json_agg(json_build_object('relation', i.relation, 'form', i.form, 'holder', i.holder_id, 'entry', i.entry_id, 'name', case i.form
           when 'account' then (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = i.holder_id)
           when 'team' then (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = i.holder_id)
           else (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = i.holder_id) end) order by i.from_at, i.key), '[]')
       from gt.involvement i where i.partnership_id = $1 and i.subject_id = $2 and i.from_at <= $3 and i.until_at > $3) as involvements,
     (select coalesce(json_agg(json_build_object('household', h.household_id, 'entry', h.entry_id, 'from', h.from_at,
         'others', (select coalesce(json_agg(m.subject_id order by m.subject_id), '[]') from mates m where m.household_id = h.household_id)) order by h.from_at, h.household_id), '[]')
       from homes h) as stays,
     (select coalesce(json_agg(json_build_object('subject', l.subject_id, 'to', l.to_id, 'as', l.as_what, 'responsibility', l.parental_responsibility,
         'from', l.from_at, 'on', e.happened_on, 'precision', e.precision, 'entry', l.entry_id, 'id', v.id, 'facts', q.facts) order by l.from_at, l.entry_id), '[]')
       from related l
       cross join ${lastVersionOf('l.entry_id')} v
       cross join lateral (select x.happened_on, x.precision from gt.entry x where x.partnership_id = $1 and x.entry_id = v.id limit 1) e
       cross join lateral (select x.facts from gt.entry_part x where x.partnership_id = $1 and x.entry_id = v.id and x.field_group = 'record' limit 1) q) as relationships,
     (select coalesce(json_agg(json_build_object('subject', p.id, ${named('n')}) order by n.born_on nulls first, p.id), '[]')
       from (select m.subject_id as id from mates m union select l.subject_id from related l union select l.to_id from related l) p ${personOf('p.id')}
       where p.id <> $2) as people`,
)

/** What a drawing of a family needs beside the details of one person: where others live, and how they stand to each other. */
export type AroundRow = {
  stays: readonly { subject: SubjectId; household: SubjectId; entry: EntryId }[]
  relationships: readonly { subject: SubjectId; to: SubjectId; as: string; responsibility: boolean | null; entry: EntryId }[]
}

/** $1 partnership, $2 people, $3 now. Only rows of people whom the reader works with come back. */
export const aroundPeople = statement<AroundRow>(
  'people-around',
  row => ({
    subjects: [...row.stays, ...row.relationships].map(one => one.subject),
    entries: [...row.stays, ...row.relationships].map(one => one.entry),
  }),
  `with people as materialized (select w.id from unnest($2::uuid[]) as w(id))
   select
     (select coalesce(json_agg(json_build_object('subject', s.subject_id, 'household', s.household_id, 'entry', s.entry_id) order by s.household_id, s.subject_id), '[]')
       from people w cross join lateral (select x.* from gt.stay x where x.partnership_id = $1 and x.subject_id = w.id and x.from_at <= $3 and x.until_at > $3
         order by x.from_at, x.key limit 4) s) as stays,
     (select coalesce(json_agg(json_build_object('subject', l.subject_id, 'to', l.kept, 'as', l.as_what, 'responsibility', l.parental_responsibility, 'entry', l.entry_id)
         order by l.subject_id, l.kept, l.as_what), '[]')
       from people w cross join lateral (select x.*, gt.kept_as($1, x.to_id) as kept from gt.relationship x where x.partnership_id = $1 and x.subject_id = w.id
         and x.from_at <= $3 and x.until_at > $3 order by x.key limit 60) l where l.kept = any ($2::uuid[])) as relationships`,
)

/** Where people live now, with the address as far as the reader may have it: for somebody who moves in with them. */
export const homesOfPeople = statement<{
  subject: SubjectId
  household: SubjectId
  entry: EntryId
  part: EntryId | null
  facts: { postcode?: string; protected?: boolean } | null
  narrative: { address?: string } | null
}>(
  'homes-of-people',
  row => ({ subjects: [row.subject], entries: [row.entry, ...(row.part ? [row.part] : [])] }),
  `select s.subject_id as subject, s.household_id as household, s.entry_id as entry, q.entry_id as part, q.facts, q.narrative
   from unnest($2::uuid[]) as w(id)
   cross join lateral (select x.* from gt.stay x where x.partnership_id = $1 and x.subject_id = w.id and x.from_at <= $3 and x.until_at > $3
     order by x.from_at, x.key limit 4) s
   cross join ${lastVersionOf('s.entry_id')} v
   left join lateral (select x.entry_id, x.facts, x.narrative from gt.entry_part x where x.partnership_id = $1 and x.entry_id = v.id and x.field_group = 'whereabouts' limit 1) q on true
   order by s.household_id, s.subject_id`,
)
