import type { TestDatabase } from '../../../tests/database.ts'
import type { SubjectId } from '../../thread/ids.ts'

/** The access lines that name one of these records, newest first. */
export const linesOf = (database: TestDatabase, subject: SubjectId) =>
  database.admin<{ role: string; route: string; subject_ids: string[]; entry_ids: string[] }>(
    'select role, route, subject_ids, entry_ids from gt.access_line where $1 = any (subject_ids) order by at desc',
    [subject],
  )
