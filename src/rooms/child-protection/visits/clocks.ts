import { cpVisitDue } from './cp-visit-due.rules.ts'
import { notSeenAtHome } from './not-seen-at-home.rules.ts'

/** The two clocks of visits, for whoever shows their numbers. */
export const visitRules = { alone: cpVisitDue, home: notSeenAtHome } as const
