import { day, ownChoice, supportAndSafeguarding, uncheckedPractice } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { cpPlan, cpPlanAgreed } from './cp-plan.ts'
import { plansWith } from './plans.ts'

const askForGoal: Gate<typeof cpPlanAgreed> = {
  kinds: [cpPlanAgreed],
  stops: () => true,
  asks: 'Before this plan is agreed, write for every worry what safety will look like: what the child will live, and what others will see, for how long.',
}

/**
 * A plan in which a worry stands without what safety looks like is not agreed (practice: danger-statement, safety-goal): a family that is told only what is wrong cannot
 * know when it is right. It stands from the version that leaves it out until a version that has it, or the end of the plan.
 */
export const safetyGoalMissing = rule({
  id: 'safety-goal-missing',
  says: ({ facts }) =>
    `This child’s plan has ${facts.lacking === 1 ? 'one worry' : `${String(facts.lacking)} worries`} without what safety looks like.`,
  because: [
    supportAndSafeguarding.section('Building on and Recognising Family Strengths'),
    uncheckedPractice('in Signs of Safety each danger statement has one safety goal and one scale beside it'),
    ownChoice('a plan may be written in steps: what is left out is asked for before it is agreed'),
  ],
  kinds: [conference, planEnd, cpPlan, cpPlanAgreed, death],
  inForce: { from: day('2018-01-01') },
  gate: askForGoal,
  findings: child => {
    const counted = new Set<string>()
    return plansWith(child, child.of(cpPlan)).flatMap(({ plan, during }) => {
      const versions = during.filter(one => !counted.has(one.root) && counted.add(one.root))
      return versions.flatMap((version, at) => {
        const lacking = version.facts.risks.filter(risk => !risk.goal).length
        const until = earlier(ends(versions[at + 1], 'superseded'), plan.ended)
        return lacking === 0 ? [] : [so('GATE', { name: 'goal', opened: version, until, tell: ['lead'], facts: { lacking } })]
      })
    })
  },
})
