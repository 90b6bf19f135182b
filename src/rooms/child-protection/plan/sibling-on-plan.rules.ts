import { day, neglectResponse } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, identity, pregnancy, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, so } from '../../../thread/say.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plans } from './plans.ts'

/** Somebody of the child’s household, another child, is on a child protection plan (practice: sibling-consideration). Of an unborn child it holds from the day the pregnancy is recorded. */
export const siblingOnPlan = rule({
  id: 'sibling-on-plan',
  says: () => 'Another child of this child’s household is on a child protection plan.',
  because: [neglectResponse.case17],
  kinds: [conference, planEnd, identity, pregnancy, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2018-07-01') },
  findings: (child, _settings, home) => {
    if (child.of(identity).at(-1)?.facts.is === 'adult') return []
    const died = endOfLife(child)
    return home.others.flatMap(({ thread, together }) => {
      let next = 0
      return plans(thread).flatMap(plan => {
        while (next < together.length && (together[next]?.until ?? '9') <= plan.began.at) next += 1
        const span = together[next]
        if (!span || (plan.ended && span.from >= plan.ended.at)) return []
        const left = span.until === null ? undefined : ({ at: span.until, as: 'lapsed', by: null, known: null } as const)
        const from = span.from > plan.began.at ? span.from : plan.began.at
        if (died && died.at <= from) return []
        return [
          so('INFO', {
            name: 'sibling',
            opened: plan.began,
            from,
            until: [plan.ended, left, died].reduce(earlier),
            tell: ['lead', 'manager', 'chair'],
          }),
        ]
      })
    })
  },
})
