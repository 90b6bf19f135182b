import type { Typed } from '../../../design-system/index.ts'
import type { ToldByKind } from '../../family/index.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../safety/safety.ts'
import { mostRisks, riskFields } from './cp-plan.ts'

/**
 * What the first version of a plan begins with: each danger that the conference named, with its one goal and what professionals last said on its scale, so that nothing is
 * typed twice (practice: danger-statement, safety-goal). Nothing where no conference named one. Whoever writes the plan may say it otherwise.
 */
export const fromConference = (told: ToldByKind): Typed | null => {
  const typed: Record<string, string> = {}
  for (const [at, danger] of told.of(dangerStatement).slice(0, mostRisks).entries()) {
    const fields = riskFields(at + 1)
    const goal = told.of(safetyGoal).find(one => one.answers === danger.root)
    const scale = told.of(safetyScaled).findLast(one => one.answers === danger.root && one.facts.who === 'professional')
    typed[fields.danger] = inOneParagraph(danger.said['about'], danger.said['fear'])
    if (goal) typed[fields.goal] = inOneParagraph(goal.said['parents'], goal.said['child'])
    if (goal?.said['seen'] || goal?.said['howLong']) typed[fields.outcome] = inOneParagraph(goal.said['seen'], goal.said['howLong'])
    if (scale) typed[fields.scale] = String(scale.facts.scale)
  }
  return Object.keys(typed).length > 0 ? typed : null
}

const inOneParagraph = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter(part => part !== undefined && part !== '')
    .map(part => (part ?? '').trim().replace(/([^.!?])$/, '$1.'))
    .join(' ')
