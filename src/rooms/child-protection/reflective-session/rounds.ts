import { type Day, dayOf, dueAfter, type Holidays, type Limit } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { conference } from '../conference/conference.ts'
import { conferenceRequested } from '../conference/request.ts'
import { plans } from '../plan/plans.ts'
import { reflectiveSession, reflectiveSessionSet, type triggerWords } from './reflective-session.ts'

/** Why the professionals are to reflect before a conference. */
export type Trigger = keyof typeof triggerWords

/**
 * One way to an initial conference about a child: asked for, set for a day and perhaps for another, held. `marks` are the entries by which the day of the conference became
 * known, each with that day: the request counts by its own day, until a day is set.
 */
export type Round = {
  readonly marks: { readonly entry: Entry; readonly on: Day }[]
  /** Initial conferences about this child before this one. */
  readonly before: number
  /** The last day of the last plan that had ended when this began. */
  readonly planEndedOn: Day | undefined
  set: Entry | undefined
  session: Entry<FactsOf<typeof reflectiveSession>> | undefined
  held: Entry | undefined
  /** A session that was held after the conference, where none was before. */
  late: Entry | undefined
}

/** Every way to an initial conference about a child, in order, read in one pass. */
export const rounds = (child: Thread): Round[] => {
  const all: Round[] = []
  const ended = plans(child).flatMap(({ ended }) => (ended && ended.as !== 'cancelled' ? [ended.at] : []))
  let passed = 0
  let held = 0
  let open: Round | undefined
  const begin = (entry: Entry): Round => {
    while (passed < ended.length && String(ended[passed]) <= entry.at) passed += 1
    const last = ended[passed - 1]
    const round: Round = {
      marks: [],
      before: held,
      planEndedOn: last && dayOf(last),
      set: undefined,
      session: undefined,
      held: undefined,
      late: undefined,
    }
    all.push(round)
    return round
  }
  for (const entry of child.entries) {
    if (isOf(conferenceRequested, entry)) {
      if (entry.facts.what === 'review-early' || open) continue
      open = begin(entry)
      open.marks.push({ entry, on: entry.on })
    } else if (isOf(meetingAbout, entry)) {
      if (entry.facts.type !== 'initial-conference' && entry.facts.type !== 'transfer-in-conference') continue
      // One that is not held sets no day; what was asked for stands, until it is set again.
      if (entry.facts.change === 'cancelled') continue
      open ??= begin(entry)
      open.marks.push({ entry, on: dayOf(entry.facts.at) })
    } else if (isOf(reflectiveSessionSet, entry)) {
      if (open) open.set ??= entry
    } else if (isOf(reflectiveSession, entry)) {
      const last = all.at(-1)
      if (open) open.session ??= entry
      else if (last && !last.session) last.late ??= entry
    } else if (isOf(conference, entry) && entry.facts.type !== 'review') {
      open ??= begin(entry)
      open.held = entry
      open = undefined
      held += 1
    }
  }
  return all
}

/** The last day on which a conference still counts as a return, the anniversary of the plan's end included (our own reading 10). */
export const returnUntil = (planEndedOn: Day, within: Limit, holidays: Holidays): Day => dueAfter(within, planEndedOn, holidays).dueOn

/** Which of the two reasons hold for a conference on that day. */
export const triggersOn = (
  { before, planEndedOn }: Pick<Round, 'before' | 'planEndedOn'>,
  on: Day,
  { within, third, holidays }: { within: Limit; third: number; holidays: Holidays },
): Trigger[] => [
  ...(planEndedOn && on <= returnUntil(planEndedOn, within, holidays) ? (['return'] as const) : []),
  ...(before + 1 >= third ? (['third'] as const) : []),
]
