import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

type Told = {
  readonly root: EntryId
  readonly id: EntryId
  readonly kind: string
  readonly on: Day
  readonly author: string | null
  readonly role: string
  readonly facts: { readonly stage: string; readonly led?: string; readonly discussed: boolean }
  readonly narrative: Readonly<Record<string, string>>
}

/** A time at a stage of support, as whoever asks may read of it; `told` null where what was written is not open to them. */
export type StageRow = {
  readonly state: string
  readonly from: string
  readonly until: string
  readonly entry: EntryId
  readonly told: Told | null
}

type Row = { readonly stages: readonly StageRow[] | null; readonly waiting: readonly Told[] | null }

const mostStages = 24

const toldOf = (
  root: string,
): string => `(select json_build_object('root', e.entry_id, 'id', v.entry_id, 'kind', e.kind, 'on', v.happened_on, 'role', e.author_role,
      'author', (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = e.author_id),
      'facts', q.facts, 'narrative', q.narrative)
    from gt.entry e
    cross join lateral (select x.entry_id, x.happened_on from (
        select e.entry_id, e.happened_on, e.known_at union all
        select c.entry_id, c.happened_on, c.known_at from gt.entry c where c.partnership_id = $1 and c.corrects = e.entry_id and not c.withdraws) x
      order by x.known_at desc, x.entry_id desc limit 1) v
    cross join lateral (select p.facts, p.narrative from gt.entry_part p
      where p.partnership_id = $1 and p.entry_id = v.entry_id and p.field_group = 'record' limit 1) q
    where e.partnership_id = $1 and e.entry_id = ${root})`

const stages = statement<Row>(
  'stages-of-support',
  row => ({
    entries: [
      ...(row.stages ?? []).flatMap(one => [one.entry, ...(one.told ? [one.told.id] : [])]),
      ...(row.waiting ?? []).flatMap(one => [one.root, one.id]),
    ],
  }),
  `select
    (select json_agg(json_build_object('state', o.state, 'from', o.from_at, 'until', o.until_at, 'entry', o.entry_id, 'told', ${toldOf('o.entry_id')})
        order by o.from_at desc)
      from (select x.* from gt.episode x where x.partnership_id = $1 and x.subject_id = $2 and x.kind = 'support-stage'
        order by x.from_at desc limit ${mostStages}) o) as stages,
    (select json_agg(${toldOf('f.evidence[1]')}) from (select x.evidence from gt.finding x
        where x.partnership_id = $1 and x.subject_id = $2 and x.rule = 'support-stage-changed' and x.name = 'proposed' and x.until_at > $3
        order by x.from_at desc limit 3) f where cardinality(f.evidence) > 0) as waiting`,
)

/** A child's stages of support, newest first, and the proposals that wait to be confirmed, as whoever asks may read of them. */
export const readStages = async (
  tx: Tx,
  person: SubjectId,
  now: Moment,
): Promise<{ stages: readonly StageRow[]; waiting: readonly Told[] }> => {
  const [row] = await tx.run(stages, [tx.actor.partnership, person, now])
  return { stages: row?.stages ?? [], waiting: (row?.waiting ?? []).filter(one => one !== null) }
}
