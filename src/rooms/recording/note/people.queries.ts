import { ageInWords, type Day, type Moment } from '../../../guidance/index.ts'
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
  born_precision: 'day' | 'month' | 'year' | null
  expected_on: Day | null
  died_on: Day | null
  language: string | null
  relations: readonly string[]
  on_duty: boolean
  at_home: boolean
}

/** The most people of a family who are offered beside the one a page is about. */
const mostAround = 40

const around = statement<Row>(
  'family-around',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with home as materialized (
    select distinct z.subject_id, true as at_home from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
    where s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $5 and s.until_at > $5 and z.from_at <= $5 and z.until_at > $5 limit ${mostAround}),
  related as materialized (
    (select r.to_id as subject_id from gt.relationship r
      where r.partnership_id = $1 and r.subject_id = $2 and r.from_at <= $5 and r.until_at > $5 order by r.subject_id, r.key limit ${mostAround})
    union (select r.subject_id from gt.relationship r
      where r.partnership_id = $1 and r.to_id = $2 and r.from_at <= $5 and r.until_at > $5)),
  wanted as materialized (
    select $2::uuid as subject_id union (select subject_id from home union select subject_id from related limit ${2 * mostAround}))
  select w.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on, n.born_precision, n.expected_on, n.died_on, n.language,
    array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.subject_id and r.holder_id = any ($3)
      and r.from_at <= $5 and r.until_at > $5) as relations,
    gt.told_on_duty($1, w.subject_id, $4) as on_duty,
    exists (select from home h where h.subject_id = w.subject_id) as at_home
  from wanted w
  cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  order by n.born_on nulls first, w.subject_id`,
)

/** Somebody of a family, as far as whoever asks may know them. */
export type FamilyMember = {
  readonly subject: SubjectId
  readonly isA: 'child' | 'adult' | 'unborn'
  readonly name: string
  /** The name by which a sentence goes on about them. */
  readonly called: string
  readonly age: string | null
  readonly language: string | null
  readonly atHome: boolean
  /** The kinds of entry that whoever asks may append to their record. */
  readonly may: (kind: string) => boolean
  /** As what whoever asks works with them. */
  readonly relations: readonly string[]
}

/**
 * The person a page is about and those who live with or are related to them, as far as whoever asks may know them; nothing where the person is not open to
 * the asker. What `may` says only decides what is offered: the database decides what is accepted.
 */
export const readAround = async (
  tx: Tx,
  person: SubjectId,
  now: Moment,
  today: Day,
): Promise<{ person: FamilyMember; others: readonly FamilyMember[] } | null> => {
  const { partnership, holders, account, grants } = tx.actor
  const rows = await tx.run(around, [partnership, person, holders, account, now])
  const members = rows.map((row): FamilyMember => {
    const relations = [...row.relations, ...(row.on_duty ? ['duty'] : [])]
    const name = wholeName(row)
    return {
      subject: row.subject,
      isA: row.is_a,
      name,
      called: row.known_as || row.given || (row.is_a === 'unborn' ? 'the unborn child' : name),
      age: row.born_on
        ? ageInWords({ born: row.born_on, precision: row.born_precision ?? 'day' }, today)
        : row.expected_on
          ? ageInWords({ expected: row.expected_on }, today)
          : null,
      language: row.language,
      atHome: row.at_home,
      relations,
      may: kind => ['anyone', ...relations].some(relation => grants.has(`${relation}/append:${kind}`)),
    }
  })
  const found = members.find(one => one.subject === person)
  return found ? { person: found, others: members.filter(one => one.subject !== person) } : null
}
