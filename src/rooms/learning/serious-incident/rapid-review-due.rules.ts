import { day, localPractice, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { answerTo, incidentKinds, incidentsOf, notifyWithin } from './known-harm.ts'
import { rapidReview, seriousIncidentNotified } from './serious-incident.ts'

/**
 * What follows in time: the notification within five working days of becoming aware, and the rapid review within fifteen of the day it was sent
 * (practice: rapid-review-due, dl-serious-incident, dl-rapid-review).
 */
export const rapidReviewDue = rule({
  id: 'rapid-review-due',
  says: ({ name }) =>
    name === 'notify'
      ? 'A serious incident happened to this child. The notification to the national panel is to be sent.'
      : 'The national panel was notified of a serious incident of this child. The rapid review is to be completed.',
  because: [localPractice.seriousIncidents.at('notification'), localPractice.rapidReviews.at('time')],
  kinds: [...incidentKinds, rapidReview],
  inForce: { from: day('2018-06-29') },
  settings: {
    notifyWithin,
    reviewWithin: setting(workingDays(15), 'local practice', 'fifteen working days from when the notification was sent'),
  },
  findings: (child, { notifyWithin, reviewWithin }) => {
    const shared = { stop: undefined, tell: ['service-manager', 'chair'] as const, shows: { DUE: lastFifth, OVERDUE: dayAfter } }
    const sent = child.of(seriousIncidentNotified)
    const [notified, reviewed] = [answerTo(sent), answerTo(child.of(rapidReview))]
    return [
      ...incidentsOf(child)
        .filter(one => one.isSerious)
        .map(({ opened, weighed }) => within(notifyWithin, { ...shared, name: 'notify', of: opened, metBy: notified([opened, weighed]) })),
      ...sent.map(one => within(reviewWithin, { ...shared, name: 'review', of: one, metBy: reviewed([one]) })),
    ]
  },
})
