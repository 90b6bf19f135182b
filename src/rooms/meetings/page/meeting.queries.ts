import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind, FieldGroup, Part } from '../../../thread/entry.ts'
import type { AccountId, ActId, AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'

/** One entry of a meeting as it now stands, as far as whoever asks may read it. */
export type ToldRow = {
  readonly meeting: SubjectId
  readonly root: EntryId
  readonly entry: EntryId
  readonly kind: string
  readonly act: ActId
  readonly at: Moment
  readonly known: Moment
  readonly answers: EntryId | null
  readonly author: AccountId
  readonly by: string
  readonly agency: AgencyId
  readonly of: string
  readonly agencyKind: AgencyKind | null
  readonly parts: readonly ({ readonly group: FieldGroup } & Part)[]
}

/** Who has come into a meeting, and as what. */
export type HolderRow = {
  readonly meeting: SubjectId
  readonly holder: string
  readonly form: 'account' | 'team' | 'agency'
  readonly as: Relation
  readonly name: string
  readonly of: string | null
  readonly entry: EntryId
  /** Does whoever asks stand so themselves? */
  readonly mine: boolean
}

const told = statement<ToldRow>(
  'meeting-told',
  row => ({ subjects: [row.meeting], entries: [row.root, row.entry] }),
  `select e.subject_id as meeting, e.entry_id as root, l.entry_id as entry, e.kind, e.act_id as act, l.happened_at as at, e.known_at as known,
     e.answers, e.author_id as author, coalesce(a.name, 'Somebody who is no longer here') as by, e.agency_id as agency, coalesce(g.name, '') as of,
     g.kind as "agencyKind",
     coalesce((select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative))
       from gt.entry_part q where q.partnership_id = $1 and q.entry_id = l.entry_id), '[]') as parts
   from gt.entry e
   cross join lateral (select x.* from (
       select e.entry_id, e.happened_at, e.known_at, e.withdraws
       union all select c.entry_id, c.happened_at, c.known_at, c.withdraws from gt.entry c
         where c.partnership_id = $1 and c.corrects = e.entry_id) x order by x.known_at desc, x.entry_id desc limit 1) l
   left join gt.account a on a.partnership_id = $1 and a.account_id = e.author_id
   left join gt.agency g on g.partnership_id = $1 and g.agency_id = e.agency_id
   where e.partnership_id = $1 and e.subject_id = $2 and e.corrects is null and not l.withdraws and e.kind <> all ($3)
   order by l.happened_at, e.known_at, e.entry_id`,
)

const holders = statement<HolderRow>(
  'meeting-holders',
  row => ({ subjects: [row.meeting] }),
  `select i.subject_id as meeting, i.holder_id as holder, i.form, i.relation as as, i.entry_id as entry, i.holder_id = any ($3) as mine,
     coalesce(a.name, g.name, t.name, 'Somebody who is no longer here') as name, (select b.name from gt.agency b where b.partnership_id = $1 and b.agency_id = a.agency_id) as of
   from gt.involvement i
   left join gt.account a on a.partnership_id = $1 and a.account_id = i.holder_id
   left join gt.agency g on g.partnership_id = $1 and g.agency_id = i.holder_id
   left join gt.team t on t.partnership_id = $1 and t.team_id = i.holder_id
   where i.partnership_id = $1 and i.subject_id = $2 and i.from_at <= $4 and i.until_at > $4 order by i.from_at, i.key`,
)

/** How a meeting stands to whoever asks is read apart: a row of reach is one's own. */
const relations = statement<{ as: Relation }>(
  'meeting-relations',
  null,
  `select distinct r.relation as as from gt.reach r
   where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3) and r.from_at <= $4 and r.until_at > $4`,
)

/** All that whoever asks may read of a meeting: what was told, who came into it, and as what they stand to it. */
export const readToldOfMeeting = async (
  tx: Tx,
  meeting: SubjectId,
): Promise<{ told: ToldRow[]; holders: HolderRow[]; relations: Relation[] }> => {
  const { partnership, holders: mine, at } = tx.actor
  const stands = await tx.run(relations, [partnership, meeting, mine, at])
  // Whoever stands in no relation to it any more reads what they wrote themselves: the policies let nothing else through.
  return {
    relations: stands.map(one => one.as),
    told: await tx.run(told, [partnership, meeting, ['involvement', 'involvement-end', 'finding-decision']]),
    holders: await tx.run(holders, [partnership, meeting, mine, at]),
  }
}
