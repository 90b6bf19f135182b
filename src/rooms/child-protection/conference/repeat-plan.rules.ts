import { day, localPractice, partnershipNews } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { so } from '../../../thread/say.ts'
import { plans } from '../plan/plans.ts'
import { categoryWords, conference, planEnd } from './conference.ts'

/** A child is on a child protection plan not for the first time: how often, and for what before (practice: repeat-plan). */
export const repeatPlan = rule({
  id: 'repeat-plan',
  says: ({ facts }) =>
    `This child has been on a child protection plan before: this is plan number ${String(facts.number)}${facts.before ? `, after ${String(facts.before)}` : ''}.`,
  because: [partnershipNews.reflectiveSession, localPractice.categories.at('categories')],
  kinds: [conference, planEnd, death],
  inForce: { from: day('2018-07-01') },
  findings: child => {
    const all = plans(child)
    const seen = new Set<string>()
    return all.flatMap((plan, at) => {
      const before = [...seen]
      const category = plan.last.facts.category ?? plan.began.facts.category
      if (category) seen.add(categoryWords[category])
      const first = all[at - 1]
      return first
        ? [
            so('INFO', {
              name: 'repeat',
              opened: plan.began,
              until: plan.ended,
              tell: ['chair', 'lead'],
              evidence: [first.began],
              facts: { number: at + 1, before: before.join(' and ') || null },
            }),
          ]
        : []
    })
  },
})
