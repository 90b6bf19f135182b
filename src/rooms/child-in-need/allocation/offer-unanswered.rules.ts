import { day, type Moment, ownChoice, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { death, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, within } from '../../../thread/say.ts'
import { caseClosed } from '../closure/case-closed.ts'

/**
 * A child who is offered to another team stays with the one that works with it until the other answers: nobody loses the child, and nobody has to answer. So an offer
 * that has had no answer for five working days is overdue, and the manager of the team that offered is told (practice: key-practitioner; the number is our own choice).
 * It ends with the answer, or with the offer taken back.
 */
export const offerUnanswered = rule({
  id: 'offer-unanswered',
  says: () => 'Another team has not answered whether it takes this child on. Ring its manager, or take the offer back.',
  because: [
    supportAndSafeguarding.section('Our approach to safety and support'),
    ownChoice('nobody says how long a team may take to answer for a child who is offered to it: five working days'),
  ],
  kinds: [involvement, involvementEnd, caseClosed, death],
  inForce: { from: day('2018-01-01') },
  settings: {
    limit: setting(workingDays(5), 'our own choice', 'a team answers within five working days whether it takes a child on'),
  },
  findings: (child, { limit }) => {
    const closed = firstFrom(child.of(caseClosed))
    const died = firstFrom(child.of(death))
    return child
      .where(involvement, one => one.facts.as === 'offered')
      .map(offer =>
        within(limit, {
          name: 'offer',
          of: offer,
          metBy: child.answering(involvementEnd, offer)[0],
          stop: earlier(ends(closed(offer.at), 'lapsed'), ends(died(offer.at), 'cancelled')),
          shows: { OVERDUE: dayAfter },
          tell: [{ to: 'manager', from: dayAfter }],
        }),
      )
  },
})

/** Gives the first of some entries at or after a moment, for moments that are asked for in their order: each entry is passed once. */
const firstFrom = (entries: readonly Entry[]): ((moment: Moment) => Entry | undefined) => {
  let at = 0
  return moment => {
    for (let entry = entries[at]; entry && entry.at < moment; entry = entries[at]) at += 1
    return entries[at]
  }
}
