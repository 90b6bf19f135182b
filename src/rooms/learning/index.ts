/** The door of the room: learning. */
export { learning } from './chapter.ts'
export { childDeathNotified, rapidReview, seriousIncident, seriousIncidentNotified } from './serious-incident/serious-incident.ts'
