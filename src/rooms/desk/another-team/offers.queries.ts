import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { AccountId, EntryId, SubjectId, TeamId } from '../../../thread/ids.ts'
import type { OfferEnd } from '../../../thread/own-kinds/index.ts'
import type { NameRow, Pressing } from '../worked-with.ts'

/** A child who is or was offered: `team` is the other one, as the asker sees it. */
export type OfferRow = NameRow & {
  subject: SubjectId
  entry: EntryId
  offer: EntryId
  team: string | null
  since: string
  reason: string | null
  by: string | null
  lead: string | null
  ended: { offer: OfferEnd; at: string; reason: string | null; by: string | null } | null
  asked: readonly { rule: string; key: string; layer: 'open' | 'restricted'; level: Pressing; due_on: Day | null }[] | null
}

export type OffersRow = { here: readonly OfferRow[] | null; away: readonly OfferRow[] | null }

/** One child of an offer as JSON: `i` is the offer, `m` the person, `n` the name, `team` whose name stands there. */
const one = (
  team: string,
): string => `json_build_object('subject', m.subject_id, 'entry', n.entry_id, 'given', n.given, 'family', n.family, 'known_as', n.known_as, 'is_a', n.is_a,
    'born_on', n.born_on, 'born_precision', n.born_precision, 'expected_on', n.expected_on, 'offer', i.entry_id, 'since', i.from_at,
    'team', (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = ${team}),
    'reason', (select q.narrative ->> 'reason' from gt.entry_part q where q.partnership_id = $1 and q.entry_id = i.entry_id and q.field_group = 'record'),
    'by', (select a.name from gt.entry e join lateral (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = e.author_id limit 1) a on true
      where e.partnership_id = $1 and e.entry_id = i.entry_id),
    'lead', (select a.name from gt.involvement l join lateral (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = l.holder_id limit 1) a on true
      where l.partnership_id = $1 and l.subject_id = m.subject_id and l.relation = 'lead' and l.from_at <= $3 and l.until_at > $3 order by l.from_at desc limit 1),
    'ended', (select json_build_object('offer', q.facts ->> 'offer', 'at', e.happened_at, 'reason', q.narrative ->> 'reason',
        'by', (select x.name from gt.account x where x.partnership_id = $1 and x.account_id = e.author_id limit 1))
      from gt.entry e cross join lateral (select x.* from gt.entry_part x where x.partnership_id = $1 and x.entry_id = e.entry_id and x.field_group = 'record' limit 1) q
      where e.partnership_id = $1 and e.subject_id = m.subject_id and e.kind = 'involvement-end' and e.answers = i.entry_id and i.until_at <= $3 limit 1),
    'asked', (select json_agg(json_build_object('rule', f.rule, 'key', f.key, 'layer', f.layer, 'due_on', f.due_on, 'level',
        case when f.shows_critical <= $3 then 'CRITICAL' when f.shows_overdue <= $3 then 'OVERDUE' when f.shows_gate <= $3 then 'GATE' else 'DUE' end))
      from gt.finding f where f.partnership_id = $1 and f.subject_id = m.subject_id and f.until_at > $3 and f.from_at <= $3
        and (f.shows_critical <= $3 or f.shows_overdue <= $3 or f.shows_gate <= $3 or f.shows_due <= $3)))`

const named = `cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = m.subject_id limit 1) n`

/**
 * $1 partnership, $2 the account and its teams, $3 now, $4 since when answers are shown. Starts at what the asker's teams hold; the policies decide what is read.
 */
export const offersOf = statement<OffersRow>(
  'team-offers',
  row => ({
    subjects: [...(row.here ?? []), ...(row.away ?? [])].map(child => child.subject),
    entries: [...(row.here ?? []), ...(row.away ?? [])].flatMap(child => [child.entry, child.offer]),
  }),
  `with held as materialized (
    select distinct r.subject_id, r.relation, r.holder_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation in ('manager', 'offered') and r.from_at <= $3 and r.until_at > $3)
  select
    (select json_agg(${one(`(select w.holder_id from gt.involvement w where w.partnership_id = $1 and w.subject_id = m.subject_id and w.relation = 'manager' and w.form = 'team'
        and w.from_at <= $3 and w.until_at > $3 order by w.from_at limit 1)`)} order by i.from_at, n.family, n.given, m.subject_id)
     from held m ${named} cross join lateral (select x.* from gt.involvement x where x.partnership_id = $1 and x.subject_id = m.subject_id
       and x.relation = 'offered' and x.holder_id = m.holder_id and x.from_at <= $3 and x.until_at > $3 limit 1) i
     where m.relation = 'offered') as here,
    (select json_agg(${one('i.holder_id')} order by i.from_at desc, n.family, n.given, m.subject_id)
     from held m ${named} cross join lateral (select x.* from gt.involvement x where x.partnership_id = $1 and x.subject_id = m.subject_id
       and x.relation = 'offered' and x.from_at <= $3 and x.until_at > $4 order by x.from_at desc limit 3) i
     where m.relation = 'manager') as away`,
)

/** Another team that children may be offered to, and who answers for it. */
export type OtherTeamRow = { team_id: TeamId; name: string; managers: AccountId[] }

/** $1 partnership, $2 the teams of the asker, $3 now: every team somebody manages that works from no queue. Teams are few, and none of a record. */
export const otherTeams = statement<OtherTeamRow>(
  'other-teams',
  null,
  `select t.team_id, t.name, m.managers from gt.team t
   cross join lateral (select array_agg(distinct a.account_id) as managers from gt.team_member tm
     join lateral (select x.account_id from gt.account x where x.partnership_id = $1 and x.account_id = tm.account_id and x.active and x.role = 'team-manager' limit 1) a on true
     where tm.partnership_id = $1 and tm.team_id = t.team_id and tm.from_at <= $3 and tm.until_at > $3) m
   where t.partnership_id = $1 and t.queue is null and t.team_id <> all ($2) and m.managers is not null
   order by t.name, t.team_id`,
)
