import type { Chapter } from '../../thread/book.ts'
import { conference, planEnd } from './conference/conference.ts'
import { coreGroup } from './core-group/core-group.ts'
import { planEpisodes } from './plan/plans.ts'
import { cpVisitDue } from './visits/cp-visit-due.rules.ts'
import { notSeenAtHome } from './visits/not-seen-at-home.rules.ts'
import { homeConditions, visit, visitAttempted } from './visits/visit.ts'

/** Child protection: conferences and plans, core groups, and the two clocks of visits. */
export const childProtection: Chapter = {
  room: 'child-protection',
  kinds: [conference, planEnd, coreGroup, visit, visitAttempted, homeConditions],
  rules: [cpVisitDue, notSeenAtHome],
  episodes: [planEpisodes],
}
