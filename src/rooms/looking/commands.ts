import type { AnyJob } from '../../kernel/jobs/index.ts'
import { openingJobs } from './break-glass/mail-openings.ts'

/** The work of looking, for the worker. */
export const lookingJobs: readonly AnyJob[] = [...openingJobs]
