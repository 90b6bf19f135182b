import { addDays, type Day, daysBetween } from '../../../guidance/index.ts'
import { clockRules } from './around.queries.ts'
import { seenAlone, seenAtHome } from './counts.ts'
import type { VisitsView } from './visits-view.ts'

/** A stretch between two sightings that count, or from the last one until now: when it began, when it was to end at the latest, and when it really ended. */
export type Stretch = {
  readonly from: Day
  readonly lastDay: Day
  readonly until: Day
  readonly days: number
  readonly late: boolean
  readonly open: boolean
}

/** One clock of visits, drawn: when the child was seen so, and the stretches between. */
export type ClockDrawn = { readonly seen: readonly Day[]; readonly stretches: readonly Stretch[] }

/** The calendar of a child's visits over one time on a plan. */
export type Calendar = {
  readonly from: Day
  readonly until: Day
  readonly alone: ClockDrawn
  readonly home: ClockDrawn
  readonly tried: readonly { readonly on: Day; readonly access: string }[]
}

/** The longest time between visits that past stretches are drawn by (visits briefing, July 2024, box 3); the one that runs is drawn by its clock, which knows what the plan asks. */
const fourWeeks = 28

const drawn = (
  from: Day,
  until: Day,
  seen: readonly Day[],
  notBefore: Day | null,
  running: { readonly dueOn: Day | null } | null,
): ClockDrawn => {
  const days = seen.filter(on => on >= from && on <= until).toSorted()
  const starts = [notBefore && notBefore > from ? notBefore : from, ...days]
  const stretches = starts.flatMap((start, at): Stretch[] => {
    const next = starts[at + 1]
    const end = next ?? until
    if (end < start || (next === undefined && end === start)) return []
    const open = next === undefined && running !== null
    const lastDay = (open ? running.dueOn : null) ?? addDays(start, fourWeeks)
    return [{ from: start, lastDay, until: end, days: daysBetween(start, end), late: end > lastDay, open }]
  })
  return { seen: days, stretches }
}

/**
 * Draws the last time on a plan: for each clock when it was restarted, and every stretch between, with those that were too long. Only visits of the lead or a named cover
 * restart a clock. Nothing where the child has not been on a plan, or was not born in that time.
 */
export const calendarOf = (view: VisitsView, today: Day): Calendar | null => {
  const plan = view.plans.at(-1)
  if (!plan) return null
  const until = plan.until ?? today
  const born = view.child.born
  if (born && born > until) return null
  const counted = view.visits.filter(one => one.facts.by !== 'other')
  const clock = (which: keyof typeof clockRules, holds: (one: (typeof counted)[number]) => boolean) =>
    drawn(
      plan.from,
      until,
      counted.filter(holds).map(one => one.on),
      born,
      plan.until === null ? { dueOn: view.child.clocks.find(one => one.rule === clockRules[which])?.dueOn ?? null } : null,
    )
  return {
    from: plan.from,
    until,
    alone: clock('alone', one => seenAlone(one)),
    home: clock('home', one => seenAtHome(one)),
    tried: view.attempts.filter(one => one.on >= plan.from && one.on <= until).map(one => ({ on: one.on, access: one.facts.access })),
  }
}
