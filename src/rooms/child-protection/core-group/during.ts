import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { type Plan, plansWith } from '../plan/plans.ts'
import { coreGroup } from './core-group.ts'

/** A core group that met. */
export type CoreGroup = Entry<FactsOf<typeof coreGroup>>

/** The child's plans, each with the core groups of its days; one that met on the day on which one plan ended and another began belongs to the first. */
export const coreGroupsOf = (child: Thread): { plan: Plan; met: CoreGroup[] }[] => {
  const counted = new Set<string>()
  return plansWith(child, child.of(coreGroup)).map(({ plan, during }) => ({
    plan,
    met: during.filter(one => !counted.has(one.root) && counted.add(one.root)),
  }))
}
