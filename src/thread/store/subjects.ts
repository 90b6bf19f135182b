import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { SubjectForm } from '../entry.ts'
import type { SubjectId } from '../ids.ts'

const after = statement<{ subject_id: SubjectId }>(
  'subjects-after',
  null,
  'select subject_id from gt.subject where partnership_id = $1 and subject_id > $2 order by subject_id limit $3',
)
const formsOf = statement<{ subject_id: SubjectId; form: SubjectForm }>(
  'subjects-forms',
  null,
  'select subject_id, form from gt.subject where partnership_id = $1 and subject_id = any ($2) order by subject_id',
)
const count = statement<{ subjects: number }>(
  'subjects-count',
  null,
  'select count(*)::integer as subjects from gt.subject where partnership_id = $1',
)

/** For the role that brings history in and out, which reads heads past the matrix: the threads of a partnership, `most` at a time in the order of their ids. */
export const subjectsAfter = async (tx: Tx, last: SubjectId | null, most: number): Promise<SubjectId[]> =>
  (await tx.run(after, [tx.actor.partnership, last ?? '00000000-0000-0000-0000-000000000000', most])).map(row => row.subject_id)

/** What each of these is; those that are not there are left out. */
export const formsOfSubjects = async (tx: Tx, ids: readonly SubjectId[]): Promise<Map<SubjectId, SubjectForm>> =>
  new Map((await tx.run(formsOf, [tx.actor.partnership, ids])).map(row => [row.subject_id, row.form]))

/** How many threads there are: counted one by one, so for the command line alone. */
export const countSubjects = async (tx: Tx): Promise<number> => (await tx.run(count, [tx.actor.partnership]))[0]?.subjects ?? 0
