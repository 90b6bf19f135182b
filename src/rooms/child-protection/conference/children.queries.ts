import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'

type Row = {
  subject: SubjectId
  entry: EntryId
  is_a: 'child' | 'adult' | 'unborn'
  given: string
  family: string
  known_as: string | null
  born_on: Day | null
  relations: string[]
  plan: string | null
}

/** A child of whom a conference may be about. */
export type ChildOfConference = {
  readonly child: SubjectId
  readonly name: string
  /** The name by which a sentence goes on. */
  readonly called: string
  readonly born: Day | null
  readonly isUnborn: boolean
  readonly onPlan: boolean
  /** May whoever asks append this kind to the child's record? It decides what is offered; the database decides what is accepted. */
  readonly may: (kind: string) => boolean
}

const most = 30

const children = statement<Row>(
  'children-of-conference',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with home as materialized (
    select distinct z.subject_id from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
    where s.partnership_id = $1 and s.subject_id = any ($2) and s.from_at <= $4 and s.until_at > $4 and z.from_at <= $4 and z.until_at > $4 limit ${most}),
  wanted as materialized (select x as subject_id from unnest($2::uuid[]) x union select subject_id from home where $5)
  select w.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on,
    array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.subject_id and r.holder_id = any ($3)
      and r.from_at <= $4 and r.until_at > $4) as relations,
    (select p.state from gt.episode p where p.partnership_id = $1 and p.subject_id = w.subject_id and p.kind = 'child-protection-plan'
      and p.until_at = 'infinity' limit 1) as plan
  from wanted w
  cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  where n.is_a <> 'adult'
  order by n.born_on nulls last, w.subject_id`,
)

/** These children, as far as whoever asks may know them, the eldest first; with those of their households where asked for. */
export const readChildren = async (tx: Tx, of: readonly SubjectId[], withHome: boolean): Promise<ChildOfConference[]> => {
  const { partnership, holders, at, grants } = tx.actor
  const rows = await tx.run(children, [partnership, of, holders, at, withHome])
  return rows.map(row => {
    const name = wholeName(row)
    return {
      child: row.subject,
      name,
      called: row.known_as || row.given || (row.is_a === 'unborn' ? 'the unborn child' : name),
      born: row.born_on,
      isUnborn: row.is_a === 'unborn',
      onPlan: row.plan !== null,
      may: kind => ['anyone', ...row.relations].some(relation => grants.has(`${relation}/append:${kind}`)),
    }
  })
}
