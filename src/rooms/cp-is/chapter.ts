import type { Chapter } from '../../thread/book.ts'
import { cpIsAttendanceUnread } from './cp-is-attendance.rules.ts'
import { cpIsAttendances } from './cp-is-attendances.rules.ts'
import { cpIsUpdate } from './cp-is-update.rules.ts'

/** What the NHS is told of a child on a plan or in care, and what it tells of the child. Its kinds are child protection's: the end of a plan asks for them. */
export const cpIs: Chapter = { room: 'cp-is', kinds: [], rules: [cpIsUpdate, cpIsAttendanceUnread, cpIsAttendances], episodes: [] }
