import { statement } from '../../../kernel/db/statement.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { type Version, versionAsJson } from '../../front-door/index.ts'
import { lastVersionOf, mostEntries } from './details.queries.ts'

/**
 * $1 partnership, $2 person, $3 what was known by then, $4 the kinds that are read. What was told of a person by then, on every record that was theirs then,
 * and who was ever said to be something to them; the policies of the database decide what of it this reader sees today.
 */
export const detailsAsKnown = statement<{ versions: readonly Version[]; towards: readonly SubjectId[] }>(
  'person-details-as-known',
  row => ({ subjects: row.versions.map(one => one.subject), entries: row.versions.map(one => one.id) }),
  `with records as materialized (select r.id from ${recordsOf('$2', '$3')} as r(id))
   select
     (select coalesce(json_agg(${versionAsJson('e')} order by e.happened_at, e.entry_id), '[]') from (
        select x.* from records s cross join unnest($4::text[]) as k(kind) cross join lateral (select y.* from gt.entry y where y.partnership_id = $1 and y.subject_id = s.id and y.kind = k.kind
          and y.known_at <= $3 order by y.happened_at desc, y.entry_id limit ${mostEntries}) x) e) as versions,
     (select coalesce(array_agg(distinct l.subject_id), '{}') from records s cross join lateral (
        select x.subject_id from gt.relationship x where x.partnership_id = $1 and x.to_id = s.id limit 200) l) as towards`,
)

/** What was told of somebody of the family by a moment. */
export type KnownOfOne = { subject: SubjectId; versions: readonly Version[] }

/**
 * $1 partnership, $2 people, $3 what was known by then, $4 the kinds that are read, $5 holders, $6 the entries of homes. A home is said as its entry says it
 * today: what is protected now stays so, whatever was known then.
 */
export const familyAsKnown = statement<{
  people: readonly KnownOfOne[]
  names: Record<string, string> | null
  places:
    | readonly { root: EntryId; id: EntryId; facts: { postcode?: string; protected?: boolean }; narrative: { address?: string } }[]
    | null
}>(
  'family-as-known',
  row => ({
    subjects: row.people.filter(one => one.versions.length > 0).map(one => one.subject),
    entries: [
      ...row.people.flatMap(one => one.versions.map(version => version.id)),
      ...(row.places ?? []).flatMap(one => [one.root, one.id]),
    ],
  }),
  `select
     (select coalesce(json_agg(json_build_object('subject', w.id, 'versions', (
        select coalesce(json_agg(${versionAsJson('e')} order by e.happened_at, e.entry_id), '[]') from unnest($4::text[]) as k(kind) cross join lateral (
          select y.* from gt.entry y where y.partnership_id = $1 and y.subject_id = w.id and y.kind = k.kind and y.known_at <= $3
          order by y.happened_at desc, y.entry_id limit 60) e)) order by w.id), '[]') from unnest($2::uuid[]) as w(id)) as people,
     (select json_object_agg(w.id, coalesce(
        (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = w.id),
        (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = w.id),
        (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = w.id), '')) from unnest($5::uuid[]) as w(id)) as names,
     (select json_agg(json_build_object('root', h.id, 'id', w.entry_id, 'facts', w.facts, 'narrative', w.narrative))
        from unnest($6::uuid[]) as h(id) cross join ${lastVersionOf('h.id')} v
        cross join lateral (select x.* from gt.entry_part x where x.partnership_id = $1 and x.entry_id = v.id and x.field_group = 'whereabouts' limit 1) w) as places`,
)
