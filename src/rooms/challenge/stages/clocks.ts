import { type Day, dayOf, dueAfter, type Holidays, type Limit, type Moment } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { earlier, ends } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { challenge, challengeUrgent } from '../raising/challenge.ts'
import { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage, type Stage } from './stage.ts'

/** The clocks of the stages by name; `urgent` takes the place of each where a child may be unsafe. */
export const clockNames = ['answer', 'discuss', 'outcome', 'meet', 'letter', 'agencies', 'final', 'reply', 'urgent'] as const
export type ClockName = (typeof clockNames)[number]
export type Limits = Readonly<Record<ClockName, (day: Day) => Limit>>

type By = 'answered' | 'discussed' | 'resolved'
const stages: readonly { readonly stage: Stage; readonly clocks: readonly { readonly name: ClockName; readonly by: By }[] }[] = [
  { stage: '0', clocks: [{ name: 'answer', by: 'answered' }] },
  {
    stage: '1',
    clocks: [
      { name: 'discuss', by: 'discussed' },
      { name: 'outcome', by: 'answered' },
    ],
  },
  {
    stage: '2',
    clocks: [
      { name: 'meet', by: 'discussed' },
      { name: 'letter', by: 'answered' },
    ],
  },
  { stage: '3', clocks: [{ name: 'agencies', by: 'answered' }] },
  { stage: '4', clocks: [{ name: 'final', by: 'resolved' }] },
]

/** One clock of a challenge. `from`: what it counts from; `due`: the instant after which it has passed; `stop`: what ends it unmet. */
export type Clock = {
  readonly stage: Stage
  readonly name: ClockName
  readonly of: Entry
  readonly from: Moment
  readonly due: Moment
  readonly limit: (day: Day) => Limit
  readonly metBy: Entry | undefined
  readonly stop: End | undefined
}

/**
 * The clocks of a challenge, through all of its stages. A stage opens when somebody takes the challenge there, or by itself when the time of the one before has passed without an
 * answer; a late answer is late, and answers the stage that has opened as well. An answer opens the time for saying whether it is accepted. A clock that nobody met hands over to the
 * next when that has passed too, so that there is always one that stands, and never many. Empty where no challenge was raised.
 */
export const clocksOf = (matter: Thread, limits: Limits, holidays: Holidays): Clock[] => {
  const [raised] = matter.of(challenge)
  if (!raised) return []
  const [resolved] = matter.of(challengeResolved)
  const urgent = raised.facts.urgent ? raised : matter.of(challengeUrgent)[0]
  const acts = { answered: matter.of(challengeAnswered), discussed: matter.of(challengeDiscussed), resolved: resolved ? [resolved] : [] }
  const after = (by: By, from: Moment): Entry | undefined => acts[by].find(one => one.at >= from)
  const taken = matter.of(challengeStage)
  const over = (at: Moment) => resolved !== undefined && at >= resolved.at
  const clocks: Clock[] = []
  const run = (stage: Stage, name: ClockName, of: Entry, from: Moment, metBy: Entry | undefined, stop: End | undefined): Clock => {
    const limit = limits[name]
    const clock = { stage, name, of, from, due: dueAfter(limit(dayOf(from)), from, holidays).due, limit, metBy, stop }
    clocks.push(clock)
    return clock
  }

  let opened: Entry = raised
  let start: Moment = raised.at
  let place = 0
  for (let turn = 0; turn < stages.length && !over(start); turn += 1) {
    const here = stages[place]
    if (!here) break
    const further = taken.find(one => one.at >= start && Number(one.facts.stage) > place)
    const stop = earlier(ends(further), ends(resolved))
    const answer = after('answered', start)
    let from = start
    let last: Clock | undefined
    const steps = urgent && urgent.at <= start ? [{ name: 'urgent' as const, by: here.clocks.at(-1)?.by ?? 'answered' }] : here.clocks
    for (const { name, by } of steps) {
      if (over(from) || (further && from >= further.at)) break
      const metBy = after(by, start)
      const clock = run(here.stage, name, opened, from, metBy, by === 'discussed' ? earlier(stop, ends(answer)) : stop)
      last = clock
      const metInTime = metBy && metBy.at < clock.due ? metBy.at : clock.due
      if (urgent && urgent.at > from && urgent.at < metInTime && !(further && further.at <= urgent.at) && !over(urgent.at)) {
        clocks[clocks.length - 1] = { ...clock, metBy: undefined, stop: ends(urgent) }
        last = run(here.stage, 'urgent', urgent, urgent.at, after(here.clocks.at(-1)?.by ?? 'answered', urgent.at), stop)
        break
      }
      from = by === 'discussed' && answer && answer.at < metInTime ? answer.at : metInTime
    }
    const met = last?.metBy
    const inTime = met !== undefined && last !== undefined && met.at < last.due && met.kind === challengeAnswered.name
    if (inTime && !(further && further.at <= met.at) && !over(met.at)) run(here.stage, 'reply', met, met.at, further, ends(resolved))
    if (further) {
      place = Number(further.facts.stage)
      opened = further
      start = further.at
    } else if (!inTime && last && !over(last.due)) {
      place += 1
      start = last.due
    } else break
  }
  return clocks.map((clock, at) => ({ ...clock, stop: handedOver(clock, clocks[at + 1]) }))
}

/** Unmet, a clock hands over to the next one when that has passed too. */
const handedOver = (clock: Clock, next: Clock | undefined): End | undefined =>
  next && !clock.metBy
    ? earlier(clock.stop, { at: next.due > clock.due ? next.due : clock.due, as: 'superseded', by: null, known: null })
    : clock.stop
