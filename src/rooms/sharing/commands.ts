import type { AnyJob } from '../../kernel/jobs/index.ts'
import { tellSent } from './disclosure/tell-sent.ts'

/** The work of sharing, for the worker. */
export const sharingJobs: readonly AnyJob[] = [tellSent]
