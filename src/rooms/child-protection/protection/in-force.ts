import {
  addDays,
  type Day,
  dayOf,
  endOfDay,
  type Holidays,
  holidayOn,
  type Limit,
  londonAt,
  type Moment,
  plusHours,
  startOfDay,
  weekdayOf,
} from '../../../guidance/index.ts'
import type { Episode } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import { endOfLife } from '../../../thread/life.ts'
import type { SettingOn } from '../../../thread/rule.ts'
import { earlier, ends } from '../../../thread/say.ts'
import { inOrder, type Thread } from '../../../thread/thread.ts'
import { childAssessmentOrder, emergencyProtectionOrder, policeProtection, protectionEnded } from './orders.ts'

/**
 * A time in which the police or a court protect the child. `expires`: when it ends by itself, which is never later than the law allows; `beyond` says that a later end is
 * printed on the order, which somebody has to look at. `ended`: what ended it before, or was written down afterwards.
 */
export type Protection<K extends AnyKind = AnyKind> = {
  readonly order: Entry<FactsOf<K>>
  readonly expires: Moment
  readonly beyond: boolean
  readonly ended: End | undefined
}

/** How long the law lets each last. */
export const lawfulLengths = {
  /** Children Act 1989, section 46(6). */
  policeProtection: { unit: 'hours', count: 72 },
  /** Children Act 1989, section 45(1). */
  emergencyProtection: { unit: 'days', count: 8 },
  /** Children Act 1989, section 45(6). */
  extension: { unit: 'days', count: 7 },
  /** Children Act 1989, section 43(5). */
  assessment: { unit: 'days', count: 7 },
} as const satisfies Record<string, Limit>

const always =
  (limit: Limit): SettingOn<Limit> =>
  () =>
    limit

/** The end by what is printed on an order and by what the law allows, whichever comes first; does it say more than the law allows? */
const within = (latest: Moment, printed: Moment | undefined): { expires: Moment; beyond: boolean } => ({
  expires: printed === undefined || latest < printed ? latest : printed,
  beyond: printed !== undefined && printed > latest,
})

/** What was told to end each order, the first that answers it. */
const endOf = (child: Thread, order: Entry): End | undefined =>
  earlier(ends(child.answering(protectionEnded, order)[0], 'met'), endOfLife(child))

/** Every time in police protection, in order: 72 hours of elapsed time, which a change of the clocks neither lengthens nor shortens. */
export const policeProtections = (
  child: Thread,
  longest: SettingOn<Limit> = always(lawfulLengths.policeProtection),
): Protection<typeof policeProtection>[] =>
  child.of(policeProtection).map(order => {
    const latest = plusHours(order.at, longest(order.on).count)
    return {
      order,
      ...within(latest, order.facts.until),
      ended: endOf(child, order),
    }
  })

/**
 * Until when an order that lasts so many days may last, its first day counted. Where the last of them is a Sunday, Christmas Day, Good Friday or a bank holiday, the court
 * may set noon of the next day that is none of them.
 */
export const latestEnd = (first: Day, days: number, holidays: Holidays): Moment => {
  const last = addDays(first, days - 1)
  if (!isCourtHoliday(last, holidays)) return endOfDay(last)
  let next = addDays(last, 1)
  while (isCourtHoliday(next, holidays)) next = addDays(next, 1)
  return londonAt(next, '12:00')
}

const sunday = 0
const isCourtHoliday = (on: Day, holidays: Holidays): boolean => weekdayOf(on) === sunday || holidayOn(on, holidays) !== undefined

/**
 * Every emergency protection order, in order, extensions with the order they answer. One that follows police protection counts from the day on which that began.
 */
export const emergencyOrders = (
  child: Thread,
  holidays: Holidays,
  longest: SettingOn<Limit> = always(lawfulLengths.emergencyProtection),
  extension: SettingOn<Limit> = always(lawfulLengths.extension),
): Protection<typeof emergencyProtectionOrder>[] => {
  const police = policeProtections(child)
  const found: Protection<typeof emergencyProtectionOrder>[] = []
  let at = 0
  let lastDay: Day | undefined
  for (const order of child.of(emergencyProtectionOrder)) {
    while (police[at + 1] && (police[at + 1]?.order.at ?? order.at) <= order.at) at += 1
    const before = police[at]
    const last = found.at(-1)
    const extended = order.facts.extension && last && lastDay && order.at <= last.expires && !last.order.facts.extension ? last : undefined
    const first =
      extended && lastDay
        ? addDays(lastDay, 1)
        : before && before.order.at <= order.at && order.at <= before.expires
          ? dayOf(before.order.at)
          : order.on
    const days = (extended ? extension : longest)(order.on).count
    const latest = latestEnd(first, days, holidays)
    const printed = order.facts.until
    lastDay = printed && printed < latest ? lastDayInside(printed) : addDays(first, days - 1)
    if (extended) found[found.length - 1] = { ...extended, ended: earlier(extended.ended, ends(order, 'superseded')) }
    found.push({ order, ...within(latest, printed), ended: endOf(child, order) })
  }
  return found
}

/** The last day of which some lies before an end. */
const lastDayInside = (end: Moment): Day => (startOfDay(dayOf(end)) === end ? addDays(dayOf(end), -1) : dayOf(end))

/** Every child assessment order, in order: so many days from the day that it names. */
export const assessmentOrders = (
  child: Thread,
  longest: SettingOn<Limit> = always(lawfulLengths.assessment),
): Protection<typeof childAssessmentOrder>[] =>
  child.of(childAssessmentOrder).map(order => {
    const latest = endOfDay(addDays(order.facts.starts ?? order.on, longest(order.on).count - 1))
    const printed = order.facts.until && endOfDay(order.facts.until)
    return { order, ...within(latest, printed), ended: endOf(child, order) }
  })

const names: Readonly<Record<string, string>> = {
  [policeProtection.name]: 'for up to 72 hours',
  [emergencyProtectionOrder.name]: 'in force',
  [childAssessmentOrder.name]: 'in force',
}

/** Police protection and orders as episodes, each kind never twice at once: who is on call sees that they are in force. */
export const protectionEpisodes =
  (holidays: Holidays) =>
  (child: Thread): Episode[] => {
    if (child.form !== 'person') return []
    const all: Protection[] = [...policeProtections(child), ...emergencyOrders(child, holidays), ...assessmentOrders(child)]
    const open = new Map<string, Episode>()
    const episodes: Episode[] = []
    for (const { order, expires, ended } of all.sort((a, b) => inOrder(a.order, b.order))) {
      const before = open.get(order.kind)
      if (before?.until && before.until > order.at) {
        before.until = order.at
        before.endedBy = order.root
      }
      const until = ended && ended.at < expires ? ended.at : expires
      const episode: Episode = {
        kind: order.kind,
        state: names[order.kind] ?? '',
        from: order.at,
        until: until < order.at ? order.at : until,
        entry: order.root,
        endedBy: ended && ended.at < expires ? ended.by : null,
      }
      open.set(order.kind, episode)
      episodes.push(episode)
    }
    return episodes.filter(({ from, until }) => until === null || from < until)
  }
