import { ageInWords, type Day, dayOf } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'

type Row = {
  subject: SubjectId
  entry: EntryId
  is_a: 'child' | 'adult' | 'unborn'
  given: string
  family: string
  known_as: string | null
  born_on: Day | null
  born_precision: 'day' | 'month' | 'year' | null
  expected_on: Day | null
  died_on: Day | null
  language: string | null
  relations: readonly string[]
  on_duty: boolean
  at_home: boolean
  as: string | null
  responsible: boolean | null
  on_plan: boolean
}

/** The most people of a home, and the most who are related, that one look reads. */
const most = 40

const family = statement<Row>(
  'family-on-record',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with home as materialized (
    select distinct z.subject_id from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
    where $6 and s.partnership_id = $1 and s.subject_id = any ($2) and s.from_at <= $5 and s.until_at > $5 and z.from_at <= $5 and z.until_at > $5 limit ${most}),
  to_them as materialized (
    select r.subject_id, r.as_what, r.parental_responsibility from gt.relationship r
    where $7 and r.partnership_id = $1 and r.to_id = any ($2) and r.from_at <= $5 and r.until_at > $5 order by r.subject_id, r.key limit ${most}),
  of_them as materialized (
    select r.to_id as subject_id from gt.relationship r
    where $8 and r.partnership_id = $1 and r.subject_id = any ($2) and r.from_at <= $5 and r.until_at > $5 order by r.subject_id, r.key limit ${most}),
  wanted as materialized (
    select x as subject_id from unnest($2::uuid[]) x
    union (select subject_id from home union select subject_id from to_them union select subject_id from of_them limit ${2 * most}))
  select w.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on, n.born_precision, n.expected_on, n.died_on, n.language,
    array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.subject_id and r.holder_id = any ($3)
      and r.from_at <= $5 and r.until_at > $5) as relations,
    gt.told_on_duty($1, w.subject_id, $4) as on_duty,
    exists (select from home h where h.subject_id = w.subject_id) as at_home,
    (select min(l.as_what) from to_them l where l.subject_id = w.subject_id) as as,
    (select bool_or(l.parental_responsibility) from to_them l where l.subject_id = w.subject_id) as responsible,
    exists (select from gt.episode p where p.partnership_id = $1 and p.subject_id = w.subject_id and p.kind = 'child-protection-plan'
      and p.until_at = 'infinity') as on_plan
  from wanted w
  cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  order by n.born_on nulls last, w.subject_id`,
)

/** Somebody of a family, as far as whoever asks may know them. */
export type FamilyMember = {
  readonly subject: SubjectId
  readonly isA: 'child' | 'adult' | 'unborn'
  readonly name: string
  /** The name by which a sentence goes on about them. */
  readonly called: string
  readonly born: Day | null
  readonly age: string | null
  readonly died: Day | null
  readonly language: string | null
  readonly atHome: boolean
  /** As what they are related to the person of the page, and whether with parental responsibility; null where they are not. */
  readonly as: string | null
  readonly responsible: boolean
  /** Is there a child protection plan for them now, as far as whoever asks may know of it? */
  readonly onPlan: boolean
  /** As what whoever asks works with them. */
  readonly relations: readonly string[]
  /** May whoever asks append this kind to their record? It decides what is offered; the database decides what is accepted. */
  readonly may: (kind: AnyKind) => boolean
}

/** Somebody a page is about, and those around them. */
export type FamilyOnRecord = { readonly person: FamilyMember; readonly others: readonly FamilyMember[] }

const read = async (tx: Tx, of: readonly SubjectId[], withThem: 'nobody' | 'home' | 'around' | 'family'): Promise<FamilyMember[]> => {
  const { partnership, holders, account, at, grants } = tx.actor
  const related = withThem === 'around' || withThem === 'family'
  const rows = await tx.run(family, [partnership, of, holders, account, at, withThem !== 'nobody', related, withThem === 'family'])
  const today = dayOf(at)
  return rows.map((row): FamilyMember => {
    const relations = [...row.relations, ...(row.on_duty ? ['duty'] : [])]
    const name = wholeName(row)
    return {
      subject: row.subject,
      isA: row.is_a,
      name,
      called: row.known_as || row.given || (row.is_a === 'unborn' ? 'the unborn child' : name),
      born: row.born_on,
      age: row.born_on
        ? ageInWords({ born: row.born_on, precision: row.born_precision ?? 'day' }, today)
        : row.expected_on
          ? ageInWords({ expected: row.expected_on }, today)
          : null,
      died: row.died_on,
      language: row.language,
      atHome: row.at_home,
      as: row.as,
      responsible: row.responsible ?? false,
      onPlan: row.on_plan,
      relations,
      may: kind => ['anyone', ...relations].some(relation => grants.has(`${relation}/append:${kind.name}`)),
    }
  })
}

/**
 * The one way to read who belongs to somebody: the person a page is about and those who live with them now (`home`); those, too, who are related to them, such as a
 * father who lives elsewhere (`around`); and those to whom they are related, such as a father's children (`family`). As far as whoever asks may know them, the eldest
 * first; nothing where the person is not open to the asker.
 */
export const readFamily = async (tx: Tx, person: SubjectId, of: 'home' | 'around' | 'family'): Promise<FamilyOnRecord | null> => {
  const members = await read(tx, [person], of)
  const found = members.find(one => one.subject === person)
  return found ? { person: found, others: members.filter(one => one.subject !== person) } : null
}

/** Some children whom a page names by their ids, such as those of a meeting, as far as whoever asks may know them, the eldest first. */
export const readChildren = async (tx: Tx, of: readonly SubjectId[]): Promise<FamilyMember[]> =>
  (await read(tx, of, 'nobody')).filter(one => one.isA !== 'adult')
