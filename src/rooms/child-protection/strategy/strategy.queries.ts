import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'

type Row = {
  subject: SubjectId
  entry: EntryId
  given: string
  family: string
  known_as: string | null
  born_on: Day | null
  is_a: 'child' | 'unborn'
  relations: readonly string[]
  on_duty: boolean
}

/** The most children of a home who are decided about on one screen. */
export const mostChildren = 8

const children = statement<Row>(
  'children-of-the-home',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with wanted as materialized (
    select $2::uuid as subject_id union (select z.subject_id from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
      where s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $5 and s.until_at > $5 and z.from_at <= $5 and z.until_at > $5 limit 40))
  select w.subject_id as subject, n.entry_id as entry, n.given, n.family, n.known_as, n.born_on, n.is_a,
    array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.subject_id and r.holder_id = any ($3)
      and r.from_at <= $5 and r.until_at > $5) as relations,
    gt.told_on_duty($1, w.subject_id, $4) as on_duty
  from wanted w cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  where n.is_a <> 'adult' and n.died_on is null
  order by w.subject_id <> $2, n.born_on nulls last, w.subject_id`,
)

/** A child of the home, as far as whoever asks may know of them. */
export type ChildAtHome = {
  readonly subject: SubjectId
  readonly name: string
  readonly called: string
  readonly may: (kind: AnyKind) => boolean
}

/** The child of the page first, then the other children of the home whom whoever asks may know; nobody where the first is not theirs to know. */
export const childrenAtHome = async (tx: Tx, person: SubjectId): Promise<readonly ChildAtHome[]> => {
  const { partnership, holders, account, at, grants } = tx.actor
  const rows = await tx.run(children, [partnership, person, holders, account, at])
  if (rows[0]?.subject !== person) return []
  return rows.map(row => {
    const relations = ['anyone', ...row.relations, ...(row.on_duty ? ['duty'] : [])]
    return {
      subject: row.subject,
      name: wholeName(row),
      called: row.known_as || row.given || (row.is_a === 'unborn' ? 'the unborn child' : 'the child'),
      may: kind => relations.some(relation => grants.has(`${relation}/append:${kind.name}`)),
    }
  })
}
