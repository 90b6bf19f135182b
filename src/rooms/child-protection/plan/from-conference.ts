import type { Typed } from '../../../design-system/index.ts'
import type { ToldByKind } from '../../family/index.ts'
import { dangerStatement, safetyGoal } from '../safety/safety.ts'
import { cpPlan, riskFields, riskPlaces } from './cp-plan.ts'

/**
 * What a version of a plan begins with beside `before` (the version before, as it would be typed): each danger that was stated since, with its one goal, in the places that are
 * free, so that nothing is typed twice (practice: danger-statement, safety-goal). Nothing where there is nothing to begin with. Whoever writes the plan may say it otherwise.
 */
export const withDangersStated = (told: ToldByKind, before: Typed | null): Typed | null => {
  const last = told.of(cpPlan).at(-1)
  const typed: Record<string, Typed[string]> = { ...before }
  const free = riskPlaces.filter(at => !typed[riskFields(at).danger])
  const stated = told
    .of(dangerStatement)
    .filter(danger => (!last || danger.at > last.at) && !riskPlaces.some(at => typed[riskFields(at).of] === danger.root))
  for (const [nth, at] of free.slice(0, stated.length).entries()) {
    const danger = stated[nth]
    if (!danger) continue
    const fields = riskFields(at)
    const goal = told.of(safetyGoal).find(one => one.answers === danger.root)
    typed[fields.of] = danger.root
    typed[fields.danger] = inOneParagraph(danger.said['about'], danger.said['fear'])
    if (goal) typed[fields.goal] = inOneParagraph(goal.said['parents'], goal.said['child'])
    if (goal?.said['seen'] || goal?.said['howLong']) typed[fields.outcome] = inOneParagraph(goal.said['seen'], goal.said['howLong'])
  }
  return Object.keys(typed).length > 0 ? typed : null
}

const inOneParagraph = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter(part => part !== undefined && part !== '')
    .map(part => (part ?? '').trim().replace(/([^.!?])$/, '$1.'))
    .join(' ')
