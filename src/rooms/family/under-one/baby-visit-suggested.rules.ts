import { day, days, ownChoice, recurringThemes } from '../../../guidance/index.ts'
import { seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, every, lapsesOn } from '../../../thread/say.ts'
import { conference, planEnd, plansWith, statutoryVisits, visit } from '../../child-protection/index.ts'
import { firstYearOf } from './first-year.ts'

/**
 * A baby on a child protection plan is better seen every two weeks (practice: baby-under-one, visits suggested more often). A suggestion beside the limit that holds for
 * every child: it is shown to whoever leads, is never overdue, and ends with the first birthday.
 */
export const babyVisitSuggested = rule({
  id: 'baby-visit-suggested',
  says: () => 'This child is under one and on a child protection plan. A visit sooner than the four weeks is suggested.',
  because: [recurringThemes.box(4), ownChoice('how often a baby on a plan is visited is left to each plan: two weeks are suggested')],
  kinds: [conference, planEnd, visit, identity, pregnancy, birth, death],
  inForce: { from: day('2023-09-01') },
  settings: { suggested: setting(days(14), 'our own choice', 'half of the longest time that holds for every child') },
  findings: (child, { suggested }) => {
    const year = firstYearOf(child)
    const notBefore = seeableFrom(child)
    if (!year || notBefore === null) return []
    const seen = statutoryVisits(child).filter(({ facts }) => facts.seen !== 'not-seen' && facts.place !== 'video')
    return plansWith(child, seen)
      .filter(({ plan }) => plan.began.on < year.until)
      .map(({ plan, during }) =>
        every(suggested, {
          name: 'baby',
          from: plan.began,
          notBefore,
          metBy: during.filter(one => one.on < year.until),
          stop: earlier(plan.ended, lapsesOn(year.until)),
          shows: { DUE: dayAfter },
          tell: [{ to: 'lead', from: dayAfter }],
        }),
      )
  },
})
