import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, AgencyId, EntryId, SubjectId, TeamId } from '../../../thread/ids.ts'
import { type Relation, wholeName } from '../../../thread/own-kinds/index.ts'
import type { Around } from './expected.ts'
import { meetingAbout } from './meeting.ts'

type Row = {
  subject: SubjectId
  entry: EntryId
  is_a: 'child' | 'adult' | 'unborn'
  given: string
  family: string
  known_as: string | null
  born_on: Day | null
  school: string | null
  at_home: boolean
  relations: Relation[]
  on_duty: boolean
  /** As what they are related to the person asked about, and whether with parental responsibility. */
  as: string | null
  responsible: boolean | null
  working:
    | {
        relation: Relation
        holder: string
        form: 'account' | 'team' | 'agency'
        name: string
        agency: AgencyId
        agencyName: string
        agencyKind: AgencyKind
      }[]
    | null
  professionals: { name: string; organisation: string; job?: string; agency: AgencyKind; ended?: boolean }[] | null
  referrers: { source: AgencyKind; sourceName?: string; at: Moment }[] | null
}

const most = 40

const around = statement<Row>(
  'around-a-meeting',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with home as materialized (
    select distinct z.subject_id from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
    where s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $5 and s.until_at > $5 and z.from_at <= $5 and z.until_at > $5 limit ${most}),
  related as materialized (
    select r.subject_id, r.as_what, r.parental_responsibility from gt.relationship r
    where r.partnership_id = $1 and r.to_id = $2 and r.from_at <= $5 and r.until_at > $5 order by r.subject_id, r.key limit ${most}),
  wanted as materialized (select $2::uuid as subject_id union select subject_id from home union select subject_id from related)
  select w.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on,
    exists (select from home h where h.subject_id = w.subject_id) as at_home,
    array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.subject_id and r.holder_id = any ($3)
      and r.from_at <= $5 and r.until_at > $5) as relations,
    gt.told_on_duty($1, w.subject_id, $4) as on_duty,
    (select min(l.as_what) from related l where l.subject_id = w.subject_id) as as,
    (select bool_or(l.parental_responsibility) from related l where l.subject_id = w.subject_id) as responsible,
    (select p.facts ->> 'school' from gt.entry e join gt.entry_part p on p.partnership_id = $1 and p.entry_id = e.entry_id and p.field_group = 'record'
      where e.partnership_id = $1 and e.subject_id = w.subject_id and e.kind = 'identity' and not e.withdraws order by e.happened_at desc, e.known_at desc limit 1) as school,
    (select json_agg(json_build_object('relation', i.relation, 'holder', i.holder_id, 'form', i.form, 'name', coalesce(a.name, t.name, g.name),
        'agency', g.agency_id, 'agencyName', g.name, 'agencyKind', g.kind) order by i.relation, i.holder_id)
      from (select x.* from gt.involvement x where x.partnership_id = $1 and x.subject_id = w.subject_id and x.from_at <= $5 and x.until_at > $5
        and x.relation in ('lead', 'co-worker', 'manager', 'chair', 'core-group', 'agency', 'checked', 'legal') order by x.from_at limit 100) i
      left join gt.account a on a.partnership_id = $1 and a.account_id = i.holder_id
      left join gt.team t on t.partnership_id = $1 and t.team_id = i.holder_id
      join gt.agency g on g.partnership_id = $1 and g.agency_id = coalesce(a.agency_id, t.agency_id, i.holder_id)
      where a.account_id is null or a.active) as working,
    (select json_agg(p.facts) from (select x.entry_id from gt.entry x where x.partnership_id = $1 and x.subject_id = w.subject_id
        and x.kind = 'other-professional' and x.corrects is null and x.answers is null and not x.withdraws
        and not exists (select from gt.entry y where y.partnership_id = $1 and y.answers = x.entry_id and y.kind = 'other-professional')
        and not exists (select from gt.entry y where y.partnership_id = $1 and y.corrects = x.entry_id and y.withdraws)
        order by x.happened_at desc limit 40) e
      join gt.entry_part p on p.partnership_id = $1 and p.entry_id = e.entry_id and p.field_group = 'record') as professionals,
    (select json_agg(json_build_object('source', p.facts ->> 'source', 'sourceName', p.facts ->> 'sourceName', 'at', e.happened_on)) from (select x.entry_id, x.happened_on
        from gt.entry x where x.partnership_id = $1 and x.subject_id = w.subject_id and x.kind = 'referral' and x.corrects is null and not x.withdraws
        order by x.happened_at desc limit 3) e
      join gt.entry_part p on p.partnership_id = $1 and p.entry_id = e.entry_id and p.field_group = 'record') as referrers
  from wanted w
  cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  order by n.born_on desc nulls first, w.subject_id`,
)

const ofKinds = statement<{ id: AgencyId; kind: AgencyKind; name: string }>(
  'agencies-always-asked',
  null,
  `select agency_id as id, kind, name from gt.agency where partnership_id = $1 and (kind in ('police', 'health', 'legal') or lower(name) = any ($2)) order by name, agency_id limit 100`,
)

/** Who may chair a meeting or take its minutes, of the asker's own agency. */
export type Host = { readonly account: AccountId; readonly name: string; readonly role: string; readonly chairs: boolean }

const hosts = statement<Host>(
  'who-may-chair',
  null,
  `select a.account_id as account, a.name, a.role, gt.may_come($1, a.account_id, 'meeting-chair', '{}') as chairs
   from (select x.* from gt.account x where x.partnership_id = $1 and x.agency_id = $2 and x.active order by x.name limit 400) a
   where gt.may_come($1, a.account_id, 'minutes', '{}') order by a.name`,
)

/** A child whom whoever asks may call a meeting about. */
export type ChildAround = {
  readonly child: SubjectId
  readonly name: string
  readonly called: string
  readonly born: Day | null
}

/** A household as a meeting is called about it: whom it may be about, who has to do with anybody of it, and who may chair. */
export type AroundMeeting = {
  readonly children: readonly ChildAround[]
  readonly around: Around
  /** The teams that manage the work, each with whom of the household. */
  readonly managers: readonly { readonly of: SubjectId; readonly team: TeamId }[]
  readonly hosts: readonly Host[]
}

/** Reads what calling a meeting about a child needs, as far as whoever asks may know it; nothing where they may call none about that child. */
export const readAroundMeeting = async (tx: Tx, person: SubjectId): Promise<AroundMeeting | null> => {
  const { partnership, holders, account, agency, grants, at } = tx.actor
  const rows = await tx.run(around, [partnership, person, holders, account, at])
  const may = (row: Row) =>
    row.is_a !== 'adult' &&
    ['anyone', ...row.relations, ...(row.on_duty ? ['duty'] : [])].some(relation => grants.has(`${relation}/append:${meetingAbout.name}`))
  const first = rows.find(row => row.subject === person)
  if (!first || !may(first)) return null
  const called = rows.flatMap(row => [
    row.school,
    ...(row.professionals ?? []).map(one => one.organisation),
    ...(row.referrers ?? []).map(one => one.sourceName),
  ])
  const agencies = await tx.run(ofKinds, [partnership, called.flatMap(name => (name ? [name.trim().toLowerCase()] : []))])
  const people = rows.map(row => ({
    subject: row.subject,
    isA: row.is_a,
    name: wholeName(row),
    called: row.known_as || row.given || wholeName(row),
    school: row.is_a === 'adult' ? null : row.school,
    as: row.as,
    responsible: row.responsible ?? false,
    atHome: row.at_home,
    working: row.working ?? [],
    professionals: (row.professionals ?? []).filter(one => !one.ended),
    referrers: row.referrers ?? [],
  }))
  return {
    children: [first, ...rows.filter(row => row !== first && may(row))].map(row => ({
      child: row.subject,
      name: wholeName(row),
      called: row.known_as || row.given || wholeName(row),
      born: row.born_on,
    })),
    around: { people, agencies, self: account },
    managers: rows.flatMap(row =>
      (row.working ?? []).flatMap(one =>
        one.relation === 'manager' && one.form === 'team' ? [{ of: row.subject, team: one.holder as TeamId }] : [],
      ),
    ),
    hosts: await tx.run(hosts, [partnership, agency]),
  }
}
