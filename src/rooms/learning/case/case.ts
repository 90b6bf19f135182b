import { capital } from '../../../design-system/words.ts'
import { addDays, type Day, dayOf, endOfDay, type Moment, printShort } from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { Precision } from '../../../thread/entry.ts'
import type { Duty, Ending, Level } from '../../../thread/finding.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { identity, involvement, relationship, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import type { Replay, StoodThen, Story, StoryEntry } from '../../../thread/stories/index.ts'
import { referral } from '../../front-door/index.ts'

/** A date as well as it is known: a year, a month or a day. */
export type Known = string

/** Something that was told; what one act told of several people is one event. */
export type CaseEvent = {
  readonly id: string
  readonly known: Moment
  readonly when: Known
  readonly label: string
  readonly who: string
  readonly about: readonly string[]
}

/**
 * Something that would have been said about one or several people, with the levels it showed. `dates` says how exactly anything about it may be printed.
 * `open`: the source tells of no act that would have ended it, and a real source that is silent says nothing of what people did.
 */
export type Saying = {
  readonly id: string
  readonly rule: string
  readonly about: readonly string[]
  readonly steps: readonly { readonly level: Level; readonly from: Moment }[]
  readonly until: Moment | null
  readonly how: Ending | null
  readonly dueOn: Day | null
  readonly told: readonly { readonly to: Duty; readonly from: Moment }[]
  readonly says: readonly string[]
  readonly because: readonly string[]
  readonly restsOn: readonly string[]
  readonly dates: 'days' | 'months'
  readonly open: boolean
}

/** A case as its page tells it: pure, made from a replay alone. */
export type Case = {
  readonly story: Story
  readonly replay: Replay
  readonly events: readonly CaseEvent[]
  readonly sayings: readonly Saying[]
  /** What would have begun and ended within one month that is known only as a month: whether it was said at all hangs on days nobody knows. */
  readonly unknowable: readonly Saying[]
  /** Where the page can be moved to, and the first moment that is left out there. */
  readonly stops: readonly Stop[]
}

/** A month, or where the case is known to the day a day, with its last day and the first moment after it. */
export type Stop = { readonly at: Known; readonly last: Day; readonly cut: Moment }

/** Who is who, and who lives where, is told in the words of a case and not drawn on its line. */
const besideTheLine = new Set<string>([identity.name, residence.name, residenceEnd.name, relationship.name])

/** Makes a case of a story and its replay. */
export const caseFrom = (story: Story, replay: Replay, book: Book): Case => {
  const events = eventsOf(story, replay.told, book)
  const all = sayingsOf(story, replay, events)
  const unknowable = all.filter(isUnknowable)
  return {
    story,
    replay,
    events,
    sayings: all.filter(saying => !unknowable.includes(saying)),
    unknowable,
    stops: stopsOf(story, replay, events),
  }
}

/** A case as it stood at the end of a stop: what had been told by then, and what was being said. Nothing of what came later is in it. */
export const asKnownAt = (whole: Case, { cut }: Stop): Pick<Case, 'events' | 'sayings' | 'unknowable'> => {
  const known = (sayings: readonly Saying[]): Saying[] =>
    sayings.flatMap(saying => {
      const steps = saying.steps.filter(({ from }) => from < cut)
      const over = saying.until !== null && saying.until < cut
      return steps.length === 0 ? [] : [{ ...saying, steps, until: over ? saying.until : null, how: over ? saying.how : null }]
    })
  return {
    events: whole.events.filter(event => event.known < cut),
    sayings: known(whole.sayings),
    unknowable: known(whole.unknowable),
  }
}

/** When a saying began, and the level it had reached. */
export const beganAt = ({ steps }: Saying): Moment => {
  const [first] = steps
  if (!first) throw new Error('what was said was said at some level')
  return first.from
}
export const levelOf = ({ steps }: Saying): Level => {
  const last = steps.at(-1)
  if (!last) throw new Error('what was said was said at some level')
  return last.level
}

/** A moment no more exactly than may be printed. */
export const known = (at: Moment, dates: Saying['dates']): Known => (dates === 'months' ? dayOf(at).slice(0, 7) : dayOf(at))

const eventsOf = (story: Story, told: readonly StoryEntry[], book: Book): CaseEvent[] => {
  const acts = new Map<string, StoryEntry[]>()
  for (const entry of told) {
    if (besideTheLine.has(entry.told.kind)) continue
    const same = `${entry.told.act} ${entry.told.kind} ${entry.told.on} ${entry.told.known}`
    acts.set(same, [...(acts.get(same) ?? []), entry])
  }
  return [...acts.values()].flatMap(entries => {
    const [first] = entries
    if (!first) return []
    const about = entries.map(entry => nameOf(story, story.labels.get(entry.told.subject) ?? ''))
    return [
      {
        id: first.label,
        known: first.told.known,
        when: whenOf(first),
        label: labelOf(story, first, about, book),
        who: whoOf(story, first),
        about,
      },
    ]
  })
}

