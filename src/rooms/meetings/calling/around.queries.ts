import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, AgencyId, SubjectId, TeamId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { readFamily } from '../../family/index.ts'
import type { Around } from './expected.ts'
import { meetingAbout } from './meeting.ts'

type Row = {
  subject: SubjectId
  school: string | null
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

const works = statement<Row>(
  'works-around-a-meeting',
  row => ({ subjects: [row.subject], entries: [] }),
  `select w.subject_id as subject,
    (select p.facts ->> 'school' from gt.entry e join gt.entry_part p on p.partnership_id = $1 and p.entry_id = e.entry_id and p.field_group = 'record'
      where e.partnership_id = $1 and e.subject_id = w.subject_id and e.kind = 'identity' and not e.withdraws order by e.happened_at desc, e.known_at desc limit 1) as school,
    (select json_agg(json_build_object('relation', i.relation, 'holder', i.holder_id, 'form', i.form, 'name', coalesce(a.name, t.name, g.name),
        'agency', g.agency_id, 'agencyName', g.name, 'agencyKind', g.kind) order by i.relation, i.holder_id)
      from (select x.* from gt.involvement x where x.partnership_id = $1 and x.subject_id = w.subject_id and x.from_at <= $3 and x.until_at > $3
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
  from unnest($2::uuid[]) as w(subject_id)`,
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
  const { partnership, account, agency, at } = tx.actor
  const family = await readFamily(tx, person, 'around')
  if (!family || family.person.isA === 'adult' || !family.person.may(meetingAbout)) return null
  // The youngest first, and the unborn before them.
  const members = [family.person, ...family.others].sort((a, b) =>
    a.born === b.born ? 0 : a.born === null ? -1 : b.born === null ? 1 : a.born > b.born ? -1 : 1,
  )
  const found = await tx.run(works, [partnership, members.map(one => one.subject), at])
  const rows = members.flatMap(one => {
    const row = found.find(other => other.subject === one.subject)
    return row ? [{ ...row, one }] : []
  })
  const called = rows.flatMap(row => [
    row.school,
    ...(row.professionals ?? []).map(one => one.organisation),
    ...(row.referrers ?? []).map(one => one.sourceName),
  ])
  const agencies = await tx.run(ofKinds, [partnership, called.flatMap(name => (name ? [name.trim().toLowerCase()] : []))])
  const people = rows.map(({ one, ...row }) => ({
    subject: one.subject,
    isA: one.isA,
    name: one.name,
    called: one.called,
    school: one.isA === 'adult' ? null : row.school,
    as: one.as,
    responsible: one.responsible,
    atHome: one.atHome,
    working: row.working ?? [],
    professionals: (row.professionals ?? []).filter(other => !other.ended),
    referrers: row.referrers ?? [],
  }))
  return {
    children: [family.person, ...members.filter(one => one !== family.person && one.isA !== 'adult' && one.may(meetingAbout))].map(one => ({
      child: one.subject,
      name: one.name,
      called: one.called,
      born: one.born,
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
