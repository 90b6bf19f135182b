import { day, months, ownChoice, reading, weeks, workingDays, workingTogether2018, workingTogether2023 } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { ahead, dayAfter, every, longAfter, within } from '../../../thread/say.ts'
import { plansWith } from '../plan/plans.ts'
import { conference, planEnd } from './conference.ts'
import { reviewConferences } from './initial.ts'

/**
 * The plan of a child is reviewed at a conference within three months of the conference that made it, and then at least every six months, counted from the day each was
 * really held (practice: rcpc, dl-rcpc-first, dl-rcpc-next).
 */
export const rcpcDue = rule({
  id: 'rcpc-due',
  says: ({ name }) =>
    name === 'first'
      ? 'The first review conference about this child’s plan is due.'
      : 'The next review conference about this child’s plan is due.',
  because: [
    workingTogether2018.at('review conference'),
    workingTogether2023.at('review conference'),
    reading(46),
    reading(43),
    ownChoice('when a review begins to be shown as due is nowhere said for Salford: six weeks before, and to the social worker three'),
  ],
  kinds: [conference, planEnd, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    first: setting(months(3), 'guidance', 'the first review is held within three months of the initial conference'),
    next: setting(months(6), 'guidance', 'each review after it is held within six months of the last'),
    shown: setting(weeks(6), 'our own choice', 'time to find a day on which everybody can come'),
    soon: setting(weeks(3), 'our own choice', 'time to write the report and see the family about it'),
    serviceManager: setting(workingDays(3), 'our own choice', 'what is overdue for three working days goes to the service manager'),
  },
  findings: (child, { first, next, shown, soon, serviceManager }) => {
    const shows = { DUE: ahead(shown), OVERDUE: dayAfter }
    const tell = [
      { to: 'chair', from: ahead(shown) },
      { to: 'conference-office', from: ahead(shown) },
      { to: 'lead', from: ahead(soon) },
      { to: 'manager', from: dayAfter },
      { to: 'service-manager', from: longAfter(serviceManager) },
    ] as const
    return plansWith(child, reviewConferences(child)).flatMap(({ plan, during }) => {
      const reviews = during.filter(({ root }) => root !== plan.began.root)
      const [held] = reviews
      return [
        within(first, { name: 'first', of: plan.began, metBy: held, stop: plan.ended, shows, tell }),
        ...(held && held.root !== plan.ended?.by
          ? [every(next, { name: 'next', from: held, notBefore: undefined, metBy: reviews.slice(1), stop: plan.ended, shows, tell })]
          : []),
      ]
    })
  },
})