const cuts: Record<Precision, number> = { year: 4, month: 7, day: 10, moment: 10 }
const whenOf = ({ told }: StoryEntry): Known => told.on.slice(0, cuts[told.precision])

const labelOf = (story: Story, { told }: StoryEntry, about: readonly string[], book: Book): string => {
  const kind = book.kinds.get(told.kind)
  const title = told.withdraws || !kind ? (kind?.words ?? told.kind) : kind.title(told.facts)
  const holder =
    told.kind === involvement.name ? story.agencies.find(({ id }) => id === (told.facts as FactsOf<typeof involvement>).holder) : undefined
  const version = told.corrects === null ? '' : told.withdraws ? 'withdrawn: ' : 'corrected: '
  const whose = holder ? `${holder.name}: ` : about.length === 1 && story.subjects.length > 1 ? `${about[0]}: ` : ''
  const late = dayOf(told.known) > told.on ? ` (recorded ${printShort(dayOf(told.known))})` : ''
  return capital(`${whose}${version}${whose || version ? small(title) : title}${late}`)
}

const whoOf = (story: Story, { told }: StoryEntry): string => {
  const agency = story.agencies.find(({ id }) => id === told.agency)?.name ?? ''
  if (told.kind !== referral.name) return agency
  const { sourceName, elsewhere } = told.facts as FactsOf<typeof referral>
  return capital(`${sourceName ?? agency}, to ${elsewhere ?? 'children’s services'}`)
}

const nameOf = (story: Story, label: string): string => story.subjects.find(subject => subject.label === label)?.name ?? label
const small = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase())

/** What was said of several people alike is said once. */
const sayingsOf = (story: Story, { stood }: Replay, events: readonly CaseEvent[]): Saying[] => {
  const alike = new Map<string, StoodThen[]>()
  for (const one of stood) {
    const { rule, says, steps, until, how, precision } = one
    const key = JSON.stringify([rule, says, steps, until, how, precision])
    alike.set(key, [...(alike.get(key) ?? []), one])
  }
  const order = new Map(story.subjects.map(({ label }, at) => [label, at]))
  return [...alike.values()].flatMap(group => {
    const sorted = group.toSorted((a, b) => (order.get(a.subject) ?? 0) - (order.get(b.subject) ?? 0))
    const [first] = sorted
    if (!first) return []
    const evidence = new Set(sorted.flatMap(one => one.evidence))
    return [
      {
        id: sorted.map(one => one.key).join(' '),
        rule: first.rule,
        about: [...new Set(sorted.map(one => nameOf(story, one.subject)))],
        steps: first.steps,
        until: first.until,
        how: first.how,
        dueOn: first.dueOn,
        told: first.told,
        says: [...new Set(sorted.map(one => one.says))],
        because: first.because,
        restsOn: restsOn(story, evidence, events),
        dates: first.precision === 'month' || first.precision === 'year' ? 'months' : 'days',
        open: story.fixture === 'real' && first.dueOn !== null && first.until === null,
      } satisfies Saying,
    ]
  })
}

/** The events that the evidence belongs to, in the order in which they were told; what is beside the line is not named. */
const restsOn = (story: Story, evidence: ReadonlySet<string>, events: readonly CaseEvent[]): string[] => {
  const acts = new Set(story.entries.filter(entry => evidence.has(entry.label)).map(entry => entry.told.act))
  const ids = new Set(story.entries.filter(entry => acts.has(entry.told.act)).map(entry => entry.label))
  return events.filter(event => ids.has(event.id)).map(event => event.id)
}

const isUnknowable = (saying: Saying): boolean =>
  saying.dates === 'months' && saying.until !== null && known(beganAt(saying), 'months') === known(saying.until, 'months')

/** Months where anything is known to the month alone; otherwise the days on which something was told or came to be said. */
const stopsOf = (story: Story, replay: Replay, events: readonly CaseEvent[]): Stop[] => {
  const inMonths = story.entries.some(
    ({ told }) => !besideTheLine.has(told.kind) && (told.precision === 'month' || told.precision === 'year'),
  )
  const changes = replay.stood.flatMap(({ steps, until }) => [...steps.map(({ from }) => from), ...(until === null ? [] : [until])])
  const days = [...new Set([...events.map(event => event.known), ...changes].map(dayOf))].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  if (!inMonths) return days.map(at => ({ at, last: at, cut: endOfDay(at) }))
  return Array.from({ length: monthNumber(last) - monthNumber(first) + 1 }, (_, after) => {
    const next = monthNumber(first) + after + 1
    const end = addDays(`${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-01` as Day, -1)
    return { at: end.slice(0, 7), last: end, cut: endOfDay(end) }
  })
}

/** The months of a day since the year 0. */
export const monthNumber = (of: Day): number => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7)) - 1
