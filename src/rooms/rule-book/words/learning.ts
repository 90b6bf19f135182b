import type { RuleWords } from './rule-words.ts'

/** The rules of learning in plain words, by their ids. */
export const learningWords: Readonly<Record<string, RuleWords>> = {
  'serious-incident': {
    title: 'A serious incident',
    asks: 'A child has died or was seriously harmed, and abuse or neglect is known or suspected. Whoever answers for the service knows at once and the national panel is notified. When a child dies who is on a child protection plan, somebody weighs it and says so either way.',
    levels: { CRITICAL: 'at once, until the notification was sent' },
    told: { 'service-manager': 'at once', manager: 'at once', chair: 'at once' },
    ends: 'The notification is recorded; or somebody has weighed it and written down that abuse and neglect are not suspected.',
    numbers: { notifyWithin: 'How long the notification may take from when the authority became aware' },
  },
  'rapid-review-due': {
    title: 'The rapid review is due',
    asks: 'After a serious incident the notification is sent in time, and from the day it was sent the rapid review is completed in time.',
    levels: { DUE: 'for the last fifth of each time', OVERDUE: 'from the day after its last day' },
    told: { 'service-manager': 'at once', chair: 'at once' },
    ends: 'The notification, and then the rapid review, is recorded.',
    numbers: {
      notifyWithin: 'How long the notification may take from when the authority became aware',
      reviewWithin: 'How long the rapid review may take from when the notification was sent',
    },
  },
  'child-death': {
    title: 'A child has died',
    asks: 'The partners who review every child’s death are notified. The child’s own alerts stop; those of brothers and sisters go on.',
    levels: { DUE: 'at once', OVERDUE: 'when the time has passed' },
    told: { lead: 'at once', manager: 'at once', 'service-manager': 'when the time has passed' },
    ends: 'The notification is recorded.',
    numbers: { notifyWithin: 'How long the notification may take' },
  },
}
