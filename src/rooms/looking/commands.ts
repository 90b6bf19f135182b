import type { AnyJob } from '../../kernel/jobs/index.ts'
import { openingJobs } from './break-glass/mail-openings.ts'
import { readLinesChore } from './who-looked/read-lines.ts'

/** The work of looking, for the worker. */
export const lookingJobs: readonly AnyJob[] = [...openingJobs, readLinesChore]
