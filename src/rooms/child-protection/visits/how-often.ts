import { addDays, type Day, dayOf, days, daysBetween, dueAfter, type Holidays, type Limit, startOfDay } from '../../../guidance/index.ts'
import type { SettingOn } from '../../../thread/rule.ts'
import type { When } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { conference } from '../conference/conference.ts'
import { cpPlan, cpPlanAgreed } from '../plan/cp-plan.ts'

/** The kinds in which it is said how often a child on a plan is visited: what a conference decides, and the plan that is agreed. */
export const howOftenKinds = [conference, cpPlan, cpPlanAgreed] as const

type Said = { readonly on: Day; readonly every: number }

/** How often the child is to be visited, from the day on which that was said: of each day the last word, in their order. */
const saidHowOften = (child: Thread): readonly Said[] => {
  const versions = new Map(child.of(cpPlan).map(version => [version.root, version.facts.visitEvery]))
  const said = [
    ...child.of(conference).map(({ on, at, facts }) => ({ on, at, every: facts.plan ? facts.visitEvery : undefined })),
    ...child.of(cpPlanAgreed).map(({ on, at, facts }) => ({ on, at, every: versions.get(facts.version) })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const byDay = new Map<Day, Said>()
  for (const { on, every } of said) if (every !== undefined) byDay.set(on, { on, every })
  return [...byDay.values()]
}

/** How many of them were said by this day; they are in order. */
const saidBy = (said: readonly Said[], on: Day): number => {
  let [low, high] = [0, said.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((said[middle]?.on ?? on) <= on) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The last day by which a visit follows one on `on`, as the plan says and by nothing else; undefined where no plan says how often. What is agreed before that day counts from its own day.
 * `until`: nothing that is said from this day on is asked.
 */
const lastDaySaid = (said: readonly Said[], on: Day, until?: Day): Day | undefined => {
  let next = saidBy(said, on)
  const before = said[next - 1]
  let due = before && addDays(on, before.every)
  for (let one = said[next]; one && one.on < (due ?? until ?? '9999-12-31') && (!until || one.on < until); one = said[next]) {
    due = addDays(one.on, one.every)
    next += 1
  }
  return due
}

/** The same for a child: a board reads it, and sets the longest time that holds for every child beside it. */
export const lastDayPlanned = (child: Thread, on: Day): Day | undefined => lastDaySaid(saidHowOften(child), on)

/**
 * The longest time between two visits to this child (practice: cp-visit; cp-plan, in what situations the child will be seen): what the conference or the agreed plan says
 * where that is shorter than `atMost`, which it never lengthens. What is agreed while a turn runs counts from the day it is agreed, so that nobody is late by an agreement
 * that came afterwards.
 */
export const asOftenAsPlanned = (child: Thread, atMost: SettingOn<Limit>, holidays: Holidays): SettingOn<Limit> => {
  const said = saidHowOften(child)
  if (said.length === 0) return atMost
  return on => {
    const last = dueAfter(atMost(on), on, holidays).dueOn
    const due = lastDaySaid(said, on, last)
    return due === undefined || due >= last ? atMost(on) : days(daysBetween(on, due))
  }
}

/** Shows so long before the last day, and of a short time never sooner than its second half. */
export const aheadOf =
  (shown: SettingOn<Limit>): When =>
  counted => {
    const limit = shown(dayOf(counted.from))
    const early = dueAfter({ ...limit, count: -limit.count }, counted.dueOn, counted.holidays).dueOn
    const half = addDays(counted.dueOn, -Math.floor(daysBetween(dayOf(counted.from), counted.dueOn) / 2))
    return startOfDay(early > half ? early : half)
  }
