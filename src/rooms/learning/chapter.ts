import type { Chapter } from '../../thread/book.ts'
import { childDeathDue } from './serious-incident/child-death.rules.ts'
import { rapidReviewDue } from './serious-incident/rapid-review-due.rules.ts'
import { seriousIncidentKnown } from './serious-incident/serious-incident.rules.ts'
import { childDeathNotified, rapidReview, seriousIncident, seriousIncidentNotified } from './serious-incident/serious-incident.ts'

/** Learning: what happens when a child dies or is seriously harmed. */
export const learning: Chapter = {
  room: 'learning',
  kinds: [seriousIncident, seriousIncidentNotified, rapidReview, childDeathNotified],
  rules: [seriousIncidentKnown, rapidReviewDue, childDeathDue],
  episodes: [],
}
