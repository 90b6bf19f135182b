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
  language: string | null
  relations: readonly string[]
  on_duty: boolean
}

const child = statement<Row>(
  'child-to-be-heard',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `select n.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on, n.language,
     array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3)
       and r.from_at <= $5 and r.until_at > $5) as relations,
     gt.told_on_duty($1, $2, $4) as on_duty
   from gt.person n where n.partnership_id = $1 and n.subject_id = $2`,
)

/** A child whom whoever asks may write down something of. */
export type ChildHeard = {
  readonly subject: SubjectId
  readonly name: string
  /** The name by which a sentence goes on about the child. */
  readonly called: string
  readonly born: Day | null
  readonly language: string | null
}

/** The child, where whoever asks may append this kind to the child's record; null for everybody else, for adults and for the unborn. */
export const readChild = async (tx: Tx, person: SubjectId, kind: string): Promise<ChildHeard | null> => {
  const { partnership, holders, account, at, grants } = tx.actor
  const [row] = await tx.run(child, [partnership, person, holders, account, at])
  if (row?.is_a !== 'child') return null
  const relations = ['anyone', ...row.relations, ...(row.on_duty ? ['duty'] : [])]
  if (!relations.some(relation => grants.has(`${relation}/append:${kind}`))) return null
  const name = wholeName(row)
  return { subject: row.subject, name, called: row.known_as || row.given || 'the child', born: row.born_on, language: row.language }
}
