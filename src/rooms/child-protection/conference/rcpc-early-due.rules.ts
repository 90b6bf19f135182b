import { day, ownChoice, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, lastFifth, longAfter, within } from '../../../thread/say.ts'
import { conference, planEnd } from './conference.ts'
import { reviewConferences } from './initial.ts'
import { earlyReviewDecided } from './request.ts'

/** The chair has decided that the review is to be early: it is held within ten working days of that decision (practice: rcpc-early). */
export const rcpcEarlyDue = rule({
  id: 'rcpc-early-due',
  says: () => 'The chair has decided on an early review conference about this child.',
  because: [visitsBriefing.box(5), ownChoice('nobody says how soon an early review is held: within ten working days of the decision')],
  kinds: [earlyReviewDecided, conference, planEnd, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    limit: setting(workingDays(10), 'our own choice', 'soon enough to matter, long enough to bring people together'),
    serviceManager: setting(workingDays(3), 'our own choice', 'what is overdue for three working days goes to the service manager'),
  },
  findings: (child, { limit, serviceManager }) => {
    const died = endOfLife(child)
    const reviews = reviewConferences(child)
    const planEnds = child.of(planEnd)
    let next = 0
    let over = 0
    return child
      .where(earlyReviewDecided, ({ facts }) => facts.held)
      .map(of => {
        while (next < reviews.length && (reviews[next]?.on ?? of.on) < of.on) next += 1
        while (over < planEnds.length && (planEnds[over]?.on ?? of.on) < of.on) over += 1
        return within(limit, {
          name: 'early',
          of,
          metBy: reviews[next],
          stop: earlier(ends(planEnds[over], 'lapsed'), died),
          shows: { DUE: lastFifth, OVERDUE: dayAfter },
          tell: [
            'chair',
            'conference-office',
            'lead',
            { to: 'manager', from: dayAfter },
            { to: 'service-manager', from: longAfter(serviceManager) },
          ],
        })
      })
  },
})
