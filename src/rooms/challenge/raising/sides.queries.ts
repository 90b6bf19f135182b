import { safeguardingLeads } from '../../../kernel/access/matrix.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, AgencyId, SubjectId, TeamId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'

/** Whoever stands on one side of a challenge. */
export type Holder = { readonly id: AccountId | TeamId | AgencyId; readonly form: 'account' | 'team' | 'agency' }

const around = statement<{ kind: AgencyKind; teams: TeamId[]; leads: AccountId[] }>(
  'side-of-a-challenge',
  null,
  `select g.kind, array(select m.team_id from gt.team_member m where m.partnership_id = $1 and m.account_id = $2
       and m.from_at <= $3 and m.until_at > $3 order by m.team_id) as teams,
     array(select l.account_id from gt.account l where l.partnership_id = $1 and l.agency_id = a.agency_id and l.active
       and l.role = any ($4) and l.account_id <> $2 order by l.account_id limit 20) as leads
   from gt.account a join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id
   where a.partnership_id = $1 and a.account_id = $2 and a.active`,
)

/**
 * The side that somebody stands for: themselves, and their teams, whose managers are told; or else whoever leads the safeguarding of their agency. A whole agency or
 * department is no side. Nothing for whoever has no account that stands.
 */
export const sideOf = async (tx: Tx, account: AccountId): Promise<{ holders: Holder[]; kind: AgencyKind } | undefined> => {
  const [row] = await tx.run(around, [tx.actor.partnership, account, tx.actor.at, safeguardingLeads])
  if (!row) return undefined
  const own: Holder = { id: account, form: 'account' }
  const beside =
    row.teams.length > 0 ? row.teams.map((id): Holder => ({ id, form: 'team' })) : row.leads.map((id): Holder => ({ id, form: 'account' }))
  return { kind: row.kind, holders: [own, ...beside] }
}

const relations = statement<{ as: Relation }>(
  'challenge-stands-to',
  null,
  `select distinct r.relation as as from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3) and r.from_at <= $4 and r.until_at > $4`,
)

/** May the asker say on this record that a challenge stands? */
export const mayTellOf = async (tx: Tx, subject: SubjectId): Promise<boolean> => {
  const { partnership, holders, at, grants } = tx.actor
  return (await tx.run(relations, [partnership, subject, holders, at])).some(one => grants.has(`${one.as}/append:challenge-about`))
}

/** Somebody, or a team, who answers for what is decided about a child or a concern. */
export type Answering = Holder & { readonly name: string; readonly as: Relation }

const answering = statement<{ subject: SubjectId; id: Holder['id']; form: Holder['form']; as: Relation; name: string }>(
  'who-answers-for-a-decision',
  row => ({ subjects: [row.subject] }),
  `select distinct i.subject_id as subject, i.holder_id as id, i.form, i.relation as as,
     coalesce((select a.name || ', ' || g.name from gt.account a join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id where a.partnership_id = $1 and a.account_id = i.holder_id),
       (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = i.holder_id),
       (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = i.holder_id), 'Somebody') as name
   from gt.involvement i where i.partnership_id = $1 and i.subject_id = $2 and i.from_at <= $3 and i.until_at > $3
     and i.relation in ('lead', 'co-worker', 'manager', 'chair', 'agency', 'core-group', 'meeting-chair') limit 60`,
)
/** Those who work with a child, as far as the asker may know of them. */
export const answeringFor = (tx: Tx, subject: SubjectId): Promise<Answering[]> =>
  tx.run(answering, [tx.actor.partnership, subject, tx.actor.at])

const bridge = statement<{ id: TeamId; name: string }>(
  'bridge-that-answers',
  null,
  `select t.team_id as id, t.name from gt.team t where t.partnership_id = $1 and t.queue = 'bridge' order by t.team_id limit 1`,
)
/** The Bridge, which answers for what it decides on a concern. */
export const theBridge = async (tx: Tx): Promise<Answering | undefined> => {
  const [row] = await tx.run(bridge, [tx.actor.partnership])
  return row && { id: row.id, form: 'team', name: row.name, as: 'queue' }
}

const named = statement<{ subject: SubjectId; name: string }>(
  'challenge-about-whom',
  row => ({ subjects: [row.subject] }),
  `select p.subject_id as subject, coalesce(nullif(trim(concat_ws(' ', coalesce(p.known_as, p.given), p.family)), ''), 'A child not yet named') as name
   from gt.person p where p.partnership_id = $1 and p.subject_id = any ($2) and p.merged_into is null`,
)
/** Who these people are, as far as the asker may know them. */
export const namesOf = (tx: Tx, people: readonly SubjectId[]): Promise<{ subject: SubjectId; name: string }[]> =>
  tx.run(named, [tx.actor.partnership, people])
