import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Found } from '../matching/find-people.ts'

/** Who works with somebody now, as far as everybody who may find them is told: whom to ring. */
export type Working = {
  readonly relation: 'lead' | 'manager' | 'screener'
  readonly form: 'account' | 'team' | 'agency'
  readonly name: string
}

/** What a line of the results says of one person beside who it is; what the asker may not read is not there. */
export type Beside = {
  readonly person: SubjectId
  /** Does the person's page open for the asker? */
  readonly opens: boolean
  readonly working: readonly Working[]
  readonly episodes: readonly { readonly kind: string; readonly state: string }[]
  readonly places: readonly {
    readonly entry: EntryId
    readonly postcode: string | null
    readonly address: string | null
    readonly protected: boolean
  }[]
}

// What is open to anybody who finds comes from known_to; the rest is read under the policies, a person at a time.
const beside = statement<Beside>(
  'search-beside',
  row => ({ subjects: [row.person], entries: row.places.map(one => one.entry) }),
  `with known as materialized (
     select k.subject_id, k.relation, k.form, coalesce(a.name, t.name, g.name) as name, k.from_at
     from gt.known_to($1, $2::uuid[]) k
     left join gt.account a on k.form = 'account' and a.partnership_id = $1 and a.account_id = k.holder_id
     left join gt.team t on k.form = 'team' and t.partnership_id = $1 and t.team_id = k.holder_id
     left join gt.agency g on k.form = 'agency' and g.partnership_id = $1 and g.agency_id = k.holder_id)
   select f.id as person,
     exists (select from gt.person n where n.partnership_id = $1 and n.subject_id = f.id) as opens,
     coalesce((select json_agg(json_build_object('relation', k.relation, 'form', k.form, 'name', k.name) order by k.relation, k.from_at, k.name) from known k
       where k.subject_id = f.id and k.name is not null), '[]') as working,
     coalesce((select json_agg(json_build_object('kind', e.kind, 'state', e.state) order by e.from_at) from (
       select * from gt.episode x where x.partnership_id = $1 and x.subject_id = f.id and x.from_at <= $3 and x.until_at > $3 limit 6) e), '[]') as episodes,
     coalesce((select json_agg(json_build_object('entry', w.entry_id, 'postcode', w.facts ->> 'postcode', 'address', w.narrative ->> 'address',
         'protected', coalesce((w.facts ->> 'protected')::boolean, false)))
       from (select s.entry_id from gt.stay s where s.partnership_id = $1 and s.subject_id = f.id and s.from_at <= $3 and s.until_at > $3 limit 4) s
       cross join lateral (select coalesce((select v.entry_id from gt.entry v where v.partnership_id = $1 and v.corrects = s.entry_id
           order by v.known_at desc, v.entry_id desc limit 1), s.entry_id) as said offset 0) last
       cross join lateral (select q.entry_id, q.facts, q.narrative from gt.entry_part q
         where q.partnership_id = $1 and q.entry_id = last.said and q.field_group = 'whereabouts' offset 0) w), '[]') as places
   from unnest($2::uuid[]) as f(id)`,
)

/** What is said beside each of these people in a list of results; everybody and every address it shows stands on the access line. */
export const readBeside = async (tx: Tx, found: readonly Pick<Found, 'person'>[]): Promise<ReadonlyMap<SubjectId, Beside>> => {
  if (found.length === 0) return new Map()
  const rows = await tx.run(beside, [tx.actor.partnership, found.map(one => one.person), tx.actor.at])
  return new Map(rows.map(row => [row.person, row]))
}

/** A concern that a reference is of, and as what the asker works or worked on it. */
export type ReferredConcern = { readonly matter: SubjectId; readonly told: EntryId; readonly relations: readonly string[] }

const referred = statement<ReferredConcern>(
  'search-concern',
  row => ({ subjects: [row.matter], entries: [row.told] }),
  `select e.subject_id as matter, e.entry_id as told,
     array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = e.subject_id and r.holder_id = any ($3::uuid[])
       and r.from_at <= $4 and r.until_at > $4 order by 1) as relations
   from (select gt.concern_referred($1, $2) as id offset 0) c
   join gt.entry e on e.partnership_id = $1 and e.subject_id = c.id and e.kind = 'referral-told' and e.corrects is null
   limit 1`,
)

/** The concern with this reference, where the asker may open it; nothing otherwise. `reference`: its last twelve figures. */
export const concernReferred = async (tx: Tx, reference: string): Promise<ReferredConcern | undefined> =>
  (await tx.run(referred, [tx.actor.partnership, reference, tx.actor.holders, tx.actor.at]))[0]
